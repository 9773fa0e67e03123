"""The README says what is so: its examples run, its tables are those of the code."""

from __future__ import annotations

import argparse
import doctest
import re
from pathlib import Path
from typing import get_args

from service.api.settings import settings_table
from service.cli import build_parser
from service.core.model import Kind, Mode
from service.render import DEFAULT_PARTS, PARTS

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
