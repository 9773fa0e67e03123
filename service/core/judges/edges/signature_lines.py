"""The forms in which a story is signed on a line of its own."""

from __future__ import annotations

import re

from service.core.judges.edges.credit import is_agency_pair
from service.core.judges.edges.reporters import reporters_in
from service.core.judges.edges.signatures import (
    AGENCY,
    CAPITALS,
    COPYRIGHT,
    DPA,
    END_MARK,
    INITIALS,
    REPORTER,
    SOURCE,
    Match,
    reporting_at_end,
    source_of,
)
from service.core.judges.edges.words import EdgeWords

LINE_MAX = 600
"""Characters of a line that is nothing but a sign-off."""

_SIGN_LINE = re.compile(r"\W{0,2}(?:■|◼|◾|□|▪|◆|∎|⬛|❚|# ?# ?#|\./\.|/\.|[-–—]\s?30\s?[-–—])\W{0,2}")
_COPYRIGHT = re.compile(
    r"[‹<＜〈\[(（【]?\s?(?:저작권자|ⓒ|©|Ⓒ)[^\n]{2,60}무단[^\n]{2,60}|[^\n]{0,40}무단\s?(?:전재|복제)[^\n]{0,60}금지[^\n]{0,10}"
)


def sign_off_line(text: str, words: EdgeWords) -> Match | None:
    """The sign-off that a whole line is, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"end_mark": ("ENDS",), "source_label": ("Source",)}, "0"))
    >>> [sign_off_line(t, words).form.rule for t in ("ENDS", "-30-", "###", "Source: Mountain News Agency")]
    ['end_mark', 'end_mark', 'end_mark', 'source']
    >>> sign_off_line("— Jane Doe", words) is sign_off_line("Source: the word is on both signposts.", words) is None
    True
    """
    if len(text) > LINE_MAX:
        return None
    line = text.strip("*_ \t\n\u00a0")
    core = line.strip("()（）[]【】〔〕-–—~ ")
    if core in words.end_marks or text.strip() in words.end_marks or _SIGN_LINE.fullmatch(line or text.strip()):
        return Match(END_MARK, 0, core)
    if DPA.fullmatch(line):
        return Match(AGENCY, 0, line.strip(" ©.").split(",")[0])
    if _COPYRIGHT.fullmatch(line):
        return Match(COPYRIGHT, 0, line)
    agency = core.strip("/. ")
    if words.is_plain_agency(agency) or (line.startswith(("(", "（", "[", "【")) and is_agency_pair(core, words)):
        return Match(AGENCY, 0, agency)
    if line[:1] in "—–―" and CAPITALS.fullmatch(agency):
        return Match(INITIALS, 0, agency)
    if reporters_in(line):
        return Match(REPORTER, 0, line)
    people = reporting_at_end(line, words)
    if people is not None and not line[: people.start].strip():
        return people
    named = source_of(core if line[:1] in tuple("(（[【") else line, words, whole=True)
    return Match(SOURCE, 0, named) if named else None
