"""Weights that have not seen the document they judge: what `python -m tests.bench.training --folds DIR` wrote.

With ``--folds DIR`` the benches judge each document by the model that was trained without its fold.  What they print is
then what to expect of pages that nobody has seen; without it, the shipped weights are judged, which have seen them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from service.model import Model

FACADE = import_module("service.clean")
"""The module; ``service.clean`` is the function."""


class Folds:
    """The models of a folder, and which document belongs to which."""

    def __init__(self, folder: Path) -> None:
        said: Mapping[str, int] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
        self._fold = said
        self._models = {number: Model.load(folder / str(number)) for number in sorted(set(said.values()))}

    def enter(self, name: str, id: str) -> None:  # noqa: A002 -- what the sets call it
        """Let this process judge by the model that has not seen a document of a set.

        Raises ``KeyError`` for a document that is in no fold.
        """
        model = self._models[self._fold[f"{name}/{id}"]]
        setattr(FACADE, "load_model", lambda: model)  # noqa: B010 -- a module has no such attribute to the type checker
