"""Captions of pictures, told by the credit at their end: "… speaks in Moscow. Photo: VNA", "(AP Photo/Jane Doe)".

A caption may share all its words with a paragraph, so resemblance says nothing, either way: the credit alone decides.
A paragraph that mentions a photo has no credit at its very end.  An agency in brackets is the sign-off of a story as
often as the credit of a picture, so it decides only as a pair with a name, and not at the end of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.core.document import Document
from service.core.field_values import Caption, Credit
from service.core.judges.edges.credit import agencies_in, bare_credit, is_agency_pair, is_credit, may_end_credit
from service.core.judges.edges.ground import CLEAR, LIKELY, SURE, Ground, find
from service.core.judges.edges.text import is_text, last_text
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.model import BlockKind, Finding, Kind

LABELLED = Ground("captions", "labelled_credit", CLEAR, "ends with the labelled credit of a picture")
PAIRED = Ground("captions", "agency_credit", LIKELY, "ends with the names of a photographer and an agency")
CREDIT_LINE = Ground("captions", "credit_line", CLEAR, "nothing but the credit of a picture")
MARKED_UP = Ground("captions", "marked_up", SURE, "marked as the caption of a picture")
IMAGE = Ground("captions", "image_text", SURE, "the text of a picture")
BARE_IMAGE = Ground("captions", "image", SURE, "a picture that says nothing")

TAIL_LENGTH = 180
"""Characters at the end of a block in which a credit begins."""
READ_TAILS = 4096
"""Ends of blocks of which it is remembered what credit they are: 2 MB at most."""
AGENCY_MAX_LENGTH = 50
"""Characters of a line that is the name of an agency."""
CAPTION_MAX_WORDS = 80
"""Words; a longer block is a paragraph with a credit behind it.  The longest caption of the seeds has 41."""
IMAGE_TEXT_MIN_WORDS = 3
"""Words from which the text of a picture says something."""

_CREDITABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.CAPTION})
# What stands between a label and the name; a label may end with the word itself ("Photo by", "courtesy of").  A name
# behind a word does not begin with a small letter, which spares a look at every "of" of a paragraph.
_JOINT = re.compile(
    r"\s?(?P<mark>[:：=＝])\s?|\s(?P<word>[Bb][Yy]|[Oo][Ff]|from|[Vv]ia|[Vv]on|[Pp]ar|[Pp]or|de|di|da|[Aa]v|[Aa]f|[Dd]oor)"
    r"\s(?:[:：]\s?)?(?=[^a-z\s])|\s?©\s?"
)
_SOURCE_OF = re.compile(r"\s?(?:credits?|source)$", re.IGNORECASE)
_WORDS_FOR_BY = frozenset("by via from von par por av af door".split())
_ENDS_BEFORE = re.compile(r"(?:[.!?…。！？।؟\"”’»)\]）】|/·•©–—-]|^)\s*$")
_OPEN_BRACKET = re.compile(r"[(\[（【［]\s?$")
_CLOSE_BRACKET = re.compile(r"[)\]）】］]\s?\.?$")
_LAST_BRACKET = re.compile(r"[(\[（【［](?P<inner>[^()\[\]（）【】［］]{2,100})[)\]）】］]\s?\.?$")
_BOUNDARY = re.compile(r"[.!?…。！？\"”’»)|]\s?|\s[–—-]\s|\s(?=[©ⓒ/])")
_PAIR_SIGNS = ("/", "／", "©", "ⓒ", " via ", " for ", " through ")
LAST_PIECES = 4
"""Pieces of text behind the last boundaries that may be a credit; an initial ("J. Doe") is a boundary too."""
_SUFFIXED = re.compile(r"(?:[。．\s＝=、]|^)(?P<inner>[^\s。．＝=、，]{2,16}(?:\s[^\s。．＝=]{2,6})?)\s?[。]?$")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EQUALS_AGENCY = re.compile(r"[＝=]\s?(?P<inner>[^\s＝=]{2,16})[。]?$")
_IMAGE_TEXT = re.compile(r"!\[(?P<text>[^\]]{0,2000})\]\(")
_FILE_NAME = re.compile(r"[\w%.-]+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CreditAt:
    """A credit at the end of a text: it begins at ``start``, label and bracket included."""

    start: int
    credit: str
    labelled: bool


def _label_start(tail: str, joint: re.Match[str], words: EdgeWords) -> int | None:
    """Where the label before a joint begins."""
    word = (joint["word"] or "").lower()
    if word and (start := words.photo.before(tail, joint.end("word"))) is not None:
        return start
    if word and word not in _WORDS_FOR_BY:
        return None
    extra = _SOURCE_OF.search(tail, 0, joint.start())
    start = words.photo.before(tail, joint.start())
    return words.photo.before(tail, extra.start()) if start is None and extra else start


def _labelled(tail: str, words: EdgeWords) -> CreditAt | None:
    for joint in _JOINT.finditer(tail):
        start = _label_start(tail, joint, words)
        if start is None:
            continue
        before, credit = tail[:start], tail[joint.end() :]
        opened = _OPEN_BRACKET.search(before)
        if opened and _CLOSE_BRACKET.search(credit):
            start = opened.start()
        elif not _ENDS_BEFORE.search(before) and not (joint["mark"] in (":", "：") and tail[start].isupper()):
            continue
        if is_credit(credit, words):
            return CreditAt(start, bare_credit(credit), True)
    return None


def _suffixed(inner: str, words: EdgeWords) -> str | None:
    """The name before "photographed by" in scripts that put it last: 张三 摄, 山田太郎撮影, 연합뉴스 제공."""
    inner = inner.rstrip(" 。.")
    suffix = words.photo_suffix.before(inner, len(inner))
    name = inner[:suffix].strip(" :：=＝") if suffix else ""
    return name if is_credit(name, words) else None


def _in_last_bracket(tail: str, words: EdgeWords) -> CreditAt | None:
    bracket = _LAST_BRACKET.search(tail) if _CLOSE_BRACKET.search(tail, max(0, len(tail) - 4)) else None
    if bracket is None:
        return None
    inner = bracket["inner"]
    if name := _suffixed(inner, words):
        return CreditAt(bracket.start(), name, True)
    return CreditAt(bracket.start(), bare_credit(inner), False) if is_agency_pair(inner, words) else None


def _in_last_piece(tail: str, words: EdgeWords) -> CreditAt | None:
    """A pair of names behind the last sentence, or what stands behind the sign of copyright."""
    if not any(sign in tail for sign in _PAIR_SIGNS):
        return None
    pieces = [0, *(m.end() for m in _BOUNDARY.finditer(tail))][-LAST_PIECES:]
    for start in pieces:
        inner = tail[start:]
        owned = inner[:1] in ("©", "ⓒ") and not any(c.isdigit() for c in inner) and is_credit(inner, words)
        if owned or is_agency_pair(inner, words):
            return CreditAt(start, bare_credit(inner), False)
    return None


def _unlabelled(tail: str, words: EdgeWords) -> CreditAt | None:
    if at := _in_last_bracket(tail, words) or _in_last_piece(tail, words):
        return at
    if tail.isascii() or (not _SPACELESS.search(tail, max(0, len(tail) - 3)) and "＝" not in tail):
        return None
    if (last := _EQUALS_AGENCY.search(tail)) and words.is_agency(last["inner"]):
        return CreditAt(last.start("inner"), last["inner"], False)
    if (last := _SUFFIXED.search(tail)) and (name := _suffixed(last["inner"], words)):
        return CreditAt(last.start("inner"), name, True)
    return None


def credit_at_end(text: str, words: EdgeWords) -> CreditAt | None:
    """The credit of a picture that a text ends with, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"photo_credit": ("Photo",), "agencies": ("VNA",)}, "0"))
    >>> credit_at_end("The president speaks. Photo: VGP/Nhat Bac.", words)
    CreditAt(start=22, credit='VGP/Nhat Bac', labelled=True)
    >>> credit_at_end("The minister called the photo: a fake.", words)
    """
    if not may_end_credit(text, words):
        return None
    offset = max(0, len(text) - TAIL_LENGTH)
    at = _credit_in(text[offset:].rstrip(), words)
    return None if at is None else CreditAt(offset + at.start, at.credit, at.labelled)


@lru_cache(maxsize=READ_TAILS)
def _credit_in(tail: str, words: EdgeWords) -> CreditAt | None:
    """The credit that the last characters of a text are, remembered: they are asked for in each round."""
    return _labelled(tail, words) or _unlabelled(tail, words)


def _text_before(text: str, at: CreditAt) -> str:
    return text[: at.start].rstrip(" \t\n\u00a0|–—-(/＝=·•")


def _image(document: Document, index: int, words: EdgeWords) -> Finding:
    block = document.blocks[index]
    match = _IMAGE_TEXT.search(document.raw(index))
    text = " ".join((match["text"] if match else block.plain).split())
    if len(text.split()) < IMAGE_TEXT_MIN_WORDS or _FILE_NAME.fullmatch(text):
        return find((index, block.span), Kind.WIDGET, BARE_IMAGE)
    at = credit_at_end(text, words)
    caption = Caption(
        _text_before(text, at) if at else text, at.credit if at else None, document.raw(index), block.span
    )
    return find((index, block.span), Kind.CAPTION, IMAGE, caption)


def _is_credit_line(plain: str, at: CreditAt | None, words: EdgeWords) -> bool:
    if at is not None:
        return not plain[: at.start].strip(" |–—-")
    return len(plain) <= AGENCY_MAX_LENGTH and words.is_plain_agency(bare_credit(plain))


def _block(document: Document, index: int, words: EdgeWords, *, last: bool) -> Finding | None:
    block, raw = document.blocks[index], document.raw(index)
    at = credit_at_end(block.plain, words)
    if block.credit is not None:
        return find((index, block.span), Kind.CAPTION, MARKED_UP, _marked_up(document, index, words))
    if block.kind is BlockKind.CAPTION:
        text = _text_before(block.plain, at) if at else block.plain
        value = Caption(text, at.credit if at else None, raw, block.span)
        return find((index, block.span), Kind.CAPTION, MARKED_UP, value)
    if at is None and len(block.plain) > TAIL_LENGTH:
        return None
    if _is_credit_line(block.plain, at, words):
        credit = at.credit if at else bare_credit(block.plain)
        return find((index, block.span), Kind.CREDIT, CREDIT_LINE, Credit(raw, agencies_in(credit, words), block.span))
    if at is None or (last and not at.labelled):
        return None
    if document.facts[index].words <= CAPTION_MAX_WORDS:
        value = Caption(_text_before(block.plain, at), at.credit, raw, block.span)
        return find((index, block.span), Kind.CAPTION, LABELLED if at.labelled else PAIRED, value)
    return None


def _marked_up(document: Document, index: int, words: EdgeWords) -> Caption:
    """The caption of which a page marks the credit."""
    block, raw = document.blocks[index], document.raw(index)
    start, end = block.credit or block.span
    marked = document.source[start:end]
    at = credit_at_end(marked, words)
    text = f"{raw[: start - block.span[0]].strip()} {raw[end - block.span[0] :].strip()}".strip()
    return Caption(text, at.credit if at else bare_credit(marked) or None, raw, block.span)


def caption_at(document: Document, index: int, words: EdgeWords, *, last: int | None) -> Finding | None:
    """The finding that a block is a caption, a picture, or the credit of one.  ``last``: see ``last_text``."""
    block = document.blocks[index]
    if block.kind is BlockKind.IMAGE:
        return _image(document, index, words)
    if block.kind not in _CREDITABLE:
        return None
    return _block(document, index, words, last=last is None or index >= last)


def _worth_a_look(document: Document, words: EdgeWords) -> Iterator[int]:
    """The blocks that are pictures, or end with a word that may be a name."""
    for i, block in enumerate(document.blocks):
        if block.kind in _CREDITABLE:
            if block.kind is BlockKind.CAPTION or may_end_credit(block.plain, words):
                yield i
        elif block.kind is BlockKind.IMAGE:
            yield i


def judge_captions(document: Document) -> Iterator[Finding]:
    """Captions, pictures and their credits.  A text that would be nothing but captions is left alone."""
    last, words = last_text(document), edge_words(document.lexicon)
    findings = [f for i in _worth_a_look(document, words) if (f := caption_at(document, i, words, last=last))]
    captions = {f.block for f in findings}
    if any(is_text(facts) and i not in captions for i, facts in enumerate(document.facts)):
        yield from findings
