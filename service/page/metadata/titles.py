"""The title: decided by agreement between the headings of the page and what its head and its data say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.core.metadata import Found
from service.page.metadata.endings import BARS, before_bar, is_place, likeness, without_sections, words_of
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
MIN_SHARING = 2
"""Words of a heading that is like a title because the title has half of them: a title has one ("News") by chance."""
MIN_LIMITED = 90
"""Characters of a title that may have met a limit of length: search engines ask for headlines of at most 110, and
programs cut between words.  60 to 100 give the same on the development pages."""
CLEARER = 0.1
"""By how much more of a title's words than of the first title's the address must have, 0 to 1, to put it before it.

Found on one half of the development pages: 0 to .15 give the same there, .3 less."""
SECTION_WORDS = 3
"""Words of a section's name behind a bar in a heading; longer ones are what the page is about."""


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
    is_home: bool
    """Whether the address is that of the site as a whole."""
    is_linked: Callable[[str], bool]
    """Whether a link to another page says these letters and no more, as those to the sections of a site do."""


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
    for accepted in _accepted(candidates, stems, sites):
        for heading in candidates.headings:
            for text in dict.fromkeys((without_site(heading, sites), heading)):
                if key_of(text) in accepted and not sites.is_name(text):
                    return _shortest(text, candidates.headings, stems)
    return None


def _accepted(candidates: Candidates, stems: list[str], sites: Sites) -> Iterator[set[str]]:
    """The keys that a heading may have to be the title, the more certain first."""
    others = (*candidates.said, *candidates.named)
    yield {key_of(t) for t in dict.fromkeys((*(f.value for f in others), *stems))}
    yield set[str]().union(*map(_leading, stems))
    yield set[str]().union(*(_trailing(s, sites, anything=candidates.is_written) for s in stems))


def _shortest(title: str, headings: tuple[str, ...], stems: list[str]) -> str:
    """The heading that is the beginning of this one, where both agree: "A" of "A | Forum" and "A"."""
    if len(headings) == 1:
        return title
    begins = (_leading(title) & set[str]().union(*map(_leading, stems))) - {key_of(title)}
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


def _whole(title: str, others: list[str]) -> str:
    """The title of which another is the beginning, cut off by a limit of length; most are their own whole.

    >>> _whole("How to choose a ferry for the...", ["How to choose a ferry for the family"])
    'How to choose a ferry for the family'
    >>> _whole("How to choose a ferry", ["How to choose a ferry for the family"])
    'How to choose a ferry'
    """
    for other in others:
        begins = len(other) > len(title) >= MIN_LIMITED and other.casefold().startswith(title.casefold())
        if begins or _is_cut(title, other):
            return other
    return title


def _outweighs(heading: str, title: str, candidates: Candidates) -> bool:
    """Whether a heading rather than the document's title is what the page is called.

    The address is a witness that is neither of them: writers make it of the headline.
    """
    ours, theirs, slug = words_of(heading), words_of(title), words_of(candidates.slug)
    shared = len(ours & theirs)
    weight = likeness(ours, slug) - likeness(theirs, slug) + WRITTEN * candidates.is_written
    weight += SHARED * (len(ours) >= MIN_SHARING and shared >= HALF * len(ours))
    weight += COVERED * (shared >= HALF * len(theirs))
    return weight >= LEAD


def _clearest(stems: list[str], slug: str) -> str:
    """The first of the titles, or the one that the address clearly repeats: some sites share a slogan as title."""
    words = words_of(slug)
    shares = {stem: likeness(words_of(stem), words) for stem in stems}
    first, best = stems[0], max(stems, key=shares.__getitem__)
    is_cut = key_of(first).startswith(key_of(best.rstrip(" .…")))
    return first if is_cut or shares[best] < shares[first] + CLEARER else best


def _is_labelled(heading: str, title: str) -> bool:
    """Whether a sign parts what a heading has before a title from it: a label, not the title's own first words.

    >>> _is_labelled("Blog: Fares are frozen", "Fares are frozen")
    True
    >>> _is_labelled("Why fares are frozen", "Fares are frozen")
    False
    """
    before, key = heading, key_of(title)
    while before and key_of(heading[len(before) - 1 :]) != key:
        before = before[:-1]
    return not before[:-1].rstrip()[-1:].isalpha()


def _agreed(agreeing: str, stems: list[str], candidates: Candidates) -> str:
    """The heading that other titles repeat, without a label before it or a section behind its bar."""
    inner = [s for s in stems if key_of(s) != key_of(agreeing) and key_of(agreeing).endswith(key_of(s))]
    alike = [agreeing, *(s for s in stems if key_of(s) == key_of(agreeing))]
    labelled = (s for s in inner if len(s.split()) >= MIN_WORDS and any(_is_labelled(text, s) for text in alike))
    title = next(labelled, agreeing)
    return without_sections(
        title, lambda part: len(part.split()) <= SECTION_WORDS and candidates.is_linked(part), parting=BARS
    )


def _home(candidates: Candidates, stems: list[str], sites: Sites) -> str | None:
    """The site's name, on its home page, where the titles say no more than a word besides ("Home", "Shop")."""
    if not candidates.is_home or any(len(words_of(s)) > 1 and not sites.is_name(s) for s in stems):
        return None
    parts = (part for found in candidates.said for part in segments(found.value)[::2])
    return next((part for part in parts if sites.is_like(part)), None)


def _decide(candidates: Candidates, sites: Sites) -> str | None:
    said = dict.fromkeys(found.value for found in candidates.said)
    stems = list(dict.fromkeys(without_site(title, sites) for title in said))
    if home := _home(candidates, stems, sites):
        return home
    if agreeing := _agreeing(candidates, stems, sites):
        return _agreed(agreeing, stems, candidates)
    headings = [h for h in dict.fromkeys(candidates.headings) if not sites.is_name(h)][:MAX_TRIED]
    telling = [s for s in stems if not sites.is_name(s)]
    if not telling:
        return next(iter((*headings, *stems, *candidates.headings)), None)
    clearest = _whole(_clearest(telling, candidates.slug), telling)
    places = [h for h in headings if is_place(h, clearest, candidates.slug)]
    for heading in headings:
        if title := _inside(heading, telling):
            return title
        if heading not in places and _outweighs(heading, telling[0], candidates):
            return heading
    keys = set(map(key_of, places))
    title = without_sections(clearest, lambda part: key_of(part) in keys or candidates.is_linked(part))
    return before_bar(title, sites)


def find_title(candidates: Candidates, sites: Sites) -> Found | None:
    """The title, from the most trusted source that says it."""
    title = _decide(candidates, sites)
    if title is None:
        return None
    key = key_of(title)
    for found in (*candidates.named, *candidates.said):
        if key_of(found.value) == key:
            return found
        if key_of(text := without_site(found.value, sites)) == key:
            return Found(text, found.source)
    return next((Found(title, f.source) for f in candidates.said if f.value.startswith(title)), Found(title, "html"))
