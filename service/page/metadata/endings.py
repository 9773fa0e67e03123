"""What hangs on the end of a title that no heading repeats: names of sections, books and forums, slogans."""

from __future__ import annotations

import re
from collections.abc import Callable

from service.page.metadata.sites import Sites, segments
from service.page.metadata.text import key_of

BARS = frozenset("| ｜ • · » «".split())
PARTING = BARS | frozenset("- – — / --".split())
"""Separators behind which a section or a book is named; behind a colon a title goes on."""
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, case folded; each character of a script without spaces.

    >>> sorted(words_of("The Ferry-fares, 渡輪"))
    ['fares', 'ferry', 'the', '渡', '輪']
    """
    return frozenset(_WORD.findall(text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def is_place(heading: str, title: str, slug: str) -> bool:
    """Whether a heading is the name that a title ends with, of a book or a site, and not the title itself.

    Its address tells the chapter from the book: it repeats the part before.
    """
    parts = segments(title)
    if not parts[1:] or parts[-2].strip() not in PARTING or key_of(parts[-1]) != key_of(heading):
        return False
    words = words_of(slug)
    return likeness(words_of("".join(parts[:-2])), words) > likeness(words_of(heading), words)


def without_sections(title: str, is_name: Callable[[str], bool], *, parting: frozenset[str] = PARTING) -> str:
    """A title without the names of sections, books and forums at its end; something always stays."""
    parts = segments(title)
    end = len(parts)
    while end > 1 and parts[end - 2].strip() in parting and is_name(parts[end - 1]):
        end -= 2
    return "".join(parts[:end]) or title


def before_bar(title: str, sites: Sites) -> str:
    """A title that nothing on the page repeats, without what stands behind its last bar.

    Bars are how sites hang their names and slogans on a title: of 20 such pages of the development data
    the gold has the part behind the bar on 3.  Behind a dash it has it on half.
    """
    parts = segments(title)
    if len(parts) > 1 and parts[-2].strip() in BARS and not sites.is_name(shorter := "".join(parts[:-2])):
        return shorter
    return title
