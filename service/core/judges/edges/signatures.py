"""The forms in which a story is signed: each reads the end of a text, or a whole line, and says what it found.

All patterns are anchored at the end of a short tail, so a form costs the same on any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.core.judges.edges.credit import bare_credit, is_agency_pair, is_credit
from service.core.judges.edges.ground import CLEAR, LIKELY, SURE
from service.core.judges.edges.names import NOT_NAMES, PARTICLES
from service.core.judges.edges.reporters import reporters_in
from service.core.judges.edges.words import EdgeWords
from service.core.model import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """A form of sign-off: what it is, its rule, how sure it is, and the reason in words."""

    kind: Kind
    rule: str
    confidence: float
    reason: str


AGENCY = Form(Kind.CREDIT, "agency", SURE, "the name of an agency behind the last sentence")
INITIALS = Form(Kind.CREDIT, "capitals_behind_dash", LIKELY, "capitals behind a dash after the last sentence")
REPORTING = Form(Kind.CREDIT, "reporting", SURE, "who reported, wrote and edited the story")
SOURCE = Form(Kind.CREDIT, "source", CLEAR, "the source of the story")
REPORTER = Form(Kind.BYLINE, "reporter_at_end", CLEAR, "the reporters named behind the last sentence")
END_MARK = Form(Kind.END_MARK, "end_mark", SURE, "a mark for the end of the story")
COPYRIGHT = Form(Kind.LEGAL, "copyright_line", CLEAR, "who owns the text and what may not be done with it")


@dataclass(frozen=True, slots=True)
class Match:
    """A sign-off that begins at ``start``; ``credit`` is what it says, label and brackets taken off."""

    form: Form
    start: int
    credit: str


CASELESS_MAX = 30
"""Characters of the people behind such a label in a script without case."""
SOURCE_MAX_WORDS = 10
"""Words behind "Source:"."""

LAST_WORD_MAX = 60
"""Characters at the end of a text in which its last word is looked for."""

SOURCE_TAIL = 80
"""Characters at the end of a text in which "Source: VNA" begins."""

# Where a label can stand: at the start, in a bracket, behind a sentence, on a line of its own.
_BEGINNING = re.compile(r"^\s*|(?P<bracket>[(（\[【]\s?)|[.!?…。！？”\"’»)）][*_]{0,3}\s{1,4}|\n\s{0,4}|[。！？]")
_SENTENCE_END = re.compile(r"(?:[.!?…。！？।؟။።។]['\"”’»)\]）】」』]{0,2}|[!?.。][*_]{1,3})\s*$")
# The end of a sentence that is neither a quotation, whose author may follow, nor an abbreviation ("5 p.m. — ET").
_PLAIN_END = re.compile(r"[^\W_]{3}[)\]]?[.!?…。]\s*$")
_BRACKET = re.compile(r"\s*[(（\[【〔<＜]\s?(?P<inner>[^()（）\[\]【】〔〕<>＜＞]{1,100}?)\s?[)）\]】〕>＞]\s?\.?$")
_LONG_BRACKET = re.compile(r"\s*[(（\[](?P<inner>[^()（）\[\]]{10,590})[)）\]]\s?\.?$")
_DASHED = re.compile(r"\s*(?:[—–―−]|-{1,3})\s?(?P<inner>[^\s—–―−-][^—–―−.!?;:()]{1,50}?)\.?$")
_SLASHED = re.compile(r"\s*/{1,2}\s?(?P<inner>[^\s/][^/.!?;:()]{1,30}?)/?\.?$")
_LAST_WORDS = re.compile(r"\s(?P<inner>[^\s.!?…。:;()][^.!?…。:;()]{1,40})$")
CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{3,9}(?:[ /][^\W\d_a-zß-öø-ÿ]{2,10}){0,2}")
_GLUED_SLASH = re.compile(r"(?:(?<=[.!?…”\"’»)\]])|(?<=[^\W\d_]))\s?/\.$")
# An address before the slash owns it: "see example.org/."
_WEB_END = re.compile(r"(?:://|www\.|/|[\w-]\.[a-z]{2,8}$)[^\s]{0,60}$")
TOKEN_TAIL = 80
_SPACED_SLASH = re.compile(r"\s+\./\.$")
_SIGNS = re.compile(r"\s*(?:■|◼|◾|□|▪|◆|∎|⬛|❚|# ?# ?#|-30-|–30–|—30—)$")
DPA = re.compile(r"\s*(?:©|\(c\))\s?dpa[\w-]{0,10}(?:,\s?dpa:[\d/-]{5,30})?\.?$", re.IGNORECASE)
_LABEL_ENDS_OPEN = re.compile(r"(?:\bby|\bvon|\bpar|\bpor|\bda|\bav|\baf|\bdoor|\bdi|\bde)$", re.IGNORECASE)
_COLON = re.compile(r"\s?[:：／/]\s?")
_SMALL_WORDS = frozenset(
    "additional also and at bureau by compiled contributed contributing contributor data desk edited editing "
    "editors for from graphic graphics her his in newsroom of on online photos produced production reporting "
    "reported research staff team the their translated translation translating video with writing written et en "
    "par dans à avec und in aus mit von redaktion y con desde e com do da para por".split()
)


def _is_people(text: str, words: EdgeWords) -> bool:
    """Whether a text behind "Reporting by" names people and places and says nothing else."""
    tokens = [t.strip("()[].,;:/&|–—-'’\"") for t in text.split()]
    tokens = [t for t in tokens if t]
    if not tokens or not (tokens[0][0].isupper() or tokens[0][0].lower() == tokens[0][0].upper()):
        return False
    caseless = len(text) <= CASELESS_MAX and text.lower() == text.upper()
    known = _SMALL_WORDS | PARTICLES
    return all(caseless or t[0].isupper() or t.casefold() in known or t in words.agencies for t in tokens)


def _ends_sentence(word: str, words: EdgeWords) -> bool:
    """Whether the last word of a text is no name, so that it need not be searched for a label."""
    plain = word.isascii() and word.isalpha() and word.islower() and len(word) < LAST_WORD_MAX - 1
    return plain and word not in _SMALL_WORDS and word not in PARTICLES and word not in words.agencies


def reporting_at_end(text: str, words: EdgeWords) -> Match | None:
    """The first label from which to the end of the text all is names."""
    last = text[-LAST_WORD_MAX:].split()[-1:]
    if last and _ends_sentence(last[0].removesuffix("."), words):
        return None
    for begin in _BEGINNING.finditer(text):
        end = words.reporting.after(text, begin.end())
        if end is None:
            continue
        joint = _COLON.match(text, end)
        if joint is None and not _LABEL_ENDS_OPEN.search(text[begin.end() : end]):
            continue
        opened = begin["bracket"] is not None
        closed = text.rstrip(" .").endswith((")", "）", "]", "】"))
        people = text[joint.end() if joint else end :]
        if opened == closed and _is_people(people, words):
            return Match(REPORTING, begin.start("bracket") if opened else begin.end(), bare_credit(people))
    return None


def source_of(text: str, words: EdgeWords, *, whole: bool) -> str | None:
    """What stands behind "Source:"; an agency needs no colon ("Theo TTXVN")."""
    end = words.source.after(text)
    if end is None:
        return None
    joint = _COLON.match(text, end)
    credit = text[joint.end() if joint else end :].strip()
    if words.is_agency(bare_credit(credit)):
        return credit
    if joint is None or not credit or len(credit.split()) > SOURCE_MAX_WORDS:
        return None
    says = not _SENTENCE_END.search(credit) or credit.startswith(("http", "www."))
    return credit if whole and (says or is_credit(credit, words)) else None


def _in_bracket(text: str, words: EdgeWords) -> Match | None:
    match = _BRACKET.search(text)
    if match is None:
        return None
    inner, before = match["inner"].strip(), text[: match.start()]
    if inner in words.end_marks:
        return Match(END_MARK, match.start(), inner) if _SENTENCE_END.search(before) else None
    ended = _SENTENCE_END.search(before) is not None
    if ended and (words.is_agency(inner) or is_agency_pair(inner, words)):
        return Match(AGENCY, match.start(), inner)
    if ended and (source := source_of(inner, words, whole=False)):
        return Match(SOURCE, match.start(), source)
    if ended and reporters_in(inner):
        return Match(REPORTER, match.start(), inner)
    return None


def _end_mark(text: str, words: EdgeWords) -> Match | None:
    for pattern in (_SPACED_SLASH, _GLUED_SLASH):
        match = pattern.search(text)
        if match is None:
            continue
        before = text[max(0, match.start() - TOKEN_TAIL) : match.start()]
        if not _WEB_END.search(before) or words.is_agency(before.split()[-1]):
            return Match(END_MARK, match.start(), match.group())
    if (match := _SIGNS.search(text)) and _SENTENCE_END.search(text[: match.start()]):
        return Match(END_MARK, match.start(), match.group())
    last = text.rsplit(None, 1)
    if (
        len(last) > 1
        and last[1].strip("-–—") in words.end_marks
        and last[1].isascii()
        and _SENTENCE_END.search(last[0])
    ):
        return Match(END_MARK, len(last[0]), last[1])
    return None


def _agency(text: str, words: EdgeWords) -> Match | None:
    for pattern in (_DASHED, _SLASHED, _LAST_WORDS):
        match = pattern.search(text)
        if match is None:
            continue
        before = text[: match.start() + (pattern is _LAST_WORDS)]
        # Another sign-off in brackets may stand between the sentence and this one.
        behind_bracket = pattern is not _LAST_WORDS and before.rstrip().endswith((")", "]", "）", "】"))
        if not (behind_bracket or _SENTENCE_END.search(before)):
            continue
        inner = match["inner"].strip()
        if words.is_plain_agency(inner):
            return Match(AGENCY, match.start(), inner)
        if pattern is _DASHED and CAPITALS.fullmatch(inner) and _PLAIN_END.search(text[: match.start()]):
            if any(t.casefold() in NOT_NAMES for t in inner.split()):
                continue
            return Match(INITIALS, match.start(), inner)
    return None


def _source_at_end(text: str, words: EdgeWords) -> Match | None:
    tail = max(0, len(text) - SOURCE_TAIL)
    for begin in _BEGINNING.finditer(text, tail):
        before = text[: begin.end()]
        if _SENTENCE_END.search(before) and (credit := source_of(text[begin.end() :].rstrip(), words, whole=False)):
            return Match(SOURCE, begin.end(), credit)
    return None


def _owner(text: str, _words: EdgeWords) -> Match | None:
    match = DPA.search(text)
    return Match(AGENCY, match.start(), match.group().strip(" ©.").split(",")[0]) if match else None


_FORMS: tuple[Callable[[str, EdgeWords], Match | None], ...] = (
    _end_mark, _in_bracket, reporting_at_end, _agency, _source_at_end, _owner,
)  # fmt: skip
_EMPHASIS = re.compile(r"[*_]{1,3}$")


def sign_off_at_end(text: str, words: EdgeWords) -> Match | None:
    """The sign-off that a text ends with, the space before it included; ``None`` when it ends with its sentence.

    >>> from service.core.lexicon import Lexicon
    >>> vocabulary = {"agencies": ("VNS",), "reporting": ("Reporting by",)}
    >>> words = EdgeWords.of(Lexicon.of((), vocabulary, "0"))
    >>> text = "They agreed. — VNS"
    >>> text[sign_off_at_end(text, words).start :]
    ' — VNS'
    >>> text = "close links with the homeland./."
    >>> text[sign_off_at_end(text, words).start :]
    '/.'
    >>> sign_off_at_end("butter in a proportion of 1/2.", words)
    """
    text = text.rstrip()
    emphasis = _EMPHASIS.search(text)
    if emphasis:
        opening = text.rfind(emphasis.group(), 0, emphasis.start())
        if opening < 0:
            return None
        inner = text[:opening] + text[opening + len(emphasis.group()) : emphasis.start()]
        match = sign_off_at_end(inner, words) if inner != text else None
        return match if match is not None and match.start <= opening else None
    for form in _FORMS:
        match = form(text, words)
        if match is not None:
            return Match(match.form, len(text[: match.start].rstrip()), match.credit)
    return None
