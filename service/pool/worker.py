"""What a worker does with a document: clean it, render the article, and give the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from service.clean import clean, clean_page
from service.core.errors import CleanError
from service.core.model import Article
from service.logs import error_fields
from service.pool.jobs import Cleaned, Crashed, Form, Job, Outcome, Refused
from service.pool.reports import report_of
from service.render import to_json, to_jsonld, to_markdown, to_text
from service.stages import ended, timed

CANARY_SENTENCE = "The council approved the new water plant on Tuesday after two years of debate."
CANARY = Job(
    f"{CANARY_SENTENCE} Work is to begin in the spring, and the mayor said that it would cost less than planned.\n\n"
    "Residents near the river had asked for a wall along the bank. The plan now includes one, “as high as needed”, "
    "and a path on top of it – for walkers only.\n\n"
    "Share this article\n"
)
"""A document that exercises the whole way; a worker that gives its first sentence back works."""

WARM_UP = (
    CANARY,
    Job(
        "<!doctype html><html lang=en><title>Council approves water plant</title><article>"
        f"<h1>Council approves water plant</h1><p>{CANARY_SENTENCE}</p><p>Work is to begin in the spring.</p>"
        "</article></html>",
        page=True,
    ),
    Job(f"{CANARY_SENTENCE}\n\nСовет одобрил во вторник строительство нового водопровода.".encode("cp1251")),
    Job(f"{CANARY_SENTENCE}\n\n市议会星期二批准了新的自来水厂。"),
)
"""Documents that between them load all that cleaning needs."""

RENDERERS: Mapping[Form, Callable[[Article, Job], bytes]] = MappingProxyType(
    {
        "application/json": lambda article, job: to_json(article, job.include),
        "application/ld+json": lambda article, job: to_jsonld(article, links="links" in job.include),
        "text/plain": lambda article, _: to_text(article).encode(),
        "text/markdown": lambda article, job: to_markdown(article, links="links" in job.include).encode(),
    }
)


def run_job(job: Job) -> Outcome:
    """Clean one document and render the article.  Raises nothing that a document can cause but ``MemoryError``."""
    try:
        with timed() as watch:
            work = clean_page if job.page else clean
            article = work(job.document, options=job.options, charset=job.charset, id=job.id, url=job.url)
            body = RENDERERS[job.form](article, job)
            ended("serialise")
        return Cleaned(body, report_of(article, page=job.page, seconds=watch.seconds))
    except CleanError as error:
        return Refused(error.code, str(error))
    except MemoryError:
        raise
    except Exception as error:
        fields = error_fields(error)
        return Crashed(fields["error"], tuple(fields["trace"]))


def warm_up() -> None:
    """Load all that cleaning needs; a fault in it comes up again with the first document, and is told there."""
    for job in WARM_UP:
        run_job(job)


def is_sound(outcome: Outcome) -> bool:
    """Whether the canary came back as it should."""
    return isinstance(outcome, Cleaned) and CANARY_SENTENCE.encode() in outcome.body
