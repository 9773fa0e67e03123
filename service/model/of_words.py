"""Features of what a block says: its characters, and its words as compared with those of the whole document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.model.characters import (
    COMMA,
    DASH,
    DIGIT,
    LETTER,
    LOWER,
    PAIR_BITS,
    QUOTE,
    SEPARATOR,
    SPACE,
    SPACELESS,
    SYMBOL,
    TERMINAL,
    UPPER,
    WORD_BITS,
    Texts,
)  # fmt: skip
from service.model.columns import Base, Columns, Doubles, Ints, Marks, times

SHORT_WORD = 3
"""Characters of the longest words that count as short: in most languages with spaces these bind sentences."""
FREQUENT_LENGTH = 5
"""Characters up to which a word that a document uses often counts as one that binds sentences."""
FREQUENT_SHARE = 0.006
"""Share of the document's words from which a word is used often: English has about 25 such words."""
FREQUENT_LEAST = 3.0
"""Times that it must be there at least: in a short document every word is a large share."""
CONTENT_LENGTH = 3
"""Characters of the shortest words that are compared with those of other blocks."""
ENOUGH_PROSE = 50
"""Words of running text from which the frequent words are those of it alone, and not of the menus."""

HINTS = ("title", "description", "body")
UNKNOWN = np.array(np.nan)
"""What is said of the blocks where the page does not say it."""
PER_WORD = (COMMA, QUOTE, DASH, SEPARATOR, SYMBOL)


def of_text(columns: Columns, base: Base) -> None:
    """Length and characters."""
    n, texts = columns.size, base.texts
    counts = texts.counts[:n].T.astype(np.float64)
    size = np.maximum(texts.lengths[:n], 1)
    letters = np.maximum(counts[LOWER] + counts[UPPER] + counts[LETTER] + counts[SPACELESS], 1)
    words = np.maximum(base.words, 1)
    columns.add("chars", np.log1p(size))
    columns.add("words", np.log1p(base.words))
    columns.add("word_length", letters / words)
    columns.add("terminal", base.terminal)
    columns.add("links", base.links)
    columns.add("prose", base.prose > 0)
    columns.add("upper", counts[UPPER] / letters)
    columns.add("digits", counts[DIGIT] / size)
    columns.add("ends", counts[TERMINAL] / words)
    rows = columns.room(("commas", "quotes", "dashes", "separators", "symbols"))
    np.divide(counts[PER_WORD, :], words, out=rows)
    columns.add("ends_log", np.log1p(counts[TERMINAL]))
    columns.add("commas_log", np.log1p(counts[COMMA]))
    columns.add("spaceless", counts[SPACELESS] / letters)
    columns.add("first", texts.first[:n])
    columns.add("last", texts.last[:n])
    columns.add("kind", base.kinds)
    columns.add("spaces", counts[SPACE] / size)
    columns.add("gap", base.gaps)
    columns.add_shifted("gap_after", "gap", 1)


class _Words:
    """The words of the blocks, and what is counted of them."""

    def __init__(self, base: Base) -> None:
        texts, n = base.texts, len(base.words)
        self.bounds = texts.bounds[: n + 1]
        stop = int(self.bounds[-1])
        self.owner, self.sizes = texts.owner[:stop], texts.sizes[:stop]
        self.numbers, self.pairs = texts.words[:stop], texts.pairs[:stop]
        self.capital = texts.capital[:stop]
        count = np.diff(self.bounds)
        self.total = np.maximum(count, 1)
        self.wordless = count == 0
        self.in_prose = (base.prose > 0)[self.owner]
        # Of each word the last place where it stands: tables by place are a tenth of those by number.
        places = np.empty(1 << WORD_BITS, dtype=np.intp)
        places[self.numbers] = np.arange(stop)
        self.place: Ints = places[self.numbers]
        pool = self.place[self.in_prose]
        if len(pool) < ENOUGH_PROSE:
            pool = self.place
        counts = np.bincount(pool, minlength=stop)
        small = np.zeros(stop, dtype=bool)
        small[self.place[self.sizes <= FREQUENT_LENGTH]] = True
        frequent = small & (counts >= max(FREQUENT_LEAST, FREQUENT_SHARE * len(pool)))
        self.binding: Marks = frequent[self.place]
        self.content: Marks = ~self.binding & (self.sizes >= CONTENT_LENGTH)
        self.times: Ints = counts[self.place]

    def held(self, marks: Sequence[Marks]) -> Doubles:
        """How many words of each block have a mark; one row for each."""
        table = np.zeros((len(marks), len(self.owner) + 1), dtype=bool)
        for row, mark in zip(table, marks, strict=True):
            row[:-1] = mark
        if not len(self.wordless):
            return np.zeros((len(marks), 0))
        found = np.add.reduceat(table, self.bounds[:-1], axis=1, dtype=np.float64)
        found[:, self.wordless] = 0  # of nothing, `reduceat` takes the next
        return np.asarray(found)

    def elsewhere(self, chosen: Marks) -> Marks:
        """Which of the content words stand among the chosen words of another block."""
        first = np.full(len(self.owner), -1)
        last = first.copy()
        place, owner = self.place[chosen], self.owner[chosen]
        last[place] = owner
        first[place[::-1]] = owner[::-1]
        begin = first[self.place]
        return np.asarray(self.content & (begin >= 0) & ((begin != self.owner) | (last[self.place] != self.owner)))


def of_words(columns: Columns, base: Base) -> None:
    """Words compared within the document: what binds sentences, what other blocks say too, title, description."""
    n, words = columns.size, _Words(base)
    hints = _in_hints(base.texts, words, n)
    capital, short, binding, content, shared, shared_prose, *in_hints = words.held(
        [
            words.capital,
            words.sizes <= SHORT_WORD,
            words.binding,
            words.content,
            words.elsewhere(words.content),
            words.elsewhere(words.content & words.in_prose),
            *[hits for hits, _ in hints],
        ]
    )
    weight = np.maximum(content, 1)
    longest = np.maximum.reduceat(np.append(words.sizes, 0), words.bounds[:-1]) if n else words.total
    rarity = np.bincount(words.owner, weights=words.content * np.log1p(words.times), minlength=n)
    columns.add("capitals", capital / words.total)
    columns.add("short_words", short / words.total)
    columns.add("longest", np.log1p(longest))
    columns.add("binding", binding / words.total)
    columns.add("shared", shared / weight)
    columns.add("shared_prose", shared_prose / weight)
    columns.add("rarity", rarity / weight)
    for name, count, (_, size) in zip(HINTS, in_hints, hints, strict=True):
        columns.add(f"{name}_share", count / words.total if size else UNKNOWN)
        columns.add(f"{name}_cover", np.minimum(1.0, count / size) if size else UNKNOWN)
    columns.add("repeats", times(base.texts.hashes[:n].view(np.int64)))


def _in_hints(texts: Texts, words: _Words, first: int) -> list[tuple[Marks, int]]:
    """For title, description and body: which words of the blocks are in it, and how many it has.

    The words of a title are looked for one by one; of longer texts two that follow each other, as single words of them
    are everywhere.

    Args:
        texts: The blocks and what the page says of itself.
        words: Those of the blocks.
        first: The place of the title among the texts.
    """
    found = []
    for i in range(first, first + len(HINTS)):
        said = slice(int(texts.bounds[i]), int(texts.bounds[i + 1]))
        if said.start == said.stop:
            hits = np.zeros(len(words.owner), dtype=bool)
        elif i == first:
            hits = _found(texts.words[said], words.numbers, WORD_BITS)
        else:
            hits = _found(texts.pairs[said], words.pairs, PAIR_BITS)
        found.append((hits, said.stop - said.start))
    return found


def _found(said: Ints, asked: Ints, bits: int) -> Marks:
    """Which of the numbers asked for are among those that are said."""
    table = np.zeros(1 << bits, dtype=bool)
    table[said] = True
    return np.asarray(table[asked])
