"""Roles: what tags and class names say of an element."""

from __future__ import annotations

import pytest

from service.model.roles import CACHED_LENGTH, NAMED, NAMES, TAGS, roles_of


def said(tag: str, *names: str) -> set[str]:
    """The roles by name."""
    bits = roles_of(tag, names)
    return {name.partition(":")[2] for i, name in enumerate(NAMES) if bits >> i & 1}


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("post-related__list", {"related", "article", "card"}),
        ("read-more", {"related", "more"}),
        ("read_more", {"related", "more"}),
        ("READ-MORE", set()),  # names come in lower case
        ("bread", set()),
        ("newsletters", {"newsletter"}),
        ("my-newsletter", {"newsletter"}),
        ("mynewsletter", set()),
        ("shares", {"share"}),
        ("sha", set()),
        ("mehr-über-comments", {"comments"}),
        ("\ud800share", {"share"}),
        ("", set()),
        ("---", set()),
    ],
)
def test_names_are_read_by_their_parts(name: str, roles: set[str]) -> None:
    """By parts, by pairs of parts, and by how they begin where the list says so."""
    assert roles == said("div", name)


def test_all_names_and_the_tag_count() -> None:
    """An element is all that it says."""
    assert {"ul", "share", "menu"} == said("ul", "share", "wrapper", "menu")


def test_long_names_are_read_the_same() -> None:
    """A name that is too long to be remembered has the roles of a short one."""
    assert said("div", "related") == said("div", "related-" + "x" * CACHED_LENGTH)


def test_every_role_has_a_bit() -> None:
    """All fit into the eight bytes of an array, and none stands there twice."""
    assert len(NAMES) == len(set(NAMES)) == len(TAGS) + len(NAMED) <= 64
    assert {1 << i for i in range(len(TAGS))} == {roles_of(tag, ()) for tag in TAGS}
