"""Datelines and wire headers: every agency's form, and the sentences that look like one."""

import pytest

from service.core.field_values import Byline, Dateline
from service.core.judges.header import judge_header
from service.core.model import Kind
from tests.core.edges import PROSE, document, settle, taken

SENTENCE = "The council voted on Tuesday to rebuild the old ferry terminal after a winter of storms."

FORMS = [
    ("BEIRUT (Reuters) - ", "Beirut", None, "Reuters"),
    ("PARIS, Jan 1 (AFP) - ", "Paris", "--01-01", "AFP"),
    ("PARIS/LONDON, June 3 (Reuters) - ", "Paris/London", "--06-03", "Reuters"),
    ("LUGANSK, July 12. /TASS/. ", "Lugansk", "--07-12", "TASS"),
    ("МОСКВА, 12 июля. /ТАСС/. ", "Москва", "--07-12", "ТАСС"),
    ("MOSCOW, June 3 - TASS. ", "Moscow", "--06-03", "TASS"),
    ("BEIJING, Sept. 2 (Xinhua) -- ", "Beijing", "--09-02", "Xinhua"),
    ("Madrid, 18 oct (EFE).- ", "Madrid", "--10-18", "EFE"),
    ("Montevideo (EFE).- ", "Montevideo", None, "EFE"),
    ("(ANSA) - ROMA, 22 MAR - ", "Roma", "--03-22", "ANSA"),
    ("ROMA, 16 NOV (ANSA) - ", "Roma", "--11-16", "ANSA"),
    ("Berlin (dpa) - ", "Berlin", None, "dpa"),
    ("Berlin/Paris (dpa/lnw) - ", "Berlin/Paris", None, "dpa/lnw"),
    ("Jakarta (ANTARA) - ", "Jakarta", None, "ANTARA"),
    ("Jakarta, CNN Indonesia -- ", "Jakarta", None, "CNN Indonesia"),
    ("REPUBLIKA.CO.ID, JAKARTA -- ", "Jakarta", None, "REPUBLIKA.CO.ID"),
    ("Mumbai, Dec 9 (PTI) ", "Mumbai", "--12-09", "PTI"),
    ("Damascus [Syria], June 9 (ANI): ", "Damascus", "--06-09", "ANI"),
    ("(TTXVN) - ", None, None, "TTXVN"),
    ("TTXVN - ", None, None, "TTXVN"),
    ("BRUSSELS, Belgium (AP) — ", "Brussels, Belgium", None, "AP"),
    ("JEFFERSON CITY, Mo. (AP) — ", "Jefferson City, Mo.", None, "AP"),
    ("THE HAGUE, Netherlands (AP) — ", "The Hague, Netherlands", None, "AP"),
    ("TOKYO (Kyodo) -- ", "Tokyo", None, "Kyodo"),
    ("RAJSHAHI, Dec 20, 2025 (BSS) - ", "Rajshahi", "2025-12-20", "BSS"),
    ("PUTRAJAYA, Nov 22 — ", "Putrajaya", "--11-22", None),
    ("Nendeln, 27.6.2025 – ", "Nendeln", "2025-06-27", None),
    ("MOSCOW — ", "Moscow", None, None),
    ("WASHINGTON, D.C. — ", "Washington, D.C.", None, None),
    ("ĐÀ NẴNG — ", "Đà Nẵng", None, None),
    ("Hanoi – ", "Hanoi", None, None),
    ("Ho Chi Minh City – ", "Ho Chi Minh City", None, None),
    ("القاهرة (Reuters) - ", "القاهرة", None, "Reuters"),
    ("नयी दिल्ली, 22 March (PTI) ", "नयी दिल्ली", "--03-22", "PTI"),
]


@pytest.mark.parametrize(("raw", "place", "date", "agency"), FORMS, ids=[f[0].strip() for f in FORMS])
def test_dateline_is_read(raw: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Place, date and agency are parsed, and the sentence behind them stays."""
    view = document(raw + SENTENCE, *PROSE)
    (verdict,) = settle(view)
    assert Dateline(raw, place, date, agency, (0, len(raw))) == verdict.value
    assert (Kind.DATELINE, "dateline") == (verdict.removal.kind, verdict.removal.moved_to)


SENTENCES = [
    "Trump — the president — said on Sunday that he would not attend the opening of the canal.",
    "Putin – President of Russia – said on Sunday that he would attend the opening of the canal.",
    "TEHRAN-based designers have won three of the five prizes at this year's poster biennial.",
    "NATO — which was founded in 1949 — has thirty-two members on two continents today.",
    "NATO — The alliance was founded in 1949 and has thirty-two members on two continents.",
    "Yes – we can, said the candidate to the crowd on the square in front of the station.",
    "Yes – We can, said the candidate to the crowd on the square in front of the station.",
    "Monday – the first day of the week – is when the market opens later than usual here.",
    "Monday – The market opens later than usual, because the drivers rest on Sunday night.",
    "Vietnam – Russia relations have grown in the last forty years, said the ambassador.",
    "Update – The minister has resigned after a long day of talks with his own party.",
    "The Verdict – A machine that does what it promises and costs more than it should.",
    "Lisbon, 1755 - few dates are so firmly fixed in the memory of a city and its people.",
    "NVIDIA (NVDA) — Shares of the company fell by a tenth on Wednesday after the report.",
    "Report – The commission found no evidence that the bridge had been built too low.",
    "(Flat Rate Guarantee) - The price of the journey is fixed before the taxi leaves.",
    "Covid-19 – Die Lage in den Krankenhäusern hat sich nach Angaben der Stadt entspannt.",
    "– The first day of the fair drew forty thousand visitors, more than ever before.",
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s[:28] for s in SENTENCES])
def test_sentence_is_no_dateline(sentence: str) -> None:
    """Appositions, hyphens, weekdays, countries, labels, years and tickers open sentences."""
    assert [] == taken(sentence, *PROSE)


def test_two_names_that_stand_together_are_a_pair() -> None:
    """What a dash joins elsewhere in the text too is no dateline."""
    assert [] == taken(
        "Prague – Vienna trains will run hourly from May on, the two railways said.", *PROSE, "Vienna–Prague took ten."
    )


def test_a_list_of_terms_has_no_dateline() -> None:
    """A second paragraph that begins alike shows a glossary."""
    assert [] == taken(
        "BASIL - The leaves keep flies away from the kitchen.", PROSE[0], "MINT - The roots need a pot of their own."
    )


def test_standfirst_may_stand_above_the_dateline() -> None:
    """The second paragraph is looked at too, for forms that more than a dash proves."""
    assert [("dateline_agency_in_brackets", "BEIRUT (Reuters) - ")] == taken(
        PROSE[0], "BEIRUT (Reuters) - " + SENTENCE, PROSE[1]
    )
    assert [] == taken(PROSE[0], "Hanoi – " + SENTENCE, PROSE[1])


def test_third_paragraph_is_body() -> None:
    """A story is filed at its start."""
    assert [] == taken(*PROSE[:2], "BEIRUT (Reuters) - " + SENTENCE)


@pytest.mark.parametrize("raw", ["**MOSCOW —** ", "**MOSCOW** — ", "_HANOI (VNA)_ – "])
def test_emphasis_around_a_dateline_goes_with_it(raw: str) -> None:
    """Marks of Markdown are balanced: those around the dateline go, and none is left behind."""
    (verdict,) = settle(document(raw + SENTENCE, *PROSE))
    assert raw == verdict.removal.raw


def test_emphasis_that_goes_on_is_left_alone() -> None:
    """Where the emphasis covers the sentence too, taking the dateline would break it."""
    assert [] == taken(f"**MOSCOW — {SENTENCE}**", *PROSE)


def test_list_items_and_subheads_have_no_dateline() -> None:
    """Only paragraphs are filed somewhere."""
    assert [] == taken(PROSE[0], f"- PARIS — {SENTENCE}", f"## PARIS — {SENTENCE}", PROSE[1])


WIRES = [
    ("新华社北京4月22日电", "（记者安蓓）", ("北京", "--04-22", "新华社"), ("安蓓",)),
    ("人民网北京12月8日电", "（记者 张三）", ("北京", "--12-08", "人民网"), ("张三",)),
    ("【大紀元2025年01月29日訊】", "（大紀元記者王大明綜合報導）", (None, "2025-01-29", "大紀元"), ("王大明",)),
    ("[서울=뉴시스] ", "박민수 기자 = ", ("서울", None, "뉴시스"), ("박민수",)),
    ("(안성=뉴스1) ", "김하늘·이서연 기자 = ", ("안성", None, "뉴스1"), ("김하늘", "이서연")),
    ("【ワシントン共同】", "", ("ワシントン", None, "共同"), ()),
    ("【ロンドン=共同】", "", ("ロンドン", None, "共同"), ()),
]
HAN = "国家发展改革委二十二日发布消息说，今年第一季度全国用电量保持平稳增长，各地供应总体有保障。"


@pytest.mark.parametrize(("dateline", "byline", "parts", "authors"), WIRES, ids=[w[0] for w in WIRES])
def test_wire_header_is_two_fields(
    dateline: str, byline: str, parts: tuple[str | None, ...], authors: tuple[str, ...]
) -> None:
    """Place, day and agency are the dateline, the reporter behind them the byline."""
    values = [v.value for v in settle(document(dateline + byline + HAN, HAN))]
    place, date, agency = parts
    assert [Dateline(dateline, place, date, agency, (0, len(dateline)))] == [
        v for v in values if isinstance(v, Dateline)
    ]
    assert authors == tuple(a for v in values if isinstance(v, Byline) for a in v.authors)


def test_reporter_in_brackets_is_the_byline() -> None:
    """Without a dateline the note is the byline alone."""
    (verdict,) = settle(document("（記者林書豪台中報導）" + HAN, HAN))
    assert Byline("（記者林書豪台中報導）", ("林書豪",)) == verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "【速報】" + HAN,
        "[단독] " + HAN,
        "新华社的老摄影记者" + HAN,
        "人民网4月22日电影上映，" + HAN,
        "[봄]이라고만 적힌 " + HAN,
    ],
)
def test_brackets_and_agencies_open_sentences_too(text: str) -> None:
    """A kicker in brackets, an agency as the subject, and a film on a day are no wire header."""
    assert [] == [f for f in judge_header(document(text, HAN)) if f.kind is Kind.DATELINE]
