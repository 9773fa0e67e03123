"""Who may import whom under ``service/``, and what keeps ``core`` pure: read from the source, not from a run.

``problems_of`` judges one module by ``LAYERS``, which is the whole rule.  A module in no row is a problem too: a new
folder has to be given its place.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SERVICE = Path(__file__).parent.parent / "service"

PURE = frozenset(
    """__future__ abc base64 binascii bisect codecs collections dataclasses datetime difflib enum functools hashlib
    heapq html itertools json math operator re statistics string types typing unicodedata""".split()
)
"""What ``core`` may use of the standard library: no I/O, clock, environment, chance or process in any of them."""

PURE_NAMES = frozenset({"sys.maxsize", "sys.maxunicode"})
"""Constants of modules that are not pure as a whole."""

IMPURE_CALLS = frozenset("__import__ breakpoint eval exec globals hash id input open print".split())
"""Built-ins that do I/O, run code, or differ from one process to the next (``hash`` of a string, ``id``)."""

CLOCK_METHODS = frozenset({"fromtimestamp", "now", "today", "utcnow"})
"""The ways in which ``datetime`` reads the clock or the local time zone."""

PAGE_ONLY = frozenset({"html.parser", "xml"})
"""Parsers of the standard library that only ``page`` may use; their outside kin stand in no other row anyway."""

MUTABLE_TYPES = frozenset("Counter OrderedDict bytearray defaultdict deque dict list set".split())


@dataclass(frozen=True, slots=True)
class Layer:
    """What the modules of one layer may import of ours and of others."""

    ours: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    lazy: frozenset[str] = frozenset()
    """Of ours, but only inside a function."""
    pure: bool = False


def _layer(ours: str = "", others: str = "", lazy: str = "", *, pure: bool = False) -> Layer:
    return Layer(frozenset(ours.split()), frozenset(others.split()), frozenset(lazy.split()), pure)


LAYERS = {
    "service": _layer("clean core"),
    "service.api": _layer(
        "api clean core decode logs model pool render rules service telemetry version",
        "backports brotli compression granian litestar msgspec orjson",
    ),
    "service.clean": _layer("core decode language model page rules stages version"),
    "service.cli": _layer("clean cli core render rules service version", "orjson", lazy="cli_batch cli_serve"),
    "service.cli_batch": _layer("api cli logs pool"),
    "service.cli_serve": _layer("api"),
    "service.__main__": _layer("cli"),
    "service.core": _layer("core", "ftfy", pure=True),
    "service.decode": _layer("core decode"),
    "service.language": _layer("core language", "py3langid"),
    "service.model": _layer("core model", "numpy"),
    "service.page": _layer("core page", "lxml_html_clean selectolax trafilatura"),
    "service.logs": _layer(others="orjson"),
    "service.pool": _layer("clean core logs pool render service stages", "msgspec"),
    "service.render": _layer("core render", "orjson"),
    "service.rules": _layer("core rules"),
    "service.stages": _layer(),
    "service.telemetry": _layer("core logs pool telemetry version", "opentelemetry prometheus_client"),
    "service.version": _layer(),
}
"""Module → what it may import.  A row covers the modules below it and those beside it named ``<row>_…``."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, and whether the import waits inside a function."""

    module: str
    line: int
    lazy: bool


def name_of(path: Path) -> str:
    """The dotted name of a file under ``service/``."""
    parts = path.relative_to(SERVICE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(module: str) -> str | None:
    """The row that covers a module, the longest where several do.

    >>> layer_of("service.core.judges.header"), layer_of("service.cli_explain"), layer_of("service.new")
    ('service.core', 'service.cli', None)
    """
    rows = [row for row in LAYERS if module == row or (row != "service" and module.startswith((row + ".", row + "_")))]
    return max(rows, key=len, default=None)


def imports_of(tree: ast.Module, module: str, *, package: bool) -> Iterator[Import]:
    """Every import of a module; ``from service import clean`` counts as the submodule where there is one."""
    lazy = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, id(node) in lazy)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if package and node.level == 1 else -node.level + package]
                base = ".".join([*above, *filter(None, [base])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield Import(inner if inner in LAYERS or inner in PURE_NAMES else base, node.lineno, id(node) in lazy)


def _import_problems(layer: Layer, found: Import) -> Iterator[str]:
    top = found.module.partition(".")[0]
    if top == "service":
        row = layer_of(found.module)
        short = row.removeprefix("service.") if row else found.module
        if short in layer.lazy:
            if not found.lazy:
                yield f"imports {found.module} at the top; it may only do so inside a function"
        elif short not in layer.ours:
            yield f"imports {found.module}, which its layer may not"
    elif top in sys.stdlib_module_names:
        if layer.pure and top not in PURE and found.module not in PURE_NAMES:
            yield f"imports {found.module}: core may not do I/O or read a clock, environment or chance"
        if (
            any(found.module == m or found.module.startswith(m + ".") for m in PAGE_ONLY)
            and "selectolax" not in layer.others
        ):
            yield f"imports {found.module}; pages are parsed in service.page alone"
    elif top not in layer.others:
        yield f"imports {found.module}, which its layer may not"


def _is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if not isinstance(value, ast.Call):
        return False
    name = ast.unparse(value.func).rpartition(".")[2]
    return name in MUTABLE_TYPES


def _purity_problems(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node.lineno, "has a `global` statement"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            yield node.lineno, f"calls {node.func.id}()"
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK_METHODS:
            yield node.lineno, f"reads the clock: .{node.attr}"
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _is_mutable(statement.value):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = [t.id for t in targets if isinstance(t, ast.Name)]
            if names != ["__all__"]:
                yield statement.lineno, f"holds global mutable state: {', '.join(names)}"


def problems_of(source: str, module: str, *, package: bool = False) -> list[str]:
    """What a module does that its layer may not, one line each: ``module:line what``."""
    row = layer_of(module)
    if row is None:
        return [f"{module}:1 stands in no layer: give it a row in tests/layers.py"]
    layer = LAYERS[row]
    tree = ast.parse(source)
    found = [(i.line, p) for i in imports_of(tree, module, package=package) for p in _import_problems(layer, i)]
    if layer.pure:
        found.extend(_purity_problems(tree))
    return [f"{module}:{line} {problem}" for line, problem in sorted(set(found))]
