"""What runs in a process of the fuzzer's pool: one page after another, the verdict of each sent back."""

from __future__ import annotations

import importlib
import os
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

Answer = tuple[str, str]
"""The verdict, ``article``, the code of an error or ``bug``, and what there is to say about it."""
MAX_DETAIL = 1_500
"""Characters of a traceback that are reported."""


def answer(page: bytes) -> Answer:
    """Clean one page; an article must account for all of its source, and can be written in every form."""
    from service import CleanError, Options, clean_page
    from service.render import to_json, to_jsonld, to_markdown, to_text
    from tests.page_invariants import check_page

    try:
        article = clean_page(page)
    except CleanError as error:
        return error.code, str(error)
    for write in (to_json, to_jsonld, to_markdown, to_text):
        write(article)
    check_page(article, Options())
    return "article", ""


def pretend(page: bytes) -> Answer:
    """Misbehave as the page says: for the fuzzer's own test."""
    if page == b"die":
        os._exit(1)
    if page == b"raise":
        raise ValueError("as told")
    while page == b"hang":
        time.sleep(1)
    return "article", ""


def run(connection: Connection, worker: str) -> None:
    """Answer pages until there are no more; ``worker`` names a function as ``module:name``."""
    module, _, name = worker.partition(":")
    work: Callable[[bytes], Answer] = getattr(importlib.import_module(module), name)
    connection.send(("ready", "", 0.0))
    while (page := connection.recv()) is not None:
        start = time.perf_counter()
        try:
            verdict, detail = work(page)
        except Exception:
            verdict, detail = "bug", traceback.format_exc()[-MAX_DETAIL:]
        connection.send((verdict, detail, time.perf_counter() - start))
