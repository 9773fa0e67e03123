"""The options of a request whose body is the document itself: its query string, read as strictly as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from service.api.problems import ProblemError, quoted
from service.api.wire import KINDS
from service.core.repair_kinds import OPTIONAL_REPAIRS, why_not_left
from service.render import PARTS

SINGLE = ("mode", "language", "id", "url")
"""Query parameters that may stand once."""
LISTS: Mapping[str, tuple[str, ...]] = {"keep": KINDS, "leave": OPTIONAL_REPAIRS, "include": PARTS}
"""Query parameters that may stand several times or hold several values with commas between, and their values."""


def read_query(query: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string, in order."""
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise ProblemError(
            "bad-request", "The query string cannot be read. Percent-encode it as UTF-8, and send fewer than 1000."
        ) from None


def sort_parameters(parameters: list[tuple[str, str]]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Parameters that stand once, and lists; every name and value of a list is known."""
    single: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for name, value in parameters:
        if name in LISTS:
            values = [item.strip() for item in value.split(",") if item.strip()]
            for item in values:
                check_value(name, item, LISTS[name])
            lists.setdefault(name, []).extend(values)
        elif name not in SINGLE:
            known = ", ".join((*SINGLE, *LISTS))
            raise ProblemError("unknown-parameter", f"Query parameter {quoted(name)} is not known. Use one of {known}.")
        elif name in single:
            raise ProblemError("bad-value", f"Query parameter {name} is given twice. Send it once.")
        else:
            single[name] = value
    return single, lists


def check_value(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise the problem that names the field and its allowed values, unless the value is one of them."""
    if value not in allowed:
        raise ProblemError("bad-value", f"{name} is {quoted(value)}{remedy(name, value, allowed)}")


def remedy(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """What a problem says after a value that is not allowed."""
    return why_not_left(value) if name == "leave" else f". Use one of {', '.join(allowed)}."
