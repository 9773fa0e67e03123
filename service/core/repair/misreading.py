"""Text whose bytes were read in the wrong encoding: which encoding it was, and which one they were written in.

Every pair of encodings is tried that could have made the text: the one it was read in must have all of its characters,
and the one it was written in must make a text of the bytes that is far more plausible in a language which is written in
it.  Plausible means likely by its pairs of letters (``core/plausibility``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.core.charsets.guessing import readings_of
from service.core.charsets.readings import REPLACEMENT, read, unread
from service.core.plausibility.score import cost_of
from service.core.plausibility.symbols import STRAY, UNUSUAL, USUAL
from service.core.repair.suspicion import is_suspicious
from service.core.repair.undoing import Misreading
from service.core.repair.wrong_decoding import restore

READ_AS = (
    "cp1252 latin-1 cp1251 cp1250 cp1254 cp1253 cp1257 cp1255 cp1256 cp1258 cp874 iso8859-2 iso8859-5 iso8859-7"
    " iso8859-15 koi8-r koi8-u mac-roman mac-cyrillic cp437 cp850 cp852 cp866 gb18030 gbk cp932 big5hkscs cp950 cp949"
    " euc_jp"
).split()
"""Encodings that programs take text for, the likeliest first, which wins where two have read the same."""

LATER = 0.75
"""Nats that each place in this order counts against an encoding: two of one script often differ in few letters."""

ONLY_FROM_UTF8 = frozenset(["gb18030"])
"""Of them the one that reads nothing else by mishap which GBK does not read as well."""

SAMPLE = 800
"""Characters of the lines in question that are looked at."""

MIN_GAIN = 16.0
"""Nats by which the restored text must be more plausible: e to the power of it times as likely.  Of 92,567 different
lines beyond ASCII in the development data, none that is clean gains so much and has ``MIN_WORDS`` as well; of wrongly
read texts of 300 characters, only those with a handful of such letters gain less."""

GAIN_A_CHARACTER = 0.5
"""And nats for each character that changes, so that a language nobody counted, in which all is improbable, stays."""

MIN_WORDS = 4
"""Different words with letters beyond ASCII from which legacy encodings are told apart: fewer are a name, or stars."""

MIN_LETTERS = 6
"""Different letters of other scripts than Latin that are enough without so many words."""

SIGNS_SHARE = 0.004
"""Signs for each character that the restored text may have more than the sample: units, ordinals, trade marks."""

MAX_DEPTH = 3
"""Further mishaps that are looked through; four in all is the most that research saw on pages."""

STRANGERS_SHARE = 0.02
"""Share of the characters beyond ASCII that an encoding may not have and still be the one they were read in."""

LEFT_OUT = 18.0
"""Nats of such a character, as of a letter that was never seen, beside one of another script."""

STRANGER = 2.0
"""Nats that each character of the lines counts against an encoding which has no such character."""

_WORD = re.compile(r"[a-zA-Z]*[^\W\d_a-zA-Z]\w*")
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u3041-\ud7a3]")
_SIGN = re.compile(rf"[{UNUSUAL}{STRAY}\\^`{{|}}~]|[{USUAL}](?:(?=[^\W\d_ªº])|(?<=[^\W\d_ªº].))")
_BEYOND = re.compile(r"[^\x00-\x7f]")


def misreading_of(lines: Sequence[str]) -> Misreading | None:
    """How the lines were misread, all in the same way, or ``None``.

    First as UTF-8: where the bytes are valid that is never by chance, and is proof also where the text is wrong once
    more.  Then as other encodings, where the text that comes out must not look wrong itself.

    >>> misreading_of(["Ïðàâèòåëüñòâî îäîáðèëî áþäæåò."])
    Misreading(read_as='cp1252', written_in='cp1251')
    >>> misreading_of(["Правительство одобрило бюджет."])
    """
    sample = _sample_of(lines)
    given = cost_of(sample).cheapest()
    by_utf8 = _Path.of(_bytes_of(sample), depth=MAX_DEPTH)
    if by_utf8 and _is_gain(sample, given, by_utf8.text, by_utf8.nats):
        return by_utf8.first
    distinct = sorted(set().union(*lines))
    likely = [
        (_rank(read_as) + STRANGER * _strangers(distinct, read_as) + nats, nats, read_as, reading)
        for read_as, (data, left_out) in _bytes_but_for_strangers(sample).items()
        if read_as not in ONLY_FROM_UTF8
        for reading in readings_of(data, cut=True)
        if reading.codec != read_as
        for nats in [reading.nats + LEFT_OUT * left_out]
    ]
    likely.sort(key=lambda candidate: candidate[0])
    for _, nats, read_as, reading in likely:
        is_better = _is_gain(sample, given, reading.text, nats)
        if is_better and reading.is_likely and _is_sound(reading.text, sample):
            return Misreading(read_as, reading.codec) if nats < _cost_by_ftfy(sample) else None
    return None


def _rank(read_as: str) -> float:
    """Nats by which an encoding is less likely to have been read in than the first."""
    return LATER * READ_AS.index(read_as)


def _is_gain(sample: str, given: float, text: str, nats: float) -> bool:
    """Whether a text is so much more plausible than the sample that it must be what was written."""
    same_length = len(text) == len(sample)
    changed = sum(a != b for a, b in zip(text, sample, strict=True)) if same_length else len(_BEYOND.findall(sample))
    return nats < given - MIN_GAIN - GAIN_A_CHARACTER * changed


@dataclass(frozen=True, slots=True)
class _Path:
    """The way back through encodings that UTF-8 was read in, one on top of the other."""

    first: Misreading
    """What is undone first, the last mishap."""
    text: str
    """The text at the end."""
    nats: float

    @classmethod
    def of(cls, data_of: Mapping[str, bytes], *, depth: int) -> _Path | None:
        """The way that ends in the most plausible text, or ``None`` where the bytes are not UTF-8 in any encoding.

        Which encoding it was often shows only at the end: what lies between is mojibake in each of them.
        """
        best: _Path | None = None
        for read_as, data in data_of.items():
            text = read(data, "utf-8", cut=True)
            if text is None:
                continue
            found = cls(Misreading(read_as, "utf-8"), text, cost_of(text).cheapest() + _rank(read_as))
            if depth and not text.isascii():
                further = cls.of(_bytes_of(text), depth=depth - 1)
                if further and further.nats < found.nats:
                    found = cls(found.first, further.text, further.nats)
            if best is None or found.nats < best.nats:
                best = found
        return best


def _sample_of(lines: Iterable[str]) -> str:
    """The first lines, up to ``SAMPLE`` characters."""
    taken: list[str] = []
    size = 0
    for line in lines:
        taken.append(line[: SAMPLE - size])
        size += len(taken[-1])
        if size >= SAMPLE:
            break
    return "\n".join(taken)


def _bytes_of(sample: str) -> dict[str, bytes]:
    """The encodings that the sample may have been read in, and the bytes they read; of those that agree, the first."""
    found: dict[bytes, str] = {}
    for read_as in READ_AS:
        data = unread(sample, read_as)
        if data is not None:
            found.setdefault(data, read_as)
    return {read_as: data for data, read_as in found.items()}


def _bytes_but_for_strangers(sample: str) -> dict[str, tuple[bytes, int]]:
    """The same, and how many characters were left out that the encoding does not have: a few came from elsewhere."""
    most = STRANGERS_SHARE * len(_BEYOND.findall(sample))
    found: dict[tuple[bytes, int], str] = {}
    for read_as in READ_AS:
        strangers = {character for character in set(sample) if unread(character, read_as) is None}
        count = sum(map(sample.count, strangers))
        if count <= most:
            data = unread("".join(c for c in sample if c not in strangers) if strangers else sample, read_as)
            if data is not None:
                found.setdefault((data, count), read_as)
    return {read_as: row for row, read_as in found.items()}


def _strangers(distinct: Iterable[str], read_as: str) -> int:
    """How many characters an encoding does not have."""
    return sum(unread(character, read_as) is None for character in distinct)


def _is_sound(text: str, sample: str) -> bool:
    """Whether there are enough letters beyond ASCII to tell anything by, none is lost, and nothing looks wrong.

    Signs that the sample does not have look wrong: a foreign letter in a name is rarer than they are, but no worse.
    """
    if len(_SIGN.findall(text)) > len(_SIGN.findall(sample)) + SIGNS_SHARE * len(text):
        return False
    has_words = len(set(_WORD.findall(text))) >= MIN_WORDS or len(set(_NOT_LATIN.findall(text))) >= MIN_LETTERS
    return has_words and REPLACEMENT not in text and not is_suspicious(text)


def _cost_by_ftfy(sample: str) -> float:
    """What the sample costs as ftfy restores it: it may be UTF-8 that is partly lost, and so no longer valid."""
    return cost_of("\n".join(restore(line)[0] for line in sample.split("\n"))).cheapest()
