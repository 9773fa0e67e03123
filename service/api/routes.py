"""The handlers: each a few lines between HTTP and what does the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from functools import partial
from typing import Any, cast

import orjson
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.types import ASGIApp

from service.api.access import Access
from service.api.batch_head import read_head
from service.api.batch_http import BatchAnswer
from service.api.batches import Batches
from service.api.body import Limits, chunks_of, read_body
from service.api.documents import read_job
from service.api.errors import request_id
from service.api.exchange import CLEAN
from service.api.giants import Pieces, refuse_giants
from service.api.health import Health
from service.api.negotiate import choose_form
from service.api.openapi import openapi_json
from service.api.outcomes import answer_of
from service.api.presence import while_there
from service.api.problems import ProblemError, quoted
from service.api.query import read_query
from service.api.room import Room
from service.api.rules_out import RULE_FILTERS, rules_json
from service.api.shell import CALLER_KEY
from service.core.lexicon import Lexicon
from service.core.model import Version
from service.pool.jobs import Job, Outcome, etag
from service.pool.lanes import Lane
from service.pool.pool import Pool
from service.telemetry.metrics import MEDIA_TYPE as METRICS_TYPE
from service.telemetry.metrics import Metrics

JSON = "application/json"

NO_STORE = {"Cache-Control": "no-store"}
"""Of answers that are true only now."""
REVALIDATE = {"Cache-Control": "private, no-cache"}
"""Of answers that stay true until the version changes: the caller's own cache may keep one, if it asks each time with
``If-None-Match``.  A shared cache may not: documents can be private."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers work with."""

    pool: Pool
    health: Health
    batches: Batches
    lexicon: Lexicon
    limits: Limits
    room: Room
    pieces: Pieces
    metrics: Metrics
    access: Access
    version: Version

    async def run(self, job: Job, *, lane: Lane = Lane.SINGLE) -> Outcome:
        """What became of a job that is no giant.  Raises ``ProblemError`` for one, and ``PoolError``."""
        refuse_giants(job, self.pieces)
        return await self.pool.run(job, lane=lane)

    async def run_in_turn(self, caller: str | None, job: Job) -> Outcome:
        """The same for a document of a batch, which waits until its caller's rate allows for it."""
        await self.access.turn(caller)
        return await self.run(job, lane=Lane.BATCH)

    @property
    def release(self) -> str:
        """The versions in one word: what answers depend on besides the request."""
        return "+".join(filter(None, astuple(self.version)))


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name; a field that stands on several lines is one list (RFC 9110, 5.3)."""
    joined: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def _matches(header: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names the tag, weakly compared (RFC 9110, 13.1.2)."""
    return any(item.strip().removeprefix("W/") == tag for item in header.split(","))


@post(CLEAN, status_code=200)
async def clean_document(request: Request[Any, Any, Any], parts: NamedDependency[Parts]) -> Response[bytes]:
    """Clean one document."""
    headers = _joined(request.scope["headers"])
    form = choose_form(headers.get("accept", ""))
    with parts.room.hold() as held:
        body = await read_body(chunks_of(request.receive), headers, parts.limits, held)
        job = read_job(body, headers, request.scope["query_string"], form)
        tag = etag(job, parts.release)
        answer_headers = {"ETag": tag, "Vary": "Accept", **REVALIDATE}
        if _matches(headers.get("if-none-match", ""), tag):
            return Response(b"", status_code=304, headers=answer_headers, media_type=form)
        answer = await while_there(request.receive, answer_of(parts.run(job), request_id(request)))
    return Response(answer, headers=answer_headers, media_type=form)  # Litestar adds charset=utf-8 to text


@post("/v1/clean/batch", status_code=200)
async def clean_batch(request: Request[Any, Any, Any], parts: NamedDependency[Parts]) -> ASGIApp:
    """Clean many documents."""
    headers = _joined(request.scope["headers"])
    head = read_head(headers, request.scope["query_string"])
    caller = cast(Mapping[str, Any], request.scope)[CALLER_KEY]
    answer = BatchAnswer(head, headers, parts.batches, partial(parts.run_in_turn, caller), parts.limits)
    return cast(ASGIApp, answer)  # the framework's type asks for web sockets as well


@get("/v1/rules")
async def list_rules(request: Request[Any, Any, Any], parts: NamedDependency[Parts]) -> Response[bytes]:
    """The rules in force, all or those of one kind or language."""
    wanted: dict[str, str] = {}
    for name, value in read_query(request.scope["query_string"]):
        if name not in RULE_FILTERS or name in wanted:
            why = "is given twice" if name in wanted else "is not known"
            raise ProblemError(
                "unknown-parameter",
                f"Query parameter {quoted(name)} {why}. Use {' and '.join(RULE_FILTERS)}, each once.",
            )
        wanted[name] = value
    tag = f'"{parts.release}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=304, headers=headers, media_type=JSON)
    return Response(rules_json(parts.lexicon, wanted), headers=headers, media_type=JSON)


def _status(status: str) -> Response[bytes]:
    return Response(orjson.dumps({"status": status}), headers=NO_STORE, media_type=JSON)


@get("/livez")
async def live(parts: NamedDependency[Parts]) -> Response[bytes]:
    """Whether the service makes progress; a failure means restart."""
    parts.health.check_alive()
    return _status("alive")


@get("/readyz")
async def ready(parts: NamedDependency[Parts]) -> Response[bytes]:
    """Whether documents can be sent."""
    parts.health.check_ready()
    return _status("ready")


@get("/startupz")
async def started(parts: NamedDependency[Parts]) -> Response[bytes]:
    """Whether the workers are warm."""
    parts.health.check_started()
    return _status("started")


@get("/health")
async def health_summary(parts: NamedDependency[Parts]) -> Response[bytes]:
    """A summary for people and simple checkers; a problem with the same members unless documents can be sent."""
    summary, unready = parts.health.summary()
    summary["version"] = asdict(parts.version)
    if unready:
        raise ProblemError(unready.problem.code, unready.detail, extra=summary)
    return Response(orjson.dumps(summary), headers=NO_STORE, media_type=JSON)


@get("/metrics")
async def metrics(parts: NamedDependency[Parts]) -> Response[bytes]:
    """What operators count, as Prometheus reads it."""
    return Response(parts.metrics.text(), headers=NO_STORE, media_type=METRICS_TYPE)


@get("/schema/openapi.json")
async def openapi() -> Response[bytes]:
    """This API, as OpenAPI 3.1."""
    return Response(
        openapi_json(), headers={"Cache-Control": "no-cache"}, media_type="application/vnd.oai.openapi+json"
    )


PROBES = (live, ready, started, health_summary)
DOCUMENTS = (clean_document, clean_batch, list_rules, openapi)
ROUTES = (*DOCUMENTS, *PROBES, metrics)
"""All of them, on one port."""
ADMIN_ROUTES = (*PROBES, metrics)
"""Of the port for operators, where there is one; then the metrics are nowhere else."""
