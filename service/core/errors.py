"""Why an input cannot be cleaned.  Each cause is one class with a stable code; the service maps codes to problems."""

from __future__ import annotations


class CleanError(ValueError):
    """An input that cannot be cleaned.  ``str(error)`` names the remedy and is safe to show to a client."""

    code = "not-cleanable"


class EmptyInput(CleanError):
    """Nothing but white space."""

    code = "empty-input"


class BinaryInput(CleanError):
    """Bytes or text that no text encoding explains: images, archives, PDF."""

    code = "binary-input"


class UnknownCharset(CleanError):
    """The declared charset is not one that is known."""

    code = "unknown-charset"


class Undecodable(CleanError):
    """The bytes are not text in the declared encoding or in any that could be detected."""

    code = "undecodable-text"


class NoContent(CleanError):
    """All of the text was boilerplate: there is no article in it."""

    code = "no-content"


class ScriptOnly(CleanError):
    """The page has no text of its own: its scripts would write it in a browser."""

    code = "script-only"


class Frameset(CleanError):
    """The page only names other pages, which hold the text."""

    code = "frameset"


class PageTooComplex(CleanError):
    """Parsing the page would take longer than any page made for readers needs."""

    code = "page-too-complex"
