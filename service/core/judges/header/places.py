"""What a place in a dateline looks like, and how it is written as a name."""

from __future__ import annotations

import re

from service.core.judges.edges.names import NOT_NAMES

MAX_WORDS = 4
"""Words of one place: "Ho Chi Minh City", "Rio de Janeiro"."""
MAX_PARTS = 3
"""Places joined by commas or slashes: "WASHINGTON, D.C.", "PARIS/LONDON/BERLIN"."""
MAX_LENGTH = 40
"""Characters; the longest of the taxonomy's forms has 22."""

CONNECTORS = frozenset(
    "al am an and auf da de del der des di do dos du e el en et i im in la las le les lès los of on sous sur the und "
    "upon y à".split()
)
"""Small words inside place names."""
KICKERS = frozenset(
    "alert alerta analyse analysis análisis analisi attention aufgepasst background book books breaking briefing "
    "bulletin column comment commentary conclusion correction corrected deal deals documentary editorial "
    "eilmeldung error essay example exclusive exclusif exclusiva explainer explained factbox fact facts faq "
    "feature film focus foto gallery graphic hinweis important info interview intro introduction kommentar "
    "kolumne letter letters live liveblog look meinung monday music myth new news newsletter note notice "
    "obituary opinion opinión option part photo photos podcast poll preview press problem profile question "
    "report reports quiz quote recap recipe result results review reviews round-up roundup rumor score solution "
    "spoiler sponsored statement step story study summary surprise symptoms table timeline tip tips tldr today "
    "tomorrow tonight trailer tutorial update updated urgent verdict video vídeo view warning watch weather "
    "yesterday yes no okay ok true false bonus day week month year chapter section episode act scene figure fig "
    "answer q a pro pros con cons first second third finally however thus title tldr tl;dr abstract overview "
    "background covid covid-19 nato who unesco unicef eu un fifa uefa nasa fbi cia opec imf wto ai ceo gdp hiv "
    "aids".split()
)
"""Words that stand before a dash at the start of a text and are no places: labels above a story, and bodies by their
initials.  Unlike the wording of a label in a rule file they need no language: a place is what is not one of them."""

_WORD = re.compile(r"[^\W\d_][^\s\d,;:!?()\[\]{}<>|/\"“”«»_*#=@]*")
_ARTICLE = re.compile(r"(?:[dDlL]|[sS]|N|n)['’](?=[^\W\d_])")
_REGION_MAX = 3
"""Letters of a country or state that stays in capitals behind a comma: "LONDON, UK"."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,4}")


def _is_word_of_place(word: str, *, first: bool) -> bool:
    if word in CONNECTORS:
        return not first
    if not _WORD.fullmatch(word) or word.endswith(("'s", "’s")):
        return False
    plain = _ARTICLE.sub("", word, count=1)
    ends = word.endswith(".") and len(word) > len("Calif.") and not _INITIALS.fullmatch(word)
    return plain[:1].isupper() and not ends


def _is_label(tokens: list[str]) -> bool:
    """Whether words that look like a place are a label over a story, or no name at all."""
    folded = [t.rstrip(".").casefold() for t in tokens]
    return folded[0] in NOT_NAMES or all(t in KICKERS or t in NOT_NAMES for t in folded)


def is_place(text: str, *, proven: bool = False) -> bool:
    """Whether a text has the shape of a place, or of a few joined by commas or slashes, in a script with case.

    ``proven``: an agency or a date stands behind it, so that no other word can be meant ("The Hague").

    >>> [is_place(t) for t in ("HO CHI MINH CITY", "Brussels, Belgium", "PARIS/LONDON", "St. Petersburg")]
    [True, True, True, True]
    >>> [is_place(t) for t in ("The city", "UPDATE", "President of Russia today said", "Trump's view")]
    [False, False, False, False]
    """
    text = text.strip()
    parts = re.split(r"\s*[,/／]\s*", text)
    if not text or len(text) > MAX_LENGTH or len(parts) > MAX_PARTS:
        return False
    for part in parts:
        tokens = part.split()
        if not 1 <= len(tokens) <= MAX_WORDS or not all(
            _is_word_of_place(t, first=i == 0) for i, t in enumerate(tokens)
        ):
            return False
        if not proven and _is_label(tokens):
            return False
    return True


def in_capitals(text: str) -> bool:
    """Whether the first place of a text is printed in capitals: two letters at least, none of them small.

    >>> in_capitals("BRUSSELS, Belgium"), in_capitals("Hanoi"), in_capitals("MOSCOW")
    (True, False, True)
    """
    letters = [c for c in re.split(r"[,\[]", text)[0] if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _cased(word: str, *, first: bool, region: bool) -> str:
    if not word.isupper() or _INITIALS.fullmatch(word) or (region and len(word) <= _REGION_MAX):
        return word
    if not first and word.lower() in CONNECTORS:
        return word.lower()
    return word.title().replace("’S", "’s").replace("'S", "'s")


def place_name(text: str) -> str:
    """The place as a name: what is printed in capitals gets ordinary ones.

    >>> place_name("ĐÀ NẴNG"), place_name("WASHINGTON, D.C."), place_name("RIO DE JANEIRO"), place_name("PARIS/LONDON")
    ('Đà Nẵng', 'Washington, D.C.', 'Rio de Janeiro', 'Paris/London')
    """
    text = text.strip().rstrip(",")
    tokens = re.split(r"([\s,/／-]+)", text)
    behind_comma = False
    out: list[str] = []
    for i, token in enumerate(tokens):
        if i % 2:
            behind_comma = behind_comma or "," in token
            out.append(token)
        else:
            start = i == 0 or any(c in tokens[i - 1] for c in ",/／-")
            out.append(_cased(token, first=start, region=behind_comma))
    return "".join(out)
