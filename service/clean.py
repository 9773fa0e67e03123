"""The façade: decode → repair → blocks → judges → decide → article."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from service.core.article import Given, make_article
from service.core.decide import Verdict, decide, settle_gaps
from service.core.document import Document
from service.core.errors import EmptyInput
from service.core.judges import STAGES
from service.core.model import Article, Encoding, Options, Version
from service.core.repair import repair
from service.core.segment import segment
from service.decode import decode, refuse_binary_text
from service.language import identify_language
from service.rules import load_lexicon
from service.version import VERSION

MAX_ROUNDS = 8
"""Rounds of judging before a text counts as one that cannot settle; seeds and development data need at most 4."""

MIN_PROSE_WORDS = 50
"""Words of prose from which a text that was all removed is taken for a misjudged article, not for boilerplate."""
UNSETTLED = "The text was left whole: judging it again kept finding more to remove."
ALL_REMOVED = "The text was left whole: all of it looked like boilerplate, though it has paragraphs."


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
    if isinstance(document, bytes):
        given, encoding, warnings = decode(document, charset)
        raw = document
    else:
        refuse_binary_text(document)
        given, encoding, warnings = document, Encoding(None, "given"), ()
        raw = document.encode("utf-8", "surrogatepass")
    source, repairs, repair_warnings = repair(given)
    if not source.strip():
        raise EmptyInput("The text is empty, or nothing but white space. Send the text of an article.")
    final, verdicts, judge_warnings = judge(source, options)
    lexicon = load_lexicon()
    article = make_article(
        final,
        verdicts,
        Given(
            source=source,
            input_digest=hashlib.sha256(raw).hexdigest(),
            repairs=repairs,
            encoding=encoding,
            warnings=(*warnings, *repair_warnings, *judge_warnings),
            version=Version(VERSION, lexicon.version),
            language=options.language or identify_language(" ".join(b.plain for b in final.blocks)),
        ),
    )
    return replace(article, id=id, url=url)


def judge(source: str, options: Options) -> tuple[Document, list[Verdict], tuple[str, ...]]:
    """Judge a text until nothing more is found: what is left, the account of what is not, and warnings.

    Each round sees only what the rounds before left, laid out as the body will be; so the last round, which finds
    nothing, is what cleaning the cleaned body would find.  A text that does not settle is left whole, and so is one of
    which nothing would be left though it has prose: that is stable as well.
    """
    start = document = Document.of(source, segment(source), load_lexicon())
    verdicts: list[Verdict] = []
    for _ in range(MAX_ROUNDS):
        found: list[Verdict] = []
        for stage in STAGES:
            findings = [finding for judge in stage for finding in judge(document)]
            document, accepted = decide(document, findings, options)
            found.extend(accepted)
        settled = settle_gaps(document)
        verdicts.extend(found)
        if not found and settled == document:
            break
        document = settled
    else:
        return start, [], (UNSETTLED,)
    if not document.blocks and sum(f.words for f in start.facts if f.prose and f.cue is None) >= MIN_PROSE_WORDS:
        return start, [], (ALL_REMOVED,)
    return document, verdicts, ()
