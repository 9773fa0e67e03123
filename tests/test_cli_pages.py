"""The command line and pages: which files are pages, and what is printed of them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from service import clean_page
from service.cli import main
from service.render import to_json

Capture = pytest.CaptureFixture[bytes]

PAGE = (
    "<!doctype html><html lang=en><title>Bridge opens</title><article><h1>Bridge opens</h1>"
    '<p>The <a href="/bridge">harbour bridge</a> opened to traffic on Monday after two years of repairs.</p>'
    "<p>Engineers had replaced every cable, and the city paid for it with a loan.</p></article></html>"
)


@pytest.mark.parametrize("name", ["bridge.html", "bridge.HTM", "bridge.xhtml"])
def test_page_is_known_by_its_name(name: str, tmp_path: Path, capsysbinary: Capture) -> None:
    """A file whose name ends like that of a page is cleaned as one."""
    path = tmp_path / name
    path.write_text(PAGE, "utf-8")
    assert 0 == main(["clean", str(path)])
    assert to_json(clean_page(PAGE.encode(), id=str(path))) + b"\n" == capsysbinary.readouterr().out


def test_page_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    """``--html`` says that it is one, whatever the name; ``--url`` is where it was found."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert 0 == main(["clean", "-", "--html", "--url", "https://news.example/7"])
    expected = clean_page(PAGE.encode(), url="https://news.example/7")
    assert to_json(expected) + b"\n" == capsysbinary.readouterr().out


def test_html_in_a_text_file_is_text(tmp_path: Path, capsysbinary: Capture) -> None:
    """A text about markup keeps it."""
    path = tmp_path / "markup.txt"
    path.write_text("The element <article> holds what a reader came for, and <nav> what leads elsewhere.", "utf-8")
    main(["clean", str(path), "--format", "text"])
    assert "element <article> holds" in capsysbinary.readouterr().out.decode()


def test_links(tmp_path: Path, capsysbinary: Capture) -> None:
    """``--links`` puts them into JSON and Markdown; without it there are none."""
    path = tmp_path / "bridge.html"
    path.write_text(PAGE, "utf-8")
    arguments = ["clean", str(path), "--url", "https://news.example/7"]
    main([*arguments, "--links"])
    article = json.loads(capsysbinary.readouterr().out)
    assert [("https://news.example/bridge", "harbour bridge")] == [(x["url"], x["text"]) for x in article["links"]]
    main([*arguments, "--links", "--format", "markdown"])
    assert "The [harbour bridge](https://news.example/bridge) opened" in capsysbinary.readouterr().out.decode()
    main([*arguments, "--format", "markdown"])
    assert "The harbour bridge opened" in capsysbinary.readouterr().out.decode()


def test_page_without_text_fails_alone(tmp_path: Path, capsysbinary: Capture) -> None:
    """A page that scripts would fill is named on standard error; the other file is cleaned."""
    page = tmp_path / "bridge.html"
    page.write_text(PAGE, "utf-8")
    shell = tmp_path / "app.html"
    shell.write_text("<!doctype html><div id=root></div><script src=app.js></script>", "utf-8")
    code = main(["clean", str(shell), str(page)])
    captured = capsysbinary.readouterr()
    assert 1 == code
    assert captured.err.decode().startswith(f"winnow: {shell}: ")
    assert str(page) == json.loads(captured.out)["id"]
