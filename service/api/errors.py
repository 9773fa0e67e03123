"""From an exception to the problem that is sent.  Its type and place are logged, never its message."""

from __future__ import annotations

import logging
from collections.abc import Mapping, MutableMapping
from typing import Any, cast

from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException

from service.api.problems import INTERNAL_DETAIL, MEDIA_TYPE, ProblemError, problem_body, problem_of_status, quoted
from service.api.shell import PROBLEM_KEY, REQUEST_ID_KEY
from service.logs import error_fields, log


def request_id(request: Request[Any, Any, Any]) -> str:
    """The id that the shell gave the request."""
    return str(cast(Mapping[str, Any], request.scope)[REQUEST_ID_KEY])


def handle_error(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer to any error: ours, the framework's, and everything else."""
    problem = error if isinstance(error, ProblemError) else _translated(request, error)
    cast(MutableMapping[str, Any], request.scope)[PROBLEM_KEY] = problem.problem.code
    return Response(
        problem_body(problem.problem, problem.detail, request_id(request), problem.extra),
        status_code=problem.problem.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def _translated(request: Request[Any, Any, Any], error: Exception) -> ProblemError:
    if isinstance(error, NotFoundException):
        return ProblemError(
            "not-found", f"There is nothing at {quoted(request.scope['path'])}. See /schema/openapi.json."
        )
    if isinstance(error, MethodNotAllowedException):
        allowed = ", ".join(_methods(request))
        return ProblemError(
            "method-not-allowed",
            f"{quoted(request.method)} is not allowed at {quoted(request.scope['path'])}. Use {allowed}.",
            headers={"Allow": allowed},
        )
    if isinstance(error, HTTPException) and error.status_code < 500:
        return ProblemError(problem_of_status(error.status_code).code, f"{error.detail}.")
    log(logging.ERROR, "internal_error", request_id=request_id(request), **error_fields(error))
    return ProblemError("internal", INTERNAL_DETAIL)


def _methods(request: Request[Any, Any, Any]) -> list[str]:
    """What the path of a request allows."""
    path = request.scope["path"].rstrip("/") or "/"
    methods = {method for route in request.app.routes if route.path == path for method in getattr(route, "methods", ())}
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))
