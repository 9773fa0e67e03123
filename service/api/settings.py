"""The settings, as one table: name, default, reader and what it is for.  The documentation is tested against it.

Each is read from the environment variable ``WINNOW_<NAME>``.  A variable of that kind that is not in the table, or a
value that cannot be read, stops the start with a message that names the variable and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PREFIX = "WINNOW_"

LOG_LEVELS = ("debug", "info", "warning", "error")

# In a cluster with a service called "winnow", Kubernetes puts the service's address into variables of these names.
_SERVICE_LINK = re.compile(r"WINNOW_(?:SERVICE_(?:HOST|PORT(?:_\w{1,63})?)|PORT_\d{1,5}_(?:TCP|UDP|SCTP)(?:_\w{1,9})?)")
_SERVICE_LINK_PORT = re.compile(r"(?:tcp|udp|sctp)://")


class SettingsError(ValueError):
    """The environment holds settings that cannot be used; the message names each and its remedy."""


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from ``low`` to ``high``."""

    def read(raw: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", raw) or not low <= int(raw) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(raw)

    return read


def seconds(low: float, high: float) -> Callable[[str], float]:
    """A reader of seconds from ``low`` to ``high``, fractions allowed."""

    def read(raw: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", raw) or not low <= float(raw) <= high:
            raise ValueError(f"seconds from {low:g} to {high:g}")
        return float(raw)

    return read


def address(raw: str) -> str:
    """A reader of network addresses; names are not looked up."""
    if not re.fullmatch(r"[0-9A-Za-z.:_-]{1,253}", raw):
        raise ValueError("an IP address to listen on, such as 0.0.0.0 or 127.0.0.1")
    return raw


def log_level(raw: str) -> str:
    """A reader of log levels, upper or lower case."""
    if raw.lower() not in LOG_LEVELS:
        raise ValueError(f"one of {', '.join(LOG_LEVELS)}")
    return raw.lower()


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: the field of ``Settings``, its default as it would be written, how to read it, what it is for."""

    name: str
    default: str
    read: Callable[[str], Any]
    help: str
    fallback: str | None = None
    """Another variable that is asked when this one is not set."""

    @property
    def variable(self) -> str:
        """The environment variable: ``WINNOW_PORT``."""
        return PREFIX + self.name.upper()


SETTINGS: tuple[Setting, ...] = (
    Setting("host", "0.0.0.0", address, "Address to listen on."),
    Setting("port", "8000", whole(1, 65535), "Port to listen on.", fallback="PORT"),
    Setting("workers", "2", whole(1, 64), "Processes that clean documents, one document each at a time."),
    Setting("queue", "32", whole(0, 10_000), "Documents that may wait for a worker; with one more, 429."),
    Setting("queue_wait_seconds", "10", seconds(0.01, 600), "How long a document may wait; then 503."),
    Setting("max_body_bytes", "10000000", whole(1, 1_000_000_000), "Largest request body, as sent and inflated."),
    Setting("body_read_seconds", "30", seconds(0.01, 600), "How long a client may take to send a body; then 408."),
    Setting("canary_seconds", "5", seconds(0.05, 60), "How often the canary document is cleaned for /readyz."),
    Setting("drain_seconds", "2", seconds(0, 300), "How long /readyz says 503 before the port closes, after SIGTERM."),
    Setting("shutdown_seconds", "20", seconds(0, 600), "How long requests that are under way may take after that."),
    Setting("log_level", "info", log_level, f"Lowest level logged: {', '.join(LOG_LEVELS)}. Probes log at debug."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run: a field for each row of ``SETTINGS``."""

    host: str
    port: int
    workers: int
    queue: int
    queue_wait_seconds: float
    max_body_bytes: int
    body_read_seconds: float
    canary_seconds: float
    drain_seconds: float
    shutdown_seconds: float
    log_level: str


def _is_service_link(name: str, value: str) -> bool:
    return _SERVICE_LINK.fullmatch(name) is not None or (
        name == "WINNOW_PORT" and _SERVICE_LINK_PORT.match(value) is not None
    )


def load_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment.

    An empty value counts as not set.  Raises ``SettingsError`` that names every variable at fault.

    >>> load_settings({"WINNOW_PORT": "8080"}).port, load_settings({"PORT": "9000"}).port, load_settings({}).port
    (8080, 9000, 8000)
    """
    given = {name: value for name, value in environment.items() if value and not _is_service_link(name, value)}
    known = {row.variable for row in SETTINGS}
    faults = [
        f"{name} is not a setting. Remove it, or use one of: {', '.join(sorted(known))}."
        for name in sorted(given)
        if name.startswith(PREFIX) and name not in known
    ]
    values: dict[str, Any] = {}
    for row in SETTINGS:
        variable = row.fallback if row.variable not in given and row.fallback in given else row.variable
        raw = given.get(variable, row.default)
        try:
            values[row.name] = row.read(raw.strip())
        except ValueError as error:
            faults.append(f"{variable} is {raw!r}, but must be {error}. Correct or remove it.")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)


def settings_table() -> str:
    """The table in Markdown, as the README shows it."""
    rows = [
        f"| `{row.variable}` | `{row.default}` | {row.help}{f' Else `{row.fallback}`.' if row.fallback else ''} |"
        for row in SETTINGS
    ]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])
