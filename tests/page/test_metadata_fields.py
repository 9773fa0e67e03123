"""The plain fields: each from its first source that says something sensible."""

from __future__ import annotations

import pytest

from service.core.metadata import Found
from tests.page import metadata_of, names_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html lang=de-AT>", Found("de-AT", "html")),
        ('<html lang="zh_hant_tw">', Found("zh-Hant-TW", "html")),
        ('<meta property="og:locale" content="pt_BR">', Found("pt-BR", "opengraph")),
        ('<html lang=en><meta property="og:locale" content="en_GB">', Found("en-GB", "opengraph")),
        ('<html lang=de><meta property="og:locale" content="en_US">', Found("de", "html")),
        ("<html lang=German>", None),
        ("<html lang=''>", None),
    ],
)
def test_language(html: str, expected: Found | None) -> None:
    """A tag of BCP 47 in its usual case; the root is believed, others may only be more precise."""
    assert expected == metadata_of(html).language


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<link rel=canonical href="/a">', Found("https://example.org/a", "meta")),
        ('<meta property="og:url" content="https://example.org/b">', Found("https://example.org/b", "opengraph")),
        (
            '<link rel=canonical href="https://example.org/"><meta property="og:url" content="https://example.org/b">',
            Found("https://example.org/b", "opengraph"),
        ),
        ('<link rel=canonical href="javascript:void(0)">', None),
        ('<link rel=canonical href="https://[broken">', None),
    ],
)
def test_canonical_url(html: str, expected: Found | None) -> None:
    """Absolute, of the web, and not the home page of every page."""
    assert expected == metadata_of(html, "https://example.org/x/y").canonical_url


def test_site_name_prefers_what_the_site_calls_itself() -> None:
    """The site's own name comes before that of the company that publishes it."""
    page = """<script type="application/ld+json">[{"@type": "WebSite", "name": "Ferry"}, {"@type": "Article",
        "headline": "T", "publisher": {"name": "Ferry Media Ltd"}}]</script>
        <meta property="og:site_name" content="X">"""
    assert Found("Ferry", "json-ld") == metadata_of(page).site_name


def test_description_image_section_and_license() -> None:
    """Each has a source; addresses are made absolute."""
    found = metadata_of(
        """<meta name=description content=" Two &amp;amp; two\n lines "><meta property="og:image" content="/i.jpg">
        <meta property="article:section" content="Travel"><a rel=license href="/by">CC BY</a>""",
        "https://example.org/a/b",
    )
    assert Found("Two & two lines", "meta") == found.description
    assert Found("https://example.org/i.jpg", "opengraph") == found.image
    assert Found("Travel", "opengraph") == found.section
    assert Found("https://example.org/by", "html") == found.license


def test_image_in_all_its_shapes() -> None:
    """A string, an object, or a list of either."""
    for image in (
        '"https://x.example/i.jpg"',
        '{"url": "https://x.example/i.jpg"}',
        '[{"contentUrl": "https://x.example/i.jpg"}]',
    ):
        page = f'<script type="application/ld+json">{{"@type": "Article", "headline": "T", "image": {image}}}</script>'
        assert Found("https://x.example/i.jpg", "json-ld") == metadata_of(page).image


def test_tags_come_from_one_source_and_once() -> None:
    """The first source with tags gives all of them, each once, in any case and with any separator."""
    page = """<meta property="article:tag" content="Ferries"><meta property="article:tag" content="ferries">
        <meta property="article:tag" content="Islands"><meta name=keywords content="seo, words">"""
    assert ["Ferries", "Islands"] == names_of(metadata_of(page).tags)
    assert ["渡船", "海島"] == names_of(metadata_of('<meta name=keywords content="渡船，海島">').tags)


def test_page_types_say_what_the_page_is() -> None:
    """Types of the things that speak for the page, and of Open Graph; companies and menus say nothing of it."""
    page = """<script type="application/ld+json">[{"@type": "Organization", "name": "X"}, {"@type": "BreadcrumbList"},
        {"@type": "CollectionPage", "name": "All"}, {"@type": "ItemList"}]</script>
        <meta property="og:type" content="Website">"""
    assert ("itemlist", "collectionpage", "website") == metadata_of(page).page_types


def test_empty_page_says_nothing() -> None:
    """No field is filled without a source."""
    found = metadata_of("")
    assert (None, (), None, None, None, None, None, None, None, (), None, None, (), ()) == (
        found.title, found.authors, found.date_published, found.date_modified, found.language, found.canonical_url,
        found.site_name, found.description, found.image, found.tags, found.section, found.license, found.page_types,
        found.bodies,
    )  # fmt: skip


def test_long_values_are_capped_between_words() -> None:
    """A description of a megabyte is cut."""
    found = metadata_of(f'<meta name=description content="{"word " * 200_000}">').description
    assert found is not None
    assert found.value.endswith("word")
    assert 1_000 >= len(found.value)


@pytest.mark.parametrize(
    "html",
    [
        "<title>" + "a | " * 250_000 + "</title><h1>b</h1>",
        "<title>a" + " " * 1_000_000 + "|</title>",
        '<meta name=author content="' + "a, " * 300_000 + '">',
        '<meta name=author content="by' + " " * 1_000_000 + 'x">',
        '<meta name=description content="' + "<a" * 500_000 + '</">',
        "<h1>T</h1>" + "<p>by Jane Doe 2025</p>" * 100_000,
        "<div itemscope itemtype=x itemprop=a>" * 5_000,
    ],
    ids=lambda s: s[:24],
)
def test_hostile_pages_end(html: str) -> None:
    """Long titles, names, descriptions, lines and nests are read in bounded time without an error."""
    assert metadata_of(html, "https://example.org/a") == metadata_of(html, "https://example.org/a")
