"""The bench measures what the issue defines: metrics and baselines on small cases with known values."""

from __future__ import annotations

from collections import Counter

import pytest

from service import clean
from tests.bench.baselines import c4_rule, is_prose, keep_everything, prose_run
from tests.bench.figures import LOSSY_FROM, OVERALL, table_of
from tests.bench.flatten import flatten, label_lines, language_of
from tests.bench.metrics import NO_OUTPUT, WordScore, f1, score_lines, score_words, token_counts
from tests.bench.records import Record, sample
from tests.bench.score import WINNOW, covered_by_line, overlaps, score_record, source_lines

PROSE = "The council met on Monday to vote on the new bridge."
PAGE = (
    "Home",
    "News",
    PROSE,
    "Background",
    "It will meet again on Tuesday, the mayor said.",
    "Share",
    "Tweet",
    "Share",
)


def test_words_are_compared_as_multisets() -> None:
    """A word that stands twice in the gold and once in the output is found once."""
    assert WordScore(1.0, 0.5, 2 / 3) == score_words(token_counts("Rain."), token_counts("rain rain"))


def test_no_common_word_scores_nothing() -> None:
    """Empty output, as after a ``CleanError``, has no precision to speak of and F1 0."""
    assert NO_OUTPUT == score_words(Counter(), token_counts("rain"))


def test_spaceless_scripts_are_counted_in_characters() -> None:
    """One missing character of four costs a quarter of the recall, not the whole sentence."""
    gold, output = (token_counts(text, characters=True) for text in ("東京都は", "東京都。"))
    assert pytest.approx(0.75) == score_words(output, gold).recall


def test_every_labelled_line_right() -> None:
    """Content kept and boilerplate removed is all right; a line without a label does not count."""
    score = score_lines(["A text.", "Share", "?"], [1, 0, None], [6, 0, 0])
    assert (1, 0, 0.0, 1.0, 0.0) == (
        score.content_kept,
        score.content_lost,
        score.boilerplate_kept,
        score.boilerplate_removed,
        score.lost_share,
    )
    assert score.all_right


def test_lost_content_is_counted_in_characters() -> None:
    """Half a line lost is half of its characters lost, while the line still counts as one line."""
    score = score_lines(["abcdefghij", "klmnopqrst"], [1, 1], [10, 4])
    assert (1, 1) == (score.content_kept, score.content_lost)
    assert pytest.approx(0.3) == score.lost_share
    assert not score.all_right


def test_repeated_lines_count_once() -> None:
    """Of four copies of a boilerplate line one kept costs a quarter; of a content line any copy kept saves it."""
    lines = ["Share", "Share", "Share", "Share", "A text.", "A text."]
    score = score_lines(lines, [0, 0, 0, 0, 1, 1], [5, 0, 0, 0, 0, 6])
    assert (0.25, 0.75, 1, 0, 0.0) == (
        score.boilerplate_kept,
        score.boilerplate_removed,
        score.content_kept,
        score.content_lost,
        score.lost_share,
    )


@pytest.mark.parametrize(("counts", "expected"), [((2, 1, 1), 2 / 3), ((0, 0, 0), 1.0), ((0, 1, 0), 0.0)])
def test_f1_of_counts(counts: tuple[int, int, int], expected: float) -> None:
    """F1 of right, spurious and missed; nothing to find and nothing found is perfect."""
    assert pytest.approx(expected) == f1(*counts)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (PROSE, True),
        ("“We will build it, come what may.”", True),
        ("Read more about the new bridge", False),
        ("Read more now.", False),
        ("東京都は来年度の予算案を発表した。", True),
    ],
)
def test_c4_line_rule(line: str, expected: bool) -> None:
    """Five words and the end of a sentence make a line prose, in scripts without spaces too."""
    assert expected is is_prose(line)


def test_baselines_on_one_page() -> None:
    """The run bridges a subhead that the line rule drops; keep everything keeps the chrome."""
    prose = [2, 4]
    assert prose == [i for i, kept in enumerate(c4_rule(PAGE)) if kept]
    assert [2, 3, 4] == [i for i, kept in enumerate(prose_run(PAGE)) if kept]
    assert list(range(len(PAGE))) == [i for i, kept in enumerate(keep_everything(PAGE)) if kept]


def test_prose_run_of_no_prose_is_empty() -> None:
    """A page of chrome has no run."""
    assert [False, False] == prose_run(["Home", "News"])


def test_lines_are_matched_by_number_or_by_content() -> None:
    """A repair that drops a line must not shift the verdicts of those after it."""
    lines = ["One two", "three", "four five"]
    assert [(0, 7), (8, 13), (14, 23)] == source_lines(lines, "One two\nthree\nfour five")
    assert [(0, 7), (0, 0), (8, 17)] == source_lines(lines, "One two\nfour five")


def test_overlaps_number_the_other_spans() -> None:
    """A span that starts inside another and ends before a third touches the first two."""
    assert [(0, (2, 3)), (1, (5, 6))] == list(overlaps((2, 8), [(0, 3), (5, 6), (9, 12)]))
    assert [] == list(overlaps((3, 5), [(0, 3), (5, 6)]))


def test_kept_lines_are_those_of_the_body() -> None:
    """What is in the body is covered to the last character; without an article nothing is."""
    lines = [PROSE, "It will meet again on Tuesday, the mayor said."]
    visible = [len(line.replace(" ", "")) for line in lines]
    assert visible == covered_by_line(lines, clean("\n".join(lines)))
    assert [0, 0] == covered_by_line(lines, None)


def test_a_record_without_content_counts_as_empty_output() -> None:
    """A ``CleanError`` costs the record its F1 and is named."""
    result = score_record(Record("id", "kind", (" ",), (None,), "rain"))
    assert ("empty-input", NO_OUTPUT) == (result.error, result.scores[WINNOW].words)


def record(identifier: str) -> Record:
    return Record(identifier, "kind", PAGE, (0, 0, 1, 1, 1, 0, 0, 0), "\n".join(PAGE[2:5]))


def test_figures_of_the_baselines() -> None:
    """The run is right on every line of the page; the line rule loses the subhead, less than makes a record lossy."""
    systems = table_of([score_record(record("a"))])[OVERALL]
    run, rule, everything = systems["prose run"], systems["C4 line rule"], systems["keep everything"]
    assert (1.0, 1.0, 1.0, 1.0, 0.0) == (
        run.word_f1,
        run.content_line_f1,
        run.boilerplate_line_f1,
        run.all_right,
        run.lossy,
    )
    subhead = len("Background") / sum(len(line.replace(" ", "")) for line in PAGE[2:5])
    assert float(subhead > LOSSY_FROM) == rule.lossy
    assert pytest.approx((0.8, 0.0)) == (rule.content_line_f1, rule.all_right)
    # Three content lines, and four boilerplate lines that differ.
    expected = (6 / 10, 0.0, 1.0)
    assert pytest.approx(expected) == (
        everything.content_line_f1,
        everything.boilerplate_line_f1,
        everything.recall,
    )


def test_a_sample_depends_on_ids_alone() -> None:
    """The same records are chosen in any order of the input, all records of a page before the next page."""
    rows = [b'{"id": "%d"}' % (i // 2) for i in range(20)]
    chosen = sample(rows, 6)
    assert sorted(chosen) == sorted(sample(rows[::-1], 6))
    assert [2, 2, 2] == list(Counter(chosen).values())
    assert rows == sample(rows, 50)


def test_flatten_makes_a_line_of_each_block_element() -> None:
    """Inline elements stay in their line; scripts and comments are not seen, the text after them is."""
    page = (
        "<body><h1>A <b>title</b></h1><script>x()</script> tail <!-- no --><p>One<br>two <i>three</i></p><ul><li>x</ul>"
    )
    assert ["A title", "tail", "One", "two three", "x"] == flatten(page)


def test_labels_from_gold_paragraphs() -> None:
    """Lines in the gold are content, foreign ones boilerplate, short ones and near ones are left open."""
    lines = [PROSE, "Home and garden", "Monday", f"{PROSE} Read more in our special section"]
    assert [1, 0, None, None] == label_lines(lines, [PROSE])


def test_language_of_a_page() -> None:
    """The declared language counts; without one, the language of the paragraphs."""
    assert ["no", "de"] == [
        language_of('<html lang="nb-NO">', []),
        language_of("<html>", ["Der Rat hat am Montag über die neue Brücke abgestimmt, die bald gebaut werden soll."]),
    ]
