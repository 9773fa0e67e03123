"""Documents for hypothesis: made of the prose and the chrome of the cases, laid out in many ways, with junk thrown in.

The pieces are real in the sense that each was written as prose or as chrome in some language; what is drawn is how they
stand together.  So most documents look like something that a scraper could deliver, and some like nothing at all.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from typing import cast

from hypothesis import strategies as st

from service import Kind, Options
from service.core.model import Mode
from service.core.repair_kinds import OPTIONAL_REPAIRS
from tests.corpus import load_cases

MAX_PIECES = 14
"""Pieces of one document; more make no new neighbourhoods, only slower tests."""
MAX_JUNK = 40
"""Characters of one piece of junk."""

HOSTILE = (
    " \t\u00a0\u200b\u200d\u2060\ufeff\u00ad\u2028\u2029\u0085\x0b\x0c\x1c"  # spaces and what looks like none
    "-–—―‒_=*#~|/\\.…:;,!?。、，：！？·•"  # marks that datelines, lists and ends are made of
    "\"'“”‘’„«»‹›「」『』【】〔〕()[]{}<>（）＜＞［］"  # brackets and quotes, seldom balanced
    "\x00\x07\x1b\x7f\x80\x9f\u0301\u0308\u093f\u202e\u2066\ud800\udfff\ufffd\ufffe\U0001f600\U000e0041"  # not text
    "aZ0é Ω я 한 字 あ ا ש ก"
)
DATELINES = (
    "MOSCOW — ",
    "Hanoi – ",
    "PARIS, Jan 1 (AFP) - ",
    "LUGANSK, July 12. /TASS/. ",
    "BEIJING, Sept. 2 (Xinhua) -- ",
    "(ANSA) - ROMA, 22 MAR - ",
    "Mumbai, Dec 9 (PTI) ",
    "[서울=뉴시스] 박지훈 기자 = ",
    "新华社北京4月22日电（记者安蓓）",
    " date 2026-02-25 ",
    "By Jane Doe ",
    "(Adds details) ",
)
ENDINGS = (
    " — VNS",
    " — VNA/VNS",
    "./.",
    "/.",
    " ###",
    " (END)",
    " -30-",
    " (TTXVN)",
    " Photo: VNA",
    " (Photo: AP)",
    " Read more",
)
MARKS = (
    "# {}",
    "### {}",
    "- {}",
    "* {}",
    "3. {}",
    "> {}",
    "**{}**",
    "_{}_",
    "`{}`",
    "[{}](https://example.org/a)",
    "| {} | {} |",
)
MARKUP = (
    "![]({})",
    "![{}](x.jpg)",
    "“{}”",
    "({})",
    "Headline: “{}”",
    "{} | The Site",
    "READ ALSO: {}",
    "Next article{}",
)
SEPARATORS = ("\n\n", "\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\n \n", " ")
FENCE = "```\n{}\n```"

_prose: dict[str, list[str]] = defaultdict(list)
_chrome: dict[str, list[str]] = defaultdict(list)
for _case in load_cases():
    _prose[_case.language] += _case.expected.get("body", [])
    if _case.unchanged:
        _prose[_case.language] += [line for line in str(_case.document).splitlines() if line.strip()]
    _chrome[_case.language] += [removed["raw"] for removed in _case.expected.get("removed", [])]

LANGUAGES = sorted(language for language in _prose if _prose[language] and _chrome[language])


def _headline(line: str) -> str:
    """The first words of a line, without a full stop: as short as a headline."""
    return " ".join(line.split()[:7])[:70].rstrip(".,;:!?。，")


def _cut(line: str, at: int) -> str:
    """A line cut short in the middle of whatever stands there."""
    return line[: 1 + at % max(1, len(line))]


junk = st.text(st.sampled_from(HOSTILE), min_size=1, max_size=MAX_JUNK)


@st.composite
def pieces(draw: st.DrawFn, language: str) -> str:
    """One block of a document, as somebody may have written it."""
    prose, chrome = st.sampled_from(_prose[language]), st.sampled_from(_chrome[language] + _chrome["en"])
    shape = draw(st.sampled_from(("prose", "prose", "prose", "chrome", "chrome", "headline", "edge", "marked", "junk")))
    if shape == "junk":
        return draw(junk)
    if shape == "chrome":
        return draw(chrome)
    line = draw(prose)
    if shape == "headline":
        return _headline(line)
    if shape == "edge":
        return draw(st.sampled_from(("", *DATELINES))) + line + draw(st.sampled_from(("", *ENDINGS)))
    if shape == "marked":
        line = draw(st.one_of(chrome, st.just(_headline(line)), st.just(_cut(line, draw(st.integers(0, 200))))))
        pattern: str = draw(st.sampled_from((*MARKS, *MARKUP, FENCE)))
        return pattern.replace("{}", line)
    return line


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document in one language, with one style of breaking lines and perhaps one slip in it."""
    language = draw(st.sampled_from(LANGUAGES))
    parts = draw(st.lists(pieces(language), min_size=1, max_size=MAX_PIECES))
    width = draw(st.sampled_from((0, 0, 0, 34, 72)))
    if width:
        parts = [textwrap.fill(part, width) if "\n" not in part else part for part in parts]
    style = draw(st.sampled_from(SEPARATORS))
    slip = draw(st.integers(-1, len(parts) - 1))
    text = ""
    for number, part in enumerate(parts):
        text += part + (draw(st.sampled_from(SEPARATORS)) if number == slip else style)
    return text


@st.composite
def repetitive_documents(draw: st.DrawFn) -> str:
    """Few lines in any order, many times over: what repeats, titles and related sections stumble upon."""
    language = draw(st.sampled_from(LANGUAGES))
    few = draw(st.lists(pieces(language), min_size=2, max_size=4))
    order = draw(st.lists(st.sampled_from(few), min_size=2, max_size=MAX_PIECES))
    separator: str = draw(st.sampled_from(SEPARATORS[:4]))
    return separator.join(order)


texts = st.one_of(documents(), documents(), repetitive_documents())
"""Text like that which scrapers deliver, and some that is worse."""

hostile_texts = st.one_of(junk, st.text(), st.lists(junk, max_size=MAX_PIECES).map("\n".join))
"""Text that nobody wrote."""

LEFT = [kind for kind in OPTIONAL_REPAIRS if kind != "nfc"]
"""Repairs that may be left without breaking what is said of every article: that it is in normal form."""

options = st.builds(
    Options,
    mode=cast("st.SearchStrategy[Mode]", st.sampled_from(("balanced", "balanced", "precision", "recall"))),
    leave=st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(LEFT), max_size=3)),
    keep=st.one_of(st.just(frozenset[Kind]()), st.frozensets(st.sampled_from(list(Kind)), max_size=4)),
)
"""Any options, the defaults most often."""
