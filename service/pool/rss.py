"""How much memory a process holds, as Linux tells it; elsewhere nothing is known, and nothing is limited by it."""

from __future__ import annotations

import os

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def resident(pid: int) -> int | None:
    """Bytes of memory that the process has in use, what it shares with others among them."""
    return _statm(str(pid), 1)


def address_space() -> int | None:
    """Bytes of address space that this process has."""
    return _statm("self", 0)


def _statm(process: str, column: int) -> int | None:
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            return int(file.read().split()[column]) * _PAGE_BYTES
    except (OSError, IndexError):  # it has just ended, or this is not Linux
        return None
