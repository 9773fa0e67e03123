"""What is said of a document as a whole."""

from __future__ import annotations

import numpy as np

from service.model.article import CONTENT, DOCUMENT, document_features
from service.model.features import Hints, features
from tests.model.shapes import small_page


def test_content_is_weighed_by_its_probability() -> None:
    """What is surely content is all that counts of the blocks; what the document says of itself comes first."""
    names, rows, _ = features(small_page(), Hints(is_page=True, is_article=True))
    sure = np.zeros(rows.shape[1])
    sure[4:8] = 1.0  # the paragraphs
    found = document_features(names, rows, sure)
    content = dict(zip(CONTENT, found[len(DOCUMENT) :].tolist(), strict=False))
    said = dict(zip(DOCUMENT, found.tolist(), strict=False))
    assert 1.0 == said["is_article"]
    assert (1.0, 0.0) == (content["prose"], content["name:card"])
    assert float(np.float32(60 / 69)) == content["name:article"]  # its words of the page's


def test_numbers_are_as_many_for_every_document() -> None:
    """One for each name, five for how the probabilities lie, and four of the content; all finite."""
    names, rows, _ = features(small_page(), Hints(title="Council", description="a new bridge", is_page=True))
    for p in (np.zeros(rows.shape[1]), np.ones(rows.shape[1]), np.full(rows.shape[1], 0.5)):
        found = document_features(names, rows, p)
        assert len(DOCUMENT) + len(CONTENT) + 9 == len(found)
        known = [i for i, name in enumerate((*DOCUMENT, *CONTENT)) if name != "body_share"]
        assert np.isfinite(found[known]).all()
