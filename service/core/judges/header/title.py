"""Which line is the headline, and which lines only repeat it.

**With evidence** the first line is the title: a level-1 heading of Markdown that is the only one; a label ("Headline: …");
the same words again on a line above the text, with or without a site's name behind them ("Headline | The Daily"); a
leaked prompt around a quoted title; a byline or a date right below it; or a menu above it.

**Without evidence** it is the title when it has the shape of a headline: four to thirty words (or eight characters of a
script without spaces) and at most 120 characters that do not end like a sentence or a question and do not look like a
list item, a label, a date or a byline; when a clearly longer paragraph of prose follows; and when its longer words come
back in the text, because a headline says what the text says while a kicker or a menu does not.  A long text repeats any
word, and may begin with its first subhead: there, three words of four must come back and the line be 30 characters long.
Of the first lines that fit on the development data 70 in 100 are the page's title and half of the rest another headline.

**Never two.**  A line is the title only if, with it gone, nothing else would be taken for one; so a text that starts with
headline and standfirst, both without full stop, keeps both, and cleaning the cleaned text finds no further title.

Headings below level 1 are never titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.judges.edges.ground import CLEAR, LIKELY, WEAK, Ground, find
from service.core.judges.edges.names import is_name
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.judges.header.zones import Head
from service.core.lexicon import cue_key
from service.core.model import BlockKind, Finding, Kind, Title

BY_HEADING = Ground("header", "title_heading", CLEAR, "the only heading of the first level, at the very start")
BY_REPEAT = Ground("header", "title_repeated_below", CLEAR, "a first line that stands again above the text")
BY_FURNITURE = Ground("header", "title_above_byline", LIKELY, "a headline right above byline or date")
BY_PLACE = Ground("header", "title_below_menu", CLEAR, "the line between a menu and the text, taken up by the text")
BY_SHAPE = Ground("header", "title_by_shape", WEAK, "a first line without sentence end, taken up by the longer paragraph below it")
SITE_NAME = Ground("header", "title_with_site_name", CLEAR, "the headline with the name of the site; the headline itself follows")
REPEAT = Ground("header", "title_repeat", CLEAR, "the title once more")
WRAPPER = Ground("header", "title_wrapper", CLEAR, "a leaked prompt around the title, which is quoted behind it")
QUOTED = Ground("header", "title_in_wrapper", CLEAR, "the title, quoted behind a leaked prompt")

MIN_WORDS, MAX_WORDS = 4, 30
MIN_SPACELESS = 8
"""Characters of a headline in a script without spaces."""
MIN_REPEATED = 12
"""Characters of a line that counts as repeated."""
MAX_LENGTH = 120
"""Characters without evidence: of 270 headlines of the development data 2 are longer, and standfirsts begin there."""
PROVEN_MAX_LENGTH = 250
MENU_WORDS = 4
"""Words of a label in a menu."""
MENU_LINES = 3
"""Lines above the headline that make a menu."""
MAX_LINKED = 0.5
"""Share of a headline that is link text; a line that is all link leads to another story."""
LONGER = 1.3
"""A paragraph this many times as long as the line above it; 93 % of the headlines there have one."""
STEM_LENGTH = 4
"""Characters of a word that have to come back: enough across inflections."""
RETURNING = 1 / 3
"""Share of the longer words of a headline that come back: all but 1 of 299 headlines there reach it, 1 in 5 menus do not."""
LONG_TEXT = 3000
"""Characters of a text in which more of the words must come back, and from a longer line."""
RETURNING_LONG = 0.75
"""The same share there: of 299 headlines 244 pass with ``MIN_LENGTH_LONG``, of 220 other first lines 101."""
MIN_LENGTH_LONG = 30
LETTERS = 0.8
"""Share of letters and spaces in a headline; lines of prices and codes have fewer."""
SAMPLE = 20_000
"""Characters of the text in which they are looked for."""

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s?\|\s?|\s?::\s?|\s»\s?")
_ENDS_SENTENCE = re.compile(r"[.…。；;:：,]['\"”’»)\]）」』*_]*$")
_ENDS_QUESTION = re.compile(r"[?？؟]['\"”’»)\]）」』*_]*$")
_SPEECH = re.compile(r"[,!?][\"”’»]\s[^\W\d_]")
_NO_HEADLINE = re.compile(r"[-*•·>|#\d]+[.)]?\s*$|\d{1,3}[.)]\s|[-*•–—·▪►»]\s|https?://|www\.|@|[(\[（【].*[)\]）】]$")
_SPACES = re.compile(r"[ \t\n\r\u00a0]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_QUOTED = re.compile(r"(?P<open>[“\"«„『「《])(?P<title>[^“”\"«»„『』「」《》]{8,200})[”\"»“』」》]\s?$")
_TITLE_WORD = re.compile(
    r"(?:\btitles?|\bheadlines?|\btitel|\büberschrift|\bschlagzeile|\btitres?|\btítulos?|\btitolo|\btitular|заголов\w{1,4}|"
    r"tiêu đề|標題|标题|タイトル|제목|\bjudul|\bbaşlık|\btytuł|\bnagłówek)(?:\s(?:for|of|pour|para|für|cho)\s[^:“”\"«»]{1,40})?\s?[:：]?\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:seo[ -])?(?:meta[ -])?(?:page[ -])?(?:article[ -])?(?:title|headline|titel|título|titre|tiêu đề|标题|標題|제목)\s?[:：]\s+", re.I)
BY_LABEL = Ground("header", "title_label", CLEAR, "a label says that this line is the title")


def stems(text: str) -> set[str]:
    """The beginnings of the longer words, or the pairs of characters in a script without spaces."""
    found = {w[:STEM_LENGTH] for w in _WORD.findall(text.casefold())}
    if _SPACELESS.search(text):
        run = "".join(c for c in text if c.isalnum())
        found |= {run[i : i + 2] for i in range(len(run) - 1)}
    return found


def returning(line: str, document: Document, after: int) -> float:
    """The share of a line's stems that come back in the text below it, 0 to 1."""
    wanted = stems(line)
    body: list[str] = []
    length = 0
    for block in document.blocks[after + 1 :]:
        body.append(block.plain[:SAMPLE])
        length += len(block.plain)
        if length > SAMPLE:
            break
    return len(wanted & stems("\n".join(body))) / len(wanted) if wanted else 0.0


def _is_label(plain: str, words: EdgeWords) -> bool:
    """Whether a line begins like a credit, a source or a byline that could not be read whole."""
    for label in (words.photo.after(plain), words.source.after(plain)):
        if label and plain[label:].lstrip()[:1] in (":", "："):
            return True
    byline = words.byline.after(plain)
    return byline is not None and is_name(plain[byline:].strip(" :").partition(",")[0])


def has_headline_shape(document: Document, index: int) -> bool:
    """Whether a block may be a headline by its looks alone."""
    block, facts = document.blocks[index], document.facts[index]
    plain = block.plain.strip()
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or (block.level or 1) > 1 or facts.cue is not None:
        return False
    if len(plain) > MAX_LENGTH or _ENDS_SENTENCE.search(plain[-8:]) or _NO_HEADLINE.match(plain) or plain[:1].islower():
        return False
    letters = sum(c.isalpha() or c.isspace() or c > "\u0900" for c in plain)
    if letters < LETTERS * len(plain) or block.link_density > MAX_LINKED or _SPEECH.search(plain):
        return False
    if _is_label(plain, edge_words(document.lexicon)):
        return False
    words = len(plain.split())
    return MIN_WORDS <= words <= MAX_WORDS or len(_SPACELESS.findall(plain)) >= MIN_SPACELESS


def title_of(plain: str) -> str:
    """The title's text: quotation marks around all of it go, and a site's name after two separators."""
    parts = _SEPARATOR.split(plain)
    if len(parts) > 2 and plain.count("|") >= 2:  # noqa: PLR2004 -- "Headline | Section | Site"
        plain = parts[0]
    whole = _QUOTED.fullmatch(plain.strip())
    return _one_line(whole["title"] if whole else plain)


def _one_line(text: str) -> str:
    """The text with single spaces; a wide space is part of a Japanese headline and stays."""
    return _SPACES.sub(" ", text).strip()


def _tells_apart(key: str) -> bool:
    """Whether a line says enough that its coming twice means something; "Home" and "News" do not."""
    return len(key) >= MIN_REPEATED or len(_SPACELESS.findall(key)) >= MIN_SPACELESS


def _begins_with(key: str, line: str) -> bool:
    """Whether a line is the headline of this key and behind it, after a separator, a site's name, or the other way round."""
    parts = _SEPARATOR.split(line)
    if len(parts) < 2 or not key:  # noqa: PLR2004 -- headline and name
        return False
    starts = (cue_key(line[: m.start()]) for m in _SEPARATOR.finditer(line))
    ends = (cue_key(line[m.end() :]) for m in _SEPARATOR.finditer(line))
    return key in starts or key in ends


def _repeats(document: Document, head: Head, first: int) -> list[int]:
    """The lines above the text that say again what line ``first`` says."""
    key = cue_key(document.blocks[first].plain)
    if not _tells_apart(key):
        return []
    return [i for i in head.lines if i != first and cue_key(document.blocks[i].plain) == key]


def _repeated_headline(document: Document, head: Head, first: int) -> list[int]:
    """The same for a first line that is a headline; a menu that stands twice repeats the lines behind it as well."""
    block = document.blocks[first]
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or _NO_HEADLINE.match(block.plain):
        return []
    if document.facts[first].words < MIN_WORDS and not _SPACELESS.search(block.plain) or len(block.plain) > PROVEN_MAX_LENGTH:
        return []
    repeats = _repeats(document, head, first)
    behind = [cue_key(document.blocks[i + 1].plain) for i in (first, *repeats) if i + 1 < len(document.blocks)]
    return repeats if len(set(behind)) == len(behind) or first + 1 in repeats else []


def _named_title(document: Document, head: Head, first: int) -> int | None:
    """The line above the text that is the headline of which line ``first`` is the form with the site's name."""
    plain = document.blocks[first].plain
    if len(plain) > PROVEN_MAX_LENGTH or not _SEPARATOR.search(plain):
        return None
    for i in head.lines:
        key = cue_key(document.blocks[i].plain) if i > first and len(document.blocks[i].plain) < len(plain) else ""
        if _tells_apart(key) and _begins_with(key, plain):
            return i
    return None


def _next(document: Document, head: Head, after: int, gone: set[int]) -> int | None:
    """The next block that stays when header lines and the given ones go."""
    return next((i for i in range(after + 1, len(document.blocks)) if i not in gone and i not in head.furniture), None)


def _above_prose(document: Document, head: Head, index: int, gone: set[int]) -> int | None:
    """The clearly longer paragraph of prose below a line of headline shape, the given blocks being gone."""
    if not has_headline_shape(document, index):
        return None
    following = _next(document, head, index, gone)
    if following is None or not document.facts[following].prose:
        return None
    block, prose = document.blocks[index], document.blocks[following]
    if prose.kind is not BlockKind.PARAGRAPH or len(prose.plain) < LONGER * len(block.plain):
        return None
    return following


def _taken_up(document: Document, index: int, following: int) -> bool:
    """Whether the text from ``following`` on takes up what a line says."""
    plain = document.blocks[index].plain
    if _ENDS_QUESTION.search(plain[-8:]):
        return False
    long = sum(len(b.plain) for b in document.blocks[following:]) > LONG_TEXT
    if long and len(plain) < MIN_LENGTH_LONG and not _SPACELESS.search(plain):
        return False
    return returning(plain, document, following - 1) >= (RETURNING_LONG if long else RETURNING)


def _by_shape(document: Document, head: Head, index: int, gone: set[int]) -> Ground | None:
    """The ground on which a block is a title without stronger evidence."""
    following = _above_prose(document, head, index, gone)
    if following is None:
        return None
    if set(range(index + 1, following)) & head.metadata:
        return BY_FURNITURE
    return BY_SHAPE if _taken_up(document, index, following) else None


def _would_be_title(document: Document, head: Head, index: int, gone: set[int]) -> bool:
    """Whether a line would be taken for the title once the given blocks and the lines around it are gone."""
    if index in head.lines and any(i not in gone for i in _repeated_headline(document, head, index)):
        return True
    following = _above_prose(document, head, index, gone)
    return following is not None and _taken_up(document, index, following)


def _top_heading(document: Document, head: Head) -> int | None:
    """The level-1 heading above the text, where the document has only one."""
    tops = [i for i, b in enumerate(document.blocks) if b.kind is BlockKind.HEADING and b.level == 1]
    if len(tops) != 1 or tops[0] not in head.lines or len(document.blocks[tops[0]].plain) > PROVEN_MAX_LENGTH:
        return None
    return tops[0]


def _is_menu(document: Document, index: int) -> bool:
    block, facts = document.blocks[index], document.facts[index]
    return block.link_density > MAX_LINKED or (facts.words <= MENU_WORDS and not facts.terminal)


def _below_menu(document: Document, head: Head) -> int | None:
    """The last line above the text, where all that stands above it is a menu: labels, one of them at least a known cue."""
    main = max((i for i in head.lines if i not in head.furniture), default=0)
    above = [i for i in range(main) if i not in head.furniture]
    if not head.cues or main - len(head.metadata) < MENU_LINES or not all(_is_menu(document, i) for i in above):
        return None
    return main


def _wrapper(document: Document, index: int) -> Iterator[Finding]:
    """The findings for a leaked prompt with the title in quotation marks behind it.

    The wrapper ends with a word for title and speaks of nothing that the text speaks of; the quoted part does.
    """
    block, raw = document.blocks[index], document.raw(index)
    quoted = _QUOTED.search(raw) if len(raw) <= 2 * PROVEN_MAX_LENGTH else None
    if quoted is None or not quoted.start() or not _TITLE_WORD.search(raw[: quoted.start()]):
        return
    if returning(raw[: quoted.start()], document, index) >= RETURNING or returning(quoted["title"], document, index) < RETURNING:
        return
    start, end = block.span
    middle = start + quoted.start()
    yield find((index, (start, middle)), Kind.LLM_ARTIFACT, WRAPPER)
    yield find((index, (middle, end)), Kind.TITLE, QUOTED, Title(_one_line(quoted["title"])))


def _labelled(document: Document, index: int) -> Iterator[Finding]:
    block = document.blocks[index]
    label = _LABEL.match(block.plain)
    if label and len(block.plain) <= PROVEN_MAX_LENGTH and len(document.blocks) > 1 and block.plain[label.end() :].strip():
        title = _QUOTED.fullmatch(block.plain[label.end() :].strip())
        text = title["title"] if title else block.plain[label.end() :]
        yield find((index, block.span), Kind.TITLE, BY_LABEL, Title(_one_line(text)))


def _candidate(document: Document, head: Head, first: int) -> tuple[int, Ground | None, set[int]]:
    """The line that may be the title, the ground on which it is, and the lines that then go with it."""
    named = _named_title(document, head, first)
    if named is not None:
        return named, BY_REPEAT, {first, named, *_repeats(document, head, named)}
    heading = _top_heading(document, head)
    if heading is not None:
        return heading, BY_HEADING, {heading, *_repeats(document, head, heading)}
    repeats = _repeated_headline(document, head, first)
    if repeats:
        return first, BY_REPEAT, {first, *repeats}
    menu = _below_menu(document, head)
    main = first if menu is None else menu
    ground = _by_shape(document, head, main, {main})
    return main, BY_PLACE if ground and menu is not None else ground, {main}


def judge_title(document: Document, head: Head) -> Iterator[Finding]:
    """The title, the form of it with the site's name, and its repeats above the text."""
    first = next((i for i in range(len(document.blocks)) if i not in head.furniture), None)
    if first is None or first not in head.lines:
        return
    special = [*_wrapper(document, first)] or [*_labelled(document, first)]
    if special:
        yield from special
        return
    main, ground, gone = _candidate(document, head, first)
    next_first = _next(document, head, -1, gone)
    if ground is None or next_first is None:
        return
    label = ground is BY_PLACE and _is_menu(document, next_first)
    if not label and _would_be_title(document, head, next_first, gone):
        return
    for i in sorted(gone):
        at = (i, document.blocks[i].span)
        if i == main:
            yield find(at, Kind.TITLE, ground, Title(title_of(document.blocks[i].plain)))
        elif cue_key(document.blocks[i].plain) == cue_key(document.blocks[main].plain):
            yield find(at, Kind.TITLE_REPEAT, REPEAT)
        else:
            yield find(at, Kind.SEO_TITLE, SITE_NAME)
