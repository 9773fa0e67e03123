"""Bylines that carry no date and no label of the western kind: "Jane Doe | Reuters", "記者王大明／台北報導"."""

from __future__ import annotations

import re

from service.core.judges.header.names import MAX_NAMES, is_name
from service.core.judges.header.patterns import EdgeWords
from service.core.model import Byline

MAX_LENGTH = 100
"""Characters of such a line."""

_HAN = r"[\u4e00-\u9fff]"
_NAMES = rf"(?P<names>{_HAN}{{2,4}}?(?:[、,， \u3000]{_HAN}{{2,4}}?){{0,5}})"
_LABEL = r"(?:[（(【]\s?)?(?:[\u4e00-\u9fffA-Za-z]{1,8})?(?:記者|记者|文|撰文|作者|圖文|图文)"
_REPORTER = (
    # Label, mark, names: "作者：张三", "文／王大明".
    re.compile(rf"{_LABEL}\s?[:：/／|｜\u3000 ]\s?{_NAMES}\s?[）)】]?"),
    # Label, names, mark, place and "reports": "記者王大明／台北報導", "（大紀元記者張三報導）".
    re.compile(rf"{_LABEL}{_NAMES}(?:\s?[／/]\s?{_HAN}{{2,6}})?(?:{_HAN}{{2,4}})??(?:報導|报道|綜合報導|综合报道)\s?[）)】]?"),
)
_HAN_JOINT = re.compile(r"[、,， \u3000]")
# Korean: one or several names, what they are, and an address.
_KOREAN = re.compile(
    r"[\[(【]?\s?(?P<names>[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,4})\s?(?:[가-힣]{0,4}(?:기자|특파원|통신원|논설위원))\s?[\])】]?"
    r"(?:\s?[(<]?[\w.+-]{1,40}@[\w.-]{3,40}[)>]?)?"
)
_KOREAN_JOINT = re.compile(r"\s?[·,]\s?")
_NAME_AND_AGENCY = re.compile(r"(?P<name>[^|,•·–—]{3,60}?)\s?[|•·,–—]\s?(?P<agency>[^|]{2,40})")


def read_byline(line: str, words: EdgeWords) -> Byline | None:
    """The byline that a whole line is, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("Reuters",)}, "0"))
    >>> read_byline("Jane Doe | Reuters", words).authors
    ('Jane Doe',)
    >>> read_byline("記者王大明／台北報導", words).authors
    ('王大明',)
    >>> read_byline("記者會將於明日舉行", words) is read_byline("Putin | The Man", words) is None
    True
    """
    line = line.strip()
    if len(line) > MAX_LENGTH:
        return None
    for pattern in _REPORTER:
        if match := pattern.fullmatch(line):
            return Byline(line, tuple(_HAN_JOINT.split(match["names"])))
    if match := _KOREAN.fullmatch(line):
        names = tuple(_KOREAN_JOINT.split(match["names"]))
        return Byline(line, names[:MAX_NAMES])
    match = _NAME_AND_AGENCY.fullmatch(line)
    if match and words.is_agency(match["agency"]) and is_name(match["name"]):
        return Byline(line, (match["name"].strip(),))
    return None
