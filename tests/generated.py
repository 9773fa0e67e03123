"""What tests on generated documents and in other processes share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, currently_in_test_context, note, settings

from service import Article
from tests.corpus import ROOT

DECADE = 10 * 365 * 24 * 3600
"""Seconds by which the clock is moved."""
PATIENCE = 300
"""Seconds that another process may take."""

OTHER_WORLDS: pytest.MarkDecorator = pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        pytest.param(["--reverse"], {"PYTHONHASHSEED": "1"}, id="hash seed and order"),
        pytest.param([str(DECADE)], {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, id="clock"),
    ],
)
"""Arguments of a module of digests and the environment it runs in."""


def examples(count: int) -> settings:
    """The same documents in every run, so that a failure is there again; as many as asked for."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def noted(article: Article) -> Article:
    """The article, with a note of what became of the document where it was generated."""
    if not currently_in_test_context():
        return article
    note("\n".join(f"{r.kind} {r.judge}/{r.rule}: {r.raw!r}" for r in article.removals))
    note(f"body: {article.text!r}")
    return article


def digests_elsewhere(module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> dict[str, str]:
    """What a module of digests prints in another process: digests by name."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name: value for value, name in (line.split(" ", 1) for line in done.stdout.splitlines())}
