"""The vocabulary of the rule files in the form that the judges of the edges read: one value per lexicon, made once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.core.dates import Months, month_table
from service.core.judges.edges.labels import Labels
from service.core.lexicon import Lexicon

AGENCY_PART = re.compile(r"\s*[/／]\s*")


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed as an object: there is one of each lexicon
class EdgeWords:
    """Vocabulary, indexed.  Labels are whole words in any case; agencies are as they write themselves."""

    months: Months
    weekdays: frozenset[str]
    """Case-folded."""
    weekday_words: frozenset[str]
    """The single words of their names ("thứ", "tư")."""
    agencies: frozenset[str]
    """News and picture agencies, as they write themselves and in capitals: "dpa" and "DPA", not "report"."""
    byline: Labels
    byline_suffix: Labels
    published: Labels
    modified: Labels
    reporting: Labels
    source: Labels
    photo: Labels
    """Labels of a picture's credit that cannot be labels of a story's source."""
    photo_suffix: Labels
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
            agencies=frozenset(form for w in words("agencies") for form in (w.strip("() "), w.strip("() ").upper())),
            byline=Labels.of(words("byline")),
            byline_suffix=Labels.of(words("byline_suffix")),
            published=Labels.of(words("timestamp_published")),
            modified=Labels.of(words("timestamp_modified")),
            reporting=Labels.of(words("reporting")),
            source=Labels.of(words("source_label")),
            photo=Labels.of(set(words("photo_credit")) - set(words("source_label"))),
            photo_suffix=Labels.of(words("photo_credit_suffix")),
            end_marks=frozenset(w.strip("() ") for w in words("end_mark")),
        )

    def is_agency(self, text: str) -> bool:
        """Whether a text names agencies and nothing else: ``AFP``, ``VNA/VNS``, ``dpa/lnw`` (a desk after its agency).

        >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("dpa", "AP")}, "0"))
        >>> [words.is_agency(t) for t in ("dpa/lnw", "AP / dpa", "lnw/dpa", "Apple")]
        [True, True, False, False]
        """
        text = text.strip().lstrip("©ⓒ ")
        if "/" not in text and "／" not in text:
            return text in self.agencies
        parts = AGENCY_PART.split(text)
        if not parts[0] or parts[0] not in self.agencies:
            return False
        return all(p in self.agencies or _DESK.fullmatch(p) for p in parts[1:])

    def is_plain_agency(self, text: str) -> bool:
        """The same where the name stands alone: without "Report", "Beta" and others that are words as well."""
        return text.strip() not in AMBIGUOUS and self.is_agency(text)


AMBIGUOUS = frozenset(
    "Andina Beta Contour Fars Fena Getty Imago Keystone Magnum MAP Mia Novum Petra Regnum Report Sputnik TAP "
    "Trend".split()
)
"""Agencies whose name is a word or a name of something else; they need a bracket, a slash or a label."""
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
def _made_of(key: _Key) -> EdgeWords:
    return EdgeWords.of(key.lexicon)


def edge_words(lexicon: Lexicon) -> EdgeWords:
    """The compiled vocabulary of a lexicon; made at the first call, then looked up."""
    return _made_of(_Key(lexicon))
