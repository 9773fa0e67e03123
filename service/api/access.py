"""Who may send documents, and how many: API keys and their rates.  TLS is the business of the proxy in front.

Where no key is configured everybody is let in, under one rate for all.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.api.keys import Key, find_key
from service.api.problems import ProblemError

MINUTE = 60.0
"""Seconds."""
REMEDY = "Send it as 'Authorization: Bearer <key>' or as 'X-API-Key: <key>'."
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="winnow"'}
"""RFC 9110 wants one with every 401."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many documents a caller may send."""

    per_minute: int
    """0 for any number."""
    burst: int
    """At once, after a pause."""


class Bucket:
    """What is left of a caller's rate: it fills steadily, up to the burst, and each document takes one."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._left = float(rate.burst)
        self._at = clock()

    def take(self) -> float:
        """Take one.  Returns the seconds until there will be one, if there is none now; then none was taken."""
        if not self._rate.per_minute:
            return 0.0
        per_second, now = self._rate.per_minute / MINUTE, self._clock()
        self._left = min(float(self._rate.burst), self._left + (now - self._at) * per_second)
        self._at = now
        if self._left < 1:
            return (1 - self._left) / per_second
        self._left -= 1
        return 0.0


class Access:
    """The gate in front of everything but probes, metrics and the description of the API."""

    def __init__(self, keys: tuple[Key, ...], rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._keys = keys
        self._rate = rate
        names = (*(key.name for key in keys), None)
        self._buckets: dict[str | None, Bucket] = {name: Bucket(rate, clock) for name in names}

    def admit(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        """The name of the caller's key, if one is needed; its rate is charged with one request.

        Raises ``ProblemError``.
        """
        name = self._caller(headers)
        seconds = self._buckets[name].take()
        if seconds:
            raise ProblemError(
                "rate-limited",
                f"The rate of {self._rate.per_minute} requests a minute is used up. Nothing was started; send the "
                f"request again after {math.ceil(seconds)} s.",
                headers={"Retry-After": str(math.ceil(seconds))},
            )
        return name

    async def turn(self, caller: str | None) -> None:
        """Wait until the caller may send one more document: those of a batch are not refused, but slowed down."""
        while seconds := self._buckets[caller].take():
            await asyncio.sleep(seconds)

    def _caller(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        if not self._keys:
            return None
        given = key_of(headers)
        if given is None:
            raise ProblemError("missing-key", f"This service needs an API key. {REMEDY}", headers=CHALLENGE)
        key = find_key(self._keys, given)
        if key is None:
            raise ProblemError(
                "wrong-key", f"The API key is not one of this service. Correct it. {REMEDY}", headers=CHALLENGE
            )
        return key.name


def key_of(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The key that a request brings.

    >>> key_of([(b"authorization", b"bearer  secret")]), key_of([(b"x-api-key", b"secret")]), key_of([])
    ('secret', 'secret', None)
    """
    for name, value in headers:
        text = value.decode("latin-1").strip()
        if name.lower() == b"x-api-key" and text:
            return text
        scheme, _, key = text.partition(" ")
        if name.lower() == b"authorization" and scheme.lower() == "bearer" and key.strip():
            return key.strip()
    return None
