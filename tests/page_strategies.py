"""Pages for hypothesis: trees of elements of every sort, with the prose and the chrome of the cases in them.

Most trees are closed as they should be, some are not; most attributes mean something to somebody who cleans pages.
"""

from __future__ import annotations

import html

from hypothesis import strategies as st

from tests.strategies import LANGUAGES, junk, pieces

MAX_CHILDREN = 5
"""Children of one element."""
MAX_LEAVES = 24
"""Texts of one page; more make no new neighbourhoods, only slower tests."""

BLOCKS = "p p p div div section article main aside header footer nav form fieldset address center h1 h2 h3 h6".split()
GROUPS = "ul ol li li dl dt dd table caption tr td th blockquote figure figcaption pre details summary".split()
INLINE = "a a span b i em strong code small sup sub q cite time label button abbr font ins del mark bdo ruby rt".split()
ODD = "svg math template noscript iframe video select option textarea title head body html frameset x-y o:p".split()
VOID = "br br br hr img input wbr meta link".split()
CLASSES = (
    "article body content post entry text comment comments related share social newsletter promo ad advert sidebar "
    "widget nav menu breadcrumb footer header byline author date caption credit tags paywall cookie hidden sr-only "
    "teaser headline pagination print-only mobile x7f lead"
).split()
ATTRIBUTES = (
    "hidden",
    'aria-hidden="true"',
    'style="display:none"',
    "style='visibility: HIDDEN'",
    'role="navigation"',
    'role="main"',
    'itemprop="articleBody"',
    'itemprop="author"',
    'itemprop="headline"',
    'itemscope itemtype="https://schema.org/NewsArticle"',
    'rel="author"',
    'datetime="2026-02-30T25:00"',
    'href="https://example.org/a?b=c&d"',
    'href="javascript:void(0)"',
    "href=../x y",
    'dir="rtl"',
    'lang="xx-invalid-"',
    'colspan="99999"',
    'start="-3"',
    'id="id',
    "=",
    'class="\u0130\u00df\u0000"',
)
HEADS = (
    "",
    "<meta charset=utf-8><title>{}</title>",
    "<title>{} | {}</title><meta property='og:title' content='{}'>",
    '<script type="application/ld+json">{{"@type": "Article", "headline": "{}", "author": {{"name": "{}"}}}}</script>',
    '<script type="application/ld+json">[{{"@graph": [{{"@type": ["Article"], "articleBody": "{}", "url"</script>',
    "<base href='http://[::1'><link rel=canonical href='//{}'>",
    "<meta name=author content='{}'><meta property='article:published_time' content='{}'>",
    "<!--{}--><style>{}</style><noscript>{}</noscript>",
)
DOCTYPES = ("<!DOCTYPE html>", "", '<?xml version="1.0"?>', "\ufeff<!doctype HTML PUBLIC>", "<!-- -->")


def texts(language: str) -> st.SearchStrategy[str]:
    """Text of an element: written as it should be, or with marks that are markup."""
    escaped = pieces(language).map(html.escape)
    return st.one_of(escaped, escaped, escaped, pieces(language), junk, junk.map(html.escape))


@st.composite
def attributes(draw: st.DrawFn) -> str:
    """The attributes of an element, mostly a class or none."""
    parts = draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=2)) if draw(st.integers(0, 3)) == 0 else []
    if draw(st.booleans()):
        parts.append(f'class="{" ".join(draw(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=2)))}"')
    return "".join(f" {part}" for part in parts)


@st.composite
def elements(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    """An element with what is in it; now and then without its end, with another's, or with a break or picture in it."""
    tag = draw(st.sampled_from((*BLOCKS, *BLOCKS, *GROUPS, *GROUPS, *INLINE, *ODD)))
    inside = draw(st.lists(children, min_size=1, max_size=MAX_CHILDREN))
    void = draw(st.sampled_from(("", "", "", *(f"<{tag}>" for tag in VOID))))
    space = draw(st.sampled_from(("", "", " ", "\n", "\n\n  ")))
    end = draw(st.sampled_from((tag, tag, tag, tag, tag, tag, "", "div", "p", f"{tag} x")))
    return f"<{tag}{draw(attributes())}>{(space + void).join(inside)}{f'</{end}>' if end else ''}"


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page in one language."""
    language = draw(st.sampled_from(LANGUAGES))
    words = texts(language)
    tree = st.recursive(words, elements, max_leaves=MAX_LEAVES)
    head: str = draw(st.sampled_from(HEADS))
    body = "\n".join(draw(st.lists(elements(tree), min_size=1, max_size=4)))
    headline = draw(pieces(language))
    return (
        f"{draw(st.sampled_from(DOCTYPES))}<html><head>{head.format(*[headline] * 3)}</head><body>{body}</body></html>"
    )
