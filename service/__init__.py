"""Winnow: the article out of scraped text and pages, with an account of all that was taken out."""

from service.clean import clean, clean_page
from service.core.errors import (
    BinaryInput,
    CleanError,
    EmptyInput,
    Frameset,
    NoContent,
    PageTooComplex,
    ScriptOnly,
    Undecodable,
    UnknownCharset,
)
from service.core.model import Article, Kind, Options

__all__ = [
    "Article",
    "BinaryInput",
    "CleanError",
    "EmptyInput",
    "Frameset",
    "Kind",
    "NoContent",
    "Options",
    "PageTooComplex",
    "ScriptOnly",
    "Undecodable",
    "UnknownCharset",
    "clean",
    "clean_page",
]
