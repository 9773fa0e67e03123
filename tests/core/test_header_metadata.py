"""Bylines, dates, reading times and notes to editors around the text."""

import pytest

from service.core.field_values import Byline, DateValue
from service.core.judges.header import judge_header
from tests.core.edges import PROSE, document, of, settle, taken

BYLINES = [
    ("By Jane Doe", ("Jane Doe",)),
    ("BY JANE DOE and JOHN ROE", ("JANE DOE", "JOHN ROE")),
    ("By Jane Doe, John Roe & Mary Major", ("Jane Doe", "John Roe", "Mary Major")),
    ("By Lizzie Streit, MS, RDN, LD", ("Lizzie Streit",)),
    ("By Jane Doe, Senior Editor", ("Jane Doe",)),
    ("By Jane Doe for The Courier", ("Jane Doe",)),
    ("By Reuters", ()),
    ("Von Max Müller", ("Max Müller",)),
    ("Par Élodie Garnier et Jean Dupont", ("Élodie Garnier", "Jean Dupont")),
    ("Автор: Иван Петров", ("Иван Петров",)),
    ("Jane Doe | Reuters", ("Jane Doe",)),
    ("박민수 기자", ("박민수",)),
    ("박민수 기자 pms@newsis.example", ("박민수",)),
    ("記者王大明／台北報導", ("王大明",)),
    ("作者：张三", ("张三",)),
    ("_By Jane Doe_", ("Jane Doe",)),
]


@pytest.mark.parametrize(("line", "authors"), BYLINES, ids=[b[0] for b in BYLINES])
def test_byline_is_read(line: str, authors: tuple[str, ...]) -> None:
    """The names are parsed; agencies, roles and degrees are no authors."""
    (verdict,) = settle(document(line, *PROSE))
    assert isinstance(verdict.value, Byline)
    assert (line, "byline", authors) == (verdict.removal.raw, verdict.removal.moved_to, verdict.value.authors)


NO_BYLINES = [
    "By Friday the storm had passed",
    "By land and by water",
    "By The Numbers",
    "Von Anfang an",
    "Par Amour",
    "Tin Việt Nam",
    "作者认为",
    "NATO | Reuters",
    "기자",
    "Jane Doe",
]


@pytest.mark.parametrize("line", NO_BYLINES)
def test_line_is_no_byline(line: str) -> None:
    """Small words, nouns without a colon, and names without a label name no author."""
    assert [] == [f for f in of(judge_header, line, *PROSE) if f[0] == "byline"]


STAMPS = [
    ("Updated: 12 March 2025, 10:30 GMT", "date_modified", "2025-03-12T10:30Z"),
    ("Published Jan 29, 2025", "date_published", "2025-01-29"),
    ("Published 10:19am 19 December 2025", "date_published", "2025-12-19T10:19"),
    ("Stand: 12.03.2025, 10:30 Uhr", "date_modified", "2025-03-12T10:30"),
    ("2025-03-01 12:00", "date_published", "2025-03-01T12:00"),
    ("송고 2025-03-01 10:20", "date_published", "2025-03-01T10:20"),
    ("2025.03.01 10:20 발행", "date_published", "2025-03-01T10:20"),
    ("Friday, 3 May 2025", "date_published", "2025-05-03"),
    ("Cập nhật lần cuối: 13/04/2025", "date_modified", "2025-04-13"),
]


@pytest.mark.parametrize(("line", "field", "value"), STAMPS, ids=[s[0] for s in STAMPS])
def test_timestamp_is_read(line: str, field: str, value: str) -> None:
    """Labels, weekdays, small words and the time stand around the date and nothing else."""
    (verdict,) = settle(document(line, *PROSE))
    assert (field, DateValue(value)) == (verdict.removal.moved_to, verdict.value)


def test_undecided_date_is_removed_without_a_field() -> None:
    """What may be March or April fills no field in an English text, and is accounted for as a timestamp."""
    (verdict,) = settle(document("Updated: 03/04/2025", *PROSE))
    assert ("timestamp", None, None) == (verdict.removal.kind, verdict.removal.moved_to, verdict.value)


def test_day_comes_first_outside_english() -> None:
    """All languages but the English of America write the day first."""
    story = "Hội đồng bến cảng hôm thứ Ba đã bỏ phiếu xây lại nhà ga phà cũ sau một mùa đông nhiều bão."
    (verdict,) = settle(document("12/02/2026 07:45", story, story))
    assert DateValue("2026-02-12T07:45") == verdict.value


NO_STAMPS = [
    "Updated rules for drone pilots come into force on 1 March 2026",
    "Published in January 2025 after two years of consultation",
    "New York, 3 May 2025",
    "World War II, 1 September 1939",
    "10:45 The first lorries have left the depot",
    "Updated",
    "March 2025",
]


@pytest.mark.parametrize("line", NO_STAMPS)
def test_line_is_no_timestamp(line: str) -> None:
    """One word more, a place before the date, a label without a date: a line of the text."""
    assert [] == [f for f in of(judge_header, line, *PROSE) if f[0] == "timestamp"]


COMBINED = [
    ("By Jane Doe Published: Jan 29, 2025", ["By Jane Doe ", "Published: Jan 29, 2025"]),
    ("By Jane Doe | Jan 29, 2025 | 5 min read", ["By Jane Doe | ", "Jan 29, 2025 | 5 min read"]),
    ("March 15, 2022 · 3 min read · By ASU Online", ["March 15, 2022 · 3 min read · ", "By ASU Online"]),
    ("by Jacob Trussell—10 min read", ["by Jacob Trussell—", "10 min read"]),
    ("Posted by Newsdesk on Tuesday, August 29, 2023", ["Posted by Newsdesk on Tuesday, ", "August 29, 2023"]),
    (
        "Published: 19 January 2026 Updated: 20 January 2026",
        ["Published: 19 January 2026 ", "Updated: 20 January 2026"],
    ),
    ("2025.03.01 10:20 발행 2025.03.01 11:20 수정", ["2025.03.01 10:20 발행 ", "2025.03.01 11:20 수정"]),
    ("**By Jane Doe** | Jan 29, 2025", ["**By Jane Doe** | ", "Jan 29, 2025"]),
]


@pytest.mark.parametrize(("line", "parts"), COMBINED, ids=[c[0] for c in COMBINED])
def test_line_is_taken_apart(line: str, parts: list[str]) -> None:
    """Each author and date is a removal of its own, and together they are the line."""
    assert parts == [raw for _, raw in taken(line, *PROSE)]


def test_labelled_lines_behind_the_text_go() -> None:
    """At the end a date needs its label; a bare one may be part of a letter."""
    assert [("timestamp", "Last updated: Jan 29, 2025")] == taken(*PROSE, "Last updated: Jan 29, 2025")
    assert [("byline", "박민수 기자 pms@newsis.example")] == taken(*PROSE, "박민수 기자 pms@newsis.example")
    assert [] == taken(*PROSE, "3 May 2025")


def test_dates_inside_the_text_stay() -> None:
    """Between paragraphs a date is a heading of a chronicle."""
    assert [] == taken(PROSE[0], "12 March 2025", PROSE[1], "13 March 2025", PROSE[2])


def test_a_text_of_dates_alone_is_left_alone() -> None:
    """A calendar is no header."""
    assert [] == taken("12 March 2025", "13 March 2025", "14 March 2025")


@pytest.mark.parametrize(
    "line", ["(Adds reaction in paragraph 3)", "(Updates with closing prices)", "[Recasts throughout]"]
)
def test_advisory_goes(line: str) -> None:
    """A note to editors above the text."""
    assert [("advisory", line)] == taken(line, *PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "(Corrects the spelling of the mayor's name in paragraph 2)",
        "(Add a pinch of salt, said my grandmother, to everything, including this story.) It begins in a kitchen.",
        "(Adds colour.) That is what editors wrote above stories when I was young, and I never saw any.",
    ],
)
def test_bracketed_sentence_is_no_advisory(line: str) -> None:
    """Corrections are content, and so is what goes on behind the bracket."""
    assert [] == taken(line, *PROSE)
