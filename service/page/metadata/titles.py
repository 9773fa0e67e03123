"""The title: decided by agreement between the headings of the page and what its head and its data say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.metadata import Found
from service.page.metadata.sites import Sites, segments, without_site
from service.page.metadata.text import key_of

MIN_WORDS = 3
"""Words of a heading that may be an article's title though nothing agrees with it; shorter ones are section labels."""
MAX_TRIED = 3
"""Headings that are tried without agreement; a headline is among the first."""
MIN_CUT = 20
"""Letters and digits of a title that may be the beginning of a longer heading, cut off by a limit of length."""
LEAD = 0.4
"""By how much a heading that no title repeats must outweigh the document's own title.

Found on one half of the development pages: .3 to .5 give the same, below slogans win, above headlines lose."""
WRITTEN, SHARED, COVERED = 0.2, 0.2, 0.2
"""Weights of such a heading: on an article; where the title has half of its words; where it has half of the title's."""
HALF = 0.5
_BARS = frozenset("| ｜ • · » «".split())
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the title: ``said`` and ``named`` in the order of trust, ``headings`` in that of the page."""

    said: tuple[Found, ...]
    """Titles of the document."""
    named: tuple[Found, ...]
    """Names of things on the page: they prove a title, but are none alone (a business, a product of several)."""
    headings: tuple[str, ...]
    is_written: bool
    """Whether the page is an article or a thread: its heading is a headline then, not a slogan."""
    slug: str
    """The last part of the page's address, which writers make of the headline."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, case folded; each character of a script without spaces.

    >>> sorted(words_of("The Ferry-fares, 渡輪"))
    ['fares', 'ferry', 'the', '渡', '輪']
    """
    return frozenset(_WORD.findall(text.casefold()))


def _leading(title: str) -> set[str]:
    """The keys of a title's leading segments: "A | B | C" begins with "A" and with "A | B"."""
    parts = segments(title)
    return {key_of("".join(parts[:end])) for end in range(1, len(parts) + 1, 2)}


def _trailing(title: str, sites: Sites, *, anything: bool) -> set[str]:
    """The keys of a title's trailing segments, behind the site's name or behind anything."""
    parts = segments(title)
    starts = [n for n in range(0, len(parts), 2) if anything or n == 0 or all(map(sites.is_name, parts[:n:2]))]
    return {key_of("".join(parts[n:])) for n in starts}


def _agreeing(candidates: Candidates, stems: list[str], sites: Sites) -> str | None:
    """The heading that one of the other titles says, alone or before a separator; or behind one, in an article."""
    others = [f.value for f in (*candidates.said, *candidates.named)]
    whole = {key_of(t) for t in (*others, *stems)}
    leading = set[str]().union(*map(_leading, stems))
    trailing = set[str]().union(*(_trailing(s, sites, anything=candidates.is_written) for s in stems))
    for accepted in (whole, leading, trailing):
        for heading in candidates.headings:
            for text in dict.fromkeys((without_site(heading, sites), heading)):
                if key_of(text) in accepted and not sites.is_name(text):
                    return _shortest(text, candidates.headings, leading)
    return None


def _shortest(title: str, headings: tuple[str, ...], leading: set[str]) -> str:
    """The heading that is the beginning of this one, where both agree: "A" of "A | Forum" and "A"."""
    begins = (_leading(title) & leading) - {key_of(title)}
    return next((h for h in headings if key_of(h) in begins), title)


def _is_cut(title: str, heading: str) -> bool:
    """Whether a title is a heading's beginning, cut off inside a word or with dots."""
    bare = title.rstrip(" .…")
    if len(key_of(bare)) < MIN_CUT or not heading.casefold().startswith(bare.casefold()):
        return False
    return bare != title or heading[len(bare) : len(bare) + 1].isalnum()


def _inside(heading: str, stems: list[str]) -> str | None:
    """The title that a heading repeats behind a label ("Blog: …"), or the heading of which a title is cut off."""
    key = key_of(heading)
    for stem in stems:
        if _is_cut(stem, heading):
            return heading
        if len(stem.split()) >= MIN_WORDS and key.endswith(key_of(stem)):
            return stem
    return None


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _outweighs(heading: str, title: str, candidates: Candidates) -> bool:
    """Whether a heading rather than the document's title is what the page is called.

    The address is a witness that is neither of them: writers make it of the headline.
    """
    ours, theirs, slug = words_of(heading), words_of(title), words_of(candidates.slug)
    shared = len(ours & theirs)
    weight = _likeness(ours, slug) - _likeness(theirs, slug) + WRITTEN * candidates.is_written
    weight += SHARED * (shared >= HALF * len(ours)) + COVERED * (shared >= HALF * len(theirs))
    return weight >= LEAD


def _decide(candidates: Candidates, sites: Sites) -> str | None:
    stems = [without_site(found.value, sites) for found in candidates.said]
    if agreeing := _agreeing(candidates, stems, sites):
        inner = [s for s in stems if key_of(s) != key_of(agreeing) and key_of(agreeing).endswith(key_of(s))]
        return next((s for s in inner if len(s.split()) >= MIN_WORDS), agreeing)
    headings = [h for h in dict.fromkeys(candidates.headings) if not sites.is_name(h)][:MAX_TRIED]
    telling = [s for s in stems if not sites.is_name(s)]
    for heading in headings if telling else ():
        if title := _inside(heading, telling):
            return title
        if _outweighs(heading, telling[0], candidates):
            return heading
    if telling:
        return _before_bar(telling[0], sites)
    return next(iter((*headings, *stems, *candidates.headings)), None)


def _before_bar(title: str, sites: Sites) -> str:
    """A title that nothing on the page repeats, without what stands behind its last bar.

    Bars are how sites hang their names and slogans on a title: of 20 such pages of the development data
    the gold has the part behind the bar on 3.  Behind a dash it has it on half.
    """
    parts = segments(title)
    if len(parts) > 1 and parts[-2].strip() in _BARS and not sites.is_name(shorter := "".join(parts[:-2])):
        return shorter
    return title


def find_title(candidates: Candidates, sites: Sites) -> Found | None:
    """The title, from the most trusted source that says it."""
    title = _decide(candidates, sites)
    if title is None:
        return None
    key = key_of(title)
    for found in (*candidates.named, *candidates.said):
        for text in (found.value, without_site(found.value, sites)):
            if key_of(text) == key:
                return Found(text, found.source)
    return next((Found(title, f.source) for f in candidates.said if f.value.startswith(title)), Found(title, "html"))
