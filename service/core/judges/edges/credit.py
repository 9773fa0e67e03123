"""What a credit looks like: the people and agencies behind a picture or a story, and nothing else.

"VGP/Nhat Bac", "Jane Doe for The Courier", "AFP via Getty Images" are credits.  "a fake" and "President Putin in
Moscow" are not: a credit has no verbs and few small words.
"""

from __future__ import annotations

import re

from service.core.judges.edges.names import PARTICLES
from service.core.judges.edges.words import EdgeWords

CREDIT_MAX_LENGTH = 90
"""Characters; the longest of the development data has 71."""
CREDIT_MAX_WORDS = 10
"""Words, the small ones included."""
CASELESS_MAX_WORDS = 5
"""Words of a credit in a script without case, where nothing but length tells it from a sentence."""
CASELESS_MAX_LENGTH = 30

_FILLERS = frozenset(
    "and archive archives archiv archivo at by courtesy file files for foto from handout illustration image "
    "images of office or photo photos pool press provided screengrab screenshot stock stringer supplied the "
    "undated via video with à al and auf aus das der die dpa du einem en et für i im m og och per pour sur til "
    "und via von y".split()
)
_SPLIT = re.compile(r"[\s/|／,;&+–—-]+")
_PAIR = re.compile(r"\s?(?:/{1,2}|／|\svia\s|\sfor\s|\sthrough\s)\s?")
_PHOTO_DESK = re.compile(r"\s(?:Photo|Images|Foto|Pool)$")
_WEB = re.compile(r"@?[\w-]{2,40}(?:\.[\w-]{2,30}){1,3}|@\w{2,40}")
_INNER_STOP = re.compile(r"[^\W\d_]{4,}[.!?]\s|[!?]\s|[:;]\s\S+\s\S+\s\S+\s\S+")
_AROUND = "()[]{}.,;:!?\"'“”’»*_ "
_OUTER = ' \t\n\u00a0()[]（）【】［］«»"“”*_'


def bare_credit(text: str) -> str:
    """The credit without brackets, sign and full stop around it.

    >>> bare_credit("(VGP/Nhat Bac.)"), bare_credit("© AFP"), bare_credit("Jane Doe Jr.")
    ('VGP/Nhat Bac', 'AFP', 'Jane Doe Jr.')
    """
    text = text.strip(_OUTER).lstrip("©ⓒ ").strip(_OUTER)
    if text.endswith(".") and not re.search(r"(?:^|\s)(?:[^\W\d_]|Jr|Sr|Inc|Ltd|Co|Corp)\.$", text):
        text = text[:-1].strip(_OUTER)
    return text


def _fits(token: str, words: EdgeWords) -> bool:
    if token[0].isupper() or (token[0].isdigit() and len(token) == len("2025")):
        return True
    folded = token.rstrip(".").casefold()
    return folded in _FILLERS or folded in PARTICLES or token in words.agencies or _WEB.fullmatch(token) is not None


def may_end_credit(text: str, words: EdgeWords) -> bool:
    """Whether the last word of a text may be the last of a credit: spares most paragraphs a closer look.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("dpa",)}, "0"))
    >>> may_end_credit("He left on Monday evening.", words), may_end_credit("The minister (Foto: dpa)", words)
    (False, True)
    """
    last = text[text.rfind(" ", 0, -1) + 1 :].strip(_AROUND)
    if not last[:1].islower() or "/" in last or "." in last:
        return True
    return last in _FILLERS or last in words.agencies or words.photo_suffix.before(last, len(last)) is not None


def is_credit(text: str, words: EdgeWords) -> bool:
    """Whether a text, its label taken off, is a credit.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("dpa",)}, "0"))
    >>> [is_credit(t, words) for t in ("VGP/Nhat Bac", "dpa", "Omar Saleh / Delta Press", "新华社记者 张三")]
    [True, True, True, True]
    >>> [is_credit(t, words) for t in ("a fake", "the word is on both signposts", "Putin speaks. It rains", "")]
    [False, False, False, False]
    """
    text = bare_credit(text)
    if not text or len(text) > CREDIT_MAX_LENGTH or _INNER_STOP.search(text):
        return False
    tokens = [t for t in _SPLIT.split(text.lstrip("©ⓒ")) if t.strip("().©'’\"“”")]
    if not tokens:
        return False
    if text.lower() == text.upper():
        return len(tokens) <= CASELESS_MAX_WORDS and len(text) <= CASELESS_MAX_LENGTH and any(c.isalpha() for c in text)
    tokens = [t.lstrip("(©'’\"“”") or t for t in tokens]
    if len(tokens) > CREDIT_MAX_WORDS or not all(_fits(t, words) for t in tokens):
        return False
    return words.is_agency(text) or any(t[0].isupper() or _WEB.fullmatch(t) for t in tokens)


def is_agency_pair(text: str, words: EdgeWords) -> bool:
    """Whether a text pairs an agency with a name or another agency: "Jane Doe/Reuters", "AP Photo/Jane Doe".

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("Reuters", "AP", "Getty Images")}, "0"))
    >>> [is_agency_pair(t, words) for t in ("Jane Doe/Reuters", "/AP Photo/Jane Doe", "Tanja Ivanova // Getty Images")]
    [True, True, True]
    >>> is_agency_pair("Reuters", words), is_agency_pair("either/or", words)
    (False, False)
    """
    if not _PAIR.search(text):
        return False
    text = bare_credit(text).strip("/ ")
    parts = [p.strip() for p in _PAIR.split(text) if p.strip()]
    if len(parts) < 2 or not is_credit(text, words):
        return False
    return any(words.is_plain_agency(p) or words.is_plain_agency(_PHOTO_DESK.sub("", p)) for p in parts)


def agencies_in(text: str, words: EdgeWords) -> tuple[str, ...]:
    """The agencies that a credit names, in order, as printed: "— VNA/VNS" has two.

    >>> from service.core.lexicon import Lexicon
    >>> agencies_in("VNA/VNS", EdgeWords.of(Lexicon.of((), {"agencies": ("VNA", "VNS")}, "0")))
    ('VNA', 'VNS')
    """
    parts = [p.strip() for p in re.split(r"\s*(?:/|／|,|;|\svia\s|\sand\s|\s&\s)\s*", bare_credit(text)) if p.strip()]
    named = [p for p in parts if words.is_agency(p)]
    return tuple(dict.fromkeys(named))
