"""From a request body and its headers to a job.  Each fault has a problem of its own that names the field."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import cast

from msgspec import UnsetType

from service.api.json_in import decode_json
from service.api.problems import ProblemError, quoted
from service.api.query import check_value, read_query, sort_parameters
from service.api.wire import ID_MAX_LENGTH, LANGUAGE_PATTERN, MODES, URL_MAX_LENGTH, CleanRequest
from service.core.model import Kind, Mode, Options
from service.pool.jobs import Form, Job
from service.render import DEFAULT_PARTS, PARTS

JSON = "application/json"
TEXT = "text/plain"
PAGES = ("text/html", "application/xhtml+xml")
READ = (JSON, TEXT, *PAGES)
"""Media types of bodies that are read."""

_CHARSET = re.compile(r""";\s{0,9}charset\s{0,9}=\s{0,9}(?:"([^"]{0,99})"|([^;\s"]{1,99}))""", re.IGNORECASE)
_LANGUAGE = re.compile(LANGUAGE_PATTERN.removeprefix("^").removesuffix("$"))


def read_job(body: bytes, headers: Mapping[str, str], query: bytes, form: Form) -> Job:
    """The job of a request.  Raises ``ProblemError``."""
    media_type, charset = content_type(headers.get("content-type", ""))
    parameters = read_query(query)
    if media_type == JSON:
        if charset not in (None, "utf-8", "utf8"):
            raise ProblemError(
                "unknown-charset",
                f"JSON is always UTF-8, but Content-Type has the charset {quoted(charset or '')}. Send UTF-8, "
                "or the document's bytes as text/plain or text/html.",
            )
        if parameters:
            raise ProblemError(
                "unknown-parameter",
                f"Query parameter {quoted(parameters[0][0])} is not read with JSON. Put it in the body.",
            )
        return json_job(decode_json(body, CleanRequest), form)
    page = _is_page(media_type)
    single, lists = sort_parameters(parameters)
    return Job(
        body,
        page=page,
        charset=charset,
        options=_options(
            single.get("mode", "balanced"), single.get("language"), lists.get("keep", ()), lists.get("leave", ())
        ),
        include=frozenset(p for p in PARTS if p in lists["include"]) if "include" in lists else DEFAULT_PARTS,
        id=_echoed("id", single.get("id"), ID_MAX_LENGTH),
        url=_echoed("url", single.get("url"), URL_MAX_LENGTH),
        form=form,
    )


def content_type(header: str) -> tuple[str, str | None]:
    """Media type and charset, both in lower case.

    >>> content_type('Text/Plain; Charset="ISO-8859-1"'), content_type("")
    (('text/plain', 'iso-8859-1'), ('', None))
    """
    charset = _CHARSET.search(header)
    media_type = header.partition(";")[0].strip().lower()
    return media_type, (charset[1] or charset[2] or "").strip().lower() or None if charset else None


def _is_page(media_type: str, field: str = "Content-Type") -> bool:
    """Whether a document of this type is a page; the other kind that is read is text."""
    if media_type in (TEXT, *PAGES):
        return media_type in PAGES
    given = f"is {quoted(media_type)}, which is not read" if media_type else "is missing"
    json = f"{JSON}, or " if field == "Content-Type" else ""
    raise ProblemError(
        "unsupported-media-type",
        f"{field} {given}. Use {json}{TEXT} for a text and {PAGES[0]} for a page, with the charset.",
        headers={"Accept-Post": ", ".join(READ)},
    )


def json_job(request: CleanRequest, form: Form) -> Job:
    """The job of a JSON request, alone or in a batch.  Raises ``ProblemError``."""
    document, charset, page = _document(request)
    options = request.options
    return Job(
        document,
        page=page,
        charset=charset,
        options=_options(options.mode, options.language, options.keep, options.leave),
        include=frozenset(options.include),
        id=_echoed("id", request.id, ID_MAX_LENGTH),
        url=_echoed("url", request.url, URL_MAX_LENGTH),
        form=form,
    )


def _document(request: CleanRequest) -> tuple[str | bytes, str | None, bool]:
    """The document, the charset of its bytes, and whether it is a page."""
    fields = {"text": request.text, "html": request.html, "data": request.data, "content_type": request.content_type}
    given = {name: value for name, value in fields.items() if not isinstance(value, UnsetType)}
    match [*given]:
        case ["text" | "html" as name]:
            return given[name], None, name == "html"
        case ["data", "content_type"]:
            media_type, charset = content_type(given["content_type"])
            return _bytes(given["data"]), charset, _is_page(media_type, "content_type")
        case ["data"]:
            raise ProblemError(
                "missing-field",
                f"The field content_type is missing. Say what data is: {TEXT} for a text, {PAGES[0]} for a page.",
            )
        case [] | ["content_type"]:
            raise ProblemError(
                "missing-field",
                "The field text is missing. Send a text in it, or a page in html, or the bytes of either in data.",
            )
        case _:
            raise ProblemError(
                "conflicting-fields",
                f"The fields {' and '.join([*given][:2])} are both given. Send one of text, html, and data with its "
                "content_type.",
            )


def _bytes(data: str) -> bytes:
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ProblemError(
            "bad-base64", "The field data is not base64 (RFC 4648, with padding). Encode the document's bytes."
        ) from None


def _options(mode: str, language: str | None, keep: Iterable[str], leave: Iterable[str]) -> Options:
    check_value("mode", mode, MODES)
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ProblemError("bad-value", f"language is {quoted(language)}. Send a BCP 47 tag such as en or pt-BR.")
    return Options(
        mode=cast(Mode, mode),
        language=language,
        keep=frozenset(Kind(kind) for kind in keep),
        leave=frozenset(str(kind) for kind in leave),
    )


def _echoed(name: str, value: str | None, max_length: int) -> str | None:
    """A value that stands in the answer as it was sent."""
    if value is None:
        return None
    if len(value) > max_length:
        raise ProblemError("bad-value", f"{name} is longer than {max_length} characters. Send a shorter one.")
    if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        raise ProblemError("bad-value", f"{name} holds half of a surrogate pair. Send valid Unicode.")
    return value
