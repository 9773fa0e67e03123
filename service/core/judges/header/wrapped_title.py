"""Titles that say that they are titles: "Headline: …", and a leaked prompt with the real title in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import Title
from service.core.judges.edges.ground import CLEAR, Ground, find
from service.core.judges.header.headline import RETURNING, one_line, returning
from service.core.model import Finding, Kind

WRAPPER = Ground("header", "title_wrapper", CLEAR, "a leaked prompt around the title, which is quoted behind it")
QUOTED = Ground("header", "title_in_wrapper", CLEAR, "the title, quoted behind a leaked prompt")
LABELLED = Ground("header", "title_label", CLEAR, "a label says that this line is the title")

LABELLED_MAX = 250
"""Characters of a line with a labelled title."""
WRAPPED_MAX = 500
"""Characters of a line with a prompt and a title."""

QUOTED_PART = re.compile(r"[“\"«„『「《](?P<title>[^“”\"«»„『』「」《》]{8,200})[”\"»“』」》]\s?$")
_TITLE_WORDS = (
    r"titles?|headlines?|titel|überschrift|schlagzeile|titres?|títulos?|titolo|titular|заголов\w{1,4}|tiêu đề|"
    r"標題|标题|タイトル|제목|judul|başlık|tytuł|nagłówek"
)
_ENDS_WITH_TITLE_WORD = re.compile(
    rf"(?<![^\W\d_])(?:{_TITLE_WORDS})(?:\s(?:for|of|pour|para|für|cho)\s[^:“”\"«»]{{1,40}})?\s?[:：]?\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:seo|meta|page|article)[ -]){0,2}(?:title|headline|titel|título|titre|tiêu đề|标题|標題|제목)\s?[:：]\s+",
    re.IGNORECASE,
)


def wrapped_title(document: Document, index: int) -> Iterator[Finding]:
    """The findings for a leaked prompt with the title in quotation marks behind it.

    The wrapper ends with a word for title and speaks of nothing that the text speaks of; the quoted part does.
    """
    raw = document.raw(index)
    quoted = QUOTED_PART.search(raw) if len(raw) <= WRAPPED_MAX else None
    if quoted is None or not quoted.start() or not _ENDS_WITH_TITLE_WORD.search(raw[: quoted.start()]):
        return
    if returning(raw[: quoted.start()], document, index + 1) >= RETURNING:
        return
    if returning(quoted["title"], document, index + 1) < RETURNING:
        return
    start, end = document.blocks[index].span
    middle = start + quoted.start()
    yield find((index, (start, middle)), Kind.LLM_ARTIFACT, WRAPPER)
    yield find((index, (middle, end)), Kind.TITLE, QUOTED, Title(one_line(quoted["title"])))


def labelled_title(document: Document, index: int) -> Iterator[Finding]:
    """The finding for a first line such as "Headline: …"."""
    block = document.blocks[index]
    label = _LABEL.match(block.plain)
    text = block.plain[label.end() :].strip() if label else ""
    if text and len(block.plain) <= LABELLED_MAX and len(document.blocks) > 1:
        quoted = QUOTED_PART.fullmatch(text)
        yield find((index, block.span), Kind.TITLE, LABELLED, Title(one_line(quoted["title"] if quoted else text)))
