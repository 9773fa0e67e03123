"""Features: the same for equal documents, in the same order for all, and in any language."""

from __future__ import annotations

import numpy as np
import pytest

from service.core.document import Document
from service.model.columns import Floats
from service.model.features import Hints, features
from service.model.roles import NAMES as ROLE_NAMES
from tests.model.shapes import HOSTILE, PARAGRAPH, block, document, element, small_page, text_of

PAGE = Hints(title="Council votes on bridge", description="A new bridge", body=PARAGRAPH, is_article=True, is_page=True)
OF_HINTS = {f"{name}_{part}" for name in ("title", "description", "body") for part in ("share", "cover")}
"""Features that are NaN where the page does not say it."""
OF_PAGES = {"is_article", "is_thread"}
"""Features that are NaN for a text."""


def by_name(of: Document, hints: Hints = Hints()) -> dict[str, Floats]:  # noqa: B008 - a value that never changes
    names, rows, _ = features(of, hints)
    return dict(zip(names, rows, strict=True))


def documents() -> list[Document]:
    """Pages of all shapes."""
    body = element("body")
    return [small_page(), document([block("word", body)]), document([block("", body)])] + [
        document(blocks) for blocks in (make(30) for make in HOSTILE.values()) if blocks[0].element is not None
    ]


def test_all_pages_have_the_same_names() -> None:
    """As many, in the same order, each once; the weights depend on it."""
    names, _, _ = features(small_page(), PAGE)
    assert len(set(names)) == len(names) == 262
    for page in documents():
        assert names == features(page, Hints(is_page=True))[0]


def test_texts_have_no_names_of_markup() -> None:
    """They have those of pages, less those; the order is the same."""
    of_text, of_page = features(text_of("A line."), Hints())[0], features(small_page(), PAGE)[0]
    assert [name for name in of_page if name in set(of_text)] == of_text
    missing = set(of_page) - set(of_text)
    assert {*ROLE_NAMES, "tag", "parent_tag", "containers", "from_headline", "words@0", "main0.5_in"} <= missing
    assert not any("@" in name or ":" in name for name in of_text)


def test_only_what_is_not_said_is_unknown() -> None:
    """A page that says everything, with running text and a headline, has a number everywhere."""
    assert {name for name, row in by_name(small_page(), PAGE).items() if not np.isfinite(row).all()} == set()


@pytest.mark.parametrize("lines", [("word",), ("",), (PARAGRAPH,), (PARAGRAPH, "", "Share"), ("東京都は",) * 3])
def test_unknown_features_of_a_text(lines: tuple[str, ...]) -> None:
    """What only a page says is NaN, and nothing else is."""
    found = by_name(text_of(*lines))
    assert OF_HINTS | OF_PAGES == {name for name, row in found.items() if np.isnan(row).any()}
    assert not any(np.isinf(row).any() for row in found.values())


def test_unknown_features_of_a_page_without_running_text() -> None:
    """It has no main container and no headline."""
    found = by_name(document([block("word", element("body"))]), Hints(is_page=True))
    unknown = {name for name, row in found.items() if np.isnan(row).any()}
    assert {n for n in found if n.startswith("main")} | {"from_headline"} | OF_HINTS == unknown


@pytest.mark.parametrize("hints", [Hints(), Hints(is_page=True)])
def test_document_without_blocks(hints: Hints) -> None:
    """Its features have their names and no columns."""
    whole = features(small_page(), hints)[0] if hints.is_page else features(text_of("A line."), hints)[0]
    names, rows, _ = features(document([]), hints)
    assert (whole, (len(whole), 0)) == (names, rows.shape)


def test_features_are_the_same_again() -> None:
    """Bit for bit, whatever was asked before."""
    before = features(small_page(), PAGE)[1].copy()
    features(text_of("Another document.", "word"), Hints())
    assert before.tobytes() == features(small_page(), PAGE)[1].tobytes()


def test_no_language_is_known() -> None:
    """Words of the same lengths, the same once and the same again, have the same features in any of two alphabets."""
    latin = ("nove mesto", "Rada mesta vedle reky rada o mostu pres reku.", "rada mesta")
    table = str.maketrans("abcdefghijklmnopqrstuvwxyzR", "абцдефгхийклмнопярстувшхызР")
    cyrillic = tuple(line.translate(table) for line in latin)
    one, two = by_name(text_of(*latin)), by_name(text_of(*cyrillic))
    assert [] == [name for name in one if not np.array_equal(one[name], two[name], equal_nan=True)]


def test_some_features_of_a_small_page() -> None:
    """What they say is what one sees."""
    found = by_name(small_page(), PAGE)
    assert [False] * 4 + [True] * 4 + [False] * 3 == (found["prose"] > 0).tolist()
    assert [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7] == found["from_headline"].tolist()
    assert [0.0] * 3 + [1.0] * 5 + [0.0] * 3 == found["main0.5_in"].tolist()
    assert [3.0, 3.0, 3.0, 4.0] == [float(found["repeats"][i]) for i in (8, 9, 10, 5)]
    assert [1.0] * 4 == found["body_share"][4:8].round().tolist()
    assert [0.0] * 8 == found["name:related"][:8].tolist()
    assert (found["name:related"][8:] > 0).all()
    assert np.array_equal(found["words"][:-1], found["words-1"][1:])
    assert [-1.0] == found["words+1"][-1:].tolist()
