"""Settings: one table, and clear words where it is not kept to."""

from __future__ import annotations

from dataclasses import fields

import pytest

from service.api.settings import SETTINGS, Settings, SettingsError, load_settings, settings_table


def test_table_is_the_class() -> None:
    """Each row has a field, in the same order."""
    assert [row.name for row in SETTINGS] == [f.name for f in fields(Settings)]


def test_defaults() -> None:
    """An empty environment, or empty values, give the defaults."""
    empty = {row.variable: "" for row in SETTINGS}
    assert load_settings({}) == load_settings(empty)
    assert (8000, 2, 10_000_000) == (
        load_settings({}).port,
        load_settings({}).workers,
        load_settings({}).max_body_bytes,
    )


@pytest.mark.parametrize(
    ("environment", "port"),
    [
        ({"WINNOW_PORT": "8080"}, 8080),
        ({"WINNOW_PORT": "8080", "PORT": "9000"}, 8080),
        ({"PORT": "9000"}, 9000),
        ({"WINNOW_PORT": " 8080 "}, 8080),
        ({"WINNOW_PORT": "tcp://10.0.0.1:8000"}, 8000),
        ({"WINNOW_PORT": "tcp://10.0.0.1:8000", "PORT": "9000"}, 9000),
    ],
)
def test_port(environment: dict[str, str], port: int) -> None:
    """WINNOW_PORT, else PORT, else 8000; the link that Kubernetes sets for a service of our name is not meant."""
    assert port == load_settings(environment).port


def test_service_links_are_ignored() -> None:
    """Kubernetes describes a service called winnow in variables that look like ours."""
    links = {
        "WINNOW_SERVICE_HOST": "10.0.0.1",
        "WINNOW_SERVICE_PORT": "8000",
        "WINNOW_SERVICE_PORT_HTTP": "8000",
        "WINNOW_PORT": "tcp://10.0.0.1:8000",
        "WINNOW_PORT_8000_TCP": "tcp://10.0.0.1:8000",
        "WINNOW_PORT_8000_TCP_PROTO": "tcp",
        "WINNOW_PORT_8000_TCP_ADDR": "10.0.0.1",
    }
    assert load_settings({}) == load_settings(links)


BAD = [
    ({"WINNOW_WORKER": "2"}, "WINNOW_WORKER is not a setting. Remove it, or use one of: WINNOW_ADMIN_PORT,"),
    ({"WINNOW_WORKERS": "0"}, "WINNOW_WORKERS is '0', but must be a whole number from 1 to 64. Correct or remove it."),
    ({"WINNOW_WORKERS": "two"}, "WINNOW_WORKERS is 'two', but must be a whole number from 1 to 64."),
    ({"WINNOW_WORKERS": "²"}, "WINNOW_WORKERS is '²', but must be a whole number"),
    ({"WINNOW_PORT": "70000"}, "WINNOW_PORT is '70000', but must be a whole number from 1 to 65535."),
    ({"PORT": "http"}, "PORT is 'http', but must be a whole number from 1 to 65535."),
    ({"WINNOW_DRAIN_SECONDS": "-1"}, "WINNOW_DRAIN_SECONDS is '-1', but must be seconds from 0 to 300."),
    ({"WINNOW_DRAIN_SECONDS": "nan"}, "WINNOW_DRAIN_SECONDS is 'nan', but must be seconds"),
    ({"WINNOW_LOG_LEVEL": "loud"}, "WINNOW_LOG_LEVEL is 'loud', but must be one of debug, info, warning, error."),
    ({"WINNOW_ADMIN_PORT": "8000"}, "WINNOW_ADMIN_PORT is 8000, as the main port is. Choose another, or remove it."),
    ({"WINNOW_API_KEYS": "hush-hush"}, "WINNOW_API_KEYS is not shown here, but must be keys of at least 16 printable"),
    ({"WINNOW_API_KEYS_FILE": "/nowhere"}, "WINNOW_API_KEYS_FILE is '/nowhere', but must be the path of a file of"),
    ({"WINNOW_HOST": "a b"}, "WINNOW_HOST is 'a b', but must be an IP address to listen on"),
]


@pytest.mark.parametrize(("environment", "message"), BAD)
def test_bad_setting(environment: dict[str, str], message: str) -> None:
    """The message names the variable, what is wrong and what would be right."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environment)
    assert str(caught.value).startswith(message)


def test_all_faults_at_once() -> None:
    """Nobody has to start five times."""
    with pytest.raises(SettingsError) as caught:
        load_settings({"WINNOW_A": "1", "WINNOW_B": "1", "WINNOW_PORT": "x"})
    assert ["WINNOW_A", "WINNOW_B", "WINNOW_PORT"] == [line.split()[0] for line in str(caught.value).splitlines()]


def test_documentation() -> None:
    """Every setting has a row with a default that it can read."""
    for row in SETTINGS:
        assert f"| `{row.variable}` | `{row.default}` | {row.help}" in settings_table()
        assert row.read(row.default) is not None
