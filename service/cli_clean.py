"""``winnow clean``: files in, articles out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from service.clean import clean, clean_page
from service.cli_explain import explain
from service.core.errors import CleanError
from service.core.model import Article, Kind, Options
from service.render import DEFAULT_PARTS, Part, to_json, to_markdown, to_text

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "standard input"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
"""Endings of file names, in any case, of which the file is a page."""

REMEDIES: Mapping[type[OSError], str] = MappingProxyType(
    {
        FileNotFoundError: "Check the path.",
        IsADirectoryError: "Name the files in it.",
        PermissionError: "Make it readable for this user.",
    }
)

Render = Callable[[Article], bytes]


def wants_colour() -> bool:
    """Whether standard output is a terminal that may be coloured (``NO_COLOR`` and ``TERM=dumb`` say no)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _renderer(args: argparse.Namespace) -> Render:
    if args.explain:
        colour = wants_colour()
        return lambda article: explain(article, colour=colour).encode()
    if args.format == "text":
        return lambda article: to_text(article).rstrip("\n").encode() + b"\n"
    if args.format == "markdown":
        return lambda article: to_markdown(article, links=args.links).rstrip("\n").encode() + b"\n"
    parts: frozenset[Part] = DEFAULT_PARTS | ({"links"} if args.links else frozenset())
    return lambda article: to_json(article, parts) + b"\n"


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()


def _shown(name: str) -> str:
    """A file name as text: names that are not UTF-8 get replacement characters."""
    return STANDARD_INPUT_NAME if name == STANDARD_INPUT else os.fsencode(name).decode("utf-8", "replace")


def _complain(name: str, cause: str) -> None:
    sys.stderr.write(f"winnow: {_shown(name)}: {cause}\n")


def complain_of(name: str, error: OSError) -> None:
    """Say on standard error why a file cannot be read."""
    _complain(name, f"cannot be read: {error.strerror or error}. {REMEDIES.get(type(error), '')}".rstrip())


def _clean_file(name: str, options: Options, args: argparse.Namespace) -> Article | None:
    """The article of one file, or ``None`` after saying why there is none."""
    work = clean_page if args.html or name.lower().endswith(PAGE_SUFFIXES) else clean
    file_id = None if name == STANDARD_INPUT else _shown(name)
    try:
        return work(_read(name), options=options, charset=args.charset, id=file_id, url=args.url)
    except OSError as error:
        complain_of(name, error)
    except CleanError as error:
        _complain(name, str(error))
    return None


def clean_files(args: argparse.Namespace) -> int:
    """Clean each file and print it; one that fails does not stop the others.

    JSON is one article a line, its ``id`` the file's name.  Other formats put a line with the name before each article
    when there are several files, as head(1) does.
    """
    options = Options(
        mode=args.mode,
        language=args.language,
        keep=frozenset(Kind(kind) for kind in args.keep),
        leave=frozenset(args.leave),
    )
    render = _renderer(args)
    titled = len(args.files) > 1 and (args.explain or args.format != "json")
    failed = False
    printed = False
    for name in args.files:
        article = _clean_file(name, options, args)
        if article is None:
            failed = True
            continue
        if titled:
            sys.stdout.buffer.write(f"{chr(10) if printed else ''}==> {_shown(name)} <==\n".encode())
        sys.stdout.buffer.write(render(article))
        sys.stdout.buffer.flush()
        printed = True
    return int(failed)
