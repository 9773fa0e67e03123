"""What the model looks at: one row of numbers for each feature, one column for each block.

One definition serves pages and texts.  A text has no elements, so its features of the markup are not there.  Nothing
here knows a language: words are compared within the document only.
"""

from __future__ import annotations

import numpy as np

from service.core.document import PROSE_MIN_WORDS, Document
from service.core.model import BlockKind
from service.model.characters import read_texts
from service.model.columns import Base, Columns, Floats, Hints
from service.model.containers import Tree, read_tree
from service.model.of_cues import of_cues
from service.model.of_document import of_document
from service.model.of_markup import of_markup
from service.model.of_place import of_neighbours, of_place
from service.model.of_words import of_text, of_words
from service.model.windows import prefix_sums

__all__ = ["Hints", "features"]

LINKED = 0.5
"""Share of linked characters from which a block is no prose."""

_KINDS = {kind: i for i, kind in enumerate(BlockKind)}


def features(document: Document, hints: Hints) -> tuple[list[str], Floats, Tree | None]:
    """The features of all blocks of a document, with their names, and the elements around them, if it is a page."""
    columns = Columns(len(document.blocks))
    base = _base(document, hints)
    of_text(columns, base)
    of_words(columns, base)
    of_cues(columns, document, base)
    of_place(columns, base)
    tree = read_tree(document.blocks) if hints.is_page else None
    if tree is not None:
        of_markup(columns, base, document, tree)
    of_neighbours(columns)
    of_document(columns, base, hints)
    return columns.names, columns.matrix(), tree


def _base(document: Document, hints: Hints) -> Base:
    blocks, facts = document.blocks, document.facts
    words = np.array([f.words for f in facts], dtype=np.float64)
    terminal = np.array([f.terminal for f in facts], dtype=np.float64)
    links = np.array([b.link_density for b in blocks], dtype=np.float64)
    kinds = np.array([_KINDS[b.kind] for b in blocks], dtype=np.float64)
    prose = words * ((terminal > 0) & (words >= PROSE_MIN_WORDS) & (links < LINKED))
    linked = words * links
    return Base(
        words,
        terminal,
        links,
        prose,
        linked,
        kinds,
        kinds == _KINDS[BlockKind.HEADING],
        np.array([b.gap for b in blocks], dtype=np.float64),
        prefix_sums(np.stack([words, prose, linked])),
        read_texts([*[b.plain for b in blocks], hints.title, hints.description, hints.body]),
    )
