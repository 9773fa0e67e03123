"""Probes and metrics on a port of their own, over sockets."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time

import httpx

from tests.api.helpers import PROSE, TEXT, problem
from tests.serving import PROGRAM, START_SECONDS, environment, free_port, served

KEY = "a-key-0123456789abcdef"


def test_port_of_its_own() -> None:
    """Operators find probes and metrics there, and nothing else; clients find no metrics on theirs."""
    port = free_port()
    with served(admin_port=port, api_keys=KEY, drain_seconds=1.5) as server, server.client() as client:
        admin = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        answer = client.post("/v1/clean", content=PROSE.encode(), headers={**TEXT, "X-API-Key": KEY})
        assert 200 == answer.status_code
        assert {200} == {admin.get(path).status_code for path in ("/livez", "/readyz", "/startupz", "/health")}
        assert 'winnow_requests_total{route="/v1/clean",status="200"} 1.0' in admin.get("/metrics").text
        assert "nothing at '/v1/clean'" in problem(admin.post("/v1/clean", content=b"a", headers=TEXT), "not-found")
        assert "nothing at '/metrics'" in problem(client.get("/metrics"), "not-found")
        assert 200 == client.get("/livez").status_code
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        problem(admin.get("/readyz"), "shutting-down")
        assert 200 == admin.get("/metrics").status_code
        admin.close()
        assert 0 == server.end()


def test_port_in_use() -> None:
    """A port that is taken ends the start with 1 and names the variable."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment(host="127.0.0.1", port=free_port(), admin_port=taken.getsockname()[1]),
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
    assert 1 == run.returncode
    assert "Set WINNOW_HOST or WINNOW_ADMIN_PORT." in json.loads(run.stderr.splitlines()[-1])["reason"]
