"""Bytes and a declared charset to text, with the choice and its reason."""

from __future__ import annotations

from service.core.model import Encoding


def decode(data: bytes, declared: str | None) -> tuple[str, Encoding, tuple[str, ...]]:
    """The text, the encoding used, and warnings.  (Being written.)"""
    return data.decode(), Encoding("utf-8", "utf-8", declared), ()
