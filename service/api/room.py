"""Memory for bodies: what all requests under way hold together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.api.problems import ProblemError


class Held:
    """The bytes of one request's body, as long as the request lasts."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.bytes = 0

    def take(self, count: int) -> None:
        """Hold that many more.  Raises ``ProblemError`` where there is no room for them."""
        if self._room.held + count > self._room.max_bytes:
            raise ProblemError(
                "no-room",
                f"Documents under way fill the {self._room.max_bytes} bytes that there are for them. Nothing was "
                "started; send the document again later.",
            )
        self._room.held += count
        self.bytes += count


class Room:
    """What all bodies under way may hold together: a queue counts documents, and memory counts bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.held = 0

    @contextmanager
    def hold(self) -> Iterator[Held]:
        """An account that is settled at its end."""
        held = Held(self)
        try:
            yield held
        finally:
            self.held -= held.bytes
