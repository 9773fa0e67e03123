"""API keys: from a setting or a file to digests; the keys themselves are kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path

MIN_LENGTH = 16
"""Characters of a key: fewer can be guessed."""
_ENTRY = re.compile(rf"(?:([A-Za-z0-9_.-]{{1,64}}):)?([\x21-\x2b\x2d-\x7e]{{{MIN_LENGTH},512}})")
_SEPARATOR = re.compile(r"[\s,]+")
_COMMENT = re.compile(r"#.*")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it is called in logs, and its SHA-256."""

    name: str
    digest: bytes


def digest_of(key: str) -> bytes:
    """What is compared instead of the key: the same length for all, and of no use to who reads the memory."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def read_keys(raw: str) -> tuple[Key, ...]:
    """The keys of a setting: ``key`` or ``name:key``, with commas or white space between.

    Raises ``ValueError`` that says what is wanted and quotes nothing.

    >>> [key.name for key in read_keys("crawler:0123456789abcdef, fedcba9876543210")]
    ['crawler', 'key-2']
    """
    keys: list[Key] = []
    for number, entry in enumerate(filter(None, _SEPARATOR.split(raw)), 1):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise ValueError(
                f"keys of at least {MIN_LENGTH} printable ASCII characters, each as key or name:key, with commas "
                f"between; number {number} is not"
            )
        keys.append(Key(match[1] or f"key-{number}", digest_of(match[2])))
    if len({key.name for key in keys}) < len(keys) or len({key.digest for key in keys}) < len(keys):
        raise ValueError("keys and names that stand once each")
    return tuple(keys)


def read_key_file(raw: str) -> tuple[Key, ...]:
    """The keys of a file; ``#`` begins a comment.  Raises ``ValueError``."""
    if not raw:
        return ()
    try:
        text = Path(raw).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValueError("the path of a file of keys that can be read") from None
    keys = read_keys(_COMMENT.sub("", text))
    if not keys:
        raise ValueError("the path of a file with at least one key")
    return keys


def find_key(keys: tuple[Key, ...], given: str) -> Key | None:
    """The key that was given.  It takes the same time whichever it is, and whether it is one."""
    digest, found = digest_of(given), None
    for key in keys:
        if hmac.compare_digest(key.digest, digest):
            found = key
    return found
