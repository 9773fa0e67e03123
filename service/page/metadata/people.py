"""Names of authors out of what pages write where an author belongs: labels, roles, addresses and credentials off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.core.judges.edges.names import ROLES, is_name
from service.core.judges.edges.words import EdgeWords
from service.page.metadata.sites import Sites
from service.page.metadata.text import key_of, plain_text

MAX_LENGTH = 100
"""Characters of one author's name, an organisation's included; more is a sentence or a biography."""
MAX_WORDS = 8
"""Words of the same."""
MAX_SURNAME = 2
"""Words before the comma of an inverted name ("van Dyck, Anton")."""
MAX_AUTHORS = 20
"""Authors of a page: papers have more, but a page that lists them names the first."""
MAX_VALUE = 1_000
"""Characters of a value that may hold several names."""

_COLLECTIVE = frozenset(
    "team staff editors editorial contributor contributors desk newsroom agency agencies redacción redaktion rédaction "
    "redazione redactie редакция senior guest".split()
)
"""Words of roles that a group signs with: "EDB Team" is an author, "Staff Writer" is none."""
JOBS = (ROLES - _COLLECTIVE) | frozenset(
    "analyst chair chairman chairwoman ceo cfo cmo coach consultant coordinator cto designer developer dietitian "
    "director doctor engineer executive expert founder cofounder co-founder head lead lecturer lawyer manager marketer "
    "moderator nutritionist officer owner partner physician president producer professor publisher researcher reviewer "
    "reviewed scientist specialist strategist student teacher therapist trainer volunteer chefredakteur herausgeber "
    "leiter leiterin geschäftsführer directeur directrice journaliste rédacteur director editora redactor redactora "
    "direttore giornalista policy contact subscribe login register menu home share comments vote read more".split()
)
"""Words of what somebody is, and of what else stands in an author's box; a name holds none of them."""
_PLACEHOLDERS = frozenset(
    "undefined null none nan n/a unknown admin administrator user root webmaster anonymous".split()
)
"""What programs write where they know no author."""

_ADDRESS = re.compile(r"[(<\[]?(?:mailto:)?[^\s@<>()]{1,64}@[^\s@<>()]{1,64}\.[a-z]{2,12}[)>\]]?", re.IGNORECASE)
_URL = re.compile(r"(?:https?:)?//[^\s()]+|www\.[^\s()]+", re.IGNORECASE)
_EMPTY = re.compile(r"[(\[<]\s*[)\]>]")
_HANDLE = re.compile(r"\(?(?<!\w)@[\w.]{2,40}\)?")
# Words for "by" that begin no name.  "Von", "De" and "Di" do, so they need a colon here.
_BY = re.compile(
    r"(?:(?:written|posted|published|words|text|story|article|authored|created|reviewed|guest post)\s)?by(?:\s|\s?:)|"
    r"(?:par|door|przez|oleh|yazan|tekst|af)\s|"
    r"(?:by|von|por|par|di|autor|autorin|autore|auteur|author|authors|text|texte|texto|testo|redaktion|escrito por|"
    r"publicado por|written|source|作者|文|記者|记者|撰文|автор|текст|저자|글)\s?[:：]\s?",
    re.IGNORECASE,
)
_HARD_JOINTS = re.compile(r"\s*(?:[;|•·\n]|、|，|\s[-–—/]\s)\s*")
_SOFT_JOINTS = re.compile(
    r"\s*(?:,\s*(?:(?:and|und|et|og|och|y|e|en|i)\s)?|&|(?<=\S)\s(?:and|und|et|og|och|ja|và|ve|dan|και|та|y|e|en|i|и)\s)\s*",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"\(?(?:(?:[A-Z][A-Za-z]{0,4}\.?){1,4}(?:-[A-Z]{1,4})?|Jr\.?|Sr\.?|II|III|PhD|Ph\.\s?D\.?)\)?(?:\s[A-Z.]{2,8}){0,3}[®™]?"
)
_OUTER = ' \t\u00a0,;:|•·–—-/"“”„«»*_.<>'
_AFTER_NAME = re.compile(r"\s+(?:on|am|for|für|le|el|il|op|den)\s+(?=\S*\d)|\s+(?:\d|[-–—|•·(]).*$|\s+(?:on|for)$")


def bare_name(text: str) -> str:
    """A part without addresses, labels and marks at its ends."""
    text = _HANDLE.sub("", _URL.sub("", _ADDRESS.sub("", text)))
    text = _EMPTY.sub("", text).strip(_OUTER)
    label = _BY.match(text)
    if label:
        text = text[label.end() :].strip(_OUTER)
    # A full stop after an initial or a title belongs to the name: "Jane Doe, M.D."
    return text


def _is_role(text: str, words: EdgeWords) -> bool:
    """Whether a part says what somebody is: "Staff Writer", "Senior Editor", an agency beside a name."""
    return words.is_agency(text) or is_job(text)


def is_job(text: str) -> bool:
    """Whether a text has a word that is in no name.

    >>> is_job("Staff Writer"), is_job("Marketing Director"), is_job("EDB Team"), is_job("Jane Doe")
    (True, True, False, False)
    """
    return any(token.strip(".,").casefold() in JOBS for token in text.split())


def _is_credential(text: str) -> bool:
    return _CREDENTIAL.fullmatch(text) is not None and len(text) <= MAX_LENGTH // 4


def _split(text: str, words: EdgeWords, sites: Sites | None = None) -> list[str] | None:
    """The names in a text that holds several, credentials with their name; ``None`` where a part is none."""
    names: list[str] = []
    for part in filter(None, (bare_name(p) for p in _SOFT_JOINTS.split(text))):
        if names and _is_credential(part):
            names[-1] = f"{names[-1]}, {part}"
        elif names and (_is_role(part, words) or (sites and sites.is_like(part))):
            continue
        elif is_name(part) and not is_job(part):
            names.append(part)
        else:
            return None
    return names


def _inverted(text: str) -> str | None:
    """``Ada Byron`` for ``Byron, Ada``, as bibliographies write."""
    last, comma, first = text.partition(",")
    if comma and "," not in first and len(last.split()) <= MAX_SURNAME and is_name(f"{first.strip()} {last.strip()}"):
        return f"{first.strip()} {last.strip()}"
    return None


def _plausible(text: str) -> bool:
    if text.casefold() in _PLACEHOLDERS or not text[:1].isalnum() or ":" in text:
        return False
    return bool(key_of(text)) and len(text) <= MAX_LENGTH and len(text.split()) <= MAX_WORDS and not text.isdigit()


def _lone(text: str, words: EdgeWords) -> list[str]:
    """A value that is not names throughout: a name with what somebody is behind it, or one name of any kind."""
    first = bare_name(text.partition(",")[0])
    if first != text and (names := _split(first, words)):
        return names
    return [text] if _plausible(text) else []


def split_authors(raw: str, words: EdgeWords, *, sites: Sites | None = None, bibliographic: bool = False) -> list[str]:
    """The authors that one value names, as written but for their labels.

    A value that is not names through and through is one author, when it is short ("EDB Team", "ibby"): structured data
    says who wrote, whatever the name looks like.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {}, "0"))
    >>> split_authors("By Jane Doe and John Roe, Staff Writer", words)
    ['Jane Doe', 'John Roe']
    >>> split_authors("Ellen Lindell, VMD, DACVB; Gary Landsberg <g@example.org>", words)
    ['Ellen Lindell, VMD, DACVB', 'Gary Landsberg']
    >>> split_authors("Doe, Jane", words, bibliographic=True), split_authors("https://example.org/jane", words)
    (['Jane Doe'], [])
    >>> split_authors("Research and Markets", words)
    ['Research and Markets']
    """
    text = plain_text(raw, limit=MAX_VALUE)
    if bibliographic and (name := _inverted(text)):
        return [name]
    found: list[str] = []
    for part in _HARD_JOINTS.split(text):
        bare = bare_name(part)
        if not bare or (found and _is_role(bare, words)):
            continue
        names = _split(bare, words, sites)
        if names is None:
            names = _lone(bare, words)
        found.extend(names)
    return unique(found)


def unique(names: Iterable[str]) -> list[str]:
    """Names without those that say another once more, in order.

    >>> unique(["Jane Doe", "JANE DOE", "John Roe"])
    ['Jane Doe', 'John Roe']
    """
    found = {key: name for name in reversed(list(names)) if (key := key_of(name))}
    return list(reversed(found.values()))[:MAX_AUTHORS]


def printed_names(text: str, words: EdgeWords) -> list[str]:
    """The names in a visible text that is marked as an author's: stricter, since such texts hold much else."""
    text = _AFTER_NAME.sub("", bare_name(text)).strip(_OUTER)
    names = _split(text, words) if text else None
    return unique(names or [])
