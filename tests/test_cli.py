"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service import Kind, Options, clean
from service.cli import BROKEN_PIPE, main
from service.cli_clean import wants_colour
from service.core.lexicon import Rule
from service.render import to_json, to_markdown, to_text
from service.rules import load_lexicon
from service.version import VERSION

ARTICLE = (
    "The harbour bridge opened to traffic on Monday after two years of repairs.\n\n"
    "Engineers had replaced every cable, and the city paid for it with a loan.\n"
)
OTHER = "The council met on Tuesday and voted for the new library by nine to four.\n"

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def other_file(tmp_path: Path) -> Path:
    path = tmp_path / "council.txt"
    path.write_text(OTHER, "utf-8")
    return path


def lines_of(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_one_file_gives_the_library_answer_as_json(article_file: Path, capsysbinary: Capture) -> None:
    """The output is the library's article with the file's name as its id, on one line."""
    code = main(["clean", str(article_file)])
    assert 0 == code
    assert to_json(clean(ARTICLE.encode(), id=str(article_file))) + b"\n" == capsysbinary.readouterr().out


def test_several_files_give_one_line_each(article_file: Path, other_file: Path, capsysbinary: Capture) -> None:
    """NDJSON in the order of the arguments."""
    code = main(["clean", str(other_file), str(article_file)])
    articles = lines_of(capsysbinary.readouterr().out)
    assert 0 == code
    assert [str(other_file), str(article_file)] == [a["id"] for a in articles]


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    """``-`` reads bytes: the charset that came with them is honoured, and no id is made up."""
    data = "Der Fluß trat über die Ufer, und die Stadt räumte drei Straßen am Hafen.".encode("windows-1252")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code = main(["clean", "-", "--charset", "windows-1252"])
    [article] = lines_of(capsysbinary.readouterr().out)
    assert 0 == code
    assert data.decode("windows-1252") == article["text"]
    assert article["id"] is None
    assert "windows-1252" == article["encoding"]["declared"]


def test_text_and_markdown_are_the_library_renderings(article_file: Path, capsysbinary: Capture) -> None:
    """Each format ends with exactly one line break."""
    article = clean(ARTICLE.encode(), id=str(article_file))
    main(["clean", str(article_file), "--format", "text"])
    assert to_text(article).rstrip("\n") + "\n" == capsysbinary.readouterr().out.decode()
    main(["clean", str(article_file), "--format", "markdown"])
    assert to_markdown(article).rstrip("\n") + "\n" == capsysbinary.readouterr().out.decode()


def test_several_texts_are_told_apart_by_name(article_file: Path, other_file: Path, capsysbinary: Capture) -> None:
    """A line with the name stands before each article where the format has no place for it."""
    main(["clean", str(article_file), str(other_file), "--format", "text"])
    expected = (
        f"==> {article_file} <==\n{to_text(clean(ARTICLE)).rstrip()}\n\n"
        f"==> {other_file} <==\n{to_text(clean(OTHER)).rstrip()}\n"
    )
    assert expected == capsysbinary.readouterr().out.decode()


def test_options_reach_the_library(article_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mode, language, every ``--keep`` and every ``--leave`` arrive as one ``Options`` value."""
    seen: list[Options] = []

    def spy(document: bytes, *, options: Options, **_: object) -> object:
        seen.append(options)
        return clean(document, options=options)

    monkeypatch.setattr("service.cli_clean.clean", spy)
    flags = ["--mode", "recall", "--language", "pt-BR", "--keep", "byline", "--keep", "CAPTION"]
    flags += ["--leave", "space", "--leave", "NFC"]
    assert 0 == main(["clean", str(article_file), *flags])
    kept, left = frozenset({Kind.BYLINE, Kind.CAPTION}), frozenset({"space", "nfc"})
    assert [Options("recall", "pt-BR", kept, left)] == seen


def test_a_failing_file_does_not_stop_the_others(
    article_file: Path, other_file: Path, tmp_path: Path, capsysbinary: Capture
) -> None:
    """Missing, a folder, empty: each is named on standard error with cause and remedy; the rest is cleaned."""
    missing, empty = tmp_path / "missing.txt", tmp_path / "empty.txt"
    empty.write_bytes(b" \n")
    names = [article_file, missing, tmp_path, empty, other_file]
    code = main(["clean", *map(str, names)])
    captured = capsysbinary.readouterr()
    errors = captured.err.decode().splitlines()
    assert 1 == code
    assert [str(article_file), str(other_file)] == [a["id"] for a in lines_of(captured.out)]
    assert f"winnow: {missing}: cannot be read: No such file or directory. Check the path." == errors[0]
    assert f"winnow: {tmp_path}: cannot be read: Is a directory. Name the files in it." == errors[1]
    assert errors[2].startswith(f"winnow: {empty}: The text is empty")
    assert 3 == len(errors)


@pytest.mark.parametrize(
    ("argv", "cause"),
    [
        ([], "required: COMMAND"),
        (["clean"], "required: FILE"),
        (["clean", "-", "--mode", "harsh"], "invalid choice: 'harsh'"),
        (["clean", "-", "--keep", "adverts"], "invalid choice: 'adverts'"),
        (["clean", "-", "--leave", "spaces"], "'spaces'. Use one of terminal_escape, control_character"),
        (["clean", "-", "--leave", "line_break"], "'line_break', which cannot be left: the document could not be cut"),
        (["clean", "-", "--language", "en_US!"], "'en_US!' is not a language tag such as en or pt-BR"),
        (["clean", "-", "--explain", "--format", "text"], "not allowed with argument"),
        (["clean", "a.html", "b.html", "--url", "https://news.example/"], "--url: goes with one FILE"),
        (["serve", "--port", "70000"], "'70000' is not a port number from 1 to 65535"),
        (["serve", "--port", "-1"], "'-1' is not a port number"),
    ],
)
def test_wrong_usage_exits_with_2(argv: list[str], cause: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says which argument and why."""
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    assert 2 == exit_.value.code
    assert cause in capsys.readouterr().err


def test_version_is_the_package_version(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` prints the one version."""
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert 0 == exit_.value.code
    assert f"winnow {VERSION}\n" == capsys.readouterr().out


def test_rules_as_a_table(capsysbinary: Capture) -> None:
    """A head line, then one line per rule."""
    assert 0 == main(["rules"])
    head, *rows = capsysbinary.readouterr().out.decode().splitlines()
    assert ["id", "kind", "language", "role", "where"] == head.split()
    assert [rule.id for rule in load_lexicon().rules] == [row.split()[0] for row in rows]


def test_rules_as_json(capsysbinary: Capture) -> None:
    """One object a line, with the examples."""

    def expected(rule: Rule) -> dict[str, object]:
        return {
            "id": rule.id,
            "kind": rule.kind.value,
            "language": rule.language,
            "role": rule.role,
            "where": rule.where,
            "why": rule.why,
            "lines": list(rule.lines),
            "pattern": rule.pattern.pattern if rule.pattern else None,
            "examples": {"drops": list(rule.drops), "keeps": list(rule.keeps)},
        }

    assert 0 == main(["rules", "--json"])
    assert [expected(rule) for rule in load_lexicon().rules] == lines_of(capsysbinary.readouterr().out)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colour_on_a_terminal(environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal is coloured unless the user or the terminal says no."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert expected == wants_colour()


def test_no_colour_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output that is not a terminal is never coloured."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not wants_colour()


def run(*argv: str, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "service", *argv], capture_output=True, check=False, **kwargs)


def test_module_is_the_command(article_file: Path) -> None:
    """``python -m service clean`` answers as ``winnow clean`` does."""
    done = run("clean", str(article_file))
    assert (0, to_json(clean(ARTICLE.encode(), id=str(article_file))) + b"\n") == (done.returncode, done.stdout)


def test_reader_that_goes_away_is_no_crash(article_file: Path) -> None:
    """A closed pipe ends the run quietly, as for other tools."""
    command = [sys.executable, "-m", "service", "clean", *[str(article_file)] * 200]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (BROKEN_PIPE, b"") == (process.returncode, errors)
