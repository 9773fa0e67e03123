"""Bylines that carry no date and no label of the western kind: "Jane Doe | Reuters", "記者王大明／台北報導", "박민수 기자"."""

from __future__ import annotations

import re

from service.core.judges.header.names import MAX_NAMES, is_name
from service.core.judges.header.patterns import EdgeWords
from service.core.model import Byline

MAX_LENGTH = 100
"""Characters of such a line."""

_HAN = r"[\u4e00-\u9fff]"
_JOINT = r"[、,，·\s]"
_REPORTS = r"(?:報導|报道|電|电|摄|攝)"
_LABEL = rf"{_HAN}{{0,6}}?(?:記者|记者|文|撰文|作者|編譯|编译)"
# Label, mark, names: "作者：张三", "文／王大明".
_MARKED = re.compile(rf"{_LABEL}\s?[:：/／|｜\s]\s?(?P<names>{_HAN}{{2,4}}(?:{_JOINT}{_HAN}{{2,4}}){{0,5}})")
# Label, names, place, "reports": "記者王大明／台北報導", "大紀元記者張三綜合報導".  A name has two or three characters here,
# so that "林書豪台中報導" divides into name and place.
REPORTER = rf"{_LABEL}(?P<names>{_HAN}{{2,3}}(?:{_JOINT}{_HAN}{{2,3}}){{0,5}})\s?[／/]?\s?(?:{_HAN}{{2,6}})?{_REPORTS}"
_REPORTER = re.compile(REPORTER)
_NAME_LIST = re.compile(rf"(?:{_HAN}{{0,6}}?(?:记者|記者))\s?[:：]?\s?(?P<names>{_HAN}{{2,4}}(?:{_JOINT}{_HAN}{{2,4}}){{0,7}})")
_BRACKETED = re.compile(r"[（(【\[]\s?(?P<inner>[^（()）【】\[\]]{3,60})\s?[)）】\]]")
_HAN_JOINT = re.compile(_JOINT)

HANGUL_NAMES = r"[가-힣]{2,4}(?:[\s·,]{1,2}[가-힣]{2,4}){0,4}?"
KOREAN_REPORTER = r"(?:[가-힣]{0,4}(?:기자|특파원|통신원|논설위원))"
_KOREAN = re.compile(
    rf"[\[(【]?\s?(?P<names>{HANGUL_NAMES})\s?{KOREAN_REPORTER}\s?[\])】]?(?:\s*[(<]?[\w.+-]{{1,40}}@[\w.-]{{3,40}}[)>]?)?"
)
_KOREAN_JOINT = re.compile(r"\s?[·,]\s?|\s")
_NAME_AND_AGENCY = re.compile(r"(?P<name>[^|,•·–—]{3,60}?)\s?[|•·,–—]\s?(?P<agency>[^|]{2,40})")


def korean_names(text: str) -> tuple[str, ...]:
    """The names in ``김철수·이영희``."""
    return tuple(n for n in _KOREAN_JOINT.split(text) if n)[:MAX_NAMES]


def reporters_in(text: str) -> tuple[str, ...]:
    """The reporters that a note in Chinese names, brackets included or not; empty when it names none.

    >>> reporters_in("（记者安蓓）"), reporters_in("(記者林書豪台中報導)"), reporters_in("（新华社记者 张三 摄）")
    (('安蓓',), ('林書豪',), ('张三',))
    >>> reporters_in("（记者会）")
    ()
    """
    if bracketed := _BRACKETED.fullmatch(text.strip()):
        text = bracketed["inner"]
    for pattern in (_REPORTER, _MARKED, _NAME_LIST):
        if match := pattern.fullmatch(text.strip()):
            return tuple(n for n in _HAN_JOINT.split(match["names"]) if n)
    if match := re.match(rf"{_NAME_LIST.pattern}{_JOINT}?(?:{_REPORTS})$", text.strip()):
        return tuple(n for n in _HAN_JOINT.split(match["names"]) if n)
    return ()


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
    if not line.isascii():
        if match := _KOREAN.fullmatch(line):
            return Byline(line, korean_names(match["names"]))
        bare = line.strip("（()）【】[] ")
        for pattern in (_REPORTER, _MARKED):
            if match := pattern.fullmatch(bare):
                return Byline(line, tuple(n for n in _HAN_JOINT.split(match["names"]) if n))
    match = _NAME_AND_AGENCY.fullmatch(line)
    if match and words.is_agency(match["agency"]) and is_name(match["name"]):
        return Byline(line, (match["name"].strip(),))
    return None
