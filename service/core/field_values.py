"""The values of an article's fields, as judges find them and as the article gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.core.spans import Span


@dataclass(frozen=True, slots=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline as printed and the names in it."""

    raw: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, often when, and by which agency a story was filed."""

    raw: str
    place: str | None
    date: str | None
    """ISO 8601: ``2026-01-31``; without a year, as XML Schema's gMonthDay: ``--01-31``."""
    agency: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Credit:
    """A sign-off or source line of an agency or of the people who made the story."""

    raw: str
    agencies: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of a picture, without its credit, and the credit."""

    text: str
    credit: str | None
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class DateValue:
    """A publication or modification date: ISO 8601, date or date and time."""

    value: str


FieldValue = Title | Byline | Dateline | Credit | Caption | DateValue
FieldOfPage = Literal[
    "title",
    "authors",
    "date_published",
    "date_modified",
    "language",
    "canonical_url",
    "site_name",
    "description",
    "image",
    "tags",
    "section",
    "license",
]
"""Fields that ``Article.sources`` speaks of."""
FieldName = Literal["title", "byline", "dateline", "credits", "captions", "date_published", "date_modified"]
