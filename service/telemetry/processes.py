"""Memory and files of the service and of the processes below it, read from ``/proc`` when someone asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.pool.rss import resident

PROC = Path("/proc")


def below(pid: int) -> list[int]:
    """The processes below one, all generations; none where there is no ``/proc``."""
    try:
        tasks = sorted((PROC / str(pid) / "task").iterdir())
    except OSError:
        return []
    children: list[int] = []
    for task in tasks:
        with suppress(OSError):  # a thread may end while we look
            children += map(int, (task / "children").read_text("ascii").split())
    return [*children, *(grandchild for child in children for grandchild in below(child))]


def resident_bytes(pid: int) -> int:
    """The resident memory of a process; 0 when it is gone."""
    return resident(pid) or 0


class ProcessCollector(Collector):
    """Resident memory, processes and open files at this moment."""

    def collect(self) -> Iterator[Metric]:
        """The figures; workers share memory with the process they were forked from, which counts in each."""
        own, others = os.getpid(), below(os.getpid())
        memory = GaugeMetricFamily("winnow_resident_bytes", "Resident memory, shared pages included.", labels=["of"])
        memory.add_metric(["service"], resident_bytes(own))
        memory.add_metric(["workers"], sum(map(resident_bytes, others)))
        yield memory
        yield GaugeMetricFamily("winnow_processes", "Processes, the service itself among them.", 1 + len(others))
        with suppress(OSError):
            files = len(os.listdir(PROC / "self" / "fd"))
            yield GaugeMetricFamily("winnow_open_files", "File descriptors of the service itself.", files)
