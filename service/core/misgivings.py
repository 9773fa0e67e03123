"""What speaks against an answer being an article, as warnings: error pages, walls, stubs, lists.

A warning takes nothing away: what was found is given all the same, and the caller decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from service.core.model import Article, Kind
from service.core.words import count_words

SHORT_WORDS = 150
"""Words up to which a body may be a stub, or the text of an error page."""
WALL_WORDS = 60
"""Words up to which a body may be what a consent wall lets through."""
UNLIKELY = 0.2
"""Probability of being an article below which a page says so: of the development pages that are articles 1 in 50."""
_HEAD = 300
"""Characters of the title and of the body in which an error page names itself."""

_HTTP_ERROR = re.compile(r"(?:^|\b(?:error|http|status)\s{0,3}:?\s{0,3})(?:40[0134]|410|429|50[0234])\b", re.IGNORECASE)
_BOT_WALL = re.compile(
    r"just a moment\b|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|not a (?:ro)?bot\b|"
    r"attention required!|access denied|enable javascript and cookies|unusual traffic from your",
    re.IGNORECASE,
)
"""What the walls of the large networks say; they say it in English to most."""


def misgivings(article: Article) -> Iterator[str]:
    """What speaks against an article being one, each a sentence for the caller."""
    words = count_words(article.text)
    head = f"{(article.title or '')[:_HEAD]}\n{article.text[:_HEAD]}"
    taken: Counter[Kind] = Counter()
    for removal in article.removals:
        taken[removal.kind] += len(removal.raw)
    if words <= SHORT_WORDS:
        error = _HTTP_ERROR.search(article.title or "")
        if error is not None:
            yield f'This may be an error page: its title says "{error[0]}".'
        elif _BOT_WALL.search(head):
            yield "This may be the page of a wall against robots, not the one that was asked for."
        if taken[Kind.PAYWALL]:
            yield f"This may be the beginning of an article only: a paywall was found below {words} words."
    if words <= WALL_WORDS and taken[Kind.CONSENT] > len(article.text):
        yield "This may be a consent wall: more of the page speaks of cookies than of anything else."
    probability = article.quality.article_probability
    if probability is not None and probability < UNLIKELY:
        yield (
            f"This may be no article but a list, a shop or a front page: its article_probability is {probability:.2f}."
        )
