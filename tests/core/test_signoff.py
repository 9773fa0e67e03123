"""How stories are signed, and sentences that only end alike."""

import pytest

from service.core.field_values import Byline, Credit
from service.core.judges.signoff import judge_signoff
from tests.core.edges import PROSE, document, of, settle, taken

LAST = PROSE[2]

AT_THE_END = [
    (" — VNS", "credit", ("VNS",)),
    (" — VNA/VNS", "credit", ("VNA", "VNS")),
    (" – BERNAMA", "credit", ("BERNAMA",)),
    (" — MALAYMAIL", "credit", ("MALAYMAIL",)),
    ("—AFP", "credit", ("AFP",)),
    (" - AP", "credit", ("AP",)),
    (" (TTXVN)", "credit", ("TTXVN",)),
    (" (Reuters)", "credit", ("Reuters",)),
    (" (dpa/lnw)", "credit", ("dpa",)),
    (" (Jane Doe/dpa)", "credit", ("dpa",)),
    ("/VNA", "credit", ("VNA",)),
    (" Source: VNA", "credit", ("VNA",)),
    (" Theo TTXVN", "credit", ("TTXVN",)),
    (" (Theo TTXVN)", "credit", ("TTXVN",)),
    (" Reuters", "credit", ("Reuters",)),
    (" [연합뉴스]", "credit", ("연합뉴스",)),
    (" *— VNS*", "credit", ("VNS",)),
    (" © dpa-infocom, dpa:240101-99-123456/2", "credit", ("dpa-infocom",)),
    (" (Reporting by Jane Doe; Editing by John Roe)", "credit", ()),
    (" Reporting by Jane Doe in Paris; Additional reporting by A. Person", "credit", ()),
    (" _(Reporting by Jane Doe)_", "credit", ()),
    ("/.", "end_mark", None),
    (" ■", "end_mark", None),
    (" -30-", "end_mark", None),
    (" ###", "end_mark", None),
    (" Enditem", "end_mark", None),
    (" (END)", "end_mark", None),
]


@pytest.mark.parametrize(("raw", "kind", "agencies"), AT_THE_END, ids=[a[0].strip() for a in AT_THE_END])
def test_sign_off_behind_the_last_sentence(raw: str, kind: str, agencies: tuple[str, ...] | None) -> None:
    """It goes with the space before it, and the sentence keeps its full stop."""
    (verdict,) = settle(document(*PROSE[:2], LAST + raw))
    removal = verdict.removal
    assert (raw, kind) == (removal.raw, removal.kind)
    assert (None if agencies is None else Credit(raw, agencies, removal.span)) == verdict.value
    assert ("credits" if kind == "credit" else None) == removal.moved_to


HAN = "国家发展改革委二十二日发布消息说，今年第一季度全国用电量保持平稳增长，各地供应总体有保障。"


@pytest.mark.parametrize(
    ("raw", "kind"), [("（完）", "end_mark"), ("（责任编辑：张三）", "credit"), ("（记者安蓓、李四）", "byline")]
)
def test_sign_off_in_chinese(raw: str, kind: str) -> None:
    """Brackets behind the last sentence."""
    (verdict,) = settle(document(HAN, HAN + raw))
    assert (raw, kind) == (verdict.removal.raw, verdict.removal.kind)
    if kind == "byline":
        assert Byline(raw, ("安蓓", "李四")) == verdict.value


SENTENCES = [
    "The recipe calls for three eggs, a pinch of salt and butter in a proportion of 1/2.",
    "On its last page somebody has drawn crosses, and below them a number: -30-.",
    "The report came from Agence France-Presse, which everybody calls by its letters (AFP).",
    "The treaty has changed the relations between the members of NATO — EU",
    "“Be the change that you wish to see in the world every day.” — Jane Doe",
    "“Be the change that you wish to see in the world every day.” — GANDHI",
    "“It will be finished by the end of the year, come what may.” — he said",
    "The bus leaves from the square in front of the station at 5 p.m. — ET",
    "The delegation flew back on Friday evening, to Washington, D.C. – USA",
    "Reporting by the commission was late, and nobody had read it before the vote.",
    "The book has an index. Editing by Hand was the title of its first chapter.",
    "More about this can be read on the page of the harbour, see example.org/berths/.",
    "The list of the council is not complete, and neither is that of the port and/or.",
    "It is over, said the old harbour master, and put on his cap again. – THE END",
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s[-30:] for s in SENTENCES])
def test_sentence_keeps_its_end(sentence: str) -> None:
    """Fractions, numbers, abbreviations, authors of quotations, places, addresses."""
    assert [] == taken(*PROSE[:2], sentence)


LINES = [
    ("— VNS", "agency"),
    ("(TTXVN)", "agency"),
    ("VNA/VNS", "agency"),
    ("- Reuters", "agency"),
    ("[연합뉴스]", "agency"),
    ("Theo TTXVN", "source"),
    ("Source: Mountain News Agency", "source"),
    ("Источник: пресс-служба области", "source"),
    ("Source: https://example.org/a/b", "source"),
    ("(Reporting by Amara Nwosu and Lukas Brandt; Editing by Shona McLeod)", "reporting"),
    ("Edited by: Priya Raman", "reporting"),
    ("责任编辑：张三", "reporting"),
    ("（编辑：李四）", "reporting"),
    ("ENDS", "end_mark"),
    ("-30-", "end_mark"),
    ("###", "end_mark"),
    ("(END)", "end_mark"),
    ("(完)", "end_mark"),
    ("./.", "end_mark"),
    ("■", "end_mark"),
    ("<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>", "copyright_line"),
    ("© dpa-infocom, dpa:240101-99-123456/2", "agency"),
]


@pytest.mark.parametrize(("line", "rule"), LINES, ids=[x[0] for x in LINES])
def test_line_is_a_sign_off(line: str, rule: str) -> None:
    """A short line behind the text."""
    assert [(rule, line)] == of(judge_signoff, *PROSE, line)


TEXT_LINES = [
    "— Jane Doe",
    "— JS",
    "Source: the word is on both signposts.",
    "Sources close to the deal",
    "Reporting is hard",
    "Edited by the musicologist Petra Vlasák",
    "The End",
    "Ends",
    "Copyright law has changed",
    "Report",
]


@pytest.mark.parametrize("line", TEXT_LINES)
def test_line_is_text(line: str) -> None:
    """Authors of letters, sentences, words that are agencies too."""
    assert [] == of(judge_signoff, *PROSE, line)


def test_sign_offs_stand_one_behind_the_other() -> None:
    """Lines from the last to the first, then the end of the paragraph."""
    assert [
        ("reporting", " (Reporting by Jane Doe)"),
        ("agency", " — VNA/VNS"),
        ("end_mark", "/."),
        ("source", "Source: VNA"),
        ("end_mark", "###"),
    ] == taken(*PROSE[:2], LAST + " (Reporting by Jane Doe) — VNA/VNS/.", "Source: VNA", "###")


def test_inside_the_text_nothing_is_signed() -> None:
    """Only the last paragraph of the text is; the first of several reports in one text keeps its agency."""
    assert [] == of(judge_signoff, PROSE[0] + " — VNS", *PROSE[1:])
    assert [] == of(judge_signoff, PROSE[0], "Source: VNA", *PROSE[1:])


def test_short_line_between_text_and_sign_off_is_stepped_over() -> None:
    """What others judge does not hide the sign-off before it."""
    assert [("agency", " — VNS")] == of(judge_signoff, *PROSE[:2], LAST + " — VNS", "Share")


def test_the_only_block_is_not_taken_whole() -> None:
    """A document is not a sign-off."""
    assert [] == of(judge_signoff, "Source: VNA")


def test_code_is_not_signed() -> None:
    """Code ends as it ends."""
    assert [] == taken(*PROSE, "```\necho done. ###\n```")
