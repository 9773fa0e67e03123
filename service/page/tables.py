"""Tables of data become rows of text; tables that only lay a page out are left as the blocks in their cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from service.core.model import BlockKind
from service.page.pieces import Piece

CELL_WORDS_MAX = 60
"""Words of a cell of data, at most: a longer one is a column of a page.  In the tables of the development pages that
their gold has, one cell in some 400 is longer."""
BLOCKS_PER_CELL_MAX = 6
"""Blocks in one cell of data, at most, of the average row: more make it a column of a page."""
CELL_SEPARATOR = "\t"

NOT_DATA = frozenset({BlockKind.CODE, BlockKind.CAPTION, BlockKind.QUOTE})
"""Kinds of block that cells of data do not have."""


def join_rows(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with those of a row of data joined to one: cells apart by a tab, an empty one keeping its place."""
    data = data_tables(pieces)
    if not data:
        yield from pieces
        return
    row: list[Piece] = []
    for piece in pieces:
        cell = piece.cell
        in_row = cell is not None and cell[2] > 0 and cell[0] in data
        if row and not (in_row and cell is not None and row[0].cell is not None and cell[:2] == row[0].cell[:2]):
            yield joined(row)
            row = []
        if in_row:
            row.append(piece)
        else:
            yield piece
    if row:
        yield joined(row)


def data_tables(pieces: Sequence[Piece]) -> frozenset[int]:
    """The numbers of the tables that hold data: at least two rows and two columns, and short cells."""
    tables: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.cell is not None and piece.cell[2]:
            tables[piece.cell[0]].append(piece)
    return frozenset(number for number, cells in tables.items() if _is_data(cells))


def _is_data(pieces: Sequence[Piece]) -> bool:
    cells = Counter(piece.cell for piece in pieces)
    rows = {piece.cell[1] for piece in pieces if piece.cell}
    columns = {piece.cell[2] for piece in pieces if piece.cell}
    if len(rows) < 2 or len(columns) < 2 or len(pieces) > BLOCKS_PER_CELL_MAX * len(cells):
        return False
    if any(p.kind in NOT_DATA or (p.kind is BlockKind.HEADING and "th" not in p.element.tag) for p in pieces):
        return False
    words: Counter[object] = Counter()
    for piece in pieces:
        words[piece.cell] += piece.text.count(" ") + 1
    return max(words.values()) <= CELL_WORDS_MAX


def joined(row: Sequence[Piece]) -> Piece:
    """One piece of the cells of a row."""
    first = row[0]
    whole = Piece(BlockKind.TABLE_ROW, None, first.element, first.hidden, first.copy, first.cell)
    at = first.cell[2] if first.cell else 0
    while whole.element.parent is not None and whole.element.tag != "tr":
        whole.element = whole.element.parent
    for i, piece in enumerate(row):
        column = piece.cell[2] if piece.cell else at
        separator = CELL_SEPARATOR * (column - at) or " "
        if i:
            whole.add(separator, link=None, credit=False)
        at = column
        start = whole.length
        whole.add(piece.text.strip(), link=None, credit=False)
        lead = len(piece.text) - len(piece.text.lstrip())
        placed = [(url, (max(0, a - lead) + start, min(b - lead + start, whole.length))) for url, (a, b) in piece.links]
        whole.links += [(url, (a, b)) for url, (a, b) in placed if a < b]
    return whole
