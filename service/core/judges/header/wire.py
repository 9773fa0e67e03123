"""Datelines of Chinese, Japanese and Korean agencies: 新华社北京4月22日电（记者安蓓）, 【ロンドン共同】, [서울=뉴시스]
박민수 기자 =.

They are two things in one: where and when the story was filed, and who wrote it.  So two fields are read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.dates import find_dates
from service.core.judges.edges.names import is_name
from service.core.judges.edges.reporters import HANGUL_NAMES, KOREAN_REPORTER, korean_names, reporters_in
from service.core.judges.edges.words import EdgeWords

HEAD_LENGTH = 90
"""Characters of a paragraph in which such a header ends; the longest of the taxonomy's forms has 31."""

_HAN = r"[\u4e00-\u9fff]"
_SPACE = r"[\s\u3000]*"
_DASH = rf"{_SPACE}(?:[-－―–—]{_SPACE})?"
# 电 is "cable", but also the beginning of "film", "power", "phone": a story may begin with those.
_CABLE = r"(?:专|專|综合|綜合)?(?:[电電](?![影视視力话話子动動网網商车車器池])|讯|訊)"
_CHINESE = re.compile(
    rf"[（(]?(?P<agency>{_HAN}{{1,6}}?(?:通讯社|社|网|網|报|報|台))(?:(?:记者|記者){_HAN}{{2,3}})?(?P<place>{_HAN}{{2,8}}?)??"
    rf"(?P<date>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日){_CABLE}[）)]?{_SPACE}(?:题[:：])?"
)
_EPOCH = re.compile(rf"【(?P<agency>{_HAN}{{2,8}}?)(?P<date>\d{{4}}年\d{{1,2}}月\d{{1,2}}日){_CABLE}】{_SPACE}")
_REPORTER_NOTE = re.compile(rf"[（(](?P<note>[^（()）]{{3,60}})[)）]{_SPACE}[：:]?{_SPACE}")
_JOINED = re.compile(
    rf"[【［\[(（](?P<place>[^\s=＝・】］\])）]{{1,14}})\s?[=＝・]\s?(?P<who>[^】］\])）=＝]{{2,16}})[】］\])）]{_DASH}"
)
_GLUED = re.compile(rf"[【［](?P<both>[^】］=＝]{{3,18}})[】］]{_DASH}")
_SPACED = re.compile(
    rf"[【［\[](?P<place>[^\s】］\]]{{1,14}})\s\d{{1,2}}日\s(?P<agency>[^】］\]]{{2,12}})[】］\]]{_DASH}"
)
_KOREAN_BYLINE = re.compile(rf"(?P<names>{HANGUL_NAMES})\s?{KOREAN_REPORTER}\s?[=＝]\s*")
_KOREAN_WHO = re.compile(rf"(?P<names>{HANGUL_NAMES})\s?{KOREAN_REPORTER}")


@dataclass(frozen=True, slots=True)
class WireHeader:
    """What a wire header says.  The dateline ends at ``end``, the byline behind it at ``byline_end``."""

    place: str | None
    date: str | None
    agency: str | None
    end: int
    byline_end: int
    authors: tuple[str, ...] = ()


def _noted(head: str, header: WireHeader) -> WireHeader:
    """The header with the reporters named in brackets behind it."""
    note = _REPORTER_NOTE.match(head, header.end)
    authors = reporters_in(note["note"]) if note else ()
    if note is None or not authors:
        return header
    return WireHeader(header.place, header.date, header.agency, header.end, note.end(), authors)


def _chinese(head: str) -> WireHeader | None:
    match = _CHINESE.match(head) or _EPOCH.match(head)
    if match is None:
        start = _noted(head, WireHeader(None, None, None, 0, 0))
        return start if start.authors else None
    dates = find_dates(match["date"], {}, yearless=True)
    place = match.groupdict().get("place")
    return _noted(head, WireHeader(place, dates[0].value if dates else None, match["agency"], match.end(), match.end()))


def _joined(head: str, words: EdgeWords) -> WireHeader | None:
    """Place and agency, or place and reporter, with a sign between them; in Korean the reporter follows."""
    match = _JOINED.match(head)
    if match is None:
        return None
    place, who, end = match["place"], match["who"].strip(), match.end()
    if byline := _KOREAN_BYLINE.match(head, end):
        return WireHeader(place, None, who, end, byline.end(), korean_names(byline["names"]))
    if words.is_agency(who):
        return WireHeader(place, None, who, end, end)
    if reporter := _KOREAN_WHO.fullmatch(who):
        return WireHeader(None, None, None, 0, end, korean_names(reporter["names"]))
    if match.group()[0] in "【［" and is_name(who):
        return WireHeader(place, None, None, end, end)
    return None


def _japanese(head: str, words: EdgeWords) -> WireHeader | None:
    match = _SPACED.match(head)
    if match and words.is_agency(match["agency"]):
        return WireHeader(match["place"], None, match["agency"], match.end(), match.end())
    if match := _GLUED.match(head):
        both = match["both"]
        for i in range(1, len(both) - 1):
            if words.is_agency(both[i:]):
                return WireHeader(both[:i], None, both[i:], match.end(), match.end())
    return None


def read_wire_header(head: str, words: EdgeWords) -> WireHeader | None:
    """The wire header that a paragraph begins with, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("뉴시스", "共同")}, "0"))
    >>> read_wire_header("新华社北京4月22日电（记者安蓓）国家发展改革委", words)
    WireHeader(place='北京', date='--04-22', agency='新华社', end=11, byline_end=17, authors=('安蓓',))
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
