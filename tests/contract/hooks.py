"""What schemathesis does not know of itself: how to write bodies that are no JSON, and that they have no wrong type."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis import Case, HookContext, SerializationContext

AS_SENT = ("application/x-ndjson", "application/xhtml+xml", "text/html", "text/plain")
"""Bodies that are what they are: on the wire an object or a number is a string as well."""


def _as_bytes(_: SerializationContext, value: Any) -> bytes:
    """Text as it is; of half a surrogate pair, which UTF-8 cannot hold, what Python makes of it."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


schemathesis.serializer(*AS_SENT)(_as_bytes)


@schemathesis.hook
def filter_case(_: HookContext, case: Case[Any]) -> bool:
    """Leave out a body of a wrong type where there is none."""
    return case.media_type not in AS_SENT or isinstance(case.body, str | bytes)
