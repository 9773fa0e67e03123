"""Where the headline of a whole page stands: the line that the page's first line, its document title, begins with."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from service.core.document import Document
from service.core.lexicon import cue_key
from service.core.model import Block, BlockKind
from service.core.topic import content_words, shared_share

HEADLINE_MIN_LENGTH = 12
"""Characters of the key; shorter lines that begin the page title are section labels ("News | The Daily")."""
HEADLINE_MIN_WORDS = 3
"""Words; the names of sections are shorter."""
HEADLINE_DISTANCE = 8
"""Blocks between a headline that nothing else proves and the article: byline, date, kicker, caption."""
TAKEN_UP_SHARE = 0.5
"""Share of a headline's content words that the article takes up."""
_SEPARATORS = tuple("|-–—:·•»/,(&")


def is_title_of(key: str, page_title: str) -> bool:
    """Whether a line is the page title, or all of it before a separator and the site's name. Both are ``cue_key``
    forms.

    >>> is_title_of("how meditation rewires brains", "how meditation rewires brains | opinion")
    True
    >>> is_title_of("how meditation", "how meditation rewires brains | opinion")
    False
    """
    if len(key) < HEADLINE_MIN_LENGTH or not page_title.startswith(key):
        return False
    rest = page_title[len(key) :].lstrip()
    return not rest or rest.startswith(_SEPARATORS)


def _looks_like_headline(document: Document, index: int) -> bool:
    block, facts = document.blocks[index], document.facts[index]
    return facts.cue is None and facts.words >= HEADLINE_MIN_WORDS and not block.plain.endswith((".", ":", "。"))


def _taken_up(document: Document, lines: Iterable[int], region: tuple[int, int]) -> Iterator[int]:
    """Those of the lines whose words the article takes up."""
    body: frozenset[str] | None = None
    for i in lines:
        words = content_words(document.blocks[i].plain)
        if words and body is None:
            body = frozenset[str]().union(*(content_words(b.plain) for b in document.blocks[region[0] : region[1]]))
        if words and body is not None and shared_share(words, body) >= TAKEN_UP_SHARE:
            yield i


def headline_of_page(document: Document, region: tuple[int, int], furniture: Container[int]) -> int | None:
    """The headline above the article in blocks ``region`` of a whole page.

    It is the last line there that repeats the page title; or a level-1 heading; or the nearest line above the article
    which has nothing but ``furniture`` (bylines, dates, share buttons) below it, or whose words the article takes up.
    """
    page_title = cue_key(document.blocks[0].plain)
    above = range(region[0])
    repeats = [i for i in above if i and is_title_of(cue_key(document.blocks[i].plain), page_title)]
    if repeats:
        return repeats[-1]
    headings = [i for i in above if document.blocks[i].kind is BlockKind.HEADING and document.blocks[i].level == 1]
    if headings:
        return headings[-1]
    near = range(region[0] - 1, max(-1, region[0] - 1 - HEADLINE_DISTANCE), -1)
    lines = [i for i in near if i not in furniture and _looks_like_headline(document, i)]
    nearest = next((i for i in near if i not in furniture), None)
    if lines and lines[0] == nearest and near[0] in furniture:
        return nearest
    return next(_taken_up(document, lines, region), None)


SAME_TITLE_SHARE = 0.8
"""Share of the letters and digits of the longer of two titles that the shorter one, a part of it, has at least."""
_MARKS = "\"'“”‘’«»‹›„.,:;!?…()[]¿¡"
TITLE_LEVEL = 3
"""Heading level down to which a heading that says the page's title may be its headline."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def same_letters(one: str, other: str) -> bool:
    """Whether two lines have the same letters and digits, case aside, and at least one."""
    letters = _letters(one)
    return bool(letters) and letters == _letters(other)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in the forms in which lines are compared with it."""

    key: str
    letters: str

    @classmethod
    def of(cls, title: str) -> _Title:
        return cls(cue_key(title), _letters(title))

    def is_said_by(self, text: str) -> bool:
        """Whether a line says the title of the page, letters and digits compared, a few more or less at one end
        allowed; or all of it but the site's name behind a separator.

        >>> _Title.of("Spring comes early!").is_said_by("Spring Comes Early")
        True
        >>> _Title.of("Spring comes early").is_said_by("Spring")
        False
        """
        if is_title_of(cue_key(text), self.key):
            return True
        shorter, longer = sorted((_letters(text), self.letters), key=len)
        if not shorter:
            return False
        whole_end = longer.startswith(shorter) or longer.endswith(shorter)
        return shorter == longer or (whole_end and len(shorter) >= SAME_TITLE_SHARE * len(longer))


def headline_block(document: Document, title: str) -> int | None:
    """The block of a page that is its headline: of the headings that say the title the highest, then the first.

    A paragraph counts where no heading says it: some pages set their headline in a ``div``.
    """
    folded, longest, sought = title.casefold(), 2 * len(title) + 2, _Title.of(title)
    found = [
        i
        for i, block in enumerate(document.blocks)
        if len(block.text) <= longest and _shares_a_word(block.text, folded) and sought.is_said_by(block.text)
    ]
    headings = [i for i in found if document.blocks[i].kind is BlockKind.HEADING]
    if headings:
        return min(headings, key=lambda i: (document.blocks[i].level or TITLE_LEVEL, i))
    outside = ("nav", "footer", "aside", "a")
    lines = [i for i in found if document.blocks[i].kind is BlockKind.PARAGRAPH]
    return next((i for i in lines if _free_of(document.blocks[i], outside)), None)


def _shares_a_word(text: str, folded: str) -> bool:
    """Whether the first or the last word of a line stands in a title, case folded: a cheap look at every block."""
    words = text.split()
    return words[0].casefold().strip(_MARKS) in folded or words[-1].casefold().strip(_MARKS) in folded


def _free_of(block: Block, names: Iterable[str]) -> bool:
    return block.element is None or block.element.inside.isdisjoint(names)
