"""The title is what the headings and the head of a page agree on, without the names of its site."""

from __future__ import annotations

import pytest

from service.core.metadata import Found
from service.page.metadata import title_agrees
from tests.page import metadata_of

SITE = '<meta property="og:site_name" content="The Daily Ferry">'


def title_of(html: str, url: str | None = None) -> str | None:
    """The title of a page, or ``None``."""
    found = metadata_of(html, url).title
    return found.value if found else None


@pytest.mark.parametrize("separator", [" | ", " – ", " — ", " - ", " · ", " : ", " » ", " • ", "|", ": "])
def test_site_name_is_cut_off_the_end(separator: str) -> None:
    """The name of the site goes, whatever parts it from the title."""
    assert "Fares frozen" == title_of(f"{SITE}<title>Fares frozen{separator}The Daily Ferry</title>")


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        ("Spider-Man – No Way Home", ""),
        ("Spider-Man: No Way Home - Kritik", "Spider-Man: No Way Home - Kritik"),
        ("Bitcoin: $100,000 – was nun?", ""),
        ("Fähre 10:30 – die Bilanz", ""),
        ("Sie sprach « ganz offen » davon", ""),
    ],
)
def test_part_of_the_title_stays(document: str, heading: str) -> None:
    """A segment that names nothing known belongs to the title."""
    assert document == title_of(f"<title>{document}</title><h1>{heading}</h1>", "https://example.org/a")


def test_host_names_the_site() -> None:
    """The host says what the site is called where nothing else does."""
    page = "<title>Fares frozen - Daily Ferry</title>"
    assert "Fares frozen" == title_of(page, "https://www.dailyferry.co.uk/a")
    assert "Fares frozen - Daily Ferry" == title_of(page, "https://example.org/a")


def test_initials_of_the_host_are_the_site() -> None:
    """A site known by its initials is cut off by them, and one whose host is the initials by its full name."""
    assert "Work safely" == title_of(
        "<title>Work safely | Occupational Safety and Health Administration</title>", "https://www.osha.gov/a"
    )
    assert "Oak desks" == title_of(
        "<title>Oak desks | NBF</title>", "https://www.nationalbusinessfurniture.com/t/oak-desks"
    )


def test_publisher_in_json_ld_names_the_site() -> None:
    """The name that only structured data have is cut off too."""
    page = """<title>料金凍結 - 渡船新聞</title>
        <script type="application/ld+json">{"@type": "WebSite", "name": "渡船新聞"}</script>"""
    assert "料金凍結" == title_of(page)


def test_heading_that_the_title_begins_with_wins() -> None:
    """Agreement of heading and document title cuts unknown names of sections and sites."""
    page = "<title>Fares frozen | Money | Some Paper</title><h1>Fares frozen</h1>"
    assert Found("Fares frozen", "html") == metadata_of(page).title


def test_site_before_the_title_is_cut_where_a_heading_agrees() -> None:
    """Also sites that put their name first."""
    page = f"{SITE}<title>The Daily Ferry: Fares frozen</title><h1>Fares frozen</h1>"
    assert "Fares frozen" == title_of(page)


def test_heading_with_the_name_of_the_site_is_no_title() -> None:
    """A logo in a level-1 heading does not pass for the headline."""
    page = f"{SITE}<title>Fares frozen | The Daily Ferry</title><h1>The Daily Ferry</h1><h2>Fares frozen</h2>"
    assert "Fares frozen" == title_of(page)


def test_name_beside_the_shared_title_is_the_site() -> None:
    """What the document title has besides the Open Graph title names the site, though no element says so."""
    page = """<title>Notes of a Pilot: Small boats, large harbours</title>
        <meta property="og:title" content="Small boats, large harbours"><h1>Notes of a Pilot</h1>"""
    assert Found("Small boats, large harbours", "opengraph") == metadata_of(page).title


def test_title_in_the_place_of_the_site_is_no_site() -> None:
    """Careless plug-ins name the site as the page; its address or its whole title tell that the name is the page's."""
    name = "<h1>Fares frozen / thawed</h1>"
    page = f'<meta property="og:site_name" content="Fares frozen / thawed"><title>{{}}</title>{name}'
    whole = page.format("Fares frozen / thawed")
    assert "Fares frozen / thawed" == title_of(whole, "https://example.org/a/news")
    longer = page.format("Fares frozen / thawed [2025]: All Prices")
    assert "Fares frozen / thawed" == title_of(longer, "https://example.org/fares-frozen-thawed")
    site = page.replace("Fares frozen / thawed", "The Daily Ferry").format("Fares frozen | The Daily Ferry")
    assert "Fares frozen" == title_of(site, "https://example.org/fares-frozen")


def test_home_page_is_called_as_its_site() -> None:
    """Where the title says no more than a word besides, the name is the title; on any other page the word is."""
    page = "<title>Home - The Daily Ferry Blog</title><h1>Posts</h1>"
    assert "The Daily Ferry Blog" == title_of(SITE + page, "https://example.org/")
    assert "Home" == title_of(SITE + page, "https://example.org/home")
    slogan = SITE + "<title>Every island, every day - The Daily Ferry</title>"
    assert "Every island, every day" == title_of(slogan, "https://example.org/")


def test_section_behind_the_title_is_cut() -> None:
    """A section that the page names is no part of its title."""
    page = """<meta property="article:section" content="Opinion"><title>Why ferries matter | Opinion</title>
        <meta property="og:title" content="Why ferries matter | Opinion"><h1>Why ferries matter | Opinion</h1>"""
    assert "Why ferries matter" == title_of(page)


SUBFORUM = "<a href=/forum/rope>Rope and knots</a>"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("Which rope for a ferry? / Rope and knots", "Which rope for a ferry?"),
        ("Which rope for a ferry? - Rope and knots", "Which rope for a ferry?"),
        ("Which rope for a ferry? - A guide", "Which rope for a ferry? - A guide"),
        ("Ferries: Rope and knots", "Ferries: Rope and knots"),
        ("Rope and knots", "Rope and knots"),
    ],
)
def test_section_that_the_page_links_is_cut(document: str, expected: str) -> None:
    """What a link to another page says behind the title is where the page is; behind a colon the title goes on."""
    assert expected == title_of(f"<title>{document}</title>{SUBFORUM}", "https://example.org/topic?id=3")


def test_link_to_the_page_itself_names_no_section() -> None:
    """A table of contents links the page that is open, by its title."""
    page = "<title>Ferries - Rope and knots</title><a href=/book/rope>Rope and knots</a>"
    assert "Ferries - Rope and knots" == title_of(page, "https://example.org/book/rope")


def test_section_behind_the_bar_of_a_heading_is_cut() -> None:
    """A heading that ends with the name of a linked section is the headline without it; a longer link is no section."""
    page = "<title>{0}</title><h1>{0}</h1><a href=/opinion>Opinion</a><a href=/best>The best rope of this year</a>"
    assert "Why ferries matter" == title_of(page.format("Why ferries matter | Opinion"), "https://example.org/why")
    longer = "Why ferries matter | The best rope of this year"
    assert longer == title_of(page.format(longer), "https://example.org/why")


def test_book_in_the_heading_is_no_title() -> None:
    """Books on the web have their name as heading on every page and behind its title; the address tells them apart."""
    page = "<title>What is a knot? - The Book of Rope</title><h1>The Book of Rope</h1>"
    assert "What is a knot?" == title_of(page, "https://example.org/book/ch04-what-is-a-knot.html")
    assert "The Book of Rope" == title_of(page, "https://example.org/the-book-of-rope")


def test_address_tells_the_title_from_a_shared_slogan() -> None:
    """Of two titles that no heading repeats, the one that the address repeats is the page's."""
    page = """<meta property="og:title" content="We are really good at this"><title>Trending ferries today</title>"""
    assert "Trending ferries today" == title_of(page, "https://example.org/trending")
    assert "We are really good at this" == title_of(page, "https://example.org/x")


def test_site_as_shared_title_names_nothing_else() -> None:
    """Where Open Graph has the site for a title, what the document title has besides it is the title."""
    page = """<title>Which ferry for which river? | Rivermow</title><meta property="og:title" content="Rivermow">
        <h1>Which ferry for which river?</h1>"""
    assert "Which ferry for which river?" == title_of(page, "https://www.rivermow.com/blog/which-ferry")


def test_heading_of_an_article_beats_a_title_for_search_engines() -> None:
    """Where they differ, the article's heading is what readers see, if the address agrees with it."""
    page = """<meta property="og:type" content="article"><title>Best Ferries 2025 | Shop</title>
        <h1>The best ferries of 2025, tested by our crew</h1>"""
    assert "The best ferries of 2025, tested by our crew" == title_of(
        page, "https://example.org/the-best-ferries-of-2025-tested-by-our-crew"
    )


def test_slogan_does_not_beat_the_title() -> None:
    """On a page that is no article, a heading that shares nothing with title and address is a slogan."""
    page = "<title>Ferry booking software | Acme</title><h1>Your journey. Your way.</h1>"
    assert "Ferry booking software" == title_of(page, "https://acme.example/booking")


def test_address_is_a_witness_for_the_heading() -> None:
    """A document title that says only what the site is loses against a heading that the address repeats."""
    page = "<title>Forum - the heart of the internet</title><h1>Which rope for a small ferry?</h1>"
    assert "Which rope for a small ferry?" == title_of(page, "https://f.example/c/1/which_rope_for_a_small_ferry/")


def test_title_cut_off_by_its_length_is_completed() -> None:
    """A document title that ends inside a word is not preferred to the whole heading."""
    heading = "How to choose a ferry for the whole family and all of its luggage"
    assert heading == title_of(f"<title>{heading[:-3]}</title><h1>{heading}</h1>")


def test_label_before_the_heading_is_left_out() -> None:
    """A heading that repeats the title behind a label gives the title."""
    page = '<meta property="og:title" content="Fares are frozen again"><h1>Blog: Fares are frozen again</h1>'
    assert "Fares are frozen again" == title_of(page)


def test_first_words_of_the_heading_are_no_label() -> None:
    """What no sign parts from the rest belongs to the headline, though one title leaves it out; "News - " does not."""
    page = """<meta property="og:title" content="{0}"><title>Best ropes for small ferries</title><h1>{0}</h1>"""
    assert "What are the best ropes for small ferries?" == title_of(
        page.format("What are the best ropes for small ferries?")
    )
    assert "Best ropes for small ferries" == title_of(page.format("News - Best ropes for small ferries"))


def test_label_in_the_heading_that_another_title_parts() -> None:
    """Forums put a coloured label before the heading, and a sign behind it in the title."""
    page = """<meta property="og:title" content="News - Best ropes for small ferries">
        <title>Best ropes for small ferries</title><h1><span>News</span> Best ropes for small ferries</h1>"""
    assert "Best ropes for small ferries" == title_of(page)


def test_title_cut_between_words_is_completed_by_another() -> None:
    """Headlines in data end at 110 characters; a short title that another goes on from is one of its own."""
    long = "How to choose a ferry for the whole family and all of its luggage, with one trick that works for all"
    data = '<script type="application/ld+json">{{"@type": "Article", "headline": "{}"}}</script><title>{}</title>'
    assert long == title_of(data.format(long[:98].rstrip(), long))
    assert "How to choose a ferry" == title_of(data.format("How to choose a ferry", long))


def test_word_of_the_title_is_no_headline() -> None:
    """A heading of one word that stands in the title names a box, unless the address says it."""
    page = """<meta property="og:type" content="article"><title>How we moved ferries, ropes and forums</title>
        <h1>Forums</h1>"""
    assert "How we moved ferries, ropes and forums" == title_of(page, "https://example.org/5e2cdc32849405fff6b4")
    assert "Forums" == title_of(page, "https://example.org/forums")


def test_heading_of_the_second_level_where_there_is_none_of_the_first() -> None:
    """Forums begin at the second level: it is the headline if a title says it, and no section's name."""
    title = "<title>Islanders • View topic - Which rope is best: hemp?</title>"
    assert "Which rope is best: hemp?" == title_of(f"{title}<h2>Which rope is best: hemp?</h2>")
    assert "Ropes - Overview" == title_of("<title>Ropes - Overview</title><h2>Ropes</h2>")
    both = "<title>Which rope? - Why old ropes hold</title><h1>Which rope?</h1><h2>Why old ropes hold</h2>"
    assert "Which rope?" == title_of(both)


def test_wrongly_decoded_title_is_repaired() -> None:
    """The title is repaired as the text is; accents that are meant stay."""
    assert "An Islander’s guide" == title_of("<title>An Islanderâ\x80\x99s guide</title>")
    assert "À la carte: Œufs" == title_of("<title>À la carte: Œufs</title>")


def test_sign_that_links_to_a_heading_is_left_out() -> None:
    """Manuals put a sign behind each heading; a number sign is a part of it."""
    assert "ropes of hemp" == title_of("<h1>ropes of hemp<a href=#ropes>¶</a></h1>")
    assert "Learn C#" == title_of("<h1>Learn C#</h1>")


def test_first_source_that_says_the_title_is_named() -> None:
    """The value comes from the most trusted source that says it, with its typography."""
    page = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fares “frozen”"}</script>
        <meta property="og:title" content='Fares "frozen"'><title>Fares frozen</title><h1>Fares frozen</h1>"""
    assert Found("Fares “frozen”", "json-ld") == metadata_of(page).title


def test_product_is_named_by_its_heading() -> None:
    """On a shop's page the thing that is sold gives the title, not the slogan behind the bar."""
    page = """<script type="application/ld+json">{"@type": "Product", "name": "Kettle 1.5 l"}</script>
        <title>Kettle 1.5 l | Free delivery | Pots</title><h1>Kettle 1.5 l</h1>"""
    assert Found("Kettle 1.5 l", "json-ld") == metadata_of(page).title


def test_business_in_the_data_is_no_title() -> None:
    """A company that speaks of itself in its data does not name each of its pages."""
    page = """<script type="application/ld+json">{"@type": "LocalBusiness", "name": "Acme Movers Ltd"}</script>
        <title>Moving house in Leeds | Acme</title>"""
    assert "Moving house in Leeds" == title_of(page, "https://acme.example/leeds")


def test_words_of_a_heading_are_joined_as_they_read() -> None:
    """Inline elements do not part a word; line breaks do."""
    assert "Word play again" == title_of("<h1><b>W</b>ord<br>play <i>again</i><button>Share</button></h1>")


def test_page_about_a_tag_keeps_it() -> None:
    """A tag that nothing closes is what the page is about; others are stripped, entities decoded once."""
    assert "<table>: The Table element" == title_of(
        '<meta property="og:title" content="&lt;table&gt;: The Table element">'
    )
    assert "Bold & free" == title_of('<meta property="og:title" content="&lt;b&gt;Bold&lt;/b&gt; &amp;amp; free">')


def test_page_without_title_has_none() -> None:
    """Nothing is made up."""
    assert metadata_of("<p>Text.</p>").title is None


def test_title_agrees_is_strict_about_what_is_missing() -> None:
    """Punctuation may differ and little may be missing; a short title must be the whole heading."""
    assert title_agrees("Fares frozen – until spring", "FARES FROZEN: until spring")
    assert title_agrees("Fares are frozen until the spring", "Fares are frozen until the spring 2")
    assert not title_agrees("Fares frozen until spring", "Fares frozen until spring, and what it means for islanders")
    assert not title_agrees("News", "News!s")
    assert not title_agrees("", "")
