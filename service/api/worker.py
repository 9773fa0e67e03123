"""What runs in a worker process: cleaning one document at a time.  Imports nothing of the web framework."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import connection, parent_process
from pathlib import Path
from types import MappingProxyType

from service.api.jobs import Cleaned, Crashed, Form, Job, Outcome, Refused
from service.api.logs import configure_logs, error_fields
from service.clean import clean, clean_page
from service.core.errors import CleanError
from service.core.model import Article
from service.render import to_json, to_jsonld, to_markdown, to_text

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
)
"""Documents that between them load all that cleaning needs."""

OOM_SCORE = "500"
"""Added to a worker's chance to be killed when memory runs out (0 to 1000), so that the service itself survives."""

RENDERERS: Mapping[Form, Callable[[Article, Job], bytes]] = MappingProxyType(
    {
        "application/json": lambda article, job: to_json(article, job.include),
        "application/ld+json": lambda article, job: to_jsonld(article, links="links" in job.include),
        "text/plain": lambda article, _: to_text(article).encode(),
        "text/markdown": lambda article, job: to_markdown(article, links="links" in job.include).encode(),
    }
)


def run_job(job: Job) -> Outcome:
    """Clean one document and render the article.  Never raises for what a document can cause."""
    try:
        work = clean_page if job.page else clean
        article = work(job.document, options=job.options, charset=job.charset, id=job.id, url=job.url)
        return Cleaned(RENDERERS[job.form](article, job))
    except CleanError as error:
        return Refused(error.code, str(error))
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


def start_worker(log_level: str) -> None:
    """Make a new process ready: load all that cleaning needs, and end when the service ends, however that ends."""
    configure_logs(log_level)
    # Ctrl-C goes to the whole process group; the service decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text(OOM_SCORE, "ascii")
    threading.Thread(target=_end_with_parent, name="winnow-parent", daemon=True).start()
    warm_up()
    gc.freeze()  # rules and tables live as long as the process: never look at them again


def _end_with_parent() -> None:
    """Without this a worker would wait for ever for documents from a service that was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        logging.shutdown()
        os._exit(0)
