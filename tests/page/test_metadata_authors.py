"""Authors are names: from data, from meta elements, from the byline; roles, labels and addresses are left out."""

from __future__ import annotations

import json

import pytest

from service.core.metadata import Found
from tests.page import metadata_of, names_of


def meta(author: str, more: str = "") -> list[str]:
    """The authors that a page names in a meta element."""
    return names_of(metadata_of(f'<title>T</title><meta name="author" content="{author}">{more}').authors)


def article(author: object, more: str = "") -> list[str]:
    """The authors of an article in JSON-LD."""
    data = json.dumps({"@type": "NewsArticle", "headline": "T", "author": author})
    return names_of(metadata_of(f'<script type="application/ld+json">{data}</script>{more}').authors)


def byline(html: str) -> list[str]:
    """The authors that a page prints below its headline."""
    page = f"<title>Fares frozen until spring</title><h1>Fares frozen until spring</h1>{html}<p>The ferry sails.</p>"
    return names_of(metadata_of(page, "https://example.org/news/fares-frozen").authors)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("by: Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Anna Weber und Max Muster", ["Anna Weber", "Max Muster"]),
        ("Jean Dupont et Marie Curie", ["Jean Dupont", "Marie Curie"]),
        ("Ana Gómez y Luis Pérez", ["Ana Gómez", "Luis Pérez"]),
        ("Jane Doe, John Roe & Mary Major", ["Jane Doe", "John Roe", "Mary Major"]),
        ("Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("王大明、李小華", ["王大明", "李小華"]),
        ("Autor: Max Muster", ["Max Muster"]),
        ("Jane Doe (jane@example.org)", ["Jane Doe"]),
        ("Jane Doe, Staff Writer", ["Jane Doe"]),
        ("Ellen Lindell, VMD, DACVB", ["Ellen Lindell, VMD, DACVB"]),
        ("  Jane \n Doe ", ["Jane Doe"]),
        ("EDB Team", ["EDB Team"]),
        ("Research and Markets", ["Research and Markets"]),
        ("ibby", ["ibby"]),
    ],
)
def test_value_becomes_names(value: str, expected: list[str]) -> None:
    """Labels, addresses and roles go, several names are parted, what is one name stays one."""
    assert expected == meta(value)


@pytest.mark.parametrize("value", ["https://example.org/jane", "jane@example.org", "undefined", "admin", "@jane", "12"])
def test_value_that_names_nobody_is_dropped(value: str) -> None:
    """Addresses and what programs write for nobody are no authors."""
    assert [] == meta(value)


def test_bibliographies_write_the_surname_first() -> None:
    """In citation elements, and only there, a comma inverts a name."""
    page = '<meta name="citation_author" content="Byron, Ada"><meta name="citation_author" content="van Dyck, Anton">'
    assert ["Ada Byron", "Anton van Dyck"] == names_of(metadata_of(page).authors)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Doe", ["Jane Doe"]),
        (["Jane Doe", {"name": "John Roe"}], ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "name": ["Jane Doe", "John Roe"]}, ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
        ([[{"name": "Jane Doe"}]], ["Jane Doe"]),
        (["Jane Doe", "JANE DOE"], ["Jane Doe"]),
        ({"@type": "Person", "name": {"@value": "Jane Doe"}}, ["Jane Doe"]),
        (7, []),
        ({"name": {"name": {"name": 3}}}, []),
    ],
)
def test_shapes_of_the_author_in_json_ld(author: object, expected: list[str]) -> None:
    """A string, a list, an object, lists of lists; whatever else stands there does not raise."""
    assert expected == article(author)


def test_site_is_an_author_only_where_nobody_else_is_named() -> None:
    """The publisher in the author's place gives way to the printed byline, and stays where there is none."""
    site = '<meta property="og:site_name" content="The Daily Ferry">'
    assert ["Jane Doe"] == article({"name": "The Daily Ferry"}, f"{site}<h1>T</h1><p>By Jane Doe</p>")
    assert ["The Daily Ferry"] == article({"name": "The Daily Ferry"}, f"{site}<h1>T</h1><p>Words.</p>")


def test_paper_behind_the_name_is_left_out() -> None:
    """A site's name in the same value as a person's is no author."""
    site = '<meta property="og:site_name" content="The Daily Ferry">'
    assert ["Jane Doe"] == meta("Jane Doe, The Daily Ferry", site)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>By Jane Doe</p>", ["Jane Doe"]),
        ("<p>Von Max Muster</p>", ["Max Muster"]),
        ("<p>Par Jean Dupont</p>", ["Jean Dupont"]),
        ("<p>記者王大明／台北報導</p>", ["王大明"]),
        ("<p>박민수 기자</p>", ["박민수"]),
        ("<p>By <a href='/author/a'>Jane Doe</a> and <a href='/author/b'>John Roe</a></p>", ["Jane Doe", "John Roe"]),
        ("<div>By</div><div>Jane Doe</div>", ["Jane Doe"]),
        ("<p>Jane Doe</p><p>4 September 2025</p>", ["Jane Doe"]),
        ("<span class='post-author'>ibby</span>", ["ibby"]),
        ("<a rel=author href=/x>Jane Doe</a><p>Marketing Director</p>", ["Jane Doe"]),
        ("<p>By Jane Doe ⋅ Review Editor ⋅ Updated May 6, 2025</p>", ["Jane Doe"]),
    ],
)  # fmt: skip
def test_printed_byline(html: str, expected: list[str]) -> None:
    """A label, a link to an author's page, the name of a class, or a date beside a bare name make a byline."""
    found = byline(html)
    assert expected == found


@pytest.mark.parametrize(
    "html",
    [
        "<p>By Friday the storm had passed.</p>",
        "<p>Reviewed by Mary Major</p>",
        "<figcaption class=credit>Photo by Mary Major</figcaption>",
        "<p>Mary Major</p><p>was not on board.</p>",
        "<div class=comments><a class=author href=/user/m>Mary Major</a></div>",
        "<p>Follow <a href='https://www.facebook.com/profile/m'>Mary Major</a></p>",
        "<p>By continuing you agree to our terms</p>",
        "<p class=author-role>Marketing Director</p>",
    ],
)
def test_others_are_no_authors(html: str) -> None:
    """Sentences, reviewers, photographers, commenters and links to networks name no author."""
    assert [] == byline(html)


def test_what_a_box_says_of_the_author_is_no_name() -> None:
    """Between a bare name and its date may stand what somebody is; a description is no name, however like one."""
    box = "<p>Jane Doe</p><div class=author-description>Licensed Pilot, M.A. Navigation</div><p>Read our rules.</p>"
    assert ["Jane Doe"] == byline(f"{box}<p>4 September 2025</p>")
    assert [] == byline(box)


def test_byline_is_named_as_html() -> None:
    """What only the visible page says has that source."""
    page = "<title>Fares frozen again</title><h1>Fares frozen again</h1><p>By Jane Doe</p>"
    assert (Found("Jane Doe", "html"),) == metadata_of(page).authors


def test_box_about_the_author_counts_where_it_is_the_only_one() -> None:
    """A box at the end names the author; the boxes of a list of other stories do not."""
    text = "<p>" + "The ferry sails every day. " * 12 + "</p>"
    box = '<div class="author-name">Jane Doe</div>'
    cards = "".join(f'<div class="author-name">{n}</div>' for n in ("Jane Doe", "John Roe", "Mary Major"))
    assert ["Jane Doe"] == byline(text * 4 + box)
    assert [] == byline(text * 4 + cards)


def test_comments_inside_the_article_item_are_not_its_authors() -> None:
    """Some themes leave comments inside the item of the article; their authors stay theirs."""
    page = """<article itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">T</h1>
        <span itemprop="author">Jane Doe</span>
        <ol class="comment-list"><li><span itemprop="author">Mary Major</span></li></ol></article>"""
    assert (Found("Jane Doe", "microdata"),) == metadata_of(page).authors


def test_shop_names_no_author() -> None:
    """On a page that sells something, names on the page are not looked at."""
    page = """<script type="application/ld+json">{"@type": "Product", "name": "Kettle"}</script>
        <h1>Kettle</h1><span class="author">Jane Doe</span>"""
    assert () == metadata_of(page).authors


def test_thread_is_by_who_opened_it() -> None:
    """The first post of a thread has the author; those who answer have not."""
    page = """<meta name="generator" content="XenForo"><h1>Which rope?</h1>
        <article data-author="sean_g">Hello</article><article data-author="mary">Hi</article>"""
    assert ["sean_g"] == names_of(metadata_of(page).authors)


def test_label_of_a_link_card_names_the_author() -> None:
    """Blogs put "Written by" and the name into the card that networks show."""
    page = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Max Muster">'
    assert (Found("Max Muster", "opengraph"),) == metadata_of(page).authors
