"""What a seed's answer looks like: against the truth, which is written by hand, and as its golden file."""

from __future__ import annotations

import json
from typing import Any

from service import Article
from service.core.model import Removal
from service.render import to_json
from tests.corpus import Seed

TRUTH_FIELDS = ("title", "dateline", "date_published", "credits", "captions", "removals", "body")


def _became(article: Article, field: str) -> Removal:
    """The one removal that became a field."""
    (removal,) = [r for r in article.removals if r.moved_to == field]
    return removal


def _placed(removal: Removal) -> dict[str, Any]:
    return {"raw": removal.raw, "span": list(removal.span)}


def answer(article: Article) -> dict[str, Any]:
    """What the truth speaks of, read from an article."""
    line = article.dateline
    return {
        "title": article.title and {"text": article.title, **_placed(_became(article, "title"))},
        "dateline": line
        and {
            "place": line.place,
            "date": line.date,
            "agency": line.agency,
            "raw": line.raw,
            "span": list(line.span),
        },
        "date_published": article.date_published
        and {"value": article.date_published, **_placed(_became(article, "date_published"))},
        "credits": [{"agencies": list(c.agencies), "raw": c.raw, "span": list(c.span)} for c in article.credits],
        "captions": [
            {"text": c.text, "credit": c.credit, "raw": c.raw, "span": list(c.span)} for c in article.captions
        ],
        "removals": [{"kind": r.kind.value, **_placed(r)} for r in article.removals if not r.moved_to],
        "body": [{"raw": b.text, "span": list(b.span)} for b in article.blocks],
    }


def disagreements(seed: Seed, article: Article) -> list[str]:
    """Where an answer is not what was decided by hand; empty when it is right."""
    found = [f"the body lacks {words!r}" for words in seed.must_keep if words not in article.text]
    found += [f"the body has {words!r}" for words in seed.must_drop if words in article.text]
    truth, given = seed.truth, answer(article)
    found += [f"{field} is not the truth: {given[field]!r}" for field in TRUTH_FIELDS if truth[field] != given[field]]
    return found


def golden_bytes(article: Article) -> bytes:
    """The golden of an article: the JSON answer, one value a line, without the version, which every rule changes."""
    whole = json.loads(to_json(article))
    whole.pop("version", None)
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
