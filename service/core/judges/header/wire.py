"""Datelines of Chinese, Japanese and Korean agencies: 新华社北京4月22日电（记者安蓓）, 【ロンドン共同】, [서울=뉴시스] 박민수 기자 =."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.dates import find_dates
from service.core.judges.header.names import is_name
from service.core.judges.header.patterns import EdgeWords

HEAD_LENGTH = 90
"""Characters of a paragraph in which such a header ends; the longest of the taxonomy's forms has 31."""

_HAN = r"[\u4e00-\u9fff]"
_SPACE = r"[\s\u3000]*"
_CHINESE = re.compile(
    rf"[（(【]?(?P<agency>{_HAN}{{1,6}}?(?:通讯社|社|网|網|报|報|台))(?:(?:记者|記者)(?P<who>{_HAN}{{2,3}}))?(?P<place>{_HAN}{{2,8}}?)??"
    r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日)(?:专|專|综合|綜合)?(?:电|電|讯|訊)[）)】]?"
    rf"{_SPACE}(?:[（(][^（）()]{{1,50}}[）)])?{_SPACE}[：:]?{_SPACE}"
)
_EPOCH = re.compile(
    rf"【(?P<agency>{_HAN}{{2,8}}?)(?P<date>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)(?:訊|讯|電|电)】{_SPACE}"
    rf"(?:[（(][^（）()]{{2,40}}(?:報導|报道|電|电)[）)])?{_SPACE}"
)
_JOINED = re.compile(
    rf"[【［\[(（](?P<place>[^\s=＝・】］\])）]{{1,14}})\s?[=＝・]\s?(?P<who>[^】］\])）=＝]{{2,16}})[】］\])）]{_SPACE}(?:[-－―–—]{_SPACE})?"
)
_GLUED = re.compile(rf"[【［](?P<both>[^】］=＝]{{3,18}})[】］]{_SPACE}(?:[-－―–—]{_SPACE})?")
_SPACED = re.compile(
    rf"[【［\[](?P<place>[^\s】］\]]{{1,14}})\s(?P<day>\d{{1,2}}日)\s(?P<agency>[^】］\]]{{2,12}})[】］\]]{_SPACE}(?:[-－―–—]{_SPACE})?"
)
_HANGUL_NAMES = r"[가-힣]{2,4}(?:[\s·,]{1,2}[가-힣]{2,4}){0,4}?"
_KOREAN_BYLINE = re.compile(
    rf"(?P<names>{_HANGUL_NAMES})\s?(?:[가-힣]{{0,4}}(?:기자|특파원|통신원))\s?(?:[=＝]\s*|(?=$))"
)
_KOREAN_JOINT = re.compile(r"\s?[·,]\s?|\s")


@dataclass(frozen=True, slots=True)
class WireHeader:
    """Where the story was filed, when and by whom; the dateline ends at ``end``, the byline behind it at ``byline_end``."""

    place: str | None
    date: str | None
    agency: str | None
    end: int
    byline_end: int
    authors: tuple[str, ...] = ()


def _reporters(text: str) -> tuple[str, ...]:
    match = re.search(rf"(?:记者|記者){_SPACE}(?P<names>{_HAN}{{2,4}}(?:[、,， \u3000]{_HAN}{{2,4}}){{0,7}})", text)
    return tuple(re.split(r"[、,， \u3000]", match["names"])) if match else ()


def _chinese(head: str) -> WireHeader | None:
    match = _CHINESE.match(head) or _EPOCH.match(head)
    if match is None:
        return None
    dates = find_dates(match["date"], {}, yearless=True)
    groups = match.groupdict()
    authors = (groups["who"],) if groups.get("who") else _reporters(match.group()[len(match["agency"]) :])
    return WireHeader(groups.get("place"), dates[0].value if dates else None, match["agency"], match.end(), match.end(), authors)


def _japanese(head: str, words: EdgeWords) -> WireHeader | None:
    if match := _SPACED.match(head):
        if words.is_agency(match["agency"]):
            return WireHeader(match["place"], None, match["agency"], match.end(), match.end())
    if match := _GLUED.match(head):
        both = match["both"]
        agency = next((both[i:] for i in range(1, len(both) - 1) if words.is_agency(both[i:])), None)
        if agency:
            return WireHeader(both[: -len(agency)], None, agency, match.end(), match.end())
    return None


def _joined(head: str, words: EdgeWords) -> WireHeader | None:
    """Place and agency, or place and reporter, with a sign between them; in Korean the reporter follows."""
    match = _JOINED.match(head)
    if match is None:
        return None
    place, who, end = match["place"], match["who"].strip(), match.end()
    byline = _KOREAN_BYLINE.match(head, end)
    if byline:
        return WireHeader(place, None, who, end, byline.end(), tuple(_KOREAN_JOINT.split(byline["names"])))
    if words.is_agency(who):
        return WireHeader(place, None, who, end, end)
    reporter = re.fullmatch(rf"(?P<names>{_HANGUL_NAMES})\s?[가-힣]{{0,4}}(?:기자|특파원|통신원)", who)
    if reporter:
        return WireHeader(None, None, place, end, end, tuple(_KOREAN_JOINT.split(reporter["names"])))
    if match.group()[0] in "【［" and is_name(who):
        return WireHeader(place, None, None, end, end, (who,))
    return None


def read_wire_header(head: str, words: EdgeWords) -> WireHeader | None:
    """The wire header that a paragraph begins with, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("뉴시스", "共同")}, "0"))
    >>> read_wire_header("新华社北京4月22日电（记者安蓓）国家发展改革委", words)
    WireHeader(place='北京', date='--04-22', agency='新华社', end=18, byline_end=18, authors=('安蓓',))
    >>> read_wire_header("[서울=뉴시스] 박민수 기자 = 정부는", words).authors
    ('박민수',)
    >>> read_wire_header("【ワシントン共同】米政府は", words).place
    'ワシントン'
    >>> read_wire_header("【速報】地震がありました", words)
    """
    head = head[:HEAD_LENGTH]
    if head.isascii():
        return None
    return _chinese(head) or _joined(head, words) or _japanese(head, words)
