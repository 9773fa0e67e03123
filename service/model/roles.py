"""What tags, landmarks and class names say of an element, as a fixed list of roles: evidence, never a verdict.

A name such as ``post-related__list`` is read by its parts (``post``, ``related``, ``list``) and by its pairs of parts
(``related list``).  Words are looked up, not searched for: a page may have hundreds of names.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

TAGS = (
    "article", "main", "section", "nav", "aside", "header", "footer", "form", "figure", "table", "ul", "ol", "li",
    "blockquote", "a", "p", "h1", "h2", "h3", "h4", "button", "label", "address", "dialog", "details", "pre",
)  # fmt: skip
"""Tags that are roles of their own."""

NAMED = {
    "comments": "comment* kommentar* comentario* commenti yorum* reacties disqus* respond replies",
    "related": "related* recommend* read-next read-also read-more readmore more-stories more-news more-articles "
    "more-posts more-from you-may up-next upnext",
    "popular": "popular* trending* most-read most-viewed most-popular mostread outbrain* taboola* also-like also-read "
    "teaser teasers latest recent*",
    "newsletter": "newsletter* subscri* signup sign-up mailchimp* optin mc4wp*",
    "share": "share shar* social* addtoany* sns facebook twitter whatsapp",
    "paging": "pagination pager paging paginate* post-nav nav-links next-prev prev-next next prev previous older newer",
    "crumbs": "breadcrumb* crumb* crumbs toc skip-link skiplink",
    "bio": "author-bio author-box author-info author-card about-author biography bio authorbox",
    "tags": "tag tags tag-list tagcloud keywords taxonomy categories category cat",
    "consent": "cookie* consent* gdpr* onetrust* ccpa",
    "paywall": "paywall* regwall metering premium piano subscriber*",
    "advert": "advert* sponsor* promo promo* ad ads adsense adslot dfp banner-ad native-ad",
    "widget": "widget* sidebar side-bar popup modal toolbar rating* print-only",
    "body": "article-body story-body entry-content post-content post-body article-content article-text page-content "
    "main-content articlebody story-content content-body body-copy rich-text post-text product-description storytext "
    "td-post-content entrytext blogpost-content text-content",
    "article": "article story entry post single hentry newsarticle blogposting blog blogpost",
    "content": "content main primary body prose markdown-body wysiwyg maincontent bodycontent mw-parser",
    "title": "title headline heading name hed",
    "meta": "meta byline author authors date time timestamp posted published datetime info dateline",
    "summary": "summary excerpt lead lede intro standfirst dek subtitle abstract snippet description subhead",
    "product": "product products price prices sku cart buy shop woocommerce variant spec specs specifications store",
    "thread": "message messages reply thread topic forum question answer answers discussion forums threads",
    "card": "card cards tile tiles item items grid list lists listing result results carousel* slider* slide swiper* "
    "loop feed archive collection",
    "review": "review reviews testimonial* star stars",
    "margin": "side rail secondary aside right left complementary",
    "head": "header masthead top topbar banner hero logo brand branding",
    "foot": "footer bottom colophon copyright legal disclaimer credit credits",
    "menu": "nav navigation navbar menu menus submenu dropdown mega megamenu tab tabs link links",
    "picture": "caption figcaption image images img photo photos gallery media video thumb thumbnail",
    "control": "button buttons btn form search login input field filter filters sort select toggle overlay close",
    "answer": "faq faqs accordion* collaps* panel panels",
    "event": "event events calendar schedule location address contact map phone",
    "note": "footnote* reference references reflist endnote* bibliography infobox source sources notes",
    "code": "code highlight syntax gist",
    "more": "more load-more view-all see-all",
}
"""Words for parts of pages across content systems, by role; ``*`` stands for any end of the word."""

NAMES = tuple([f"tag:{tag}" for tag in TAGS] + [f"name:{name}" for name in NAMED])

STEM = 4
"""Letters of the shortest of the words that have a ``*``: by these, those that may fit are looked up."""


def _bits_by_word() -> dict[bytes, int]:
    """The roles of whole words and pairs of words, one bit each."""
    found: dict[bytes, int] = {}
    for role, words in enumerate(NAMED.values(), len(TAGS)):
        for word in words.encode().split():
            if not word.endswith(b"*"):
                found[word] = found.get(word, 0) | 1 << role
    return found


def _bits_by_stem() -> dict[bytes, tuple[tuple[bytes, int], ...]]:
    """The beginnings of words with their roles, one bit each, by their first letters."""
    found: dict[bytes, tuple[tuple[bytes, int], ...]] = {}
    for role, words in enumerate(NAMED.values(), len(TAGS)):
        for word in words.encode().split():
            if word.endswith(b"*"):
                stem = word[:STEM]
                found[stem] = (*found.get(stem, ()), (word[:-1], 1 << role))
    return found


_BY_WORD = MappingProxyType(_bits_by_word())
_BY_STEM = MappingProxyType(_bits_by_stem())
_BY_TAG = MappingProxyType({tag: 1 << i for i, tag in enumerate(TAGS)})
_SPACED = bytes(byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789" else ord(" ") for byte in range(256))
"""A table that makes a space of all that is no part of a word."""

CACHED = 20_000
"""Names that are remembered: pages of one site share them, and all pages share some."""
CACHED_LENGTH = 64
"""Characters of the longest of them: so they take a few megabytes at most."""


def roles_of(tag: str, tokens: tuple[str, ...]) -> int:
    """What an element is: the sum of one bit for each of its roles, in the order of ``NAMES``.

    >>> roles = roles_of("ul", ("post-related__list",))
    >>> [name for i, name in enumerate(NAMES) if roles >> i & 1]
    ['tag:ul', 'name:related', 'name:article', 'name:card']
    """
    bits = _BY_TAG.get(tag, 0)
    for token in tokens:
        bits |= _remembered(token) if len(token) <= CACHED_LENGTH else _bits_of(token)
    return bits


def _bits_of(token: str) -> int:
    """The roles of one name, one bit each."""
    parts = token.encode("ascii", "replace").translate(_SPACED).split()
    found = 0
    before = b""
    for part in parts:
        found |= _BY_WORD.get(part, 0)
        for beginning, roles in _BY_STEM.get(part[:STEM], ()):
            if part.startswith(beginning):
                found |= roles
        if before:
            found |= _BY_WORD.get(before + b"-" + part, 0)
        before = part
    return found


_remembered = lru_cache(CACHED)(_bits_of)
