"""Hard wraps: lines that were cut at a fixed width.

A break is a wrap when the first word of the next line would not have fitted on the line before.  The width is not
known: it is the widest line of a run, and a run grows for as long as all of its breaks are wraps for that width.  A run
counts when its lines also read on from one to the next.  Then its width lends weight to shorter runs in the same text;
and where most of a text is wrapped so, each further break is judged by that width alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.model import BlockKind
from service.core.segment.lines import Layout, Line
from service.core.segment.sentences import ends_sentence, starts_lower
from service.core.textlines import columns

MIN_WIDTH = 40
"""Columns; narrower runs are lists, poems and addresses more often than wrapped text."""
MAX_WIDTH = 130
"""Columns; nothing wraps wider, and unwrapped paragraphs soon are."""
MIN_LOWER_SHARE = 0.4
"""Share of the next lines that start in lower case, in scripts that have it.  German prose has .6."""
MIN_OPEN_SHARE = 0.6
"""Share of the lines that do not end a sentence.  Prose at 72 columns has about .85."""
EVEN_MARGIN = 8
"""Columns that lines of scripts without case may stay short of the width: there, only the even margin shows a wrap."""
MIN_BREAKS = 2
"""Breaks of a run that can show a width of its own: with one, the wider line always fits the width."""
MIN_EVEN_BREAKS = 4
"""Breaks of a run without blank lines around it, in a script without case: headlines are alike in length by chance."""
MIN_SUPPORT = 4
"""Breaks that must be known as wraps before their width counts as the width of the text."""
DOMINANT_SHARE = 0.5
"""Share of the breaks of a text that are known as wraps when the whole text counts as wrapped."""
WIDTH_SLACK = 3
"""Columns by which runs of one text differ: few have a line as wide as the wrap; Chinese full stops hang over it."""

_INNER_STOP = re.compile(r"[。！？।؟.!?][^\W\d_]|[.!?।؟۔։။።] ")
"""The end of a sentence inside a line: headlines have none."""
_FIRST_WORD = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef][\u3001-\u3002\uff0c]?|\S{1,130}")


@dataclass(slots=True)
class Run:
    """Lines, first to last, all of whose breaks are wraps for any width from ``width`` to below ``limit``."""

    first: int
    last: int
    width: int
    limit: int

    @property
    def breaks(self) -> int:
        return self.last - self.first


def join_wraps(layout: Layout) -> None:
    """Join the lines of wrapped paragraphs."""
    lines = layout.lines
    runs = _find_runs(layout)
    known = [run for run in runs if _reads_on(lines, run)]
    support = sum(run.breaks for run in known)
    width = _common_width(known, support)
    if width and support >= DOMINANT_SHARE * sum(1 for line in lines if not line.gap and line.flows):
        for number in range(1, len(lines)):
            if _is_wrap(lines[number - 1], lines[number], width):
                layout.join(number)
        known = [run for run in known if run.width > width + WIDTH_SLACK]
    elif width:
        firsts = {run.first for run in known}
        known += [run for run in runs if run.first not in firsts and _fits(lines, run, width)]
    for run in known:
        for number in range(run.first + 1, run.last + 1):
            layout.join(number)


def _find_runs(layout: Layout) -> list[Run]:
    lines = layout.lines
    runs: list[Run] = []
    number = 0
    while number + 1 < len(lines):
        if not (lines[number].flows and _may_wrap(lines[number], lines[number + 1])):
            number += 1
            continue
        run = _grow(lines, number)
        if run.breaks and run.width >= MIN_WIDTH:
            runs.append(run)
        number = run.last + 1
    return runs


def _may_wrap(line: Line, after: Line) -> bool:
    return (
        not after.gap
        and after.flows
        and after.kind is BlockKind.PARAGRAPH
        and not line.hard
        and len(line.text) <= MAX_WIDTH
    )


def _grow(lines: list[Line], first: int) -> Run:
    width = lines[first].indent + columns(lines[first].text)
    run = Run(first, first, width, MAX_WIDTH + 1)
    end = width
    while run.last + 1 < len(lines):
        line, after = lines[run.last], lines[run.last + 1]
        if not _may_wrap(line, after) or _indented_anew(lines, run):
            break
        limit = min(run.limit, end + 1 + _first_word_columns(after.text))
        end = after.indent + columns(after.text)
        if max(run.width, end) >= limit:
            break
        run.last, run.width, run.limit = run.last + 1, max(run.width, end), limit
    return run


def _first_word_columns(text: str) -> int:
    if text.isascii():
        end = text.find(" ", 0, MAX_WIDTH)
        return end if end > 0 else min(len(text), MAX_WIDTH)
    word = _FIRST_WORD.match(text)
    return columns(word.group()) if word else 0


def _indented_anew(lines: list[Line], run: Run) -> bool:
    """Whether the line after the run opens a paragraph by its indentation."""
    line, after = lines[run.last], lines[run.last + 1]
    return after.indent > line.indent + 1 and not (run.last == run.first and line.kind is BlockKind.LIST_ITEM)


def _reads_on(lines: list[Line], run: Run) -> bool:
    """Whether a run of at least two breaks is running text."""
    if run.breaks < MIN_BREAKS:
        return False
    if not _has_sentence_end(lines, run):
        return False
    ended = sum(1 for line in lines[run.first : run.last] if ends_sentence(line.text))
    if run.breaks - ended < MIN_OPEN_SHARE * run.breaks:
        return False
    starts = lines[run.first + 1 : run.last + 1]
    lower = sum(1 for line in starts if line.text[0].islower() and starts_lower(line.text))
    cased = lower + sum(1 for line in starts if line.text[0].isupper())
    if cased:
        return lower >= MIN_LOWER_SHARE * cased and lower >= (1 if _stands_alone(lines, run) else MIN_BREAKS)
    if _stands_alone(lines, run):
        return True
    even = run.width - EVEN_MARGIN
    return run.breaks >= MIN_EVEN_BREAKS and all(
        line.indent + columns(line.text) >= even for line in lines[run.first : run.last]
    )


def _has_sentence_end(lines: list[Line], run: Run) -> bool:
    """Whether a sentence ends within the run or with it: lists of headlines and of items have no full stops."""
    last = lines[run.last].text
    return (ends_sentence(last) and last[-1] not in ":：") or any(
        _INNER_STOP.search(line.text) for line in lines[run.first : run.last + 1]
    )


def _stands_alone(lines: list[Line], run: Run) -> bool:
    """Whether blank lines, or lines that are no running text, part the run from the rest."""
    first, last = lines[run.first], run.last + 1
    opens = not run.first or bool(first.gap) or not lines[run.first - 1].flows
    return opens and (last == len(lines) or bool(lines[last].gap) or not lines[last].flows)


def _common_width(runs: list[Run], support: int) -> int:
    """The width that half of the known wraps stay within; 0 when there are too few of them."""
    if support < MIN_SUPPORT:
        return 0
    passed = 0
    for run in sorted(runs, key=lambda run: run.width):
        passed += run.breaks
        if 2 * passed >= support:
            return run.width
    return 0


def _is_wrap(line: Line, after: Line, width: int) -> bool:
    """Whether a break is a wrap, in a text that is wrapped at this width nearly everywhere."""
    if not line.flows or not _may_wrap(line, after) or after.indent > line.indent + 1:
        return False
    end = line.indent + columns(line.text)
    return end <= width + WIDTH_SLACK and end + 1 + _first_word_columns(after.text) > width


def _fits(lines: list[Line], run: Run, width: int) -> bool:
    """Whether a short run is wrapped at the width of the text, and reads on somewhere."""
    if not _stands_alone(lines, run) or run.width > width + WIDTH_SLACK or run.limit <= width - WIDTH_SLACK:
        return False
    return any(
        lines[number + 1].text[0].islower() or not ends_sentence(lines[number].text)
        for number in range(run.first, run.last)
    )
