"""Containers: what the elements around the blocks hold."""

from __future__ import annotations

import numpy as np

from service.core.model import Block, Element
from service.model.containers import Tree, alike_beside, read_tree, role_shares
from service.model.roles import NAMES, roles_of
from tests.model.shapes import HOSTILE, block, element, small_page


def tree_of(blocks: list[Block]) -> Tree:
    tree = read_tree(blocks)
    assert tree is not None
    return tree


def around(holder: Element | None) -> list[Element]:
    """An element and those around it, the innermost first."""
    found = []
    while holder is not None:
        found.append(holder)
        holder = holder.parent
    return found


def test_text_has_no_tree() -> None:
    """Its blocks have no elements."""
    assert read_tree([block("A text.")]) is None


def test_elements_that_hold_the_same_are_one_container() -> None:
    """An element around one other element only is that container; one that holds less is the next."""
    body = element("body")
    wrapper = element("div", element("div", body))
    blocks = [block("a", element("p", wrapper)), block("b", element("p", wrapper)), block("c", body)]
    tree = tree_of(blocks)
    assert [(0, 3), (0, 2), (0, 1), (1, 2)] == list(zip(tree.first.tolist(), tree.end.tolist(), strict=True))
    assert [0, 0, 1, 1] == tree.outer.tolist()
    assert [0, 1, 2, 2] == tree.depth.tolist()
    assert [2, 3, 0] == tree.container.tolist()
    assert ["body", "div", "p", "p"] == [tree.named[tree.own[head]].tag for head in tree.head]


def test_text_around_other_elements_counts_as_theirs() -> None:
    """An element whose own text comes before and after another element holds all three blocks."""
    body = element("body")
    quote = element("blockquote", body)
    tree = tree_of([block("a", quote), block("b", element("p", quote)), block("c", quote), block("d", body)])
    assert (0, 3) == (int(tree.first[tree.container[0]]), int(tree.end[tree.container[0]]))
    assert tree.container[0] == tree.container[2]


def test_paths_are_signatures_from_the_outermost_on() -> None:
    """Elements of the same names are of one signature; of one path only where those around them are alike too."""
    body = element("body")
    one, two, three = element("ul", body, "a"), element("ul", body, "a"), element("ul", body, "b")
    tree = tree_of([block("x", element("li", holder)) for holder in (one, two, three)])
    own, path = tree.own[tree.of_block], tree.path[tree.of_block]
    assert own[0] == own[1] == own[2]
    assert path[0] == path[1] != path[2]


def test_shares_are_those_of_the_innermost_element_with_the_role() -> None:
    """As a walk up from each block says, on documents of all shapes."""
    for blocks in (list(small_page().blocks), *[make(40) for name, make in HOSTILE.items() if name != "one block"]):
        tree = read_tree(blocks)
        if tree is None:
            continue
        shares = (tree.end - tree.first) / len(blocks)
        first: dict[Element, int] = {}
        count: dict[Element, int] = {}
        for i, one in enumerate(blocks):
            for holder in around(one.element):
                first.setdefault(holder, i)
                count[holder] = i + 1 - first[holder]
        expected = np.zeros((len(NAMES), len(blocks)), dtype=np.float32)
        for i, one in enumerate(blocks):
            for holder in reversed(around(one.element)):
                bits = roles_of(holder.tag, holder.tokens)
                expected[[bool(bits >> role & 1) for role in range(len(NAMES))], i] = count[holder] / len(blocks)
        assert expected.tolist() == role_shares(tree, shares).tolist()


def test_alike_beside_counts_siblings_of_the_same_names() -> None:
    """Three cards in a list are three; what is there once is one."""
    page = small_page()
    tree = tree_of(list(page.blocks))
    assert [3, 3, 3, 1, 4, 4, 4, 4, 3, 3, 3] == alike_beside(tree)[tree.container].tolist()


def test_page_without_blocks_has_no_elements() -> None:
    """Nothing is known, and nothing fails."""
    tree = tree_of([])
    assert (0, 0) == (len(tree.parent), len(tree.container))
    assert (len(NAMES), 0) == role_shares(tree, np.zeros(0)).shape
