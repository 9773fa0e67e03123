"""Reporters as Chinese and Korean papers name them: 記者王大明／台北報導, （记者安蓓）, 김철수·이영희 기자."""

from __future__ import annotations

import re

from service.core.judges.edges.names import MAX_NAMES

_HAN = r"[\u4e00-\u9fff]"
_JOINT = r"[、,，·\s]"
_REPORTS = r"(?:報導|报道|電|电|摄|攝)"
_LABEL = rf"{_HAN}{{0,6}}?(?:記者|记者|文|撰文|作者|編譯|编译)"
# Label, mark, names: "作者：张三", "文／王大明".
_MARKED = re.compile(rf"{_LABEL}\s?[:：/／|｜\s]\s?(?P<names>{_HAN}{{2,4}}(?:{_JOINT}{_HAN}{{2,4}}){{0,5}})")
# Label, names, place, "reports": "記者王大明／台北報導", "大紀元記者張三綜合報導".  A name has two or three
# characters here, so that "林書豪台中報導" divides into name and place.
_REPORTER = re.compile(
    rf"{_LABEL}(?P<names>{_HAN}{{2,3}}(?:{_JOINT}{_HAN}{{2,3}}){{0,5}})\s?[／/]?\s?(?:{_HAN}{{2,6}})?{_REPORTS}"
)
_NAME_LIST = re.compile(
    rf"(?:{_HAN}{{0,6}}?(?:记者|記者))\s?[:：]?\s?(?P<names>{_HAN}{{2,4}}(?:{_JOINT}{_HAN}{{2,4}}){{0,7}})"
)
_BRACKETED = re.compile(r"[（(【\[]\s?(?P<inner>[^（()）【】\[\]]{3,60})\s?[)）】\]]")
_HAN_JOINT = re.compile(_JOINT)

HANGUL_NAMES = r"[가-힣]{2,4}(?:[\s·,]{1,2}[가-힣]{2,4}){0,4}?"
KOREAN_REPORTER = r"(?:[가-힣]{0,4}(?:기자|특파원|통신원|논설위원))"
_KOREAN_JOINT = re.compile(r"\s?[·,]\s?|\s")


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


def reporter_line(text: str) -> tuple[str, ...]:
    """The reporters that a whole line of Chinese names; stricter than ``reporters_in``: "记者会" in a line is a topic.

    >>> reporter_line("文／王大明"), reporter_line("记者安蓓")
    (('王大明',), ())
    """
    bare = text.strip("（()）【】[] ")
    for pattern in (_REPORTER, _MARKED):
        if match := pattern.fullmatch(bare):
            return tuple(n for n in _HAN_JOINT.split(match["names"]) if n)
    return ()
