"""How much of its vocabulary a block shares with the rest of the text: another story shares little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

CONTENT_WORD_LENGTH = 4
"""Characters; shorter words are mostly function words, in alphabetic scripts."""

_WORD = re.compile(r"[^\W\d_]+")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,}")


def content_words(text: str) -> frozenset[str]:
    """The words that say what a text is about: long words, and character pairs in scripts without spaces.

    >>> sorted(content_words("The minister visited Hanoi on Monday"))
    ['hanoi', 'minister', 'monday', 'visited']
    """
    folded = text.casefold()
    words = {w for w in _WORD.findall(folded) if len(w) >= CONTENT_WORD_LENGTH}
    if not text.isascii():
        for run in _SPACELESS.findall(folded):
            words.discard(run)
            words.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(words)


def shared_share(words: frozenset[str], vocabulary: Iterable[str]) -> float:
    """Share of ``words`` that are in the vocabulary, 0 to 1; 1 when there are none, for nothing is off topic then."""
    return len(words.intersection(vocabulary)) / len(words) if words else 1.0


def typical_share(texts: Sequence[frozenset[str]]) -> float:
    """The median share of its words that one of the texts has in common with the others."""
    counts = Counter(w for words in texts for w in words)
    shares = sorted(sum(counts[w] > 1 for w in words) / len(words) for words in texts if words)
    return shares[len(shares) // 2] if shares else 0.0
