"""The README says what is so: its examples run, its tables are those of the code."""

from __future__ import annotations

import argparse
import doctest
import json
import re
from pathlib import Path
from typing import Any, get_args

from service import clean
from service.api.settings import settings_table
from service.cli import build_parser
from service.cli_explain import explain
from service.core.model import Kind, Mode
from service.render import DEFAULT_PARTS, PARTS, to_dict

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    """The text under a heading, up to the next."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def row(table: str, first: str) -> list[str]:
    """The cells after the first of the table row that begins with ``first``."""
    [line] = [line for line in table.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in line.strip("|").split("|")[1:]]


def code_words(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_python_examples() -> None:
    """Every ``>>>`` of the README gives what stands below it."""
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (0, True) == (results.failed, results.attempted > 0)


def is_part_of(shown: Any, answer: Any) -> bool:
    """Whether an answer says all that is shown of it; a shown object may leave fields out, a shown list may not."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(k in answer and is_part_of(v, answer[k]) for k, v in shown.items())
    if isinstance(shown, list):
        return isinstance(answer, list) and len(shown) == len(answer) and all(map(is_part_of, shown, answer))
    return bool(shown == answer)


def shown_document() -> bytes:
    """The document that the README posts with curl: what the shell would send."""
    return section("Clean a document").partition("<<'END'\n")[2].partition("END\n")[0].encode()


def test_curl_example() -> None:
    """The answer that is shown is what the document that is shown gives."""
    [answer] = re.findall(r"```json\n(.*?)```", section("Clean a document"), re.DOTALL)
    shown = json.loads(answer)
    actual = to_dict(clean(shown_document(), charset="utf-8"))
    wrong = {key: actual.get(key) for key, value in shown.items() if not is_part_of(value, actual.get(key))}
    assert {} == wrong


def test_explain_example() -> None:
    """The marked source that is shown is what ``--explain`` prints of the same document."""
    [shown] = re.findall(r"```text\n(.*?)```", section("Command line"), re.DOTALL)
    actual = explain(clean(shown_document()), colour=False).partition("\n\n-- removed")[0]
    assert shown.rstrip("\n") == actual


def test_settings_table() -> None:
    """The table is the one that the settings make of themselves."""
    assert settings_table() in section("Settings")


def test_options() -> None:
    """Modes and parts of the answer, the default ones first; and every kind there is."""
    http = section("HTTP")
    assert list(get_args(Mode)) == code_words(row(http, "`mode`")[0])
    assert list(PARTS) == code_words(row(http, "`include`")[0])
    assert DEFAULT_PARTS == set(PARTS[:3])
    kinds = http.partition("\nKinds: ")[2].partition(".\n")[0]
    assert [kind.value for kind in Kind] == code_words(kinds)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    [action] = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


def test_commands() -> None:
    """Each command stands in the table with all of its options and no others."""
    table = section("Command line")
    for name, parser in subcommands().items():
        in_help = set(re.findall(r"(?<!\S)\[?(--[a-z]+)", parser.format_help())) - {"--help"}
        shown = row(table, f"`winnow {name}{' FILE…' if name == 'clean' else ''}`")
        assert in_help == set(code_words(shown[0]))


def test_make_targets() -> None:
    """Every ``make …`` that the README names is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert {"run", "test", "regen", "bench-text"} <= named
    assert set() == named - targets
