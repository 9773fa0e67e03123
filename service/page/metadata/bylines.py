"""Bylines as a page prints them, known by a label, a link to somebody's page, or the name of a class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.dates import find_dates
from service.core.field_values import Byline
from service.core.judges.edges.names import is_name
from service.core.judges.header.byline import read_byline
from service.core.judges.header.metaline import read_meta_line
from service.page.metadata.context import Context
from service.page.metadata.people import bare_name, is_job, printed_names, unique
from service.page.metadata.pieces import Line, Piece

MAX_LINE = 160
"""Characters of a line that may hold a byline."""
MAX_NAME, MAX_NAME_WORDS = 40, 5
"""Characters and words of a name that only its mark-up tells ("ibby", "The Upwork Team")."""
MAX_BARE = 80
"""Characters of a line of nothing but names."""
NEAR = 3
"""Lines between two authors of one byline: picture, role, address."""
TOP = 8
"""Lines behind the headline in which a name behind "by" need not look like one."""
BESIDE = 2
"""Lines between a bare name and the date that makes it a byline."""
TIGHT, LOOSE = 2, 3
"""Elements around a text that speak of it alone, and of what is beside it too."""

AUTHOR_MARKS = frozenset(
    "author authors byline autor auteur autore username bigusername vcard fn poster writer creator".split()
)
_NOT_NAME_MARKS = frozenset(
    "role title bio description job position social image avatar label comments count date time published updated "
    "share follow img more all tag tags category subtitle".split()
)
"""Words that mark what stands beside a name in an author's box."""
_ACCOUNT_MARKS = frozenset("bio biography description job".split())
"""Words that mark what an author's box says of the author, whatever it looks like."""
FOREIGN_MARKS = frozenset(
    "reviewer reviewed related recommended comment comments comentarios kommentare sidebar popular caption credit "
    "newsletter trending breadcrumb breadcrumbs menu footer login".split()
)
"""Words that mark somebody else's name, or another story's."""
_BY = re.compile(
    r"(?:(?:this\s(?:post|article|story)\swas\s)?(?:written|posted|published|authored|contributed)\s|words\s|text\s|"
    r"story\s|report\s|article\s|post\s|guest\spost\s)?by:?\s|"
    r"(?:author|authors|thread starter|started by|asked by|von|por|par|di|door|av|af|autor|autorin|auteur|autore|"
    r"verfasst von|geschrieben von|escrito por|écrit par|scritto da|автор|作者|文)\s?[:：]?\s",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"(?:(?:written|posted|published|authored|words|text|story|insights|article|presented)\s)?(?:by|from)|authors?|"
    r"written|autor(?:in|es|en)?|auteure?s?|autore|von|verfasst von|geschrieben von|escrito por|écrit par|scritto da|"
    r"автор|作者|thread starter|contributors?|about the authors?",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(
    r"(?:(?:medically|last|expert)\s)?(?:reviewed|edited|updated|checked|fact[- ]checked|verified|translated|"
    r"illustrat\w{1,6}|photo\w{0,10}|video|contributions?|graphics?|designed|sponsored|powered|produced|approved|"
    r"geprüft|bearbeitet|redigiert|übersetzt|revisado|editado|relu|traduit)(?:\s(?:by|from|von|por|par))?\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PARTING = frozenset("|,-")
"""Signs of ASCII between a name and an agency."""
_END_OF_NAME = re.compile(
    r"\s*[|•·⋅–—(:;/\n]|,\s(?![A-Z][A-Za-z.]{0,4}\b)|\s-\s|\s(?:on|in|for|at|am|le|el|is|updated)\s|\s\d"
)


def _undated(text: str, context: Context) -> str:
    """A text without the date in it: what is before it, or else what is behind."""
    for found in find_dates(text, context.words.months, yearless=True)[:1]:
        return text[: found.span[0]].strip() or text[found.span[1] :].strip()
    return text


def short_name(text: str, context: Context) -> str | None:
    """A name of any kind that stands alone in an author's element; ``None`` for a cue, a role, a box's heading."""
    name = bare_name(text)
    if _DIGIT.search(name):
        name = bare_name(_undated(name, context))
    end = _END_OF_NAME.search(name)
    name = name[: end.start()] if end else name
    tokens = name.split()
    if not 1 < len(name) <= MAX_NAME or len(tokens) > MAX_NAME_WORDS or not name[:1].isalnum() or name.isdigit():
        return None
    if is_job(name) or (len(tokens) > 1 and name[:1].islower() > name.islower()):
        return None
    if name.endswith(("?", "!", "…")) or _LABEL_ALONE.fullmatch(name) or _BY_OTHERS.match(name):
        return None
    words = context.words
    if name.rstrip(".").casefold() in words.months or words.modified.after(name) is not None:
        return None
    return None if context.lexicon.cue(name) else name


def _is_account(piece: Piece) -> bool:
    """Whether the element of a text is named after what it says of the author."""
    return not piece.marks(1).isdisjoint(_ACCOUNT_MARKS)


def names_of_piece(piece: Piece, context: Context, *, strict: bool = False) -> list[str]:
    """The names that one stretch of text is, by its link or its own class; ``strict`` wants them to look like names."""
    if not 1 < len(piece.text) <= MAX_LINE:
        return []
    leads, tight = piece.leads_to(), piece.marks(TIGHT)
    is_authors = leads == "author" or not tight.isdisjoint(AUTHOR_MARKS)
    if not (leads or is_authors) or not piece.marks(LOOSE).isdisjoint(FOREIGN_MARKS):
        return []
    if leads is None and _is_account(piece):
        return []
    names = printed_names(_undated(piece.text, context), context.words)
    if strict or (names and all(map(is_name, names))):
        return names
    alone = leads == "author" or tight.isdisjoint(_NOT_NAME_MARKS)
    name = short_name(piece.text, context) if is_authors and alone else None
    return [name] if name else []


def _behind_label(text: str, context: Context, *, top: bool) -> list[str]:
    """The names behind "by" in a line that goes on with something else."""
    label = _BY.match(text)
    if label is None:
        return []
    rest = text[label.end() :].strip()
    if names := printed_names(rest, context.words):
        return names
    end = _END_OF_NAME.search(rest)
    first = rest[: end.start()] if end else rest
    if names := printed_names(first, context.words):
        return names
    names = [first] if top and (first[:1].isupper() or first == rest) and len(first.split()) <= NEAR else []
    return [name for n in names if (name := short_name(n, context))]


def _read_bylines(text: str, context: Context) -> Iterator[object]:
    """What the readers of text find in a line, where it has a date, a label or another script than ours."""
    if _DIGIT.search(text) or not text.isascii() or context.words.byline.after(text) is not None:
        yield from (part.value for part in read_meta_line(text, context.words))
    if not text.isascii() or not _PARTING.isdisjoint(text):
        yield read_byline(text, context.words)


def _of_line(line: Line, context: Context, *, top: bool) -> list[str]:
    text = line.text
    if not line.pieces or len(text) > MAX_LINE or _BY_OTHERS.match(text):
        return []
    for byline in _read_bylines(text, context):
        if isinstance(byline, Byline) and byline.authors:
            return list(byline.authors)
    pieces = [name for piece in line.pieces for name in names_of_piece(piece, context)]
    return pieces or _behind_label(text, context, top=top)


def _is_dated(line: Line, context: Context) -> bool:
    text = line.text[:MAX_LINE]
    return bool(line.stamps) or (_DIGIT.search(text) is not None and bool(find_dates(text, context.words.months)))


def _bare(lines: list[Line], n: int, context: Context) -> list[str]:
    """A name alone on its line, right behind the headline, with a label before it or a date beside it."""
    text = lines[n].text
    if n and _LABEL_ALONE.fullmatch(lines[n - 1].text.strip(" :")):
        names = printed_names(text, context.words)
        return names or [name for name in (short_name(text, context),) if name]
    if n > BESIDE or len(text) > MAX_BARE or any(map(_is_account, lines[n].pieces)):
        return []
    below = [line for line in lines[n + 1 : n + 1 + 2 * BESIDE] if not any(map(_is_account, line.pieces))]
    beside = lines[max(0, n - 1) : n] + below[:BESIDE]
    if not any(_is_dated(line, context) for line in beside):
        return []
    if text.lower() == text.upper() or context.lexicon.find(text):
        return []  # without capitals, two characters beside a date may be anything
    names = printed_names(text, context.words)
    return names if all(map(is_name, names)) else []


def _goes_on(line: Line, names: list[str]) -> bool:
    """Whether a later line names another author: people only, and by a link or a label."""
    return all(map(is_name, names)) and (bool(_BY.match(line.text)) or any(p.leads_to() for p in line.pieces))


def authors_in(lines: list[Line], context: Context) -> list[str]:
    """The authors of the first line that names one, and of those near it."""
    found: list[str] = []
    last, others = 0, False
    for n, line in enumerate(lines):
        if found and n - last > NEAR:
            break
        text = line.text
        names = [] if others else _of_line(line, context, top=n < TOP) or _bare(lines, n, context)
        others = bool(_BY_OTHERS.fullmatch(text.strip(" :")))
        names = [name for name in names if n < TOP or not context.sites.is_name(name)]
        if names and (not found or _goes_on(line, names)):
            found.extend(names)
            last = n
    return unique(found)
