"""Winnow: the article out of scraped text, with an account of all that was taken out."""

from service.clean import clean
from service.core.errors import BinaryInput, CleanError, EmptyInput, NoContent, Undecodable, UnknownCharset
from service.core.model import Article, Kind, Options

__all__ = [
    "Article",
    "BinaryInput",
    "CleanError",
    "EmptyInput",
    "Kind",
    "NoContent",
    "Options",
    "Undecodable",
    "UnknownCharset",
    "clean",
]
