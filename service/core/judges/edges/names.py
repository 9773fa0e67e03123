"""What a name looks like, and how several stand in one byline.

A name has two to six words that begin with a capital, particles aside ("Ludwig van Beethoven"); in scripts without case
it is short.  "By Friday the storm had passed" holds no name, because "the", "storm" and "had" are neither.
"""

from __future__ import annotations

import re
import unicodedata

from service.core.judges.edges.words import EdgeWords

MIN_WORDS, MAX_WORDS = 2, 6
"""Words of one name."""
MAX_NAMES = 6
"""Names in one byline; the longest of the development data has five."""
MAX_LENGTH = 60
"""Characters of one name."""

PARTICLES = frozenset(
    "af al ap av bin bint da dal das de degli dei del della den der di do dos du e el ibn la le les san st ten "
    "ter und van vom von y zu zum zur".split()
)
NOT_NAMES = frozenset(
    "a all an and any at but by for from how if in into is it its just more no not of on one or our out so some "
    "that the their then there these this those three to two up we what when where which who why with you your".split()
)
"""Words that stand in headlines and sentences, capitalised or not, and in no name."""
ROLES = frozenset(
    "administrator admin analyst author bureau chief columnist contributing contributor correspondent critic "
    "desk editor editorial editors fellow freelance guest journalist newsroom photographer producer reporter "
    "reporters senior staff team writer writers agencies agency redacción redaktion redaktionen rédaction "
    "redazione redactie редакция correspondant redakteur redakteurin reporterin periodista corresponsal "
    "korrespondent".split()
)
_JOINTS = re.compile(
    r"\s*(?:[,;&、，·|]|(?<=\w)\s?[/／]\s?|\s(?:and|und|et|og|och|ja|và|ve|dan|και|та|και|und|en)(?=\s))\s*",
    re.IGNORECASE,
)
_WEAK_JOINTS = re.compile(r"\s(?:y|e|i|и|и)\s")
_TOKEN = re.compile(r"[^\W\d_][^\s\d,;:!?()\[\]{}<>|/\"“”«»_*#=@]*")
_CREDENTIAL = re.compile(r"[A-Z][A-Za-z]{0,3}\.?(?:[A-Z][A-Za-z]{0,2}\.?)*")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·・][\u4e00-\u9fff]{1,8}")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7a3]{2,4}")
_ABBREVIATION_MAX = 4
"""Characters of a part of a name that ends with a full stop: "J.", "Dr.", "Gen."; more is the end of a sentence."""


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _is_cased_name(tokens: list[str]) -> bool:
    capitals = 0
    for i, token in enumerate(tokens):
        folded = token.casefold()
        if folded in PARTICLES and i < len(tokens) - 1:
            continue
        if folded in NOT_NAMES or not _TOKEN.fullmatch(token):
            return False
        if token.endswith(".") and len(token) > _ABBREVIATION_MAX and token.count(".") == 1:
            return False
        plain = re.sub(r"^(?:[dDlLO]['’]|al-|el-)", "", token)
        if not plain[:1].isupper():
            return False
        capitals += 1
    return capitals >= 1


def is_name(text: str) -> bool:
    """Whether a text has the shape of one person's name.

    >>> is_name("Jane van der Doe"), is_name("Friday the storm"), is_name("Nguyễn Phú Trọng"), is_name("박민수")
    (True, False, True, True)
    >>> is_name("Anfang an"), is_name("Reuters"), is_name("Jane Doe said.")
    (False, False, False)
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return False
    if _HAN_NAME.fullmatch(text) or _HANGUL_NAME.fullmatch(text):
        return True
    tokens = text.split()
    if not MIN_WORDS <= len(tokens) <= MAX_WORDS:
        return False
    if _has_case(text):
        return _is_cased_name(tokens)
    letters = ("L", "M")
    return all(unicodedata.category(c)[0] in letters or c in ".·'’-" for token in tokens for c in token)


def _is_role(text: str, words: EdgeWords) -> bool:
    if words.is_agency(text):
        return True
    tokens = text.split()
    if len(tokens) > MAX_WORDS or any(t[:1].islower() and t.casefold() not in (ROLES | {"of", "the"}) for t in tokens):
        return False
    return any(t.casefold().strip(".") in ROLES for t in tokens)


def split_names(text: str, words: EdgeWords) -> tuple[str, ...] | None:
    """The people in the text of a byline, its label taken off; ``None`` when it is not one.

    Agencies, credentials and roles may stand beside names and are no authors; alone, they are a byline without any.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("Reuters",)}, "0"))
    >>> split_names("Jane Doe and JOHN ROE, Reuters", words)
    ('Jane Doe', 'JOHN ROE')
    >>> split_names("Reuters", words), split_names("Lizzie Streit, MS, RDN", words)
    ((), ('Lizzie Streit',))
    >>> split_names("land and by water", words)
    """
    authors: list[str] = []
    parts: list[str] = []
    for part in filter(None, (p.strip() for p in _JOINTS.split(text))):
        halves = [h.strip() for h in _WEAK_JOINTS.split(part)]
        parts.extend(halves if len(halves) > 1 and all(is_name(h) for h in halves) else [part])
    if not parts or len(parts) > 2 * MAX_NAMES:
        return None
    for part in parts:
        if _is_role(part, words) or (authors and _CREDENTIAL.fullmatch(part)):
            continue
        if not is_name(part):
            return None
        authors.append(part)
    return tuple(authors) if len(authors) <= MAX_NAMES else None
