"""The command line: ``winnow …`` and ``python -m service …``.

Reads the arguments and hands over.  Each command loads only what it needs: cleaning a file starts no web framework.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import get_args

from service.core.model import Kind, Mode
from service.core.repair_kinds import OPTIONAL_REPAIRS, why_not_left
from service.version import VERSION

Run = Callable[[argparse.Namespace], int]

BROKEN_PIPE = 141
"""Exit code when the reader of our output went away: 128 + SIGPIPE, as the shell reports it for other tools."""
INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 + SIGINT."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")
MAX_PORT = 65_535
MAX_WORKERS = 64
"""As WINNOW_WORKERS has it."""


def language_tag(text: str) -> str:
    """A language tag, or the error that argparse shows.

    >>> language_tag("pt-BR")
    'pt-BR'
    """
    if not _LANGUAGE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a language tag such as en or pt-BR")
    return text


def repair_kind(text: str) -> str:
    """A kind of repairs that can be left, or the error that argparse shows."""
    kind = text.lower()
    if kind not in OPTIONAL_REPAIRS:
        raise argparse.ArgumentTypeError(f"{text!r}{why_not_left(kind)}".rstrip("."))
    return kind


def port_number(text: str) -> int:
    """A TCP port, or the error that argparse shows."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= MAX_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number from 1 to {MAX_PORT}")
    return int(text)


def worker_count(text: str) -> int:
    """A number of processes, or the error that argparse shows."""
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to {MAX_WORKERS}")
    return int(text)


def _run_clean(args: argparse.Namespace) -> int:
    from service.cli_clean import clean_files

    return clean_files(args)


def _run_batch(args: argparse.Namespace) -> int:
    from service.cli_batch import clean_lines

    return clean_lines(args)


def _run_rules(args: argparse.Namespace) -> int:
    from service.cli_rules import list_rules

    return list_rules(as_json=args.json)


def _run_serve(args: argparse.Namespace) -> int:
    from service.cli_serve import start

    return start(host=args.host, port=args.port)


def _run_healthcheck(args: argparse.Namespace) -> int:
    from service.cli_serve import healthcheck

    return healthcheck(port=args.port)


def _add_clean(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a text or page to clean, or - for standard input; .html, .htm and .xhtml are pages",
    )
    shape = command.add_mutually_exclusive_group()
    shape.add_argument(
        "--format",
        choices=("json", "text", "markdown"),
        default="json",
        help="json: one article a line (default); text: the body; markdown: the article with its title",
    )
    shape.add_argument("--explain", action="store_true", help="show the source with what was removed and why")
    command.add_argument(
        "--mode", choices=get_args(Mode), default="balanced", help="precision removes more, recall removes less"
    )
    command.add_argument("--language", type=language_tag, metavar="TAG", help="the language, as in en or pt-BR")
    command.add_argument(
        "--keep",
        action="append",
        default=[],
        type=str.lower,
        choices=[kind.value for kind in Kind],
        metavar="KIND",
        help=f"a kind that must not be removed (may be given again): {', '.join(kind.value for kind in Kind)}",
    )
    command.add_argument(
        "--leave",
        action="append",
        default=[],
        type=repair_kind,
        metavar="KIND",
        help=f"a kind of repairs that must not be made (may be given again): {', '.join(OPTIONAL_REPAIRS)}",
    )
    command.add_argument("--charset", help="the charset that came with the bytes, as in windows-1252")
    command.add_argument("--html", action="store_true", help="take every file for a page, whatever its name")
    command.add_argument("--url", help="where the document was found; relative links of a page are resolved against it")
    command.add_argument("--links", action="store_true", help="give the links of the body, in json and markdown")


def _add_batch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="*",
        default=["-"],
        metavar="FILE",
        help="request objects as for POST /v1/clean, one a line; - or none for standard input",
    )
    command.add_argument(
        "--order",
        choices=("input", "completion"),
        default="input",
        help="records as their lines came (default), or as they finish",
    )
    command.add_argument(
        "--workers", type=worker_count, metavar="N", help="processes that clean (default: one for each processor)"
    )


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="winnow", description="The article out of scraped text.")
    parser.add_argument("--version", action="version", version=f"winnow {VERSION}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        command.set_defaults(run=run)
        return command

    _add_clean(add("clean", _run_clean, "clean files and print the articles"))
    _add_batch(add("batch", _run_batch, "clean a stream: one JSON request a line in, one article a line out"))
    serve = add("serve", _run_serve, "answer over HTTP")
    serve.add_argument("--host", help="the address to listen on (default: WINNOW_HOST, else all)")
    serve.add_argument("--port", type=port_number, help="the port (default: WINNOW_PORT, else PORT, else 8000)")
    rules = add("rules", _run_rules, "list the rules in force")
    rules.add_argument("--json", action="store_true", help="one JSON object a line, with the examples of each rule")
    health = add("healthcheck", _run_healthcheck, "ask a server on this machine whether it is ready")
    health.add_argument("--port", type=port_number, help="its port (default: as for serve)")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when all went well, 1 when something failed; wrong usage exits with 2.
    """
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.run is _run_clean and args.url and len(args.files) > 1:
        parser.error("argument --url: goes with one FILE")
    run: Run = args.run
    try:
        code = run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code
