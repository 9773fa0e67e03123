"""JSON as pages hold it, read without complaint: what can be read is read, the rest is left out.

Publishers paste JSON-LD together by hand: trailing or missing commas, raw line breaks and bare quotation marks in
strings, comments and CDATA around it, entities for quotation marks, several objects in a row, an end that is cut off.
Python's own reader takes what is well formed; for the rest, one pass over the tokens builds what it can.
"""

from __future__ import annotations

import html
import json
import re

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAX_LOOSE = 300_000
"""Characters of a malformed script that are read, at a microsecond each; the longest of the development data, malformed
or not, has 153,095."""
MAX_DEPTH = 60
"""Objects and lists inside each other; what is deeper is left out."""

_CDATA = re.compile(r"(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|\]\]>)\s{0,9}(?:\*/)?")
_TOKEN = re.compile(
    r"(?P<mark>[{}\[\]:,])|(?P<quote>\")|(?P<block>/\*)|(?P<line>(?<![:\w])//)|(?P<word>[^\s{}\[\]:,\"/]{1,200})"
)
_QUOTE_OR_ESCAPE = re.compile(r"[\"\\]")
# What follows the last quotation mark of a string; inner ones that nobody escaped are followed by words.
_AFTER_STRING = re.compile(r"\s{0,99}(?:[:}\]]|$|,\s{0,99}(?:[\"{\[\]}\d-]|true|false|null|/[/*]|$)|[\r\n]\s{0,99}\")")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrt]|u[0-9a-fA-F]{4})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def read_json(text: str) -> list[Json]:
    """The values in the text of one script, in order; empty when there are none.

    >>> read_json('<!-- {"a": [1, 2,], "b": "x"} -->')
    [{'a': ['1', '2'], 'b': 'x'}]
    >>> read_json('{"a": "he said "no" again", "b": {"c": "cut o')
    [{'a': 'he said "no" again', 'b': {'c': 'cut o'}}]
    """
    text = text.strip("\ufeff; \t\r\n")
    if not text:
        return []
    try:
        value: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _Reader().read(text[:MAX_LOOSE])
    return [value]


def _string(text: str, start: int) -> tuple[str, int]:
    """The string whose first character is at ``start``, and where the text goes on behind it."""
    parts: list[str] = []
    position = copied = start
    while match := _QUOTE_OR_ESCAPE.search(text, position):
        if match.group() == "\\":
            position = match.end() + 1
            continue
        position = match.end()
        if _AFTER_STRING.match(text, position):
            parts.append(text[copied : match.start()])
            break
        parts.append(text[copied : match.start()] + '\\"')
        copied = position
    else:
        parts.append(text[copied:].rstrip("\\"))
        position = len(text)
    raw = "".join(parts)
    try:
        return str(json.loads(f'"{raw}"', strict=False)), position
    except ValueError:
        return str(json.loads(f'"{_BAD_ESCAPE.sub("", raw)}"', strict=False)), position


class _Reader:
    """One pass over the tokens with the containers that are open; every step moves forward, so the time is linear."""

    def __init__(self) -> None:
        self.roots: list[Json] = []
        self.open: list[dict[str, Json] | list[Json]] = []
        self.keys: list[str | None] = []
        """For each open container, the key that waits for its value."""
        self.held: str | None = None
        """The last string in an object: a key, if a colon follows."""
        self.counts = {dict: 0, list: 0}

    def read(self, text: str) -> list[Json]:
        if '"' not in text and "&" in text:
            text = html.unescape(text)
        text = _CDATA.sub(" ", text)
        position = 0
        while match := _TOKEN.search(text, position):
            position = match.end()
            if match["quote"]:
                value, position = _string(text, position)
                self._add(value)
            elif match["word"]:
                self._word(match["word"])
            elif match["mark"]:
                self._mark(match["mark"])
            else:
                end = text.find("*/" if match["block"] else "\n", position)
                position = end + 1 if end >= 0 else len(text)
        return self.roots

    def _word(self, word: str) -> None:
        if word in _WORDS and self.keys and self.keys[-1] is not None:
            self._put(_WORDS[word])
        else:
            self._add(word)

    def _add(self, value: str) -> None:
        if self.open and isinstance(self.open[-1], dict) and self.keys[-1] is None:
            self.held = value
        elif self.open:
            self._put(value)

    def _put(self, value: Json) -> None:
        """A value to its place: under the key that waits, or at the end of the list."""
        if not self.open:
            self.roots.append(value)
            return
        container = self.open[-1]
        if isinstance(container, list):
            container.append(value)
        elif (key := self.keys[-1]) is not None:
            container[key] = value
            self.keys[-1] = None

    def _mark(self, mark: str) -> None:
        if mark == ":":
            if self.open and self.held is not None:
                self.keys[-1] = self.held
            self.held = None
        elif mark == ",":
            self.held = None
            if self.keys:
                self.keys[-1] = None
        elif mark in "{[":
            fresh: dict[str, Json] | list[Json] = {} if mark == "{" else []
            if len(self.open) < MAX_DEPTH:
                self._put(fresh)
            self.open.append(fresh)
            self.keys.append(None)
            self.held = None
            self.counts[type(fresh)] += 1
        else:
            self._close(dict if mark == "}" else list)

    def _close(self, kind: type[dict[str, Json]] | type[list[Json]]) -> None:
        """Closes the innermost container of a kind, and those inside it that nobody closed."""
        self.held = None
        while self.counts[kind]:
            closed = type(self.open.pop())
            self.keys.pop()
            self.counts[closed] -= 1
            if closed is kind:
                return
