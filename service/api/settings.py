"""The settings, as one table: name, default, reader and what it is for.  The documentation is tested against it.

Each is read from the environment variable ``WINNOW_<NAME>``.  A variable of that kind that is not in the table, or a
value that cannot be read, stops the start with a message that names the variable and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.api.keys import Key, read_key_file, read_keys

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
    Setting("admin_port", "0", whole(0, 65535), "Port of probes and metrics alone; 0: they are on the main port."),
    Setting("api_keys", "", read_keys, "Keys that let callers in: `key` or `name:key`, with commas. None: all may."),
    Setting("api_keys_file", "", read_key_file, "A file of more keys, one a line; read at the start."),
    Setting("rate_per_minute", "0", whole(0, 1_000_000), "Requests and batched documents a minute per key. 0: any."),
    Setting("rate_burst", "60", whole(1, 1_000_000), "Requests of each key at once, after a pause."),
    Setting("workers", "2", whole(1, 64), "Processes that clean documents, one document each at a time."),
    Setting(
        "queue",
        "16",
        whole(0, 10_000),
        "Documents that may wait for a worker; with one more, 429.",
    ),
    Setting(
        "queue_target_seconds",
        "0.1",
        seconds(0, 600),
        "A queue of longer waits that lasts is cut to one document for each worker, in a flood to none.",
    ),
    Setting("queue_wait_seconds", "10", seconds(0.01, 600), "How long a document may wait; then 503."),
    Setting("deadline_seconds", "30", seconds(0.05, 3600), "How long cleaning one document may take; then 504."),
    Setting(
        "worker_memory_bytes",
        "750000000",
        whole(32_000_000, 1_000_000_000_000),
        "Memory that a worker may take on top of what it holds when ready, some 70 times a document; with more, 422.",
    ),
    Setting("recycle_documents", "10000", whole(10, 1_000_000_000), "Documents after which a worker is replaced."),
    Setting("recycle_bytes", "96000000", whole(1_000_000, 10**12), "Growth after which a worker is replaced."),
    Setting("test_hooks", "0", whole(0, 1), "1: texts of a fixed form crash a worker. For tests of the service only."),
    Setting("max_body_bytes", "10000000", whole(1, 1_000_000_000), "Largest request body, as sent and inflated."),
    Setting("max_held_bytes", "64000000", whole(1, 10**12), "Bodies under way in all; with more, 429. One always may."),
    Setting("max_inflate_ratio", "200", whole(1, 100_000), "Bytes that each byte of a large body may inflate to."),
    Setting("max_lines", "50000", whole(1, 10**9), "Lines of a text, blank ones aside; with more, 422."),
    Setting("max_elements", "40000", whole(1, 10**9), "Elements of a page; with more, 422."),
    Setting("body_min_rate", "1000", whole(0, 10**9), "Bytes a second that a body must bring, after 5 s; then 408."),
    Setting("body_read_seconds", "30", seconds(0.01, 600), "How long a client may take to send a body; then 408."),
    Setting("batches", "4", whole(0, 1000), "Batches that may be open at once; with one more, 429. 0 for none at all."),
    Setting("batch_window", "64", whole(1, 10_000), "Lines of a batch that may be under way; the sender waits."),
    Setting("batch_idle_seconds", "60", seconds(0.01, 3600), "How long a batch's client may neither send nor read."),
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
    admin_port: int
    api_keys: tuple[Key, ...]
    api_keys_file: tuple[Key, ...]
    rate_per_minute: int
    rate_burst: int
    workers: int
    queue: int
    queue_target_seconds: float
    queue_wait_seconds: float
    deadline_seconds: float
    worker_memory_bytes: int
    recycle_documents: int
    recycle_bytes: int
    test_hooks: int
    max_body_bytes: int
    max_held_bytes: int
    max_inflate_ratio: int
    max_lines: int
    max_elements: int
    body_min_rate: int
    body_read_seconds: float
    batches: int
    batch_window: int
    batch_idle_seconds: float
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
            said = "not shown here" if row.read is read_keys else repr(raw)
            faults.append(f"{variable} is {said}, but must be {error}. Correct or remove it.")
    if values.get("admin_port", 0) == values.get("port"):
        faults.append(f"WINNOW_ADMIN_PORT is {values['port']}, as the main port is. Choose another, or remove it.")
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
