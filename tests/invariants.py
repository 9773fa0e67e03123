"""What holds for every article, whatever the input.  Each check raises ``AssertionError`` with what it found."""

from __future__ import annotations

import re
import unicodedata

from service import Article, Options, clean
from service.core.markdown import plain_text
from service.core.model import Removal
from service.core.spans import Span
from service.core.textlines import join_lines

_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """The text without white space: joining lines may change nothing else."""
    return _SPACE.sub("", text)


def says(raw: str, part: str) -> bool:
    """Whether a field was read from a text, as it stands or without its Markdown marks."""
    return squeeze(part) in squeeze(raw) or squeeze(part) in squeeze(plain_text(join_lines(raw)))


def check_conservation(article: Article) -> None:
    """Body blocks and removals share no character and cover all of the source but white space."""
    source = article.source
    spans: list[Span] = sorted([b.span for b in article.blocks] + [r.span for r in article.removals])
    end = 0
    for start, stop in spans:
        assert start < stop, f"empty span {start, stop}"
        assert start >= end, f"span {start, stop} overlaps the one before, which ends at {end}"
        assert source[end:start].strip() == "", f"lost: {source[end:start]!r}"
        end = stop
    assert source[end:].strip() == "", f"lost at the end: {source[end:]!r}"


def check_verbatim(article: Article) -> None:
    """Body and removals are slices of the source; lines may be joined, nothing else."""
    source = article.source
    for block in article.blocks:
        assert squeeze(block.text) == squeeze(source[slice(*block.span)])
    for removal in article.removals:
        assert removal.raw == source[slice(*removal.span)]
    assert squeeze(article.text) == "".join(squeeze(b.text) for b in article.blocks)
    assert [b.span for b in article.blocks] == sorted(b.span for b in article.blocks), "blocks are out of order"


def _moved(article: Article, name: str) -> list[Removal]:
    return [r for r in article.removals if r.moved_to == name]


def check_fields(article: Article) -> None:
    """A field is made of text that was taken out, by a removal that names it; and no such removal lacks its field."""
    for name in ("title", "byline", "dateline", "date_published", "date_modified"):
        value = getattr(article, name)
        assert (value is None) == (not _moved(article, name)), f"{name} is {value!r}, but removals say otherwise"
    if article.title is not None:
        assert any(says(r.raw, article.title) for r in _moved(article, "title"))
    if article.byline is not None:
        for part in (article.byline, *article.authors):
            assert any(says(r.raw, part) for r in _moved(article, "byline")), part
    if article.dateline is not None:
        assert (article.dateline.span, article.dateline.raw) in [(r.span, r.raw) for r in _moved(article, "dateline")]
    signed = [(c.span, c.raw) for c in article.credits]
    assert signed == [(r.span, r.raw) for r in _moved(article, "credits")]
    captions = [(c.span, c.raw) for c in article.captions]
    assert captions == [(r.span, r.raw) for r in _moved(article, "captions")]
    for caption in article.captions:
        assert says(caption.raw, caption.text)
        assert says(caption.raw, caption.credit or "")


def check_unicode(article: Article) -> None:
    """All of the article's text is NFC and can be written as UTF-8."""
    texts = [article.source, article.text, article.title or "", article.byline or "", *article.authors]
    texts += [b.plain for b in article.blocks]
    texts += [part for r in article.repairs for part in (r.after,)]
    for text in texts:
        assert text.encode("utf-8").decode("utf-8") == text
    assert unicodedata.is_normalized("NFC", article.source)
    assert unicodedata.is_normalized("NFC", article.text)


def check_idempotence(article: Article, options: Options) -> None:
    """Cleaning the body again gives the same body, takes nothing out and repairs nothing."""
    again = clean(article.text, options=options)
    removed = [(r.kind.value, r.rule, r.raw) for r in again.removals]
    assert removed == []
    assert again.text == article.text
    assert [b.text for b in again.blocks] == [b.text for b in article.blocks]
    assert again.repairs == ()


def check_all(article: Article, options: Options) -> None:
    """Every invariant of one article."""
    check_conservation(article)
    check_verbatim(article)
    check_fields(article)
    check_unicode(article)
    check_idempotence(article, options)
