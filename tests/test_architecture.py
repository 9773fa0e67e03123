"""The layers of the design hold, and the check that says so can fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.layers import SERVICE, layer_of, name_of, problems_of

FILES = sorted(SERVICE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_module_keeps_to_its_layer(path: Path) -> None:
    """A module imports only what its layer may, and one of core is pure."""
    problems = problems_of(path.read_text("utf-8"), name_of(path), package=path.name == "__init__.py")
    assert [] == problems


def test_files_are_found() -> None:
    """The check above looked at the real tree."""
    names = {name_of(path) for path in FILES}
    assert {"service", "service.clean", "service.core.decide", "service.core.judges", "service.cli"} <= names


VIOLATIONS = [
    ("service.core.x", "import os", "imports os: core may not"),
    ("service.core.x", "from pathlib import Path", "imports pathlib: core may not"),
    ("service.core.x", "from sys import maxsize, stdout", "imports sys: core may not"),
    ("service.core.x", "import urllib.request", "imports urllib.request: core may not"),
    ("service.core.x", "def f():\n    import time", "imports time: core may not"),
    ("service.core.x", "import orjson", "imports orjson, which its layer may not"),
    ("service.core.x", "from service.rules import load_lexicon", "imports service.rules, which its layer may not"),
    ("service.core.x", "from service import clean", "imports service.clean, which its layer may not"),
    ("service.core.x", "from service import Article", "imports service, which its layer may not"),
    ("service.core.x", "from ..clean import clean", "imports service.clean, which its layer may not"),
    ("service.core.x", "from .. import decode", "imports service.decode, which its layer may not"),
    ("service.core.x", "def f(p):\n    return open(p)", "calls open()"),
    ("service.core.x", "def f(p):\n    return hash(p)", "calls hash()"),
    ("service.core.x", "import datetime\ndef f():\n    return datetime.date.today()", "reads the clock: .today"),
    ("service.core.x", "def f():\n    global x", "has a `global` statement"),
    ("service.core.x", "SEEN: dict[str, int] = {}", "holds global mutable state: SEEN"),
    ("service.core.x", "import collections\nSEEN = collections.defaultdict(int)", "holds global mutable state: SEEN"),
    ("service.core.x", "from html.parser import HTMLParser", "pages are parsed in service.page alone"),
    ("service.rules", "from service.clean import clean", "imports service.clean, which its layer may not"),
    ("service.model.infer", "import service.page", "imports service.page, which its layer may not"),
    ("service.page.walk", "from service.api import app", "imports service.api, which its layer may not"),
    ("service.clean", "import trafilatura", "imports trafilatura, which its layer may not"),
    ("service.clean", "import litestar", "imports litestar, which its layer may not"),
    ("service.decode", "import lxml.html", "imports lxml.html, which its layer may not"),
    ("service.render", "from service.clean import clean", "imports service.clean, which its layer may not"),
    ("service.cli_explain", "import litestar", "imports litestar, which its layer may not"),
    ("service.cli", "from service.cli_serve import start", "at the top; it may only do so inside a function"),
    (
        "service.cli",
        "def f():\n    from service.api.server import serve",
        "service.api.server, which its layer may not",
    ),
    ("service.helpers", "", "stands in no layer"),
]


@pytest.mark.parametrize(("module", "source", "problem"), VIOLATIONS, ids=[f"{m}: {s}" for m, s, _ in VIOLATIONS])
def test_violation_is_found(module: str, source: str, problem: str) -> None:
    """Each forbidden thing is reported once, with its reason."""
    problems = problems_of(source, module)
    assert 1 == len(problems)
    assert problem in problems[0]


ALLOWED = [
    ("service.core.x", "from sys import maxsize"),
    ("service.core.x", "import re\nfrom html import unescape\nfrom ftfy import fix_and_explain"),
    ("service.core.x", "from .model import Block\nfrom service.core.errors import CleanError"),
    ("service.core.x", "NAMES = ('a',)\n__all__ = ['NAMES']\ndef f():\n    seen = {}\n    return seen"),
    ("service.rules", "from pathlib import Path\nfrom service.core.lexicon import Lexicon"),
    ("service.page.walk", "import trafilatura\nfrom selectolax.lexbor import LexborNode"),
    ("service.cli", "def serve():\n    from service.cli_serve import start"),
    ("service.cli_serve", "from service.api.settings import Settings"),
    ("service.api.app", "import litestar\nfrom service import clean"),
]


@pytest.mark.parametrize(("module", "source"), ALLOWED, ids=[f"{m}: {s}" for m, s in ALLOWED])
def test_allowed_is_not_reported(module: str, source: str) -> None:
    """What the design allows passes."""
    assert [] == problems_of(source, module)


def test_relative_import_in_a_package_is_resolved() -> None:
    """In an ``__init__`` one dot is the package itself, elsewhere the package around it."""
    assert [] == problems_of("from . import header", "service.core.judges", package=True)
    assert ["service.core:1 imports service.clean, which its layer may not"] == problems_of(
        "from ..clean import clean", "service.core", package=True
    )


def test_layer_is_chosen_by_whole_names() -> None:
    """``service.cleaner`` is not ``service.clean``."""
    assert layer_of("service.cleaner") is None
    assert "service.clean" == layer_of("service.clean")


def test_cleaning_loads_no_web_framework() -> None:
    """The library and the command line start without litestar and granian."""
    code = "import sys, service, service.cli; print(*sorted({'litestar', 'granian'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == run.stdout.strip()
