"""Structured logs: one JSON object a line, on stderr.  Never a word of a document, also not inside an error message."""

from __future__ import annotations

import logging
import logging.config
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson

LOGGER = logging.getLogger("winnow")

FIELDS = "winnow_fields"
"""Attribute of a log record that holds the fields of the event."""


def log(level: int, event: str, **fields: Any) -> None:
    """Write one event with its fields."""
    LOGGER.log(level, event, extra={FIELDS: fields})


def error_fields(error: BaseException) -> dict[str, Any]:
    """What of an error may be logged: its type and where it arose.  Not its message, which may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time, level, event, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if record.name != LOGGER.name:
            line["logger"] = record.name
        line.update(getattr(record, FIELDS, {}))
        if record.exc_info and record.exc_info[1] is not None:
            line.update(error_fields(record.exc_info[1]))
        return orjson.dumps(line, default=str).decode()


def log_config(level: str) -> dict[str, Any]:
    """The configuration for ``logging.config``, for us and for the server."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            LOGGER.name: {"level": level.upper()},
            # Its "info" says what ours says, and it warns on every start that the embedded server is young.
            "_granian": {"level": "ERROR"},
        },
    }


def configure_logs(level: str) -> None:
    """Send everything that is logged in this process to stderr as JSON lines."""
    logging.config.dictConfig(log_config(level))
