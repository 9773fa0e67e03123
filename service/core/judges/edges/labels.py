"""Looking up labels ("Photo by", "Cập nhật", "记者") at a place of a text, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_MARKS = ":=：＝ "
_KEY = 2
"""Characters by which labels are indexed: a bucket then holds a dozen of some thousand."""
# Scripts that write no space between a label and what follows it, and Hangul, which glues words before it.
_OPEN_END = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_OPEN_START = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORD_START = re.compile(r"(?<![^\W\d_])[^\W\d_]")


def _buckets(labels: Iterable[str], *, ends: bool) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label in sorted(labels, key=lambda w: (-len(w), w)):
        found.setdefault(label[-_KEY:] if ends else label[:_KEY], []).append(label)
    return MappingProxyType({key: tuple(same) for key, same in found.items()})


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in lower case, indexed by how they begin and how they end."""

    starts: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, words: Iterable[str]) -> Labels:
        bare = {" ".join(w.lower().split()).strip(_MARKS) for w in words} - {""}
        return cls(_buckets(bare, ends=False), _buckets(bare, ends=True), max(map(len, bare), default=0))

    def after(self, text: str, start: int = 0) -> int | None:
        """Where the longest label that begins at ``start`` ends, as a whole word.

        >>> labels = Labels.of(["Photo", "Photo by"])
        >>> labels.after("Photo by Jane"), labels.after("Photos"), labels.after("A photo: x", 2)
        (8, None, 7)
        """
        piece = text[start : start + self.longest + 1].lower().replace("\n", " ").replace("\u00a0", " ")
        for label in (*self.starts.get(piece[:_KEY], ()), *self.starts.get(piece[:1], ())):
            if piece.startswith(label):
                following = piece[len(label) : len(label) + 1]
                if not (following.isalpha() and label[-1].isalpha()) or _OPEN_END.match(label[-1]):
                    return start + len(label)
        return None

    def before(self, text: str, end: int) -> int | None:
        """Where the longest label that ends at ``end`` begins, as a whole word.

        >>> labels = Labels.of(["Photo", "사진"])
        >>> labels.before("A Photo", 7), labels.before("Telephoto", 9), labels.before("자료사진=x", 4)
        (2, None, 2)
        """
        piece = text[max(0, end - self.longest - 1) : end].lower().replace("\n", " ").replace("\u00a0", " ")
        for label in (*self.ends.get(piece[-_KEY:], ()), *self.ends.get(piece[-1:], ())):
            if piece.endswith(label):
                previous = piece[: -len(label)][-1:]
                if not (previous.isalpha() and label[0].isalpha()) or _OPEN_START.match(label[0]):
                    return end - len(label)
        return None

    def all_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of all labels in a short text, at the starts of words."""
        position = 0
        for match in _WORD_START.finditer(text):
            if match.start() >= position and (end := self.after(text, match.start())):
                yield match.start(), end
                position = end
