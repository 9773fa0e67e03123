"""Files for operators are valid, agree with each other, and speak of settings, ports and metrics that there are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from service.api.routes import ROUTES
from service.api.settings import PREFIX, load_settings
from service.pool.lanes import Lane
from service.pool.pool import Pool
from service.pool.terms import Terms
from service.telemetry.metrics import Metrics
from tests.api.test_metrics import REPORT, VERSION

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "service" / "deploy"
MANIFESTS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(DEPLOY.glob("kubernetes/*.yaml"))}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
KUBERNETES = ("1.27", "1.31", "1.36")
"""Releases whose schemas the manifests are checked against: the oldest that still runs somewhere, and newer ones."""
LABELS = {"app.kubernetes.io/name": "winnow", "app.kubernetes.io/component": "service"}

POD: dict[str, Any] = MANIFESTS["deployment"]["spec"]["template"]["spec"]
CONTAINER: dict[str, Any] = POD["containers"][0]
ENVIRONMENT = {row["name"]: row["value"] for row in CONTAINER["env"]}


@pytest.mark.parametrize("release", KUBERNETES)
@pytest.mark.parametrize("name", MANIFESTS)
def test_manifests_are_valid(name: str, release: str) -> None:
    """Each is what the schema of its kind asks for, and has no field that the schema does not know."""
    kubernetes_validate.validate(MANIFESTS[name], release, strict=True)


def test_validation_can_fail() -> None:
    """A misspelt field is found."""
    wrong = {**MANIFESTS["service"], "spec": {**MANIFESTS["service"]["spec"], "prots": []}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES[-1], strict=True)


def test_kinds() -> None:
    """Files are named after what they hold, and nothing is missing."""
    assert ["deployment", "horizontalpodautoscaler", "networkpolicy", "poddisruptionbudget", "service"] == [*MANIFESTS]
    assert [*MANIFESTS] == [manifest["kind"].lower() for manifest in MANIFESTS.values()]


def test_selectors_select() -> None:
    """Everything that looks for the pods finds them."""
    assert POD["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"] == LABELS
    assert MANIFESTS["deployment"]["spec"]["template"]["metadata"]["labels"] == LABELS
    assert MANIFESTS["deployment"]["spec"]["selector"]["matchLabels"] == LABELS
    assert MANIFESTS["service"]["spec"]["selector"] == LABELS
    assert MANIFESTS["poddisruptionbudget"]["spec"]["selector"]["matchLabels"] == LABELS
    assert MANIFESTS["networkpolicy"]["spec"]["podSelector"]["matchLabels"] == LABELS
    target = MANIFESTS["horizontalpodautoscaler"]["spec"]["scaleTargetRef"]
    assert target["name"] == MANIFESTS["deployment"]["metadata"]["name"]


@pytest.mark.parametrize("environment", [ENVIRONMENT, COMPOSE["services"]["winnow"]["environment"]])
def test_settings_can_be_read(environment: dict[str, str]) -> None:
    """Every variable is a setting, with a value that can be read."""
    assert {PREFIX} == {name[: len(PREFIX)] for name in environment}
    load_settings(environment)


def test_ports_and_probes() -> None:
    """Ports are those of the settings, and each probe asks a path that there is."""
    settings = load_settings(ENVIRONMENT)
    ports = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}
    assert {"http": settings.port, "admin": settings.admin_port} == ports
    paths = {path for route in ROUTES for path in route.paths}
    probes = {name: CONTAINER[name]["httpGet"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert {"/startupz", "/readyz", "/livez"} == {probe["path"] for probe in probes.values()} <= paths
    assert {"admin"} == {probe["port"] for probe in probes.values()}
    scraped = MANIFESTS["deployment"]["spec"]["template"]["metadata"]["annotations"]
    assert (str(settings.admin_port), "/metrics") == (
        scraped["prometheus.io/port"],
        scraped["prometheus.io/path"],
    )


def test_liveness_is_patient() -> None:
    """A restart is the last resort: never before the longest document is done."""
    probe = CONTAINER["livenessProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] > load_settings(ENVIRONMENT).deadline_seconds


def test_there_is_time_to_end() -> None:
    """Draining, what is under way and a margin fit into what the orchestrator gives."""
    settings = load_settings(ENVIRONMENT)
    assert settings.shutdown_seconds > settings.deadline_seconds
    assert settings.drain_seconds + settings.shutdown_seconds + 5 <= POD["terminationGracePeriodSeconds"]
    service = COMPOSE["services"]["winnow"]
    settings = load_settings(service["environment"])
    assert settings.drain_seconds + settings.shutdown_seconds + 5 <= int(service["stop_grace_period"].removesuffix("s"))


def test_least_privilege() -> None:
    """No root, nothing to gain, nothing to write but a small /tmp, in the cluster and in compose."""
    assert {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}}.items() <= POD[
        "securityContext"
    ].items()
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert POD["automountServiceAccountToken"] is False
    assert {"memory", "ephemeral-storage"} == {*CONTAINER["resources"]["limits"]}
    service = COMPOSE["services"]["winnow"]
    assert (True, ["/tmp"], ["ALL"]) == (service["read_only"], service["tmpfs"], service["cap_drop"])
    assert ["no-new-privileges:true"] == service["security_opt"]
    assert {"cpus": "2", "memory": "512M", "pids": 128} == service["deploy"]["resources"]["limits"]


COMPOSE_KEYS = frozenset(
    """build image ports environment read_only tmpfs cap_drop security_opt deploy healthcheck stop_grace_period
    restart""".split()
)
"""What of the Compose specification is used here; a misspelt key would be ignored or refused only when it is run."""


def test_compose() -> None:
    """One service, of keys that there are; its health check is the command's own."""
    assert ["services"] == [*COMPOSE]
    [(name, service)] = COMPOSE["services"].items()
    assert "winnow" == name
    assert {*service} <= COMPOSE_KEYS
    assert ["CMD", "winnow", "healthcheck"] == service["healthcheck"]["test"]
    assert service["ports"][0].endswith(f":{load_settings(service['environment']).port}")


def metric_names() -> set[str]:
    """The names of all samples that the service can show."""
    metrics = Metrics(VERSION, frozenset())
    metrics.show_load(Pool(Terms()))
    for lane in Lane:
        metrics.ended(lane, "cleaned", 0.1, REPORT)
    metrics.began()
    metrics.answered("/", 400, 0.1, problem="bad-request")
    families = text_string_to_metric_families(metrics.text().decode())
    return {sample.name for family in families for sample in family.samples}


DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))


def expressions() -> list[str]:
    """All queries of the dashboard."""
    return [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ())]


def test_dashboard_asks_for_metrics_that_there_are() -> None:
    """Each name in a query is one that the service shows, and most of what it shows is on the dashboard."""
    asked = {name for query in expressions() for name in re.findall(r"\bwinnow_[a-z_]+", query)}
    shown = metric_names()
    assert set() == asked - shown
    groups = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in shown}
    missing = groups - {re.sub(r"_(bucket|total)$", "", name) for name in asked}
    assert len(missing) <= len(groups) / 2, missing


def test_dashboard_is_well_formed() -> None:
    """Panels have ids of their own and do not overlap; every query keeps to the chosen instances; brackets close."""
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len({*ids})
    cells = [
        (x, y)
        for panel in DASHBOARD["panels"]
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(cells) == len({*cells})
    assert max(x for x, _ in cells) < 24
    for query in expressions():
        assert query.count("winnow_") == query.count('{job=~"$job", instance=~"$instance"')
        assert all(query.count(opening) == query.count(closing) for opening, closing in ("()", "[]", "{}"))


def test_autoscaler_goes_by_a_metric_that_there_is() -> None:
    """Its name is a metric, and the adapter's rule serves it."""
    pods = MANIFESTS["horizontalpodautoscaler"]["spec"]["metrics"][0]["pods"]
    assert pods["metric"]["name"] in metric_names()
    assert float(pods["target"]["averageValue"]) < load_settings(ENVIRONMENT).queue
    rule = yaml.safe_load((DEPLOY / "prometheus-adapter.yaml").read_text("utf-8"))["rules"][0]
    assert rule["seriesQuery"].startswith(pods["metric"]["name"])
