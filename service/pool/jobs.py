"""What crosses to a worker and back: a document with its options, and what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from service.core.model import Options
from service.pool.reports import Report
from service.render import DEFAULT_PARTS, Part

ETAG_LENGTH = 32
"""Hexadecimal digits, 128 bits: no two answers share one by chance."""

Form = Literal["application/json", "text/plain", "text/markdown", "application/ld+json"]
"""The representation of the article that is asked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to clean."""

    document: str | bytes
    """Text may hold lone surrogates: JSON can, and they are repaired."""
    page: bool = False
    """It is HTML."""
    charset: str | None = None
    """That came with the bytes; ``None`` for text."""
    options: Options = field(default_factory=Options)
    include: frozenset[Part] = DEFAULT_PARTS
    id: str | None = None
    url: str | None = None
    form: Form = "application/json"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article, in the form that was asked for."""

    body: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Refused:
    """The document cannot be cleaned; ``code`` is that of a ``CleanError``, and ``detail`` can be sent."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """A bug: the type of the error and where it arose, for the log; never its message, which may quote the document."""

    error: str
    trace: tuple[str, ...]


Outcome = Cleaned | Refused | Crashed


def etag(job: Job, version: str) -> str:
    """A strong validator of the answer: the same input, options, form and version give the same bytes.

    ``version`` is that of the service and the rules.
    """
    document = job.document if isinstance(job.document, bytes) else job.document.encode("utf-8", "surrogatepass")
    facts = (
        version,
        type(job.document).__name__,
        job.page,
        job.charset,
        job.options.mode,
        job.options.language,
        sorted(job.options.keep),
        sorted(job.options.leave),
        sorted(job.include),
        job.id,
        job.url,
        job.form,
    )
    digest = hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass"))
    digest.update(hashlib.sha256(document).digest())
    return f'"{digest.hexdigest()[:ETAG_LENGTH]}"'
