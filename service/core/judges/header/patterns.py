"""The vocabulary of the rule files in the form that the judges of the edges read: one value per lexicon, made once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from service.core.dates import Months, month_table
from service.core.lexicon import Lexicon

NEVER = r"(?!)"
_LABEL_END = ":=：＝ "
# Scripts that write no space between a label and what follows it, and Hangul, which glues words before it.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_GLUED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
AGENCY_PART = re.compile(r"\s*[/／]\s*")


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words as whole words, the longest first; nothing when there are none.

    >>> import re
    >>> re.findall(alternation(["Photo", "Photo by:"]), "Photo by me, Photos, Telephoto, Photo")
    ['Photo by', 'Photo']
    """
    bare = {w.strip().rstrip(_LABEL_END) for w in words}
    parts = []
    for word in sorted(bare, key=lambda w: (-len(w), w)):
        if word:
            before = r"(?<![^\W\d_])" if word[0].isalpha() and not _GLUED.match(word[0]) else ""
            after = r"(?![^\W\d_])" if word[-1].isalpha() and not _SPACELESS.match(word[-1]) else ""
            parts.append(before + re.escape(word).replace(r"\ ", r"\s") + after)
    return f"(?:{'|'.join(parts)})" if parts else NEVER


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EdgeWords:
    """Vocabulary, compiled.  The patterns ignore case and match whole words."""

    months: Months
    weekdays: frozenset[str]
    """Case-folded."""
    weekday_words: frozenset[str]
    """The single words of their names ("thứ", "tư")."""
    agencies: frozenset[str]
    """Case-folded names of news and picture agencies."""
    byline: re.Pattern[str]
    byline_suffix: re.Pattern[str]
    published: re.Pattern[str]
    modified: re.Pattern[str]
    reporting: re.Pattern[str]
    source_label: re.Pattern[str]
    photo: re.Pattern[str]
    photo_suffix: re.Pattern[str]
    end_marks: frozenset[str]
    """As written: "Enditem" and "ENDS" are marks, "ends" is a word."""

    @classmethod
    def of(cls, lexicon: Lexicon) -> EdgeWords:
        def words(group: str) -> tuple[str, ...]:
            return lexicon.vocabulary.get(group, ())

        return cls(
            months=month_table(words("months")),
            weekdays=frozenset(w.rstrip(".").casefold() for w in words("weekdays")),
            weekday_words=frozenset(t.rstrip(".").casefold() for w in words("weekdays") for t in w.split()),
            agencies=frozenset(w.strip("() ").casefold() for w in words("agencies")),
            byline=_compiled(alternation(words("byline"))),
            byline_suffix=_compiled(alternation(words("byline_suffix"))),
            published=_compiled(alternation(words("timestamp_published"))),
            modified=_compiled(alternation(words("timestamp_modified"))),
            reporting=_compiled(alternation(words("reporting"))),
            source_label=_compiled(alternation(words("source_label"))),
            photo=_compiled(alternation(words("photo_credit"))),
            photo_suffix=_compiled(alternation(words("photo_credit_suffix"))),
            end_marks=frozenset(w.strip("() ") for w in words("end_mark")),
        )

    def is_agency(self, text: str) -> bool:
        """Whether a text names agencies and nothing else: ``AFP``, ``VNA/VNS``, ``dpa/lnw`` (a desk after its agency).

        >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("dpa", "AP")}, "0"))
        >>> words.is_agency("dpa/lnw"), words.is_agency("AP / dpa"), words.is_agency("lnw/dpa"), words.is_agency("Apple")
        (True, True, False, False)
        """
        parts = [p.strip().casefold() for p in AGENCY_PART.split(text.strip().lstrip("©ⓒ "))]
        if not parts[0] or parts[0] not in self.agencies:
            return False
        return all(p in self.agencies or _DESK.fullmatch(p) for p in parts[1:])


_DESK = re.compile(r"[a-z]{2,4}")
"""The desk of an agency behind a slash: the "lnw" of "dpa/lnw"."""


@dataclass(frozen=True, eq=False, slots=True)
class _Key:
    """A lexicon compared by identity: it holds mappings, which have no hash."""

    lexicon: Lexicon

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.lexicon is other.lexicon

    def __hash__(self) -> int:
        return object.__hash__(self.lexicon)


@lru_cache(maxsize=4)
def _edge_words(key: _Key) -> EdgeWords:
    return EdgeWords.of(key.lexicon)


def header_patterns(lexicon: Lexicon) -> EdgeWords:
    """The compiled vocabulary of a lexicon; made at the first call, then looked up."""
    return _edge_words(_Key(lexicon))
