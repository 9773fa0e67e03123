"""A vocabulary, small documents, and the loop of judging, for the tests of the judges of the edges."""

from collections.abc import Callable, Iterable

from service.core.decide import Verdict, decide, settle_gaps
from service.core.document import Document, Judge
from service.core.judges.captions import judge_captions
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.judges.header import judge_header
from service.core.judges.signoff import judge_signoff
from service.core.lexicon import Lexicon
from service.core.model import Finding, Options
from service.core.segment import segment

VOCABULARY = {
    "agencies": (
        *"Reuters AFP AP TASS ТАСС Xinhua EFE ANSA dpa dpa-infocom ANTARA PTI ANI VNA VNS TTXVN VGP Kyodo".split(),
        *"BERNAMA Report 연합뉴스 뉴시스 뉴스1 新华社 共同".split(),
        *("Getty Images", "CNN Indonesia"),
    ),
    "byline": ("By", "Written by", "Posted by", "Von", "Par", "Author", "Автор", "Tác giả", "作者", "記者", "Tin"),
    "byline_suffix": ("기자", "報導"),
    "timestamp_published": ("Published", "Published on", "Posted on", "발행", "송고", "Ngày đăng", "Date"),
    "timestamp_modified": ("Updated", "Last updated", "Cập nhật lần cuối", "Stand", "수정", "Aktualisiert"),
    "months": (
        *("January=1", "Jan=1", "March=3", "June=6", "July=7", "August=8", "September=9", "October=10", "November=11"),
        *(
            "Sept=9",
            "Nov=11",
            "Dec=12",
            "December=12",
            "oct=10",
            "mar=3",
            "April=4",
            "mars=3",
            "июля=7",
            "März=3",
            "May=5",
        ),
    ),
    "weekdays": ("Monday", "Tuesday", "Friday", "Thứ Tư", "Mon"),
    "photo_credit": ("Photo", "Photo by", "Photo courtesy of", "Image credit", "Ảnh", "Foto", "사진", "写真", "Quelle"),
    "photo_credit_suffix": ("摄", "撮影", "제공"),
    "reporting": (
        "Reporting by",
        "Additional reporting by",
        "Editing by",
        "Edited by",
        "责任编辑",
        "编辑",
        "Redaktion",
    ),
    "source_label": ("Source", "Theo", "Nguồn", "Quelle", "Источник"),
    "end_mark": ("Enditem", "ENDS", "(END)", "-30-", "###", "(完)", "끝"),
}
LEXICON = Lexicon.of((), VOCABULARY, "test")

PROSE = (
    "The harbour council voted on Tuesday to rebuild the old ferry terminal after a winter of storms.",
    "Council members said the terminal would keep its brick hall while the ferry berths move east.",
    "Residents asked how the brick hall would be paid for when the ferry fares are frozen.",
)
"""A story that names no place, date, agency or author."""


def words() -> EdgeWords:
    """The vocabulary, indexed."""
    return edge_words(LEXICON)


def document(*blocks: str) -> Document:
    """A document of one block a string."""
    source = "\n\n".join(blocks)
    return Document.of(source, segment(source), LEXICON)


def settle(
    text: Document | str, judges: Iterable[Judge] = (judge_captions, judge_header, judge_signoff)
) -> list[Verdict]:
    """Judge until nothing more is found; what was removed, in the order of the source."""
    view = document(text) if isinstance(text, str) else text
    verdicts: list[Verdict] = []
    for _ in range(8):
        view, found = decide(view, [f for judge in judges for f in judge(view)], Options())
        view = settle_gaps(view)
        verdicts.extend(found)
        if not found:
            return sorted(verdicts, key=lambda v: v.removal.span)
    raise AssertionError("the text does not settle")


def taken(*blocks: str) -> list[tuple[str, str]]:
    """What is removed of a text of these blocks: rule and raw text."""
    return [(v.removal.rule, v.removal.raw) for v in settle(document(*blocks))]


def of(judge: Callable[[Document], Iterable[Finding]], *blocks: str) -> list[tuple[str, str]]:
    """What one judge finds at first sight: rule and raw text."""
    view = document(*blocks)
    return [(f.rule, view.source[slice(*f.span)]) for f in judge(view)]
