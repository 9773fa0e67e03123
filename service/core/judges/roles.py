"""What the names and landmarks of a page's elements say that a part of it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from service.core.model import Element, Kind

FURNITURE: Mapping[str, Kind] = MappingProxyType(
    {
        "nav": Kind.NAVIGATION,
        "footer": Kind.OTHER,
        "aside": Kind.WIDGET,
        "header": Kind.NAVIGATION,
        "form": Kind.WIDGET,
        "button": Kind.WIDGET,
        "dialog": Kind.WIDGET,
        "label": Kind.WIDGET,
    }
)
"""Landmarks that are no main content, and what their text most often is."""

ROLES = (
    (
        Kind.COMMENTS,
        "comments?(?:list|area|section|form|count|box|thread|wrapper)?|respond|kommentar\\w*|comentarios?|commentaires?|commenti|"
        "yorum\\w*|reacties|komentar\\w*|disqus(?:_thread)?|replies",
    ),
    (
        Kind.RELATED,
        "related\\w*|recommend(?:ed|ations?)\\w*|read-?(?:next|also|more)|more-?(?:stories|news|articles|posts)",
    ),
    (
        Kind.RELATED,
        "also-?(?:like|read)|popular|trending|most-?(?:read|viewed|popular)|outbrain|taboola|up-?next|teasers?",
    ),
    (Kind.NEWSLETTER, "newsletter\\w*|subscri(?:be|ption)|sign-?up"),
    (Kind.SHARE, "share|sharing|share-?(?:bar|buttons?|links?|tools?)|social(?:-?\\w+)?|addtoany\\w*|sharedaddy|sns"),
    (Kind.PAGING, "pagination|pager|paging|post-?nav(?:igation)?|nav-?(?:links|below|above)|next-?prev|prev-?next"),
    (Kind.NAVIGATION, "breadcrumbs?|crumbs?|menu|navbar|toc-?(?:list|container)?|skip-?link"),
    (Kind.AUTHOR_BIO, "author-?(?:bio|box|info|card|description|profile)|about-?(?:the-?)?author|biography"),
    (Kind.TAGS, "tags?|tag-?(?:list|links|cloud)|tags?-?links|keywords"),
    (Kind.CONSENT, "cookies?|cookie-?\\w+|consent|gdpr\\w*"),
    (Kind.PAYWALL, "paywall\\w*|regwall|metering"),
    (
        Kind.ADVERT,
        "advert(?:s|isement|ising|orial)?|sponsored?|promo(?:s|tion|ted|box)?|ad-?(?:slot|unit|banner|container)|dfp",
    ),
    (Kind.WIDGET, "widgets?|sidebar|side-?bar|popup|modal|toolbar|rating-?\\w*|print-?only"),
)
"""What class names and ids say of a part of the main element, as words between spaces, hyphens and underscores."""

_ROLE = re.compile(
    f"(?:^|[_-])(?:{'|'.join(f'(?P<r{i}>{words})' for i, (_, words) in enumerate(ROLES))})(?=[_-]|$)",
)


def role_of(element: Element) -> tuple[Kind, str] | None:
    """What the class names and the id of an element say it is, and the word that says so."""
    for name in element.tokens:
        role = _role_of(name)
        if role is not None:
            return role
    return None


@lru_cache(maxsize=20_000)
def _role_of(name: str) -> tuple[Kind, str] | None:
    """The same of one name, remembered: pages of one site share theirs, and all pages share some."""
    match = _ROLE.search(name)
    if match is None or match.lastgroup is None:
        return None
    return ROLES[int(match.lastgroup[1:])][0], match[match.lastgroup]


def landmark_of(element: Element) -> tuple[Kind, str] | None:
    """The landmark that an element stands in, if it is no main content."""
    return next(((kind, name) for name, kind in FURNITURE.items() if name in element.inside), None)
