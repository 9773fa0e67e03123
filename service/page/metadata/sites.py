"""What a site calls itself, and how its name is cut off a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.page.metadata.text import MAX_TEXT, key_of

MIN_NAME = 4
"""Letters and digits of a name that is looked for inside a longer segment; shorter ones must equal it."""
MAX_WORDS = 5
"""Words of a segment that is called a site's because it contains the name ("Freightwaves Checkpoint")."""
MAX_INITIALS = 6
"""Capitals of a segment that is read as the initials of the host ("NBF" of nationalbusinessfurniture)."""
MAX_SEGMENTS = 12
"""Segments of one title; a title of more is a list of something."""

# A bar needs no spaces beside it; a dash and a colon do ("Spider-Man", "10:30"), but not between Chinese signs.
_SEPARATOR = re.compile(r"\s+[-–—:~/»«›‹]{1,3}\s+|\s*[|｜•·]{1,2}\s*|[:：]\s+|：|(?<=[\u3040-\u9fff])[-_–—]{1,2}(?=\S)")
_QUOTES = frozenset("»«›‹")

_EDGES = " \t|｜»«›‹•·–—"
"""Separators that a title of which a part is missing begins or ends with."""
_WEAK = frozenset("- – — : ~ / ：".split())
"""Separators that also stand inside titles."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The names of a site and its section as ``key_of``, and the telling labels of its host."""

    names: frozenset[str]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str], labels: Iterable[str]) -> Sites:
        bare = frozenset(label.replace("-", "") for label in labels)
        return cls(frozenset(filter(None, map(key_of, names))), tuple(sorted(bare)))

    def is_name(self, text: str) -> bool:
        """Whether a text is the site's name and nothing else.

        >>> sites = Sites.of(["The Daily Ferry"], ["dailyferry"])
        >>> [sites.is_name(t) for t in ("The Daily Ferry", "Daily Ferry", "dailyferry.com", "The Ferry")]
        [True, True, True, False]
        """
        key = key_of(text)
        known = (*self.names, *self.labels)
        if key in known or key.removeprefix("the") in known or f"the{key}" in known:
            return bool(key)
        return " " not in text and any(key.startswith(x) and text.lower()[len(x) :].startswith(".") for x in known)

    def is_like(self, text: str) -> bool:
        """Whether a segment at the end of a title names the site, perhaps with a word more or less.

        >>> sites = Sites.of(["Freightwaves"], ["nationalbusinessfurniture", "osha"])
        >>> [sites.is_like(t) for t in ("Freightwaves Checkpoint", "NBF", "No Way Home")]
        [True, True, False]
        >>> sites.is_like("Occupational Safety and Health Administration")
        True
        """
        if self.is_name(text) or _are_initials(text, self.labels):
            return True
        key, words = key_of(text), text.split()
        if "".join(w[0] for w in words if w[0].isupper()).lower() in self.labels:
            return True
        known = [x for x in (*self.names, *self.labels) if len(x) >= MIN_NAME]
        return len(words) <= MAX_WORDS and any(x in key or (len(key) >= MIN_NAME and key in x) for x in known)


def _are_initials(text: str, labels: tuple[str, ...]) -> bool:
    """Whether capitals stand, in order, in a label of the host that begins with the first of them."""
    if not (2 <= len(text) <= MAX_INITIALS and text.isalpha() and text.isupper()):
        return False
    for label in labels:
        letters = iter(label)
        if label.startswith(text[0].lower()) and all(c in letters for c in text.lower()):
            return True
    return False


def segments(title: str) -> list[str]:
    """The parts of a title, with the separators between them: at even places parts, at odd ones separators.

    >>> segments("Spider-Man – No Way Home | The Ferry")
    ['Spider-Man', ' – ', 'No Way Home', ' | ', 'The Ferry']
    >>> segments("Sie sprach « ganz offen » davon")
    ['Sie sprach « ganz offen » davon']
    """
    title = title[:MAX_TEXT].strip(_EDGES)
    parts: list[str] = []
    position = 0
    quotes = len(_QUOTES.intersection(title)) > 1  # «…» quotes, one sort alone separates
    for match in _SEPARATOR.finditer(title):
        if len(parts) > 2 * MAX_SEGMENTS:
            break
        if match.start() > position and not (quotes and not _QUOTES.isdisjoint(match.group())):
            parts += [title[position : match.start()], match.group()]
            position = match.end()
    rest = title[position:]
    return [*parts, rest] if any(map(str.isalnum, rest)) else parts[:-1]


def parts_of(title: str) -> frozenset[str]:
    """The keys of what a title begins and ends with, up to any of its separators.

    >>> sorted(parts_of("Forum - Fares: frozen"))
    ['faresfrozen', 'forum', 'forumfares', 'forumfaresfrozen', 'frozen']
    """
    parts = segments(title)
    cuts = range(0, len(parts), 2)
    return frozenset(key_of("".join(part)) for n in cuts for part in (parts[: n + 1], parts[n:]))


def without_site(title: str, sites: Sites) -> str:
    """A title without the site's name at its end, or before a bar; what names nothing known is a part of it.

    Behind a name in the middle of a title stands where the page is on the site ("Kettle: Shop.example: Kitchen").  A
    name at the beginning stays before a dash or a colon: there it is often the subject ("Shop: tea and kettles").

    >>> sites = Sites.of(["The Daily Ferry"], ["dailyferry"])
    >>> without_site("Fares frozen | News | The Daily Ferry", sites), without_site("The Daily Ferry | Fares", sites)
    ('Fares frozen | News', 'Fares')
    >>> without_site("Spider-Man – No Way Home", sites), without_site("The Daily Ferry: who we are", sites)
    ('Spider-Man – No Way Home', 'The Daily Ferry: who we are')
    """
    parts = segments(title)
    if not parts:
        return title
    start, end = 0, len(parts)
    for n in range(2, len(parts) - 1, 2):
        if sites.is_name(parts[n]):
            end = n - 1
            break
    while end - start > 1 and _ends_with_site(parts[end - 2], parts[end - 1], sites):
        end -= 2
    while end - start > 1 and sites.is_name(parts[start]) and parts[start + 1].strip() not in _WEAK:
        start += 2
    return "".join(parts[start:end]).strip()


def _ends_with_site(separator: str, segment: str, sites: Sites) -> bool:
    """Behind a colon, only the very name is the site's: what else stands there goes on with the title."""
    return sites.is_name(segment) if separator[0] in ":：" else sites.is_like(segment)


def names_beside(title: str, known: str) -> list[str]:
    """What a document title has before or behind a title that is known without it: names of the site or a section.

    >>> names_beside("The Ferry: Fares frozen", "Fares frozen"), names_beside("Fares frozen - News", "Fares frozen")
    (['The Ferry'], ['News'])
    """
    parts, key = segments(title), key_of(known)
    for n in range(2, len(parts), 2):
        before, behind = parts[:n:2], parts[n::2]
        if key_of("".join(behind)) == key:
            return before
        if key_of("".join(before)) == key:
            return behind
    return []
