"""Datelines of scripts with spaces: ``MOSCOW — ``, ``PARIS, Jan 1 (AFP) - ``, ``(ANSA) - ROMA, 22 MAR - ``.

With the name of an agency or a date the form proves itself.  Without them, a place before a spaced dash is a dateline
only when a sentence begins behind it ("Trump — the president — said" and "Yes – we can" go on in small letters), when
the words before it are no label ("Update – The minister…"), no weekday, no country ("Vietnam – Russia relations"), and
when nothing shows that the dash joins two words or opens a list of terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.dates import find_dates
from service.core.judges.edges.words import EdgeWords
from service.core.judges.header.places import in_capitals, is_place, place_name

HEAD_LENGTH = 140
"""Characters of a paragraph in which its dateline ends; the longest form of the taxonomy has 47."""
LEFT_MAX = 70
"""Characters before the agency or the dash."""

BY_AGENCY, BY_DATE, BY_CAPITALS, BY_DASH = 0.97, 0.92, 0.9, 0.75
"""Confidence by the strength of the form: what is more than the dash proves it."""

COUNTRIES = frozenset(
    "afghanistan algeria america argentina armenia australia austria azerbaijan bangladesh belarus belgium "
    "brazil britain bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus denmark egypt "
    "england eritrea estonia ethiopia finland france georgia germany ghana greece hungary iceland india "
    "indonesia iran iraq ireland israel italy japan jordan kazakhstan kenya laos latvia lebanon libya lithuania "
    "malaysia mali mongolia morocco myanmar nepal netherlands nigeria norway pakistan palestine peru philippines "
    "poland portugal romania russia rwanda scotland senegal serbia slovakia slovenia somalia spain sudan sweden "
    "switzerland syria taiwan tanzania thailand turkey uganda ukraine uk usa us uae uzbekistan venezuela vietnam "
    "wales yemen zambia zimbabwe europe asia africa asean".split()
) | {"việt nam", "viet nam", "south korea", "north korea", "saudi arabia", "south africa", "new zealand", "sri lanka"}
"""A story is filed in a city; a country before a dash is half of a pair."""

_DASH = r"(?:-{1,3}|[–—―−])"
_SPACED_DASH = rf"\s+{_DASH}\s+"
_BEHIND_BRACKET = rf"\s?(?:[.,:=]?\s?(?:{_DASH}|=)|[:：=.])?\s*"
_IN_BRACKETS = re.compile(
    rf"(?P<left>[^()（）/|]{{1,{LEFT_MAX}}}(?:/[^()（）/|]{{2,20}}){{0,2}}?),?\s?[(（](?P<agency>[^()（）]{{2,40}})[)）]"
    rf"(?P<mark>{_BEHIND_BRACKET})"
)
_AGENCY_FIRST = re.compile(rf"[(（\[](?P<agency>[^()（）\[\]]{{2,30}})[)）\]](?P<mark>\s?{_DASH}\s?|\s)\s*")
_PLACE_NEXT = re.compile(rf"(?P<left>[^()–—]{{2,{LEFT_MAX}}}?){_SPACED_DASH}")
_SLASHED = re.compile(rf"(?P<left>[^/|]{{2,{LEFT_MAX}}}?)\s?/(?P<agency>[^/|]{{2,24}})/\.?(?P<mark>\s*(?:{_DASH}\s+)?)")
_DASHED = re.compile(rf"(?P<left>[^|]{{2,{LEFT_MAX}}}?)(?P<mark>{_SPACED_DASH})")
_AGENCY_BEHIND = re.compile(r"(?P<agency>[^.]{2,20})\.\s+")
_COUNTRY_IN_BRACKETS = re.compile(r"\s?\[[^\[\]]{2,30}\]")
_UNKNOWN_AGENCY = re.compile(r"[A-ZÀ-ÞА-Я][\w.&-]{1,11}(?:[ /][A-ZÀ-ÞА-Я][\w.&-]{1,11}){0,2}")
_WEB_PAPER = re.compile(r"[\w-]{2,20}(?:\.[A-Za-z]{2,4}){1,2}")
_OPENING = "\"'“”‘’«»„‹(¿¡[*_"
_APPOSITION = re.compile(rf".{{2,80}}?{_SPACED_DASH}(?P<next>\S)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A dateline as read from the head of a paragraph: its parts, and where the text begins behind it."""

    place: str | None
    date: str | None
    agency: str | None
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Left:
    place: str | None
    date: str | None
    agency: str | None = None
    dated: bool = False


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _is_caseless_place(text: str) -> bool:
    tokens = text.split()
    return 1 <= len(tokens) <= 3 and len(text) <= 25 and not any(c.isdigit() or c in ".!?।؟\"'“”:" for c in text)


def _is_place(text: str, words: EdgeWords, *, proven: bool) -> bool:
    folded = text.casefold()
    if folded in words.weekdays or folded in words.months:
        return False
    return is_place(text, proven=proven) if _has_case(text) else _is_caseless_place(text)


def _is_agency(text: str, words: EdgeWords) -> bool:
    """A known agency, or a paper by its address on the web ("REPUBLIKA.CO.ID")."""
    return words.is_plain_agency(text) or _WEB_PAPER.fullmatch(text) is not None


def _read_left(left: str, words: EdgeWords, *, proven: bool = False) -> _Left | None:
    """Place, date and agency before the mark: ``Jakarta, CNN Indonesia``, ``BEIJING, Sept. 2``; else ``None``."""
    text = _COUNTRY_IN_BRACKETS.sub("", " ".join(left.split())).strip(" ,;")
    dates = find_dates(text, words.months, yearless=True)
    date, dated = None, False
    if dates and not text[dates[-1].span[1] :].strip(" ,."):
        date, dated = dates[-1].value, True
        text = text[: dates[-1].span[0]].rstrip(" ,")
        text = re.sub(r",\s(?:le|den|dne|am)$", "", text)
    parts = [p.strip() for p in text.split(",") if p.strip()]
    if len(parts) > 1 and parts[-1].casefold().rstrip(".") in words.weekdays:
        parts.pop()
        dated = True
    agency = next((p for p in parts if _is_agency(p, words)), None)
    place = ", ".join(p for p in parts if p is not agency)
    if place and not _is_place(place, words, proven=proven or dated or agency is not None):
        return None
    if not place and not agency:
        return None
    return _Left(place or None, date, agency, dated)


def _begins_sentence(text: str) -> bool:
    """Whether a sentence may begin here: a capital, a quotation mark, a digit, or a script without case."""
    first = text[:1]
    if not first:
        return False
    if first in _OPENING or first.isdigit() or first.isupper() or text[1:2].isupper():
        return True
    return first.isalpha() and first.lower() == first.upper()


def _reading(match: re.Match[str], left: _Left | None, agency: str | None, confidence: float, rule: str) -> Reading:
    place = place_name(left.place) if left and left.place else None
    return Reading(place, left.date if left else None, agency, match.end(), confidence, rule)


def _with_brackets(head: str, words: EdgeWords) -> Reading | None:
    match = _IN_BRACKETS.match(head)
    if match is None:
        return None
    agency, mark = match["agency"].strip(), match["mark"].strip()
    known = words.is_agency(agency)
    left = _read_left(match["left"], words, proven=known)
    if left is None or left.place is None:
        return None
    if not known and not (left.dated and mark and _UNKNOWN_AGENCY.fullmatch(agency)):
        return None
    if (not mark or mark == ".") and not _begins_sentence(head[match.end() :]):
        return None
    return _reading(match, left, agency, BY_AGENCY if known else BY_DATE, "agency_in_brackets")


def _with_agency_first(head: str, words: EdgeWords) -> Reading | None:
    match = _AGENCY_FIRST.match(head)
    if match is None:
        return None
    agency, dash = match["agency"].strip(), match["mark"].strip()
    if not words.is_plain_agency(agency) or not _begins_sentence(head[match.end() :]):
        return None
    place = _PLACE_NEXT.match(head, match.end()) if dash else None
    left = _read_left(place["left"], words, proven=True) if place else None
    if place and left and left.place and (left.dated or in_capitals(left.place)):
        return _reading(place, left, agency, BY_AGENCY, "agency_first")
    return _reading(match, None, agency, BY_AGENCY, "agency_first")


def _with_slashes(head: str, words: EdgeWords) -> Reading | None:
    match = _SLASHED.match(head)
    if match is None or not words.is_agency(match["agency"]):
        return None
    left = _read_left(match["left"].rstrip(" ."), words, proven=True)
    return None if left is None else _reading(match, left, match["agency"].strip(), BY_AGENCY, "agency_in_slashes")


def _with_dash(head: str, words: EdgeWords) -> Reading | None:
    match = _DASHED.match(head)
    if match is None:
        return None
    rest = head[match.end() :]
    left = _read_left(match["left"], words)
    if left is None:
        return None
    if left.agency and (left.place or _begins_sentence(rest)):
        return _reading(match, left, left.agency, BY_AGENCY, "agency_and_dash")
    behind = _AGENCY_BEHIND.match(rest)
    if left.dated and behind and words.is_agency(behind["agency"]):
        full = Reading(place_name(left.place or ""), left.date, behind["agency"], 0, BY_AGENCY, "agency_behind_dash")
        return Reading(full.place, full.date, full.agency, match.end() + behind.end(), BY_AGENCY, full.rule)
    if left.place is None or not _begins_sentence(rest):
        return None
    if left.dated:
        return _reading(match, left, None, BY_DATE, "date_and_dash")
    apposition = _APPOSITION.match(rest)
    if not _has_case(left.place) or left.place.casefold() in COUNTRIES or (apposition and apposition["next"].islower()):
        return None
    if in_capitals(left.place):
        return _reading(match, left, None, BY_CAPITALS, "capitals_and_dash")
    return None if rest[:1].isdigit() else _reading(match, left, None, BY_DASH, "place_and_dash")


def read_dateline(head: str, words: EdgeWords) -> Reading | None:
    """The dateline that a paragraph begins with, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("AFP", "ANSA"), "months": ("Jan=1", "MAR=3")}, "0"))
    >>> reading = read_dateline("PARIS, Jan 1 (AFP) - The city", words)
    >>> reading.place, reading.date, reading.agency, reading.end
    ('Paris', '--01-01', 'AFP', 21)
    >>> read_dateline("(ANSA) - ROMA, 22 MAR - Il governo", words).place
    'Roma'
    >>> read_dateline("Trump — the president — said", words) is read_dateline("TEHRAN-based firms grow", words) is None
    True
    """
    head = head[:HEAD_LENGTH]
    for read in (_with_brackets, _with_agency_first, _with_slashes, _with_dash):
        if reading := read(head, words):
            return reading
    return None
