"""From a request body and its headers to a job.  Each fault has a problem of its own that names the field."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

from msgspec import UNSET, UnsetType

from service.api.jobs import Form, Job
from service.api.json_in import decode_json
from service.api.problems import ProblemError, quoted
from service.api.wire import ID_MAX_LENGTH, KINDS, LANGUAGE_PATTERN, MODES, URL_MAX_LENGTH, CleanRequest, OptionsIn
from service.core.model import Kind, Mode, Options
from service.render import DEFAULT_PARTS, PARTS

JSON = "application/json"
TEXT = "text/plain"
PAGES = ("text/html", "application/xhtml+xml")

PAGES_DETAIL = (
    "does not read pages (HTML) yet. Extract the text of the page first, and send it as text/plain or as JSON in "
    "the field text."
)

SINGLE = ("mode", "language", "id", "url")
"""Query parameters that may stand once."""
LISTS: Mapping[str, tuple[str, ...]] = {"keep": KINDS, "include": PARTS}
"""Query parameters that may stand several times or hold several values with commas between, and their values."""

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
                "or the text's bytes as text/plain.",
            )
        if parameters:
            raise ProblemError(
                "unknown-parameter",
                f"Query parameter {quoted(parameters[0][0])} is not read with JSON. Put it in the body.",
            )
        return _json_job(decode_json(body, CleanRequest), form)
    _check_media_type(media_type)
    single, lists = _sorted_parameters(parameters)
    return Job(
        body,
        charset,
        _options(single.get("mode", "balanced"), single.get("language"), tuple(lists.get("keep", ()))),
        frozenset(p for p in PARTS if p in lists["include"]) if "include" in lists else DEFAULT_PARTS,
        _echoed("id", single.get("id"), ID_MAX_LENGTH),
        _echoed("url", single.get("url"), URL_MAX_LENGTH),
        form,
    )


def content_type(header: str) -> tuple[str, str | None]:
    """Media type and charset, both in lower case.

    >>> content_type('Text/Plain; Charset="ISO-8859-1"'), content_type("")
    (('text/plain', 'iso-8859-1'), ('', None))
    """
    charset = _CHARSET.search(header)
    media_type = header.partition(";")[0].strip().lower()
    return media_type, (charset[1] or charset[2] or "").strip().lower() or None if charset else None


def _check_media_type(media_type: str, field: str = "Content-Type") -> None:
    if media_type in PAGES:
        raise ProblemError("pages-not-read", f"{field} is {quoted(media_type)}, but this version {PAGES_DETAIL}")
    if media_type != TEXT:
        given = f"is {quoted(media_type)}, which is not read" if media_type else "is missing"
        read = f"{TEXT}, with its charset" if field != "Content-Type" else f"{JSON}, or {TEXT} with its charset"
        raise ProblemError(
            "unsupported-media-type",
            f"{field} {given}. Use {read}.",
            headers={"Accept-Post": f"{JSON}, {TEXT}"},
        )


def _json_job(request: CleanRequest, form: Form) -> Job:
    if request.html is not UNSET:
        raise ProblemError("pages-not-read", f"The field html is given, but this version {PAGES_DETAIL}")
    document, charset = _document(request.text, request.data, request.content_type)
    options: OptionsIn = request.options
    return Job(
        document,
        charset,
        _options(options.mode, options.language, options.keep),
        frozenset(options.include),
        _echoed("id", request.id, ID_MAX_LENGTH),
        _echoed("url", request.url, URL_MAX_LENGTH),
        form,
    )


def _document(
    text: str | UnsetType, data: str | UnsetType, declared: str | UnsetType
) -> tuple[str | bytes, str | None]:
    """The text, or the bytes and their charset."""
    if text is not UNSET:
        for name, value in (("data", data), ("content_type", declared)):
            if value is not UNSET:
                raise ProblemError(
                    "conflicting-fields", f"The fields text and {name} are both given. Send either text or data."
                )
        return text, None
    if data is UNSET:
        raise ProblemError("missing-field", "The field text is missing. Send the text in it, or its bytes in data.")
    if declared is UNSET:
        raise ProblemError("missing-field", f"The field content_type is missing. Say what data is: {TEXT}.")
    media_type, charset = content_type(declared)
    _check_media_type(media_type, "content_type")
    try:
        return base64.b64decode("".join(data.split()), validate=True), charset
    except (binascii.Error, ValueError):
        raise ProblemError(
            "bad-base64", "The field data is not base64 (RFC 4648, with padding). Encode the text's bytes."
        ) from None


def read_query(query: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string, in order."""
    try:
        return parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise ProblemError(
            "bad-request", "The query string cannot be read. Percent-encode it as UTF-8, and send fewer than 1000."
        ) from None


def _sorted_parameters(parameters: list[tuple[str, str]]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Parameters that stand once, and lists; every name and value of a list is known."""
    single: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for name, value in parameters:
        if name in LISTS:
            values = [item.strip() for item in value.split(",") if item.strip()]
            for item in values:
                check_value(name, item, LISTS[name])
            lists.setdefault(name, []).extend(values)
        elif name not in SINGLE:
            known = ", ".join((*SINGLE, *LISTS))
            raise ProblemError("unknown-parameter", f"Query parameter {quoted(name)} is not known. Use one of {known}.")
        elif name in single:
            raise ProblemError("bad-value", f"Query parameter {name} is given twice. Send it once.")
        else:
            single[name] = value
    return single, lists


def check_value(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise the problem that names the field and its allowed values, unless the value is one of them."""
    if value not in allowed:
        raise ProblemError("bad-value", f"{name} is {quoted(value)}. Use one of {', '.join(allowed)}.")


def _options(mode: str, language: str | None, keep: tuple[str, ...]) -> Options:
    check_value("mode", mode, MODES)
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ProblemError("bad-value", f"language is {quoted(language)}. Send a BCP 47 tag such as en or pt-BR.")
    return Options(mode=cast(Mode, mode), language=language, keep=frozenset(Kind(kind) for kind in keep))


def _echoed(name: str, value: str | None, max_length: int) -> str | None:
    """A value that stands in the answer as it was sent."""
    if value is None:
        return None
    if len(value) > max_length:
        raise ProblemError("bad-value", f"{name} is longer than {max_length} characters. Send a shorter one.")
    if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        raise ProblemError("bad-value", f"{name} holds half of a surrogate pair. Send valid Unicode.")
    return value
