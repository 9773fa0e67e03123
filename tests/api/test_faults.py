"""The faults of ``tests.bench.faults`` at a size for every run of the tests."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.bench import faults
from tests.bench.claims import Claims


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_hostile_documents_cost_only_themselves() -> None:
    """Loops, segfaults, memory hogs and killed workers: good documents, capacity, processes and files do not suffer."""
    claims = Claims()
    asyncio.run(faults.run(good=100, hostile=6, kills=3, claims=claims))
    assert [] == claims.failed
