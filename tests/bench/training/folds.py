"""Which documents are held out together, so that nothing is judged by a model that has seen its like.

English documents are held out with all of their registrable domain or publisher, whether sent as page or as text;
others with all of their language, which shows what to expect of languages that nobody trained on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from courlan import extract_domain

FOLDS = 5
ENGLISH = "en"


def group_of(address: str) -> str:
    """The registrable domain of an address; what is no address is a group of its own.

    >>> group_of("https://news.example.co.uk/a/b")
    'example.co.uk'
    >>> group_of("0551")
    'unknown:0551'
    """
    return extract_domain(address) or f"unknown:{address}"


def fold_of(group: str, language: str) -> int:
    """The fold of a document, 0 to 4.

    >>> fold_of("example.org", "en") == fold_of("example.org", "en")
    True
    >>> fold_of("a paper", "vi") == fold_of("another paper", "vi")
    True
    """
    key = group if language == ENGLISH else f"lang:{language}"
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % FOLDS


def write_folds(folder: Path, groups: Mapping[str, tuple[str, str]]) -> None:
    """Write ``folds.json``: ``set/id`` → fold, of every document."""
    folds = {key: fold_of(group, language) for key, (group, language) in sorted(groups.items())}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "folds.json").write_text(json.dumps(folds, indent=0) + "\n", encoding="utf-8")
