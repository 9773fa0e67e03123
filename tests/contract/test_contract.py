"""The service keeps to its own OpenAPI document, as far as schemathesis can find out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.api.helpers import MAX_BODY_BYTES
from tests.serving import served

CONFIG = Path(__file__).parent / "schemathesis.toml"
EXAMPLES = 30
"""Requests of each operation beside those that the schema's edges ask for; 100 find no more."""
TIMEOUT_SECONDS = 300.0
"""On a busy machine; alone it takes ten."""


def test_nothing_is_found(tmp_path: Path) -> None:
    """No request that the document allows or forbids gets an answer that it does not tell of, or a fault."""
    with served(log_level="warning", max_body_bytes=MAX_BODY_BYTES) as server:
        command = ["--config-file", str(CONFIG), "run", f"{server.url}/schema/openapi.json"]
        run = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", *command, "--max-examples", str(EXAMPLES), "--no-color"],
            cwd=tmp_path,  # it leaves files of its own
            env={**os.environ, "PYTHONPATH": str(CONFIG.parent.parent.parent)},
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    assert 0 == run.returncode, run.stdout[-10_000:] + run.stderr
    generated = re.search(r"([0-9]+) generated, ([0-9]+) passed", run.stdout)
    assert generated is not None, run.stdout[-10_000:]
    assert generated[1] == generated[2]
    assert int(generated[1]) > 8 * EXAMPLES / 2
    assert [] == [line for line in server.lines if line["level"] == "error"]
