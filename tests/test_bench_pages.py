"""The page bench adds up right: pages are read, systems run, figures, floors and targets follow from the scores."""

from __future__ import annotations

import lzma
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import orjson
import pytest

from service import EmptyInput
from tests.bench import pages_floors
from tests.bench.figures import OVERALL
from tests.bench.metrics import NO_OUTPUT, WordScore
from tests.bench.pages import is_of
from tests.bench.pages_figures import figures_of, percentile, table_of
from tests.bench.pages_metrics import PERFECT, Fields, Verdicts
from tests.bench.pages_reading import render_page, render_worst
from tests.bench.pages_records import WCXB, Gold, Outline, Page, half, parse_page, read_pages
from tests.bench.pages_score import CRASH, WITH_TITLE, PageResult, PageScore, score_page
from tests.bench.pages_tables import render, render_groups
from tests.bench.pages_targets import render_targets, targets
from tests.bench.peers import NO_COMMENTS, TRAFILATURA, WINNOW, Answer, System, load_systems
from tests.bench.records import NEWS

GOLD = Gold(
    "The council met on Monday.", ("council met",), ("Share", "Cookies"), "The bridge", "Ada King", "2026-01-31"
)
PAGE = Page("1", ("article",), "<p>The council met on Monday.</p>", GOLD)


def pack(data: Path, pages: dict[str, tuple[str, str]]) -> None:
    """Write an archive of the form of ``wcxb-dev``: gold files first, then pages."""
    files = {}
    for name, (kind, text) in pages.items():
        gold = {"_internal": {"page_type": {"primary": kind}}, "ground_truth": {"main_content": text}, "url": "u"}
        files[f"{WCXB}/ground-truth/{name}.json"] = orjson.dumps(gold)
    files |= {f"{WCXB}/html/{name}.html": f"<p>{text}".encode() for name, (_, text) in pages.items()}
    with lzma.open(data / f"{WCXB}.tar.xz", "wb") as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content))


def test_pages_are_read_from_the_archive(tmp_path: Path) -> None:
    """Only the wanted pages are read, with gold, type and address; who wants sees ids and groups of all."""
    pack(tmp_path, {"0001": ("article", "One."), "0002": ("forum", "Two.")})
    seen: list[Outline] = []

    def forums(outlines: Sequence[Outline]) -> list[str]:
        seen.extend(outlines)
        return ["0002"]

    pages = [parse_page(raw) for raw in read_pages(tmp_path, WCXB, forums)]
    assert [Page("0002", ("forum",), b"<p>Two.", Gold("Two."), "u")] == pages
    assert [("0001", ("article",)), ("0002", ("forum",))] == seen


def test_a_missing_archive_names_the_option(tmp_path: Path) -> None:
    """The error says which file is not there and how to say where it is."""
    with pytest.raises(FileNotFoundError, match=r"wcxb-dev\.tar\.xz is not in .* --data"):
        list(read_pages(tmp_path, WCXB, lambda _: []))


def test_news_pages_are_read(tmp_path: Path) -> None:
    """Country and language are groups, authors one string, and a language without spaces is counted in characters."""
    row = {"id": "x", "country": "jp", "title": "T", "authors": ["A", "B"], "publishing_date": "2026-01-31"}
    row |= {"paragraphs": ["東京都は。", "来年。"], "html": '<html lang="ja"><p>東京都は。'}
    with lzma.open(tmp_path / f"{NEWS}.jsonl.xz", "wb") as packed:
        packed.write(orjson.dumps(row) + b"\n" + orjson.dumps(row | {"id": "y", "authors": None}))
    first, second = (parse_page(raw) for raw in read_pages(tmp_path, NEWS, lambda outlines: [i for i, _ in outlines]))
    assert (("country jp", "language ja"), Gold("東京都は。\n\n来年。", (), (), "T", "A, B", "2026-01-31"), True) == (
        first.groups,
        first.gold,
        first.in_characters,
    )
    assert second.gold.author is None


def test_kinds_may_be_named_for_short() -> None:
    """``--kind de`` finds the country and the language."""
    groups = ("country at", "language de")
    assert [True, True, True, False] == [is_of(groups, kind) for kind in ("de", "at", "country at", "country de")]


def test_halves_depend_on_ids_alone() -> None:
    """Both halves have pages, and a page is always in the same."""
    assert {1, 2} == {half(str(i)) for i in range(20)}
    assert half("0001") == half("0001")


def test_systems_are_scored_on_one_page() -> None:
    """A word too many costs precision, and so does a title above; a ``CleanError`` and a crash are named."""

    def fail(_: Page) -> Answer:
        raise EmptyInput("nothing")

    def crash(_: Page) -> Answer:
        raise ZeroDivisionError

    answer = Answer("The council met\non Monday. Share", Fields("The Bridge", None, None))
    systems = [
        System(WINNOW, lambda _: answer, gives_fields=True),
        System("fails", fail, gives_fields=True),
        System("crashes", crash),
    ]
    result = score_page(PAGE, systems)
    assert [WINNOW, WITH_TITLE, "fails", "crashes"] == list(result.scores)
    ours = result.scores[WINNOW]
    words = ours.words
    assert pytest.approx((5 / 6, 1.0, 1, 1)) == (words.precision, words.recall, ours.required, ours.forbidden)
    assert Verdicts(True, False, False, False, None) == ours.fields
    assert pytest.approx(5 / 8) == result.scores[WITH_TITLE].words.precision
    assert ("empty-input", NO_OUTPUT, None) == (
        result.scores["fails"].error,
        result.scores["fails"].words,
        result.scores["fails"].trace,
    )
    assert Verdicts(False, False, False, False, None) == result.scores["fails"].fields
    assert (CRASH, None) == (result.scores["crashes"].error, result.scores["crashes"].fields)
    assert "ZeroDivisionError" in (result.scores["crashes"].trace or "")


def score_of(f1: float, seconds: float, fields: Verdicts | None = None) -> PageScore:
    return PageScore(WordScore(f1, f1, f1), f1, required=1, forbidden=1, fields=fields, seconds=seconds)


RIGHT, WRONG = Verdicts(True, True, True, True, None), Verdicts(False, None, None, None, True)


def result_of(name: str, group: str, ours: PageScore, theirs: PageScore, *, has_gold: bool = True) -> PageResult:
    scores = {WINNOW: ours, TRAFILATURA: theirs, NO_COMMENTS: replace(theirs, fields=None)}
    return PageResult(name, (group,), has_gold, required=2, forbidden=4, scores=scores)


RESULTS = [
    result_of("a", "article", score_of(1.0, 0.03, RIGHT), score_of(0.8, 0.02, WRONG)),
    result_of("b", "article", score_of(0.5, 0.01, WRONG), score_of(0.7, 0.01, WRONG)),
    result_of("c", "forum", replace(score_of(0, 0.02), words=PERFECT), score_of(0.0, 0.01), has_gold=False),
]


def test_figures_are_means_and_shares() -> None:
    """Word F1 is a mean over pages, snippets are a share of all, fields of what the gold has."""
    figures = figures_of(RESULTS, WINNOW)
    assert pytest.approx((2.5 / 3, 1.5 / 2, 3 / 6, 3 / 12)) == (
        figures.word_f1,
        figures.word_f1_of_gold,
        figures.required,
        figures.forbidden,
    )
    assert (0.5, 1.0, 1.0, 1.0) == (figures.title, figures.author, figures.date, figures.invented_dates)
    assert {} == figures.errors


def test_costs_are_compared_in_sum_and_page_by_page() -> None:
    """60 ms beside 40 ms are 1.5 times; the pages have 1.5, 1 and 2 times, of which 1.5 is the median."""
    cost = figures_of(RESULTS, WINNOW).cost
    assert cost is not None
    assert pytest.approx((20, 20, 30, 50, 1.5, 1.5)) == (
        cost.mean,
        cost.p50,
        cost.p99,
        cost.per_second,
        cost.total_ratio,
        cost.page_ratio,
    )


def test_percentiles_are_values_that_were_measured() -> None:
    """Of a hundred values the 99th, not one between two; of one value that value."""
    assert (99, 1) == (percentile(range(1, 101), 0.99), percentile([1], 0.99))


def test_tables_have_groups_and_halves() -> None:
    """Overall comes first, each type has its pages, the halves are shown when asked for and add up."""
    table = table_of(RESULTS, halves=True)
    assert [OVERALL, "article", "forum"] == list(table)[:3]
    assert (3, 2, 1) == tuple(table[name][WINNOW].pages for name in (OVERALL, "article", "forum"))
    assert 3 == sum(figures[WINNOW].pages for name, figures in table.items() if name.startswith("half"))
    text = render(WCXB, table, RESULTS)
    assert f"== {WCXB}, overall: 3 pages, 1 without gold text" == text.split("\n")[0]
    assert f"{'article':18}     2   0.750" == render_groups(table).split("\n")[2][:32]


def test_floors_are_pinned_by_group() -> None:
    """Each figure that exists has a floor, rounded to the side that holds; of countries the word F1 alone."""
    values = pages_floors.measured({WCXB: table_of(RESULTS)})
    assert (0.8333, 0.25, 0.75) == (
        values[WCXB, OVERALL, "word_f1"],
        values[WCXB, OVERALL, "forbidden"],
        values[WCXB, "article", "word_f1"],
    )
    assert (WCXB, "forum", "title") not in values
    news = [replace(r, groups=("country de",)) for r in RESULTS]
    of_country = [key for key in pages_floors.measured({NEWS: table_of(news)}) if key[1] != OVERALL]
    assert [(NEWS, "country de", "word_f1")] == of_country


def test_targets_say_what_is_met_and_what_is_missed() -> None:
    """Each target of the issue is one line with the figures of the run."""
    met = {said.split(",")[0]: value for value, said in targets({WCXB: table_of(RESULTS)})}
    assert {
        "wcxb-dev: word F1 0.8333": False,
        "wcxb-dev: word F1 of articles 0.7500": False,
        "wcxb-dev: page types below the best peer: none": True,
        "wcxb-dev: title 0.5000": False,
        "wcxb-dev: author": True,
        "wcxb-dev: date 1.0000": True,
        "wcxb-dev: forbidden snippets 0.2500": True,
        "wcxb-dev: dates where the gold has none 1.0000": False,
        "wcxb-dev: CPU time 1.50 times trafilatura's (median of pages 1.50)": False,
    } == met


def test_countries_below_trafilatura_are_named() -> None:
    """A country that is worse fails the target with both figures; one that is better is not named."""
    news = [replace(RESULTS[0], groups=("country at",)), replace(RESULTS[1], groups=("country de",))]
    said = render_targets({NEWS: table_of(news)})
    assert "MISSED  news: countries below trafilatura without comments: de 0.500 < 0.700" in said.split("\n")


def test_the_worst_pages_are_listed() -> None:
    """By F1 the lowest first; by harm only those that are below trafilatura without comments."""
    assert ["b", "a"] == [row.split()[0] for row in render_worst(RESULTS[:2], 5).split("\n")[1:]]
    assert ["b"] == [row.split()[0] for row in render_worst(RESULTS, 5, by="harm").split("\n")[1:]]


def test_a_page_is_shown_block_by_block() -> None:
    """Each block with its verdict beside the gold's, the fields, and what the gold has and no block."""
    prose = "The council met on Monday to vote on the new bridge over the river."
    gold = Gold(f"{prose}\n\nIt will meet again on Tuesday, as the mayor said.", title="The bridge")
    (winnow,), _ = load_systems([WINNOW])
    named = System(WINNOW, lambda page: replace(winnow.answer(page), fields=Fields("The bridge", None, None)))
    said = render_page(Page("1", ("article",), f"<p>{prose}</p>", gold), named).split("\n")
    assert "title   'The bridge'   gold 'The bridge'" in said
    assert f"   + + {prose}   ⟵ paragraph" in said
    assert "in the gold, in no block: It will meet again on Tuesday, as the mayor said." == said[-1]


def test_systems_that_are_not_installed_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing peer is a note, not an error."""
    monkeypatch.setitem(sys.modules, "readability", None)
    systems, notes = load_systems([TRAFILATURA, "readability"])
    assert [TRAFILATURA] == [system.name for system in systems]
    assert 1 == len(notes)
    assert notes[0].startswith("readability is left out: ")
