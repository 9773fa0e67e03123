"""What holds for all judges of the edges: they settle, find nothing twice, and take linear time on hostile text."""

import time

import pytest

from service.core.decide import decide, settle_gaps
from service.core.document import Document
from service.core.judges.captions import judge_captions
from service.core.judges.edges.labels import Labels
from service.core.judges.edges.names import is_name, split_names
from service.core.judges.edges.words import edge_words
from service.core.judges.header import judge_header
from service.core.judges.signoff import judge_signoff
from service.core.lexicon import Lexicon
from service.core.model import Options
from service.core.segment import segment
from tests.core.edges import LEXICON, PROSE, settle, words

JUDGES = (judge_captions, judge_header, judge_signoff)

WHOLE = "\n\n".join(
    (
        "Council Rebuilds Ferry Terminal | The Daily",
        "Council Rebuilds Ferry Terminal",
        "By Jane Doe | Jan 29, 2025",
        "(Adds reaction in paragraph 3)",
        "The hall at the pier. Photo: VNA",
        "BEIRUT (Reuters) - " + PROSE[0],
        PROSE[1],
        "The berths in the evening. Photo by Jane Doe/AFP",
        PROSE[2] + " (Reporting by Jane Doe) — VNA/VNS",
        "ENDS",
    )
)


def test_whole_article_is_taken_apart_in_one_pass() -> None:
    """All elements are seen at once, whatever their order."""
    rules = [v.removal.rule for v in settle(WHOLE)]
    assert (
        """title_with_site_name title_repeated_below byline timestamp advisory labelled_credit
        dateline_agency_in_brackets labelled_credit reporting agency end_mark""".split()
        == rules
    )


def test_what_is_left_has_nothing_more_to_find() -> None:
    """Cleaning the cleaned text finds nothing."""
    view = Document.of(WHOLE, segment(WHOLE), LEXICON)
    view, _ = decide(view, [f for judge in JUDGES for f in judge(view)], Options())
    left = "\n\n".join(b.text for b in settle_gaps(view).blocks)
    assert "\n\n".join(PROSE) == left
    assert [] == settle(left)


def test_empty_document_has_no_edges() -> None:
    """No blocks, no findings."""
    assert [] == [f for judge in JUDGES for f in judge(Document.of("", (), LEXICON))]


HOSTILE = {
    "one line": "word ",
    "no space": "a",
    "one-word lines": "Word\n",
    "quotes": "“‘",
    "dashes": "— ",
    "brackets": "(((",
    "closing": ")))",
    "labels": "Photo: ",
    "credits": "Photo: VNA\n\n",
    "bylines": "By Jane Doe\n\n",
    "dates": "2025-03-01 12:00\n\n",
    "slashes": "/",
    "reporting": "done. (Reporting by ",
    "spaces": " \t",
    "separators": "A | B - ",
    "initials": "A. B. ",
    "stars": "*_",
    "han": "新华社记者",
    "marks": ":contentReference[oaicite:0]{index=0}",
}
SMALL, TIMES = 10_000, 10
SLACK = 3.0
"""A tenfold text may cost thirty times as much in one noisy run; what backtracks costs a hundred times or hangs."""
FLOOR = 0.05
"""Seconds below which a run is noise."""


def seconds(text: str) -> float:
    """What the judges cost on a text, segmenting aside; the best of three runs."""
    view = Document.of(text, segment(text), LEXICON)
    runs = []
    for _ in range(3):
        start = time.process_time()
        for judge in JUDGES:
            list(judge(view))
        runs.append(time.process_time() - start)
    return min(runs)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_linearly(name: str) -> None:
    """Ten times the text costs about ten times the time."""
    small = HOSTILE[name] * (SMALL // len(HOSTILE[name]))
    assert max(FLOOR, seconds(small)) * TIMES * SLACK > seconds(small * TIMES)


def test_vocabulary_is_indexed_once_per_lexicon() -> None:
    """The same lexicon gives the same words; another one its own."""
    other = Lexicon.of((), {"agencies": ("XYZ",)}, "test")
    assert edge_words(LEXICON) is words()
    assert (True, False) == (edge_words(other).is_agency("XYZ"), words().is_agency("XYZ"))


def test_labels_are_whole_words() -> None:
    """Spaces and case do not matter, neighbours do; scripts without spaces have none."""
    labels = Labels.of(["Photo", "Photo by", "写真", "사진"])
    assert [8, None, None, 2, 2] == [labels.after(t) for t in ("photo\nby X", "Photos", "xPhoto", "写真AFP", "사진=x")]
    assert [2, None, 2, 1] == [labels.before(t, len(t)) for t in ("A Photo", "Telephoto", "자료사진", "の写真")]
    assert [(2, 7), (9, 14)] == list(labels.all_in("A Photo, photo"))


@pytest.mark.parametrize(
    "name", ["Jane Doe", "Ludwig van Beethoven", "J. R. R. Tolkien", "Nguyễn Phú Trọng", "박민수", "王大明"]
)
def test_name_shape(name: str) -> None:
    """Capitals, particles, initials; few characters where there is no case."""
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["Jane", "Jane doe", "Jane Doe said.", "The Numbers", "Jane Doe 3", "A B C D E F G", ""]
)
def test_no_name_shape(text: str) -> None:
    """One word, small words, sentences, numbers, too many words."""
    assert not is_name(text)


def test_names_are_split() -> None:
    """At commas, signs and words for and; a weak joint only between two names."""
    found = split_names("Jane Doe, Reuters; John Roe und Max Müller / José Ortega y Gasset", words())
    assert ("Jane Doe", "John Roe", "Max Müller", "José Ortega y Gasset") == found
