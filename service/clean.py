"""The façade: decode → repair → blocks → judges → decide → article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from service.core.article import Given, make_article
from service.core.document import Document
from service.core.errors import EmptyInput
from service.core.fields import with_metadata
from service.core.judges.learned import Learned
from service.core.judging_pages import PageAbout, judge_page_document
from service.core.misgivings import misgivings
from service.core.model import Article, Encoding, Mode, Options, Version
from service.core.repair import repair
from service.core.rounds import judge
from service.core.segment import segment
from service.decode import decode, decode_page, refuse_binary_text
from service.language import identify_language
from service.model import Answer, Hints, load_model
from service.page import Page, read_page, resolve_links, second_opinion
from service.rules import load_lexicon
from service.stages import ended
from service.version import VERSION

SENT_AS_TEXT = (
    "The text is a page (HTML) and was read as text, tags and all. Send it as a page to get its article: as text/html, "
    "in the field html, or with clean_page()."
)
DOUBT = 0.1
"""Share of the expected content of an article's page that is in doubt, from which the extractor is asked: a tenth of
the development pages.  On pages in languages that training lacked, word-F1 is .961 without it, .9685 with this and
.9689 from .05, which is three times the pages; on the others it changes by less than .001."""
LIKELY = 0.5
"""Probability from which a page counts as an article, whatever it says of itself: nine in ten are told right."""
_PAGE = re.compile(r"\s{0,99}(?:<\?xml[^<>]{0,200}>\s{0,99})?<(?:!doctype\s{1,9}html|html)[\s>]", re.IGNORECASE)
"""What a page begins with, and no text."""

Decoded = tuple[str, Encoding, tuple[str, ...]]


def clean(
    document: str | bytes,
    *,
    options: Options | None = None,
    charset: str | None = None,
    id: str | None = None,  # noqa: A002 -- the contract's name for it
    url: str | None = None,
) -> Article:
    """Clean one text.

    Args:
        document: The text, or its bytes.
        options: What to do; the defaults when ``None``.
        charset: The charset that came with the bytes, if any; ignored for ``str``.
        id: Echoed in the article.
        url: Echoed in the article.

    Returns:
        The article.  The same input, options and version give an equal article, in any process, on any day.

    Raises:
        CleanError: The input cannot be cleaned; the subclass says why.
    """
    options = options or Options()
    given, encoding, warnings = _decoded(document, charset, decode)
    ended("decode")
    source, repairs, repair_warnings = repair(given, leave=options.leave)
    if not source.strip():
        raise EmptyInput("The text is empty, or nothing but white space. Send the text of an article.")
    lexicon = load_lexicon()
    view = Document.of(source, segment(source), lexicon)
    ended("extract")
    judged = judge(view, options, _ask_of_text)
    article = make_article(
        judged.document,
        judged.verdicts,
        Given(
            source=source,
            input_digest=_digest(document),
            repairs=repairs,
            encoding=encoding,
            warnings=(*warnings, *repair_warnings, *judged.warnings, *([SENT_AS_TEXT] if _PAGE.match(given) else ())),
            version=Version(VERSION, lexicon.version, load_model().version),
            language=options.language or _language(judged.document),
        ),
    )
    article = _with_misgivings(replace(article, id=id, url=url))
    ended("judge")
    return article


def clean_page(
    document: str | bytes,
    *,
    options: Options | None = None,
    charset: str | None = None,
    id: str | None = None,  # noqa: A002 -- the contract's name for it
    url: str | None = None,
) -> Article:
    """Clean one page (HTML or XHTML).

    Args:
        document: The page, or its bytes.
        options: What to do; the defaults when ``None``.
        charset: The charset that came with the bytes, if any; ignored for ``str``.
        id: Echoed in the article.
        url: The page's address: echoed, and what relative links are resolved against.

    Returns:
        The article.  Its ``source`` is the text of the page's blocks, joined; what of it is not in the body is in the
        removals.  The same page, options and version give an equal article, in any process, on any day.

    Raises:
        CleanError: The page cannot be cleaned; the subclass says why.
    """
    options = options or Options()
    html, encoding, warnings = _decoded(document, charset, decode_page)
    ended("decode")
    lexicon = load_lexicon()
    page = read_page(html, url, lexicon, leave=options.leave)
    view = Document.of(page.source, page.blocks, lexicon)
    ended("extract")
    answer, doubts = _ask(view, page, html)
    likely = not page.kind.is_thread and answer.article is not None and answer.article >= LIKELY
    about = PageAbout(page.metadata.title.value if page.metadata.title else None, page.kind, likely)
    judged = judge_page_document(view, options, learned=answer.decided(options.mode), about=about)
    body = replace(judged.document, blocks=resolve_links(judged.document.blocks, page.base))
    article = make_article(
        body,
        judged.verdicts,
        Given(
            source=page.source,
            input_digest=_digest(document),
            repairs=page.repairs,
            encoding=encoding,
            warnings=(*warnings, *page.warnings, *doubts, *judged.warnings),
            version=Version(VERSION, lexicon.version, load_model().version),
            language=options.language or _language(judged.document),
            article_probability=None if answer.article is None else round(answer.article, 4),
        ),
    )
    article = _with_misgivings(replace(with_metadata(article, page.metadata), id=id, url=url))
    ended("judge")
    return article


def _ask_of_text(view: Document, mode: Mode) -> Learned | None:
    """What the model says of a text."""
    answer = load_model().of_text(view)
    return answer.decided(mode) if answer is not None else None


def hints_of(page: Page) -> Hints:
    """What the model is told of a page besides its blocks; training tells it the same."""
    found = page.metadata
    return Hints(
        title=found.title.value if found.title else "",
        description=found.description.value if found.description else "",
        body=max(found.bodies, key=len, default=""),
        is_article=page.kind.is_article,
        is_thread=page.kind.is_thread,
        is_page=True,
    )


def _ask(view: Document, page: Page, html: str) -> tuple[Answer, tuple[str, ...]]:
    """What the model says of a page, and warnings: a cascade, as most pages need no second opinion."""
    answer = load_model().of_page(view, hints_of(page))
    if not page.kind.is_article or answer.doubt < DOUBT:
        return answer, ()
    extracted, warning = second_opinion(html, page)
    if extracted is None:
        return answer, (warning,) if warning else ()
    return answer.with_voice(extracted), ()


def _with_misgivings(article: Article) -> Article:
    return replace(article, warnings=(*article.warnings, *misgivings(article)))


def _decoded(document: str | bytes, charset: str | None, read: Callable[[bytes, str | None], Decoded]) -> Decoded:
    """The text of an input, how it was encoded, and warnings."""
    if isinstance(document, bytes):
        return read(document, charset)
    refuse_binary_text(document)
    return document, Encoding(None, "given"), ()


def _digest(document: str | bytes) -> str:
    """SHA-256 of the input as it came, in hexadecimal."""
    raw = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()


def _language(body: Document) -> str | None:
    return identify_language(" ".join(block.plain for block in body.blocks))
