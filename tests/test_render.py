"""Rendering: JSON as the contract has it, plain text, JSON-LD."""

from __future__ import annotations

import json

import pytest

from service.core.field_values import Caption, Credit, Dateline
from service.core.model import Encoding, Kind, Removal, Repair
from service.render import PARTS, to_dict, to_json, to_jsonld, to_text
from tests.rendering import LI, H, P, article, block

FULL = article(
    block(H, "A head", level=2),
    block(P, "A paragraph."),
    id="7",
    url="https://news.example/7",
    title="Water",
    authors=("An Le", "Bo Lê"),
    byline="By An Le and Bo Lê",
    dateline=Dateline("HANOI (VNA) — ", "Hanoi", "--01-31", "VNA", (0, 14)),
    date_published="2026-01-31",
    credits=(Credit("— VNA/VNS", ("VNA", "VNS"), (90, 99)),),
    captions=(Caption("A plant.", "VNA Photo", "A plant. VNA Photo", (20, 38)), Caption("B.", None, "B.", (40, 42))),
    language="vi",
    canonical_url="https://news.example/water",
    site_name="The Example",
    description="Of water.",
    image="https://news.example/water.jpg",
    tags=("water", "cities"),
    section="Home",
    license="https://license.example/",
    sources=(("title", "opengraph"), ("tags", "meta")),
    removals=(Removal(Kind.SHARE, "cues", "share.en", "It is.", 0.9, "Share", (50, 55)),),
    repairs=(Repair("entity", "&amp;", "&", (3, 4), 2),),
    source="…",
    encoding=Encoding("utf-8", "header", "utf-8"),
    warnings=("w",),
)


def test_contract() -> None:
    """Every field, its name and its place in the order are those of the contract."""
    expected = {
        "id": "7",
        "url": "https://news.example/7",
        "title": "Water",
        "authors": [{"name": "An Le"}, {"name": "Bo Lê"}],
        "byline": "By An Le and Bo Lê",
        "dateline": {"raw": "HANOI (VNA) — ", "place": "Hanoi", "date": "--01-31", "agency": "VNA", "span": [0, 14]},
        "date_published": "2026-01-31",
        "date_modified": None,
        "credits": [{"raw": "— VNA/VNS", "agencies": ["VNA", "VNS"], "span": [90, 99]}],
        "captions": [
            {"text": "A plant.", "credit": "VNA Photo", "raw": "A plant. VNA Photo", "span": [20, 38]},
            {"text": "B.", "credit": None, "raw": "B.", "span": [40, 42]},
        ],
        "language": "vi",
        "canonical_url": "https://news.example/water",
        "site_name": "The Example",
        "description": "Of water.",
        "image": "https://news.example/water.jpg",
        "tags": ["water", "cities"],
        "section": "Home",
        "license": "https://license.example/",
        "sources": {"title": "opengraph", "tags": "meta"},
        "text": "A head\n\nA paragraph.",
        "blocks": [
            {"kind": "heading", "text": "A head", "span": [0, 6], "level": 2},
            {"kind": "paragraph", "text": "A paragraph.", "span": [0, 12]},
        ],
        "links": [],
        "removals": [
            {
                "kind": "share",
                "judge": "cues",
                "rule": "share.en",
                "reason": "It is.",
                "confidence": 0.9,
                "raw": "Share",
                "span": [50, 55],
                "moved_to": None,
            }
        ],
        "repairs": [{"kind": "entity", "before": "&amp;", "after": "&", "span": [3, 4], "count": 2}],
        "encoding": {"used": "utf-8", "source": "header", "declared": "utf-8"},
        "source": "…",
        "quality": {"article_probability": None, "kept_ratio": 1.0},
        "digest": {"input": "a" * 64, "text": "b" * 64},
        "warnings": ["w"],
        "version": {"service": "0.1.0", "rules": "r1", "model": None},
    }
    given = to_dict(FULL, frozenset(PARTS))
    assert expected == given
    assert [*expected] == [*given]
    assert json.dumps(expected, ensure_ascii=False, separators=(",", ":")).encode() == to_json(FULL, frozenset(PARTS))


def test_empty_fields_are_null() -> None:
    """What the input has not is null or an empty list, never invented, never absent."""
    given = to_dict(article(block(P, "A.")))
    empty = {name for name, value in given.items() if value in (None, [], {})}
    assert {
        "id", "url", "title", "authors", "byline", "dateline", "date_published", "date_modified", "credits", "captions",
        "language", "canonical_url", "site_name", "description", "image", "tags", "section", "license", "sources",
        "removals", "repairs", "warnings",
    } == empty  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_part_is_absent_unless_included(part: str) -> None:
    """``source`` and ``links`` have to be asked for; the other parts can be left out."""
    assert (part not in ("source", "links")) == (part in to_dict(FULL))
    assert part not in to_dict(FULL, frozenset())


def test_text_drops_marks() -> None:
    """Plain text is the plain form of the blocks, joined as the body is."""
    body = article(block(P, "A *b*.", "A b."), block(LI, "- c", "c"), block(LI, "- d", "d"), block(P, "E."))
    assert "A b.\n\nc\nd\n\nE." == to_text(body)


def test_jsonld() -> None:
    """schema.org's names; properties without a value are absent."""
    assert {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": "7",
        "url": "https://news.example/7",
        "mainEntityOfPage": "https://news.example/water",
        "headline": "Water",
        "description": "Of water.",
        "publisher": {"@type": "Organization", "name": "The Example"},
        "articleSection": "Home",
        "keywords": ["water", "cities"],
        "license": "https://license.example/",
        "author": [{"@type": "Person", "name": "An Le"}, {"@type": "Person", "name": "Bo Lê"}],
        "datePublished": "2026-01-31",
        "dateline": "HANOI (VNA) —",
        "inLanguage": "vi",
        "articleBody": "A head\n\nA paragraph.",
        "creditText": "— VNA/VNS",
        "sourceOrganization": [{"@type": "Organization", "name": "VNA"}, {"@type": "Organization", "name": "VNS"}],
        "image": [
            {"@type": "ImageObject", "url": "https://news.example/water.jpg"},
            {"@type": "ImageObject", "caption": "A plant.", "creditText": "VNA Photo"},
            {"@type": "ImageObject", "caption": "B."},
        ],
    } == json.loads(to_jsonld(FULL))
    assert {"@context", "@type", "articleBody"} == json.loads(to_jsonld(article(block(P, "A.")))).keys()
