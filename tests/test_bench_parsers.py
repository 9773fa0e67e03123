"""The parser bench: outlines are right, and the service's parser makes the trees that the HTML standard asks for."""

from __future__ import annotations

import pytest

from tests.bench.memory import growth
from tests.bench.parser_cases import CASES, element, outline
from tests.bench.parser_walks import LOADERS


@pytest.mark.parametrize("name", CASES)
def test_lexbor_follows_the_standard(name: str) -> None:
    """The parser that pages are read with gives broken markup the tree that a browser shows."""
    markup, tree = CASES[name]
    lexbor = LOADERS["lexbor"]()
    assert tree == lexbor.outline(lexbor.parse(markup))


def test_walks_see_the_same() -> None:
    """Tags, classes, ids and texts are counted alike by lexbor and lxml where there is nothing to mend."""
    page = "<html><head></head><body class='x y'><p id='z'>One</p>two<!-- three --></body></html>"
    lexbor, lxml = LOADERS["lexbor"](), LOADERS["lxml"]()
    expected = len("htmlheadbody") + len("x y") + len("p") + len("z") + len("Onetwo")
    assert (expected, expected) == (lexbor.walk(lexbor.parse(page)), lxml.walk(lxml.parse(page)))


def test_outlines_show_elements_and_joined_texts() -> None:
    """Attributes that cases ask about are shown in order, empty texts are nothing."""
    inner = outline([("text", "a"), ("text", "b"), ("element", "br()"), ("text", "")])
    assert "p[class=k id=x]('ab' br())" == element("P", {"id": "x", "class": "k", "style": "s"}, inner)


def test_growth_is_the_slope_of_the_line() -> None:
    """Memory that rises by 10 bytes a page, and memory that goes up and down by as much."""
    assert pytest.approx(10) == growth([(1000, 0), (2000, 10_000), (3000, 20_000)])
    assert pytest.approx(0) == growth([(1000, 5), (2000, 7), (3000, 5)])
