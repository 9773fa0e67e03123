"""``winnow clean --explain``: the source with what was taken out marked in place, and below it the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.model import Article, Removal

GONE = "\x1b[31;9m"
"""Red and struck through: in no part of the article."""
MOVED = "\x1b[36m"
"""Cyan: out of the body, in a field."""
FAINT = "\x1b[2m"
PLAIN = "\x1b[0m"

_CONTROLS = {code: "\ufffd" for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) not in "\n\t"}
"""Controls that a scraped text must not send to a terminal.  The repairs take them out; this does not rely on it."""

MAX_SNIPPET = 60
"""Characters of a repair or of a field that are shown."""


def _mark(removal: Removal, text: str, *, colour: bool) -> str:
    """A removed piece where it stood.  Every line is coloured by itself: pagers forget a colour at the line's end."""
    kind = removal.kind.value
    bare = text.strip()
    before, _, after = text.partition(bare) if bare else (text, "", "")
    if not colour:
        return f"{before}[-{kind}: {bare}-]{after}"
    tone = MOVED if removal.moved_to else GONE
    lines = [f"{tone}{line}{PLAIN}" if line else "" for line in bare.split("\n")]
    return f"{before}{FAINT}[{kind}]{PLAIN} " + "\n".join(lines) + after


def _marked_source(article: Article, *, colour: bool) -> Iterator[str]:
    position = 0
    for removal in sorted(article.removals, key=lambda r: r.span):
        start, end = removal.span
        yield article.source[position:start].translate(_CONTROLS)
        yield _mark(removal, article.source[start:end].translate(_CONTROLS), colour=colour)
        position = end
    yield article.source[position:].translate(_CONTROLS)


def _heading(title: str, *, colour: bool) -> str:
    return f"{FAINT}-- {title}{PLAIN}" if colour else f"-- {title}"


def _reasons(article: Article) -> Iterator[str]:
    """One line per removal: source line, kind, judge and rule, confidence, reason, and the field it moved to."""
    line = 1
    position = 0
    for removal in sorted(article.removals, key=lambda r: r.span):
        start = removal.span[0]
        line += article.source.count("\n", position, start)
        position = start
        moved = f" (now in {removal.moved_to})" if removal.moved_to else ""
        rule = f"{removal.judge}/{removal.rule}"
        yield f"line {line}: {removal.kind.value}, {rule}, {removal.confidence:.2f}: {removal.reason}{moved}"


def _fields(article: Article) -> Iterator[str]:
    """One line per field that has a source: its name, where its value was found, and the value."""
    for name, source in article.sources:
        value = getattr(article, name)
        shown = "; ".join(value) if isinstance(value, tuple) else str(value)
        yield f"{name} ({source}): {_cut(' '.join(shown.split()))}"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SNIPPET else text[:MAX_SNIPPET] + "…"


def _snippet(text: str) -> str:
    return repr(_cut(text))


def explain(article: Article, *, colour: bool) -> str:
    """The account of an article for a reader: ``[-kind: text-]`` in plain text, colours on a terminal."""
    parts = ["".join(_marked_source(article, colour=colour)).rstrip("\n"), ""]
    count = len(article.removals)
    parts.append(_heading(f"removed: {count}; kept {article.quality.kept_ratio:.0%} of the characters", colour=colour))
    parts.extend(line.translate(_CONTROLS) for line in _reasons(article))
    if article.sources:
        parts.append(_heading(f"found: {len(article.sources)}", colour=colour))
        parts.extend(line.translate(_CONTROLS) for line in _fields(article))
    if article.repairs:
        parts.append(_heading(f"repaired: {len(article.repairs)}", colour=colour))
        parts.extend(f"{r.kind} ×{r.count}: {_snippet(r.before)} → {_snippet(r.after)}" for r in article.repairs)
    if article.warnings:
        parts.append(_heading(f"warnings: {len(article.warnings)}", colour=colour))
        parts.extend(warning.translate(_CONTROLS) for warning in article.warnings)
    return "\n".join(parts) + "\n"
