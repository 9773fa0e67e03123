"""The page cases: small pages, each with what a careful editor would make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from service import Article, CleanError
from service.render import to_markdown
from tests.page_corpus import LISTS, PAGE_CASES, VALUES, PageCase, load_page_cases, read_page_case

ALL = load_page_cases()
MIN_CASES = 50
MIN_LANGUAGES = 15
DATES = frozenset({"date_published", "date_modified"})


def params(cases: list[PageCase]) -> list[Any]:
    """The cases as parameters; a known failure is a strict one, so that mending it is noticed."""
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(c, id=c.slug, marks=known if c.expect == "fail" else ()) for c in cases]


def found_in_order(wanted: list[str], text: str) -> list[str]:
    """Those of the wanted pieces that stand in the text, each after the one before."""
    found, position = [], 0
    for piece in wanted:
        if (at := text.find(piece, position)) >= 0:
            found.append(piece)
            position = at + len(piece)
    return found


def _value(name: str, wanted: str, article: Article) -> str:
    """A field as the case gives it: empty for none, and a date without its time where the case has none."""
    value: str = getattr(article, "language" if name == "page_language" else name) or ""
    return wanted if name in DATES and wanted and value.startswith(wanted) else value


def _captions(wanted: list[dict[str, str]], article: Article) -> list[dict[str, str | None]]:
    """The captions with the parts that the case names."""
    rows: list[dict[str, str | None]] = []
    for number, caption in enumerate(article.captions):
        names = wanted[number].keys() if number < len(wanted) else ("text", "credit")
        rows.append({name: getattr(caption, name) or "" for name in names})
    return rows


def _list(name: str, wanted: Any, article: Article) -> list[Any]:
    """A list of the article as the case gives it."""
    readers: Mapping[str, Callable[[], list[Any]]] = {
        "authors": lambda: list(article.authors),
        "tags": lambda: list(article.tags),
        "captions": lambda: _captions(wanted, article),
        "links": lambda: [
            {"text": article.source[slice(*link.span)], "url": link.url} for b in article.blocks for link in b.links
        ],
        "body": lambda: [b.text for b in article.blocks],
        "kinds": lambda: [b.kind.value for b in article.blocks],
        "levels": lambda: [b.level or 0 for b in article.blocks],
    }
    return readers[name]()


def _text(name: str, wanted: Any, article: Article) -> Any:
    """What is true of what the case says of texts: equal to it when all of it is true."""
    readers: Mapping[str, Callable[[], Any]] = {
        "must_keep": lambda: found_in_order(wanted, article.text),
        "must_drop": lambda: [piece for piece in wanted if piece not in article.text],
        "once": lambda: [piece for piece in wanted if article.text.count(piece) == 1],
        "not_text": lambda: [piece for piece in wanted if piece not in article.source],
        "markdown": lambda: to_markdown(article).strip(),
        "markdown_contains": lambda: found_in_order(wanted, to_markdown(article)),
        "warnings_contain": lambda: [piece for piece in wanted if any(piece in w for w in article.warnings)],
        "sources": lambda: {name: source for name, source in article.sources if name in wanted},
    }
    return readers[name]()


def actual_of(case: PageCase, article: Article) -> dict[str, Any]:
    """The same parts of the article as the case speaks of."""
    actual: dict[str, Any] = {}
    for name, wanted in case.expected.items():
        read = _value if name in VALUES else _list if name in LISTS else _text
        actual[name] = read(name, wanted, article)
    return actual


@pytest.mark.parametrize("case", params(ALL))
def test_page_case(case: PageCase) -> None:
    """The body, the fields and what is left out are what the case says."""
    if case.is_error:
        with pytest.raises(CleanError) as caught:
            case.clean()
        assert case.expected["error"] == caught.value.code
        said = str(caught.value).casefold()
        assert [] == [word for word in case.expected.get("error_says", []) if word.casefold() not in said]
        return
    wanted = {name: value.strip() if name == "markdown" else value for name, value in case.expected.items()}
    actual = actual_of(case, case.clean())
    wrong = [name for name in wanted if wanted[name] != actual[name]]  # so that the report shows nothing else
    assert {name: wanted[name] for name in wrong} == {name: actual[name] for name in wrong}


def test_there_are_enough_pages_and_languages() -> None:
    """The pages stay many and in many languages."""
    assert len(ALL) >= MIN_CASES
    assert len({c.language for c in ALL}) >= MIN_LANGUAGES


def test_slugs_are_plain_and_end_in_the_language() -> None:
    """File names are lower-case words joined by hyphens, the language last."""
    assert [] == [c.slug for c in ALL if c.slug != c.slug.lower() or not c.slug.replace("-", "").isalnum()]
    assert [] == [c.slug for c in ALL if not c.slug.endswith(f"-{c.language}")]


def test_an_expectation_can_fail() -> None:
    """A piece that is missing, left over, out of order or there twice is noticed."""
    article = next(
        c for c in ALL if not c.is_error and c.expect == "pass" and len(c.expected.get("body", [])) > 1
    ).clean()
    first, last = article.blocks[0].text, article.blocks[-1].text
    assert [last] == _text("must_keep", [last, first], article)
    assert [] == _text("must_drop", [first], article)
    assert [] == _text("once", ["e" * 99], article)
    assert [] == _text("not_text", [first], article)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (MappingProxyType({"html": "<p>x", "must_kepe": ["x"]}), "must_kepe"),
        (MappingProxyType({"html": "<p>x", "title": "x"}), "say what becomes of the body"),
        (MappingProxyType({"html": "<p>x", "html_base64": "eA==", "body": ["x"]}), "either html or html_base64"),
    ],
)
def test_a_case_that_checks_nothing_is_an_error(tmp_path: Any, lines: Mapping[str, Any], reason: str) -> None:
    """A misspelt, missing or contradictory field is refused, not ignored."""
    path = tmp_path / "wrong-en.toml"
    about = {"why": "x", "language": "en", "class": "prose"}
    path.write_text("".join(f"{name} = {value!r}\n" for name, value in {**about, **lines}.items()))
    with pytest.raises(ValueError, match=reason):
        read_page_case(path)


def test_pages_are_where_they_are_looked_for() -> None:
    """The folder of pages has nothing but cases in it, so that none is overlooked."""
    assert [] == [p.name for p in PAGE_CASES.iterdir() if p.suffix != ".toml"]
