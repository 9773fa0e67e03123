"""``winnow batch``: the same records as over HTTP, from files and pipes, and an end that says how it went."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.helpers import PAGE, PROSE

COMMAND = [sys.executable, "-m", "service", "batch"]
SECONDS = 120
"""What a run may take on a busy machine; alone it takes three."""


def batch(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("WINNOW_")}
    return subprocess.run(
        [*COMMAND, "--workers", "2", *arguments],
        input=stdin,
        capture_output=True,
        env={**own, **environment},
        timeout=SECONDS,
        check=False,
    )


def records(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def lines(*requests: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(request).encode() + b"\n" for request in requests)


def test_standard_input() -> None:
    """Lines in, records out, in order, each with its own options; all went well."""
    spaced = PROSE.replace("new water", "new\u00a0water")
    run = batch(
        stdin=lines({"text": PROSE, "id": "a"}, {"html": PAGE}, {"text": spaced, "options": {"leave": ["space"]}})
    )
    assert (0, b"") == (run.returncode, run.stderr)
    text, page, left = records(run)
    assert (spaced, []) == (left["text"], left["repairs"])
    assert ("a", PROSE, 1) == (text["id"], text["text"], text["line"])
    assert "Council approves plant" == page["title"]


def test_files_and_problems(tmp_path: Path) -> None:
    """Files are one stream, numbered through; what is wrong is said in its place, at the end, and by the exit code."""
    first, second = tmp_path / "1.ndjson", tmp_path / "2.ndjson"
    first.write_bytes(lines({"text": PROSE}, {"txet": PROSE, "id": "b"}).rstrip())
    second.write_bytes(b"\n" + lines({"text": PROSE}))
    run = batch(str(first), str(tmp_path / "missing"), str(second), "--order", "completion")
    assert 1 == run.returncode
    by_line = {record["line"]: record for record in records(run)}
    assert {1, 2, 4} == by_line.keys()
    assert ("urn:winnow:problem:unknown-field", "b") == (by_line[2]["type"], by_line[2]["id"])
    assert [
        f"winnow: {tmp_path / 'missing'}: cannot be read: No such file or directory. Check the path.",
        "winnow: documents with a problem: 1",
    ] == run.stderr.decode().splitlines()


def test_setting_that_cannot_be_used() -> None:
    """The settings of the service hold here too, and a wrong one ends it as it ends the service."""
    run = batch(WINNOW_DEADLINE_SECONDS="soon")
    assert (2, b"") == (run.returncode, run.stdout)
    assert b"WINNOW_DEADLINE_SECONDS is 'soon'" in run.stderr


@pytest.mark.parametrize("workers", ["0", "65", "two", "-1"])
def test_workers_that_cannot_be(workers: str) -> None:
    """A number of processes is one."""
    run = batch("--workers", workers)
    assert 2 == run.returncode
    assert b"is not a number of processes" in run.stderr


def test_signal() -> None:
    """Ctrl-C finishes what was taken in, and the last record says up to where; the open pipe does not hold it up."""
    with subprocess.Popen([*COMMAND, "--workers", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines({"text": PROSE}, {"text": PROSE}))
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        second, last = (json.loads(line) for line in process.stdout)
        assert [1, 2, 2] == [record["line"] for record in (first, second, last)]
        assert last["interrupted"] is True
        assert 128 + signal.SIGINT == process.wait(SECONDS)


def test_reader_that_goes_away(tmp_path: Path) -> None:
    """As in ``winnow batch … | head -1``: it ends, quietly."""
    many = tmp_path / "many.ndjson"
    many.write_bytes(lines({"text": PROSE}) * 5000)
    with subprocess.Popen([*COMMAND, str(many)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert 1 == json.loads(process.stdout.readline())["line"]
        process.stdout.close()
        assert 141 == process.wait(SECONDS)
        assert b"" == process.stderr.read()
