"""Dates have a source that says what they are; a date that merely stands on the page has none."""

from __future__ import annotations

import json

import pytest

from service.core.metadata import Found
from tests.page import metadata_of

TITLE = "<title>Fares frozen until spring</title>"
HEADLINE = "<h1>Fares frozen until spring</h1>"
URL = "https://example.org/news/fares-frozen"
TEXT = "<p>" + "The ferry sails every day, says the operator, and nothing changes for islanders. " * 4 + "</p>"


def published(html: str, url: str | None = URL, lang: str = "en") -> str | None:
    """The day or moment of publication."""
    found = metadata_of(f"<html lang={lang}>{TITLE}{html}", url).date_published
    return found.value if found else None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025-09-04", "2025-09-04"),
        ("2025-09-04T10:00:00+0200", "2025-09-04T10:00:00+02:00"),
        ("2025-09-04T10:00:00.123Z", "2025-09-04T10:00:00Z"),
        ("2025-09-04 10:00", "2025-09-04T10:00"),
        ("20250904", "2025-09-04"),
        ("Thu, 04 Sep 2025 10:00:00 GMT", "2025-09-04T10:00:00Z"),
        ("September 4, 2025", "2025-09-04"),
        ("1756980000", "2025-09-04T10:00:00Z"),
        ("Thu, 09/25/2025 - 11:38", "2025-09-25T11:38"),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2025-13-45", None),
        ("03/04/2025", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_forms_of_a_value(raw: str, expected: str | None) -> None:
    """Time and offset are kept; what is implausible, malformed or ambiguous is dropped."""
    assert expected == published(f'<meta property="article:published_time" content="{raw}">')


@pytest.mark.parametrize(("lang", "expected"), [("de", "2025-04-03"), ("en-US", "2025-03-04"), ("en", None)])
def test_language_tells_the_order_of_numbers(lang: str, expected: str | None) -> None:
    """Day or month first: the page's language knows, plain English does not."""
    assert expected == published('<meta name="date" content="03/04/2025">', lang=lang)


def test_order_of_sources() -> None:
    """JSON-LD speaks before Open Graph, both before the page."""
    data = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2025-01-01"}</script>'
    graph = '<meta property="article:published_time" content="2025-01-02">'
    page = f"{HEADLINE}<time datetime=2025-01-03>3 January 2025</time>"
    assert Found("2025-01-01", "json-ld") == metadata_of(TITLE + data + graph + page, URL).date_published
    assert Found("2025-01-02", "opengraph") == metadata_of(TITLE + graph + page, URL).date_published
    assert Found("2025-01-03", "html") == metadata_of(TITLE + page, URL).date_published


def test_earlier_printed_day_beats_a_date_of_the_program() -> None:
    """A program that writes its last change as publication is corrected by the day beside the headline."""
    data = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2025-06-24"}</script>'
    assert "2024-08-25" == published(f"{data}{HEADLINE}<p>Published August 25, 2024</p>")
    assert "2025-06-24" == published(f"{data}{HEADLINE}<p>Updated August 25, 2026</p>")
    assert "2025-06-24" == published(f"{data}{HEADLINE}<p>June 23, 2025</p>")


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ("<p>Published: 4 September 2025</p>", "en"),
        ("<p>By Jane Doe | Sept. 4, 2025 | 5 min read</p>", "en"),
        ("<p>Veröffentlicht am 4. September 2025</p>", "de"),
        ("<p>Publié le 4 septembre 2025</p>", "fr"),
        ("<p>Publicado el 4 de septiembre de 2025</p>", "es"),
        ("<p>04.09.2025</p>", "de"),
        ("<p>2025年9月4日</p>", "ja"),
        ("<p>4 сентября 2025</p>", "ru"),
        ("<p>Posted on</p><p>Sep 4, 2025</p>", "en"),
        ("<time datetime='2025-09-04'>three days ago</time>", "en"),
    ],
)
def test_printed_date(html: str, lang: str) -> None:
    """A line of dates below the headline is read in its language, with a label in it or above it."""
    found = published(HEADLINE + html, lang=lang)
    assert found is not None
    assert "2025-09-04" == found[:10]


@pytest.mark.parametrize(
    "html",
    [
        "<p>The contract of 4 September 2025 binds both, and neither side may leave it before the next year ends.</p>",
        "<p>© 2025-09-04 The Daily Ferry</p>",
        "<div class=comments><time datetime=2025-09-04>4 September 2025</time></div>",
        "<aside class=related><p>4 September 2025</p></aside>",
        "<div class=sidebar><time datetime=2025-09-04>today</time></div>",
    ],
)
def test_date_of_something_else(html: str) -> None:
    """Dates in sentences, copyright lines, comments and lists of other stories are not the page's."""
    assert published(HEADLINE + html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<figure><p>The ferry on 4 September 2025</p></figure>",
        "<figure><img><figcaption>Photo: J. Doe, 4 September 2025</figcaption></figure>",
        "<p>Archive picture (04.09.2025): again and again the ferry lies idle in the old harbour.</p>",
    ],
)
def test_date_of_a_picture(html: str) -> None:
    """What a caption tells of is not the page's day, nor a correction of the day in its data; a short line is."""
    data = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-01-27"}</script>'
    assert published(HEADLINE + html) is None
    assert "2026-01-27" == published(data + HEADLINE + html)
    assert "2025-09-04" == published(f"{HEADLINE}<p>4 September 2025.</p>")


def test_date_of_an_element_is_on_its_own_line() -> None:
    """The machine-readable date belongs to the line that it stands in, not to the one before."""
    html = "<p>By Jane Doe</p><div><time datetime=2025-09-04T19:05:00-08:00>September 4, 2025</time></div>"
    assert "2025-09-04T19:05:00-08:00" == published(HEADLINE + html)


def test_element_of_the_open_page() -> None:
    """A link to the page itself is marked as current by its state; the current time is no day of publication."""
    date = "<div class=published-date>September 4, 2025</div>"
    assert "2025-09-04" == published(f'{HEADLINE}<a class="author-link w--current">{date}</a>')
    assert published(f'{HEADLINE}<div class="current-date"><span>September 4, 2025</span></div>') is None


@pytest.mark.parametrize(
    "name",
    [
        "cXenseParse:publishtime", "w-published-date", "publisheddate", "og:publish_date", "published_at", "date-pub",
        "prism.publicationDate", "article:published:time", "article:first_published_time",
    ],
)  # fmt: skip
def test_name_that_says_publication(name: str) -> None:
    """Vendors have names of their own; what they end with says what they are, on the page of an article."""
    page = f'<meta name="{name}" content="2025-09-04">{HEADLINE}{TEXT}'
    assert "2025-09-04" == published(f'<meta property="og:type" content="article">{page}')
    assert published(page) is None


@pytest.mark.parametrize(
    "name",
    ["last_published_date", "publisher", "publisher-id", "republished-date", "unpublish_date", "pub-date-expires",
     "article:expiration_time", "build-date", "pub"],
)  # fmt: skip
def test_name_that_says_something_else(name: str) -> None:
    """A publisher is no publication, and the last one is a change."""
    head = f'<meta property="og:type" content="article"><meta name="{name}" content="2025-09-04">'
    assert published(head + HEADLINE + TEXT) is None


def test_label_corrects_the_last_change() -> None:
    """Where the data have the last change for the publication, an earlier day that is labelled anywhere is right."""
    data = """<script type="application/ld+json">{"@type": "Article", "datePublished": "2025-11-29T12:28:31Z",
        "dateModified": "%s"}</script>"""
    label = "<p class=published>Published <time datetime=2025-08-13>13 August</time></p>"
    far = f"{HEADLINE}<main>{TEXT * 6}{label}</main>"
    assert "2025-08-13" == published(data % "2025-11-29T12:28:31Z" + far)
    assert "2025-11-29T12:28:31Z" == published(data % "2025-12-01T09:00:00Z" + far)
    assert "2025-11-29T12:28:31Z" == published(data % "2025-11-29T12:28:31Z" + far.replace("ublished", "rinted"))


def test_list_of_dates_is_no_date() -> None:
    """A page that shows many days without saying what they are lists other things."""
    cards = "".join(f"<h3>Story {n}</h3><p>{n} September 2025</p>" for n in range(1, 8))
    assert published(HEADLINE + cards) is None


def test_shop_has_no_date() -> None:
    """A product's page has no day of publication, whatever dates stand on it."""
    data = '<script type="application/ld+json">{"@type": "Product", "name": "Kettle"}</script>'
    assert published(f"{data}<h1>Kettle</h1><p>4 September 2025</p>") is None


def test_page_as_such_is_dated_where_nothing_better_is() -> None:
    """Plug-ins date every page, so what is printed comes first, and the page of a shop or a home page has no day."""
    data = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2025-09-04"}</script>'
    shop = '<script type="application/ld+json">{"@type": "Product", "name": "Kettle"}</script>'
    assert Found("2025-09-04", "json-ld") == metadata_of(data + HEADLINE, URL).date_published
    assert Found("2025-09-02", "html") == metadata_of(f"{data}{HEADLINE}<p>2 September 2025</p>", URL).date_published
    assert published(data + shop) is None
    assert metadata_of(data, "https://example.org/").date_published is None


def test_day_in_an_attribute_of_the_body() -> None:
    """Some systems write the day of publication there and nowhere else."""
    page = f"<body data-pubdate=2025-09-04>{HEADLINE}{TEXT}</body>"
    assert Found("2025-09-04", "html") == metadata_of(page, URL).date_published


def test_month_of_the_address_tells_the_page_from_events() -> None:
    """Of several days beside the headline, the one in the month of the address is the page's."""
    page = f"{HEADLINE}<p>June 17, 2025</p><p>December 20, 2025</p>"
    assert "2025-12-20" == published(page, "https://example.org/2025/12/fares")
    assert "2025-06-17" == published(page, "https://example.org/fares")


def test_moment_in_utc_is_the_day_before_in_the_west() -> None:
    """A day printed before that of the data is another day only where no zone of the earth had it then."""
    for clock, expected in (("22:02:58", "2025-12-18"), ("02:41:41", "2025-12-19T02:41:41Z")):
        meta = f'<meta property="article:published_time" content="2025-12-19T{clock}Z">'
        assert expected == published(f"{meta}{HEADLINE}<p>December 18, 2025</p>")


def test_label_right_before_an_element() -> None:
    """What stands before a machine-readable date far from the headline says what it is."""
    stamp = '<time datetime="2024-09-17T06:16:41Z">1 year ago</time>'
    page = f"{HEADLINE}<main>{TEXT * 6}<p>Last updated {stamp}</p></main>"
    assert Found("2024-09-17T06:16:41Z", "html") == metadata_of(TITLE + page, URL).date_published
    assert published(page.replace("Last updated", "Ferry leaves")) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2025/09/04/fares", "2025-09-04"),
        ("https://example.org/2025/september/4/fares", "2025-09-04"),
        ("https://example.org/20250904/fares", "2025-09-04"),
        ("https://example.org/2025/09/fares", None),
        ("https://example.org/2025/99/99/fares", None),
    ],
)
def test_date_in_the_address(url: str, expected: str | None) -> None:
    """The day in the address is the last resort; a month alone is no day."""
    assert expected == published(HEADLINE, url)


def test_modified_is_kept_apart() -> None:
    """What says that it is of a change is the date of a change."""
    page = f"{HEADLINE}<p>Published 4 September 2025, 10:30</p><p>Last updated 5 September 2025</p>"
    found = metadata_of(TITLE + page, URL)
    assert Found("2025-09-04T10:30", "html") == found.date_published
    assert Found("2025-09-05", "html") == found.date_modified


def test_page_that_names_only_its_update() -> None:
    """Readers are told one day, that of the update: the page in this form was published then."""
    found = metadata_of(f"{TITLE}{HEADLINE}<p>Updated: 5 September 2025</p>", URL)
    assert Found("2025-09-05", "html") == found.date_published
    assert Found("2025-09-05", "html") == found.date_modified


def test_meta_element_with_the_last_change_is_no_publication() -> None:
    """Systems write that element for every page."""
    found = metadata_of(f'{TITLE}<meta property="article:modified_time" content="2025-09-05">{HEADLINE}{TEXT}', URL)
    assert found.date_published is None
    assert Found("2025-09-05", "opengraph") == found.date_modified


def test_labelled_date_at_the_end_counts() -> None:
    """A label is enough wherever it stands, if the page has no second such date."""
    far = f"{HEADLINE}<main>{TEXT * 6}<p>Posted on September 4, 2025</p></main>"
    assert "2025-09-04" == published(far)


def test_thread_is_dated_by_its_first_post() -> None:
    """The first post of a thread has its date, later ones and the members' do not."""
    page = """<meta name="generator" content="phpBB"><span class="joined-date">2001-01-01</span>
        <time datetime="2024-02-24T18:41:02+00:00">Sat</time><time datetime="2024-02-25T18:41:02+00:00">Sun</time>"""
    assert "2024-02-24T18:41:02+00:00" == published(page)


def test_thread_of_phpbb_is_dated_by_its_first_author_line() -> None:
    """The line of the author has the day of the post, the list beside it that on which the member joined."""
    member = "<dl><dd>Joined: Sun Dec 11, 2021 11:18 am</dd></dl>"
    line = "<p class=author>by <b>Jane</b> &raquo; Tue Aug 27, 2024 1:47 am</p>"
    page = f"<h2>Fares frozen until spring</h2>{member}{line}"
    assert "2024-08-27T01:47" == published(page, "https://example.org/viewtopic.php?t=487157")
    stamped = page.replace("Tue Aug 27, 2024 1:47 am", "<time datetime=2024-08-27T01:47:00+00:00>Tue Aug 27</time>")
    assert "2024-08-27T01:47:00+00:00" == published(stamped, "https://example.org/viewtopic.php?t=487157")


def test_time_of_the_visit_is_no_date_of_the_thread() -> None:
    """Forums print the clock above the headline; the post that holds the headline is dated by its own attribute."""
    clock = "<div><time datetime=2026-03-05T12:16:19Z>March 05, 2026</time></div>"
    page = f"{clock}<h2>Fares frozen until spring</h2><p>Started by Jane, June 04, 2024, 11:23:55 AM</p>"
    assert "2024-06-04T11:23:55" == published(page, "https://example.org/index.php?topic=589061.0")
    post = f'<shreddit-post created-timestamp="2024-06-04T11:23:55Z">{HEADLINE}</shreddit-post>'
    assert "2024-06-04T11:23:55Z" == published(clock + post, "https://example.org/r/ferries/comments/1/fares/")


def test_same_page_has_the_same_date_on_every_day() -> None:
    """A relative date without a machine-readable one has no value, since no clock is read."""
    assert published(f"{HEADLINE}<p>Published 3 days ago</p>") is None


def test_number_where_a_date_belongs_does_not_raise() -> None:
    """Hostile values of a date are left out."""
    for value in (20250904, True, None, ["x", 3], {"@value": {"a": 1}}, "9" * 10_000):
        data = json.dumps({"@type": "Article", "headline": "T", "datePublished": value})
        assert published(f'<script type="application/ld+json">{data}</script>') is None
