"""The cases: small documents, each with what a careful editor would make of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from service import Article, CleanError, clean
from tests.corpus import CASES, Case, load_cases, read_case
from tests.invariants import check_all

ALL = load_cases()

TAXONOMY = (
    "scrape_meta llm_artifact title_repeat dateline wire_header byline timestamp reading_time lead_caption "
    "inline_caption photo_credit related_inline related_header teaser paging_article share comments newsletter advert "
    "read_more tags author_bio widget navigation paywall consent legal signoff end_mark editor_credit tip_line "
    "broadcast_marker affiliate correction_note advisory source_line media_placeholder paging_toc"
).split()
"""The 38 classes of text that is not the article (or, for the correction note, is)."""
MIN_CASES = 120
MIN_LANGUAGES = 20


def params(cases: list[Case]) -> list[Any]:
    """The cases as parameters; a known failure is a strict one, so that mending it is noticed."""
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(c, id=c.slug, marks=known if c.expect == "fail" else ()) for c in cases]


CASE = pytest.mark.parametrize("case", params(ALL))


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def removed_lines(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Removals line by line: whether short lines next to each other count as one block is not the case's business."""
    return [(kind, line) for kind, raw in pieces for line in lines_of(raw)]


def lenient(expected: str, actual: str) -> str:
    """The expected kind in place of the actual one where the case allows several (``share|widget``) or any (``*``)."""
    return expected if expected == "*" or actual in expected.split("|") else actual


def removed(case: Case, article: Article) -> list[tuple[str, str]]:
    """What was removed, as (kind, line), told in the kinds of the case."""
    wanted = [(p.get("kind", "*"), p["raw"]) for p in case.expected["removed"]]
    kinds: dict[str, list[str]] = {}
    for kind, line in removed_lines(wanted):
        kinds.setdefault(line, []).append(kind)
    actual = removed_lines([(r.kind.value, r.raw) for r in article.removals])
    return [(lenient(kinds[line].pop(0), kind) if kinds.get(line) else kind, line) for kind, line in actual]


def _dateline(case: Case, article: Article) -> Any:
    """The fields of the dateline that the case names."""
    if article.dateline is None or not case.expected["dateline"]:
        return article.dateline and article.dateline.raw
    return {name: _folded(name, getattr(article.dateline, name)) for name in case.expected["dateline"]}


def _folded(name: str, value: str | None) -> str | None:
    """Capitals of a place are typography, and so is the space around what was cut out."""
    if name == "raw" and value:
        return value.strip()
    return value.casefold() if name == "place" and value else value


def _given(wanted: list[dict[str, Any]], actual: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Captions or credits with the fields that the case names."""
    rows = []
    for number, value in enumerate(actual):
        names = wanted[number].keys() if number < len(wanted) else ("raw",)
        row = {name: getattr(value, name) for name in names}
        rows.append({name: list(v) if isinstance(v, tuple) else _folded(name, v) for name, v in row.items()})
    return rows


def wanted_of(case: Case) -> dict[str, Any]:
    """What the case asks for, in the form that ``actual_of`` gives."""
    wanted = dict(case.expected)
    if case.unchanged:
        assert isinstance(case.document, str)
        return {"body lines": lines_of(case.document), "removed": []}
    if "removed" in wanted:
        wanted["removed"] = removed_lines([(p.get("kind", "*"), p["raw"]) for p in wanted["removed"]])
    if wanted.get("dateline"):
        wanted["dateline"] = {name: _folded(name, value or None) for name, value in wanted["dateline"].items()}
    for name in ("title", "byline", "dateline", "date_published", "date_modified"):
        if name in wanted:
            wanted[name] = wanted[name] or None
    return wanted


def actual_of(case: Case, article: Article) -> dict[str, Any]:
    """The same parts of the article as the case speaks of."""
    if case.unchanged:
        return {"body lines": lines_of(article.text), "removed": [(r.kind.value, r.raw) for r in article.removals]}
    every: dict[str, Any] = {
        "body": [b.text for b in article.blocks],
        "plain": [b.plain for b in article.blocks],
        "title": article.title,
        "byline": article.byline,
        "authors": list(article.authors),
    }
    for name in ("date_published", "date_modified"):
        value, start = getattr(article, name), case.expected.get(name)
        every[name] = start if value and start and value.startswith(start) else value
    if "dateline" in case.expected:
        every["dateline"] = _dateline(case, article)
    if "removed" in case.expected:
        every["removed"] = removed(case, article)
    for name, values in (("captions", article.captions), ("credits", article.credits)):
        every[name] = _given(case.expected.get(name, []), values)
    return {name: every[name] for name in case.expected}


@CASE
def test_case(case: Case) -> None:
    """The body, the fields and the removals are what the case says."""
    if "error" in case.expected:
        with pytest.raises(CleanError) as caught:
            clean(case.document, options=case.options, charset=case.charset)
        assert case.expected["error"] == caught.value.code
        return
    article = clean(case.document, options=case.options, charset=case.charset)
    assert wanted_of(case) == actual_of(case, article)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.slug) for c in ALL if "error" not in c.expected])
def test_invariants(case: Case) -> None:
    """Conservation, verbatim, fields, Unicode and idempotence hold, also where the answer is a known failure."""
    check_all(clean(case.document, options=case.options, charset=case.charset), case.options)


def test_every_class_has_a_case_and_a_look_alike() -> None:
    """Each class of the taxonomy is shown, and so is text that resembles it and must stay."""
    shown = Counter(c.group for c in ALL if not c.unchanged)
    look_alikes = Counter(c.group for c in ALL if c.unchanged)
    assert [] == [name for name in TAXONOMY if not shown[name] and name != "correction_note"]
    assert [] == [name for name in TAXONOMY if not look_alikes[name]]


def test_there_are_enough_cases_and_languages() -> None:
    """The cases stay many and in many languages."""
    assert len(ALL) >= MIN_CASES
    assert len({c.language for c in ALL}) >= MIN_LANGUAGES


def test_slugs_are_plain() -> None:
    """File names are lower-case words joined by hyphens."""
    assert [] == [c.slug for c in ALL if c.slug != c.slug.lower() or not c.slug.replace("-", "").isalnum()]


def test_an_unknown_field_is_an_error(tmp_path: Any) -> None:
    """A misspelt expectation is refused, not ignored."""
    path = tmp_path / "misspelt.toml"
    path.write_text('why = "x"\nlanguage = "en"\nclass = "prose"\ninput = "x"\nunchanged = true\nbdoy = ["x"]\n')
    with pytest.raises(ValueError, match="bdoy"):
        read_case(path)


def test_cases_are_where_they_are_looked_for() -> None:
    """The folder of cases has nothing but cases in it, so that none is overlooked."""
    assert [] == [p.name for p in CASES.iterdir() if p.suffix != ".toml"]
