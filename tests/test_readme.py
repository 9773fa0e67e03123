"""The README says what is so: its examples run, its tables are those of the code."""

from __future__ import annotations

import argparse
import doctest
import json
import re
from pathlib import Path
from typing import Any, get_args

import msgspec

from service import clean, clean_page
from service.api.settings import settings_table
from service.api.wire_answers import ArticleOut
from service.cli import build_parser
from service.cli_explain import explain
from service.core.metadata import MetadataSource
from service.core.model import Kind, Mode
from service.core.repair_kinds import ALWAYS_REPAIRED, OPTIONAL_REPAIRS
from service.render import DEFAULT_PARTS, PARTS, to_dict, to_markdown

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")

FILES = {"clean": " FILE…", "batch": " [FILE…]"}
"""Commands that take files."""


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


def shown_document(title: str = "Clean a document") -> bytes:
    """The document that the README posts with curl: what the shell would send."""
    return section(title).partition("<<'END'\n")[2].partition("END\n")[0].encode()


def shown(title: str, language: str) -> str:
    """The one example of a section in this language."""
    [example] = re.findall(rf"```{language}\n(.*?)```", section(title), re.DOTALL)
    return str(example)


def what_is_wrong(answer: dict[str, Any], actual: dict[str, Any]) -> dict[str, Any]:
    """What an article really has where the README shows something else."""
    return {key: actual.get(key) for key, value in answer.items() if not is_part_of(value, actual.get(key))}


def test_curl_example() -> None:
    """The answer that is shown is what the document that is shown gives."""
    actual = to_dict(clean(shown_document(), charset="utf-8"))
    assert {} == what_is_wrong(json.loads(shown("Clean a document", "json")), actual)


def test_page_example() -> None:
    """The same for the page, and for its Markdown; the request asks for what is shown."""
    [url, include] = re.findall(r"clean\?url=(.*?)&include=(.*?)'", section("Clean a page"))[0]
    page = clean_page(shown_document("Clean a page"), url=url)
    actual = to_dict(page, frozenset(part for part in PARTS if part in include.split(",")))
    assert {} == what_is_wrong(json.loads(shown("Clean a page", "json")), actual)
    assert shown("Clean a page", "markdown").rstrip("\n") == to_markdown(page, links=True)


def test_fields() -> None:
    """The table of fields has those of the answer, in order but for the parts that are on request."""
    rows = section("HTTP").partition("| field of the answer | |\n|---|---|\n")[2].partition("\n\n")[0]
    named = [name for line in rows.splitlines() for name in code_words(line.split("|")[1])]
    assert sorted(field.name for field in msgspec.structs.fields(ArticleOut)) == sorted(named)
    assert list(get_args(MetadataSource)) == code_words(row(rows, "`sources`")[0])


def test_explain_example() -> None:
    """The marked source that is shown is what ``--explain`` prints of the same document."""
    actual = explain(clean(shown_document()), colour=False).partition("\n\n-- removed")[0]
    assert shown("Command line", "text").rstrip("\n") == actual


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
    repairs, always = http.partition("\nKinds of repairs: ")[2].partition("\n\n")[0].split(".\n")
    assert list(OPTIONAL_REPAIRS) == code_words(repairs)
    assert list(ALWAYS_REPAIRED) == code_words(always)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    [action] = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


def test_commands() -> None:
    """Each command stands in the table with all of its options and no others."""
    table = section("Command line")
    for name, parser in subcommands().items():
        in_help = set(re.findall(r"(?<!\S)\[?(--[a-z]+)", parser.format_help())) - {"--help"}
        shown = row(table, f"`winnow {name}{FILES.get(name, '')}`")
        assert in_help == set(code_words(shown[0]))


def test_make_targets() -> None:
    """Every ``make …`` that the README names is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert {"run", "test", "regen", "bench-text"} <= named
    assert set() == named - targets
