"""What the names of elements and attributes mean for the text of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from service.core.model import BlockKind

SKIPPED = frozenset(
    """head script style template svg iframe object embed canvas audio video textarea select option optgroup datalist
    input map area noframes param source track col colgroup meter progress rp rt rtc annotation annotation-xml title
    link meta base""".split()
)
"""Elements whose text is no text of the page: code, fallbacks, controls, and readings set above other text."""

COPIES = frozenset({"noscript"})
"""Elements that stand in for what scripts would show."""

BLOCKS = frozenset(
    """html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr label legend li listing main menu nav ol p
    plaintext pre section search summary table tbody td tfoot th thead tr ul xmp""".split()
)
"""Elements before and after which a line ends.  ``button`` and ``label`` are inline by default, and boxes by use."""

LANDMARKS = frozenset(
    """article main nav aside footer header form figure figcaption table blockquote pre button a ul ol dl details
    dialog address label li h1""".split()
)
"""Elements of which ``Element.inside`` speaks."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "main": "main",
        "article": "article",
        "navigation": "nav",
        "menu": "nav",
        "menubar": "nav",
        "complementary": "aside",
        "contentinfo": "footer",
        "banner": "header",
        "search": "form",
        "form": "form",
        "dialog": "dialog",
        "alertdialog": "dialog",
        "button": "button",
    }
)
"""WAI-ARIA role → the element that means the same."""

KINDS: Mapping[str, BlockKind] = MappingProxyType(
    {
        **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
        "li": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTE,
        "q": BlockKind.QUOTE,
        "pre": BlockKind.CODE,
        "listing": BlockKind.CODE,
        "xmp": BlockKind.CODE,
        "plaintext": BlockKind.CODE,
        "figcaption": BlockKind.CAPTION,
    }
)
"""Element → kind of the blocks in it, as far as nothing nearer says otherwise."""

LISTS = frozenset({"ul", "ol", "menu", "dir"})
TABLES = frozenset({"table", "tr", "td", "th"})

CAPTION_TOKENS = frozenset(
    """caption figcaption wp-caption-text image-caption img-caption photo-caption media-caption picture-caption
    caption-text figure-caption""".split()
)
"""Class names for the text of a picture, as content systems write them."""

CREDIT_TOKENS = frozenset(
    """credit credits copyright source photographer photo-credit image-credit img-credit caption-credit photocredit
    imagecredit image-source copyrightnotice copyright-holder creditline credit-line""".split()
)
"""Class names and ``itemprop`` values for who made or owns a picture."""

HIDDEN_TOKENS = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader screenreader screen-reader-only
    sr-only-focusable visually-hidden-focusable a11y-hidden u-hiddenvisually assistive-text mw-editsection hidden
    d-none is-hidden""".split()
)
"""Class names for what only screen readers, or nobody, are shown."""

HIDDEN_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
"""Inline style of an element that is not shown."""

SPACE = re.compile(r"[ \t\n\r\f]+")
"""White space of HTML: runs of it are one space.  No-break and other spaces are characters like any other."""
