"""Strict JSON: bytes to a wire type, each fault with a problem of its own that says where it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

import msgspec

from service.api.problems import ProblemError, quoted
from service.api.query import remedy
from service.api.wire import KINDS, LANGUAGE_PATTERN, MODES
from service.core.repair_kinds import OPTIONAL_REPAIRS
from service.render import PARTS

T = TypeVar("T")

MAX_DEPTH = 64
"""Arrays and objects inside each other; requests need three, and what is deeper is a mistake or worse."""
DEPTH_LOOKED_AT = 65_536
"""Bytes of a body at fault that are looked at for its depth, some milliseconds of work."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

ALLOWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"mode": MODES, "keep": KINDS, "leave": OPTIONAL_REPAIRS, "include": PARTS}
)
"""Field → its values, for the message."""

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "str": "a string",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "null": "null",
        "array": "an array",
        "object": "an object",
    }
)
"""The decoder's names of JSON types, in words."""

# The decoder's messages; what they quote of the request comes before the path, so the path is looked for at the end.
_PATH = re.compile(r" - at `\$\.?([^`]{1,200})`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `([^`]{1,99})`")
_EXPECTED = re.compile(r"Expected `([^`]{1,99})`, got `([^`]{1,99})`")
_ENUM = re.compile(r"Invalid enum value (.*)", re.DOTALL)
_BYTE = re.compile(r"(?:JSON is malformed: )?(.{1,200}) \(byte ([0-9]{1,18})\)$")
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|([\[{])|[\]}]', re.DOTALL)
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def decode_json(body: bytes, wire: type[T]) -> T:
    """The object that a body holds.  Raises ``ProblemError``.

    Halves of surrogate pairs, which JSON can escape but UTF-8 cannot hold, come through: ``core`` repairs them.
    """
    body = body.removeprefix(BYTE_ORDER_MARK)
    try:
        return msgspec.json.decode(body, type=wire)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as caught:
        error: Exception = caught
    if _is_too_deep(body):  # only what is at fault can be: the wire types are flat
        raise _too_deep()
    if isinstance(error, msgspec.ValidationError):
        raise _invalid(str(error))
    if isinstance(error, UnicodeDecodeError):
        raise _not_utf8(body)
    if _SURROGATE.search(body):
        return _decode_loosely(body, wire, error)
    raise _malformed(body, error)


def _is_too_deep(body: bytes) -> bool:
    """Whether arrays and objects open inside each other more often than they may, at the body's beginning."""
    depth = 0
    for match in _BRACKET.finditer(body, 0, DEPTH_LOOKED_AT):
        if match[1]:
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif match[0] in b"]}":
            depth -= 1
    return False


def _too_deep() -> ProblemError:
    return ProblemError(
        "too-deep",
        f"The JSON has more than {MAX_DEPTH} arrays and objects inside each other. Send one flat JSON object.",
    )


def _decode_loosely(body: bytes, wire: type[T], first: Exception) -> T:
    """The same by way of the standard library, which lets lone surrogates pass."""
    try:
        return msgspec.convert(json.loads(body, parse_constant=_refuse), type=wire, strict=True)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from None
    except json.JSONDecodeError as error:
        raise _malformed_at(error.msg, len(error.doc[: error.pos].encode("utf-8", "surrogatepass"))) from None
    except UnicodeEncodeError as error:  # of a field's name: values are never encoded here
        name = quoted(str(error.object))
        raise ProblemError("unknown-field", f"The field {name} is not known. Remove it, or correct its name.") from None
    except RecursionError as error:
        raise _malformed(body, error) from None
    except ValueError:
        raise _malformed(body, first) from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _malformed_at(what: str, byte: int) -> ProblemError:
    return ProblemError(
        "malformed-json", f"The body is not valid JSON: {what}, at byte {byte} (the first is 0). Send one JSON object."
    )


def _malformed(body: bytes, error: Exception) -> ProblemError:
    if not body.strip():
        return ProblemError("malformed-json", 'The body is empty. Send a JSON object: {"text": "…"}.')
    if isinstance(error, RecursionError):
        return ProblemError("malformed-json", "The JSON is nested too deeply. Send one flat JSON object.")
    if match := _BYTE.match(str(error)):
        return _malformed_at(match[1], int(match[2]))
    return _malformed_at("it ends too early", len(body))


def _not_utf8(body: bytes) -> ProblemError:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        where = f": byte {error.start} is 0x{body[error.start]:02x}"
    else:
        where = ""
    return ProblemError(
        "malformed-json",
        f"The JSON is not UTF-8{where}. Send UTF-8; bytes of another charset go as text/plain, or in data as base64.",
    )


def _invalid(message: str) -> ProblemError:
    """The problem for valid JSON that is not what the wire type asks for."""
    path = _PATH.search(message)
    field = path[1] if path else ""
    what = message[: path.start()] if path else message
    if match := _UNKNOWN.match(what):
        inside = f" in {field}" if field else ""
        return ProblemError(
            "unknown-field", f"The field {quoted(match[1])}{inside} is not known. Remove it, or correct its name."
        )
    if match := _MISSING.match(what):
        return ProblemError("missing-field", f"The field {quoted(match[1])} is missing. Send it.")
    if not field:
        return ProblemError("not-an-object", 'The body is not a JSON object. Send one: {"text": "…"}.')
    if match := _EXPECTED.match(what):
        expected = " or ".join(NAMES.get(name.strip(), name) for name in match[1].split("|"))
        return ProblemError("wrong-type", f"{field} must be {expected}, not {NAMES.get(match[2], match[2])}.")
    if match := _ENUM.match(what):
        name, given = field.rpartition(".")[2].partition("[")[0], match[1].strip("'")
        return ProblemError("bad-value", f"{field} is {quoted(given)}{remedy(name, given, ALLOWED.get(name, ()))}")
    if LANGUAGE_PATTERN in what:
        return ProblemError("bad-value", f"{field} must be a BCP 47 tag such as en or pt-BR.")
    return ProblemError("bad-value", f"{field}: {what}.")
