"""Log lines: one JSON object each, without a word of a document."""

from __future__ import annotations

import json
import logging
import sys

from service.logs import JsonFormatter


def line_of(message: str, *, name: str = "winnow", **attributes: object) -> dict[str, object]:
    """A record as it is written."""
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, (), None)
    record.created = 1772020800.25
    for key, value in attributes.items():
        setattr(record, key, value)
    written = JsonFormatter().format(record)
    assert "\n" not in written
    return dict(json.loads(written))


def test_event() -> None:
    """Time, level, event, then the fields."""
    assert {
        "time": "2026-02-25T12:00:00.250+00:00",
        "level": "warning",
        "event": "request",
        "path": "/a\nb",
        "status": 200,
    } == line_of("request", winnow_fields={"path": "/a\nb", "status": 200})


def test_other_loggers_are_named() -> None:
    """A line of a library says whose it is."""
    assert "_granian" == line_of("oops", name="_granian")["logger"]


def test_exception_without_its_message() -> None:
    """The message of an exception may quote the document; its type and place do not."""
    try:
        raise LookupError("the secret of the document")
    except LookupError:
        line = line_of("failed", exc_info=sys.exc_info())
    assert "LookupError" == line["error"]
    assert "test_exception_without_its_message" in str(line["trace"])
    assert "secret" not in str(line)
