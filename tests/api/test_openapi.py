"""The OpenAPI document says what is so: routes, problems, examples."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from httpx import Client

from service.api import examples
from service.api.openapi import openapi_json
from service.api.problems import PROBLEMS, problem_of_status
from service.api.query import LISTS, SINGLE
from service.api.routes import ROUTES
from service.api.wire import BatchRequest
from service.api.wire_answers import ArticleOut, HealthOut, LineProblemOut, ProblemOut, RecordOut, RulesOut
from service.core import errors
from tests.api.helpers import JSON

DOCUMENT: dict[str, Any] = json.loads(openapi_json())
OPERATIONS: list[dict[str, Any]] = [operation for path in DOCUMENT["paths"].values() for operation in path.values()]


def test_every_route_is_documented() -> None:
    """The document has the routes of the application, and no others."""
    routes = {(path, method.lower()) for route in ROUTES for path in route.paths for method in route.http_methods}
    assert routes == {(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods}


def test_every_problem_is_documented() -> None:
    """Each row of the table is an example somewhere, but for those that no route has."""
    shown = {
        name
        for operation in OPERATIONS
        for answer in operation["responses"].values()
        for name in answer.get("content", {}).get("application/problem+json", {}).get("examples", {})
    }
    assert PROBLEMS.keys() - {"not-found", "method-not-allowed"} == shown


def test_every_error_of_the_core_is_a_problem() -> None:
    """A document that ``core`` refuses has a problem of the same code."""
    kinds: list[type[errors.CleanError]] = [errors.CleanError, *errors.CleanError.__subclasses__()]
    assert set() == {kind.code for kind in kinds} - PROBLEMS.keys()
    assert len(kinds) == len({kind.code for kind in kinds})


def test_errors_of_the_framework_are_problems() -> None:
    """Whatever status the framework invents, there is a row for it."""
    assert [400, 400, 404, 405, 413, 500, 500] == [
        problem_of_status(status).status for status in (400, 418, 404, 405, 413, 500, 599)
    ]


def test_every_query_parameter_is_documented() -> None:
    """The parameters are those that requests are read with."""
    parameters = DOCUMENT["paths"]["/v1/clean"]["post"]["parameters"]
    assert {*SINGLE, *LISTS} == {p["name"] for p in parameters if p["in"] == "query"}


def test_references_lead_somewhere() -> None:
    """Each ``$ref`` is a component."""

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                _, _, group, name = node["$ref"].split("/")
                assert name in DOCUMENT["components"][group]
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(DOCUMENT)


def test_it_is_served(client: Client) -> None:
    """The document is an answer like any other."""
    response = client.get("/schema/openapi.json")
    assert "application/vnd.oai.openapi+json" == response.headers["content-type"]
    assert "3.1.0" == response.json()["openapi"]
    assert DOCUMENT == response.json()


def test_examples_have_the_right_shape() -> None:
    """The wire types read the examples strictly."""
    for example, wire in (
        (examples.ARTICLE, ArticleOut),
        (examples.BATCH_OBJECT, BatchRequest),
        (examples.RECORD, RecordOut),
        (examples.LINE_PROBLEM, LineProblemOut),
        (examples.PROBLEM, ProblemOut),
        (examples.RULE, RulesOut),
        (examples.HEALTH, HealthOut),
    ):
        msgspec.json.decode(msgspec.json.encode(example), type=wire)


@pytest.mark.parametrize("name", examples.REQUESTS)
def test_example_requests_work(client: Client, name: str) -> None:
    """Each request example is answered with an article."""
    response = client.post("/v1/clean", json=examples.REQUESTS[name]["value"])
    assert 200 == response.status_code, response.text


def test_example_problem_is_so(client: Client) -> None:
    """The example of a problem is the answer to its request."""
    response = client.post(
        "/v1/clean", json=examples.BAD_REQUEST, headers={**JSON, "X-Request-ID": examples.REQUEST_ID}
    )
    assert examples.PROBLEM == response.json()


def test_example_article_is_so(client: Client) -> None:
    """The example of an article is the answer to the first request, but for what changes with every rule."""
    answer = client.post("/v1/clean", json=examples.REQUESTS["text"]["value"]).json()
    assert [*examples.ARTICLE] == [*answer]
    volatile = {"rule", "reason", "confidence", "judge"}
    for article in (answer, expected := {**examples.ARTICLE}):
        article["removals"] = [{k: v for k, v in r.items() if k not in volatile} for r in article["removals"]]
        del article["digest"], article["version"]
    assert expected == answer


def test_example_batch_works(client: Client) -> None:
    """The batch of the examples is answered as they say, in both forms."""
    headers = {"X-Request-ID": examples.REQUEST_ID}
    whole = client.post("/v1/clean/batch", json=examples.BATCH_OBJECT, headers=headers)
    article, fault = whole.json()["results"]
    assert examples.LINE_PROBLEM == fault
    assert [*examples.RECORD] == [*article]
    lines = client.post(
        "/v1/clean/batch",
        content=examples.BATCH_LINES.encode(),
        headers={**headers, "Content-Type": "application/x-ndjson"},
    )
    assert "application/x-ndjson" == lines.headers["content-type"]
    assert [article, fault] == [json.loads(line) for line in lines.text.splitlines()]
    for record, wire in ((article, RecordOut), (fault, LineProblemOut)):
        msgspec.json.decode(msgspec.json.encode(record), type=wire)
