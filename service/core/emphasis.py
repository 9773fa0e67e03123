"""Emphasis marks, code marks and escapes in Markdown: where they stand.

Conservative: a mark counts only when it opens at the edge of a word and another of its kind closes at one.
"""

from __future__ import annotations

import re

from service.core.spans import Span

_TOKEN = re.compile(r"\\[-.*_#+!>~|`\[\]\\]|`++|\*++|_++|~~++")
_MAX_RUN = 3
"""Marks in a row that mean something; more are an ornament."""
_OPENS_BEFORE = frozenset("\"“‘'([{<$£€¥#@&*_~`\\!-+.…¿¡«„「『（")
"""What may follow an opening mark besides letters and digits."""
_IDENTIFIER = re.compile(r"[a-z0-9_]*\Z")


def _plain_alnum(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _can_open(run: str, before: str, after: str) -> bool:
    if not (after.isalnum() or after in _OPENS_BEFORE) or not after:
        return False
    return not (before.isalnum() or before == "_") if run[0] == "_" else not _plain_alnum(before)


def _can_close(run: str, before: str, after: str) -> bool:
    if not before or before.isspace() or before in "([{":
        return False
    if run[0] == "_":
        return not (after.isalnum() or after == "_")
    return not (_plain_alnum(after) and _plain_alnum(before))


def _code_partners(tokens: list[re.Match[str]]) -> dict[int, int]:
    """For each run of backticks the number of the next run of its length."""
    partners: dict[int, int] = {}
    latest: dict[int, int] = {}
    for number in range(len(tokens) - 1, -1, -1):
        run = tokens[number].group()
        if run[0] == "`":
            if len(run) in latest:
                partners[number] = latest[len(run)]
            latest[len(run)] = number
    return partners


def find_emphasis(text: str, hidden: list[Span]) -> list[Span]:
    """The marks to leave out, outside the ``hidden`` spans (sorted, apart), in order of where they were paired.

    Leaves alone: ``snake_case``, ``__init__``, ``2 * 3 * 4``, ``f*ck``, the star of a footnote, ornaments.

    >>> find_emphasis("*so* it is: 2 * 3 * 4, price*", [])
    [(0, 1), (3, 4)]
    """
    tokens = _visible(list(_TOKEN.finditer(text)), hidden)
    partners = _code_partners(tokens) if "`" in text else {}
    marks: list[Span] = []
    waiting: dict[str, list[Span]] = {}
    resume = 0
    for number, token in enumerate(tokens):
        if number < resume:
            continue
        run = token.group()
        start, end = token.span()
        if run[0] == "\\":
            marks.append((start, start + 1))
        elif run[0] == "`":
            if number in partners:
                marks += [(start, end), tokens[partners[number]].span()]
                resume = partners[number] + 1
        elif len(run) <= _MAX_RUN:
            before, after = text[start - 1 : start] if start else "", text[end : end + 1]
            opened = waiting.get(run)
            if opened and _can_close(run, before, after):
                opening = opened.pop()
                if run != "__" or not _IDENTIFIER.match(text, opening[1], start):
                    marks += [opening, (start, end)]
            elif _can_open(run, before, after):
                waiting.setdefault(run, []).append((start, end))
    return marks


def _visible(tokens: list[re.Match[str]], hidden: list[Span]) -> list[re.Match[str]]:
    """The tokens outside the hidden spans."""
    if not hidden:
        return tokens
    kept: list[re.Match[str]] = []
    number = 0
    for token in tokens:
        while number < len(hidden) and hidden[number][1] <= token.start():
            number += 1
        if number == len(hidden) or token.start() < hidden[number][0]:
            kept.append(token)
    return kept
