"""Documents for benches of the service, made from those in ``seeds/``: no data are needed, and no two are the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*/input.txt"))


def texts(*, seed: int = 1, size: int = 0) -> Iterator[bytes]:
    """Texts without end, each some paragraphs of a seed after a first one with a number; of at least ``size`` bytes."""
    chance = random.Random(seed)
    paragraphs = [part for path in SEEDS for part in path.read_text("utf-8").split("\n\n") if part.strip()]
    number = 0
    while True:
        number += 1
        parts = [f"Document {number} was sent on Tuesday, the council said, and nobody had expected that it would be."]
        while len(parts) < 5 or sum(map(len, parts)) < size:
            parts.append(chance.choice(paragraphs))
        yield "\n\n".join(parts).encode()
