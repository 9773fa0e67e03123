"""Structured data as pages hold it: malformed, in graphs, by reference, of several things."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.core.metadata import Found, Metadata
from service.page.metadata import read_metadata
from service.page.metadata.elements import MAX_MARKED, read_elements
from service.page.metadata.loose_json import read_json
from tests.page import metadata_of, names_of


def of_script(*scripts: str, more: str = "") -> Metadata:
    """The metadata of a page with these scripts."""
    return metadata_of("".join(f'<script type="application/ld+json">{s}</script>' for s in scripts) + more)


GOOD = '{"@type": "NewsArticle", "headline": "Fares frozen", "author": {"name": "Jane Doe"}}'
MALFORMED = [
    '{"@type": "NewsArticle", "headline": "Fares frozen", "author": [{"name": "Jane Doe",},],}',
    '<!-- {"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe"} -->',
    '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe"}\n//]]>',
    '/*<![CDATA[*/{"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe"}/*]]>*/',
    '{"@type": "NewsArticle", "description": "one\ntwo\tthree", "headline": "Fares frozen", "author": "Jane Doe"}',
    '{"@type": "NewsArticle", "description": "he said "no" to it", "headline": "Fares frozen", "author": "Jane Doe"}',
    '{"@type": "NewsArticle"\n"headline": "Fares frozen"\n"author": "Jane Doe"}',
    "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Fares frozen&quot;, "
    "&quot;author&quot;: &quot;Jane Doe&quot;}",
    '{"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe"};',
    '{"@type": "WebSite", "name": "S"}{"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe"}',
    '{"@type": "NewsArticle", "headline": "Fares frozen", "author": "Jane Doe", "articleBody": "The ferry is cut o',
    '{"@type": "NewsArticle", "headline": "Fares frozen", /* note */ "author": "Jane Doe"} // end',
    r'{"@type": "NewsArticle", "url": "https:\/\/x.org", "a": "\x", "headline": "Fares frozen", "author": "Jane Doe"}',
]


@pytest.mark.parametrize("script", [GOOD, *MALFORMED])
def test_malformed_json_is_read(script: str) -> None:
    """What people do to JSON by hand costs nothing of what stands in it."""
    found = of_script(script, more="<title>Fares frozen</title>")
    assert Found("Fares frozen", "json-ld") == found.title
    assert ["Jane Doe"] == names_of(found.authors)


@pytest.mark.parametrize("script", ["", "not json", "[[[", "}{", '"text"', "7", "null", "{", "\x00", '{"a"', "[1, 2"])
def test_what_is_no_data_gives_none(script: str) -> None:
    """Nothing is read out of nothing."""
    assert (None, ()) == (of_script(script).title, of_script(script).authors)


def test_graph_with_references() -> None:
    """Things refer to each other, also across scripts."""
    page = """{"@graph": [{"@type": "WebPage", "@id": "#page", "name": "Fares frozen - Ferry"},
        {"@type": "Article", "headline": "Fares frozen", "isPartOf": {"@id": "#page"}, "author": {"@id": "#jane"},
         "image": {"@id": "#image"}}, {"@type": "ImageObject", "@id": "#image", "url": "https://x.example/i.jpg"}]}"""
    found = of_script(page, '{"@type": "Person", "@id": "#jane", "name": "Jane Doe"}')
    assert ["Jane Doe"] == names_of(found.authors)
    assert Found("https://x.example/i.jpg", "json-ld") == found.image


def test_article_inside_the_page() -> None:
    """The main entity of a page is its article."""
    found = of_script(
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "T", "author": "Jane Doe"}}'
    )
    assert ["Jane Doe"] == names_of(found.authors)
    assert ("newsarticle", "webpage") == found.page_types


def test_article_that_is_the_page_is_chosen() -> None:
    """Of several articles, the one with the page's title or address speaks for it."""
    several = """[{"@type": "Article", "headline": "Another", "author": "Mary Major"},
        {"@type": "Article", "headline": "Fares frozen", "author": "Jane Doe"}]"""
    assert ["Jane Doe"] == names_of(of_script(several, more="<title>Fares frozen | Ferry</title>").authors)


def test_articles_of_a_list_do_not_speak_for_it() -> None:
    """Where several articles stand and none is the page, none is its own."""
    several = """[{"@type": "Article", "headline": "One", "author": "Mary Major", "datePublished": "2025-01-01"},
        {"@type": "Article", "headline": "Two", "author": "Jane Doe", "datePublished": "2025-01-02"}]"""
    found = of_script(several, more="<title>All stories</title>")
    assert ((), None) == (found.authors, found.date_published)


def test_live_blog_is_an_article() -> None:
    """The blog is the article; its updates are not."""
    found = of_script("""{"@type": "LiveBlogPosting", "headline": "Storm live", "author": "Jane Doe", "liveBlogUpdate":
        [{"@type": "BlogPosting", "headline": "9:00", "author": "Mary Major"}]}""")
    assert ["Jane Doe"] == names_of(found.authors)
    assert ("liveblogposting",) == found.page_types


def test_frequent_questions_are_no_thread() -> None:
    """A question that nobody asked is a part of a page; one with an author is what a thread is about."""
    faq = (
        '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Why?", "acceptedAnswer": {"text": "So."}}]}'
    )
    thread = '{"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "Why?", "author": {"name": "sean_g"}}}'
    assert () == of_script(faq).authors
    assert ["sean_g"] == names_of(of_script(thread).authors)


def test_microdata() -> None:
    """Attributes of the page are read like JSON-LD, nested items included."""
    found = metadata_of("""<article itemscope itemtype="https://schema.org/NewsArticle">
        <h1 itemprop="headline">Fares frozen</h1><meta itemprop="datePublished" content="2025-09-04">
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jane Doe</b></span>
        <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
        <meta itemprop="name" content="Ferry"></div></article>""")
    assert Found("Fares frozen", "microdata") == found.title
    assert (Found("Jane Doe", "microdata"),) == found.authors
    assert Found("2025-09-04", "microdata") == found.date_published
    assert Found("Ferry", "microdata") == found.site_name


def test_rdfa() -> None:
    """The attributes of RDFa say the same."""
    found = metadata_of("""<div vocab="https://schema.org/" typeof="BlogPosting"><h1 property="headline">Fares</h1>
        <a property="author" href="/jane">Jane Doe</a></div>""")
    assert (Found("Jane Doe", "microdata"),) == found.authors


def test_properties_outside_of_any_item() -> None:
    """Templates forget the item; what stands once on the page is of the page, what stands often is not."""
    once = '<meta itemprop="datePublished" content="2025-09-04"><h1>T</h1>'
    often = once + '<meta itemprop="datePublished" content="2025-09-05">'
    assert Found("2025-09-04", "microdata") == metadata_of(once).date_published
    assert metadata_of(often).date_published is None


def test_bodies_are_evidence() -> None:
    """The text of the article in the data is handed on, as lines; a short one is a description."""
    body = "The ferry sails every day. " * 10
    found = of_script(
        f'{{"@type": "Article", "headline": "T", "articleBody": "<p>{body}</p><p>Second &amp; last.</p>"}}'
    )
    assert (f"{body.strip()}\nSecond & last.",) == found.bodies
    assert () == of_script('{"@type": "Article", "headline": "T", "articleBody": "Short."}').bodies


def test_halves_of_characters_are_dropped() -> None:
    """Every value can be encoded."""
    title = of_script(r'{"@type": "Article", "headline": "Fares \ud83d frozen", "author": "\udc00 Jane Doe"}').title
    assert title is not None
    assert b"Fares frozen" == title.value.encode()


def test_references_in_a_circle_end() -> None:
    """Things that refer to each other for ever give no value."""
    found = of_script("""[{"@id": "b", "name": {"@id": "c"}, "z": 1}, {"@id": "c", "name": {"@id": "b"}, "z": 1},
        {"@type": "Article", "headline": "T", "author": {"@id": "b"}}]""")
    assert () == found.authors


HOSTILE = [
    "[" * 300_000,
    '{"a":' * 100_000,
    '{"a":' + '" ' * 300_000,
    '{"a":"' + "\\" * 600_000,
    "/*" * 300_000,
    '{"@type":"Article","headline":"' + "x" * 5_000_000 + '"}',
    "[" + '{"@type":"Article","headline":"x"},' * 150_000,
]


@pytest.mark.parametrize("script", HOSTILE, ids=lambda s: s[:12])
def test_hostile_scripts_end_soon(script: str) -> None:
    """Megabytes of brackets, quotation marks or objects take a bounded time."""
    page = LexborHTMLParser(f'<script type="application/ld+json">{script}</script><h1>T</h1>')
    start = time.process_time()
    found = read_metadata(page, None)
    assert found.title is not None
    assert time.process_time() - start < 5


def test_deep_data_is_left_out_and_the_rest_is_read() -> None:
    """Nesting beyond any sense costs only what is nested."""
    deep = '{"a": ' + "[" * 5_000 + "]" * 5_000 + ', "b": "kept"}'
    values = read_json(deep)
    assert 1 == len(values)
    assert isinstance(values[0], dict)
    assert "kept" == values[0]["b"]


def test_element_with_several_marks_counts_once() -> None:
    """An element that is an item and a property of another one is one thing, not two."""
    tree = LexborHTMLParser("<div itemscope><p itemprop=author itemscope typeof=Person property=name>Jane</p></div>")
    assert ["div", "p"] == [node.tag for node, _ in read_elements(tree).marked]


def test_elements_are_told_apart_by_what_they_are_asked_for() -> None:
    """Those found for their microdata alone are no values of the head, and a list that is full takes no more."""
    tree = LexborHTMLParser(
        "<link itemprop=a><meta itemprop=b><script itemprop=c></script><a itemprop=d>x</a><h1>T</h1>"
    )
    found = read_elements(tree)
    assert ([], [], [], []) == (found.metas, found.links, found.scripts, found.anchors)
    assert ["link", "meta", "script", "a"] == [node.tag for node, _ in found.marked]
    many = read_elements(LexborHTMLParser("<i itemprop=x></i>" * (MAX_MARKED + 1)))
    assert MAX_MARKED == len(many.marked)
