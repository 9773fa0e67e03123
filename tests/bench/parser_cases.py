"""Broken markup, and the tree that the HTML standard's algorithm makes of it, which is what a browser shows.

A tree is written as its outline: texts in quotes, elements by name with their children in parentheses and those
attributes that the cases ask about in brackets.  Checked against html5lib, which follows the standard step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

DOCTYPE = "<!DOCTYPE html><body>"
"""Before each case but those of quirks mode."""

STANDARD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "misnested formatting": ("<p>1<b>2<i>3</b>4</i>5</p>", "p('1' b('2' i('3')) i('4') '5')"),
        "formatting across blocks": ("<b>1<p>2</b>3</p>", "b('1') p(b('2') '3')"),
        "unclosed p": ("<p>one<p>two", "p('one') p('two')"),
        "block in p": ("<p>one<div>two</div>three</p>", "p('one') div('two') 'three' p()"),
        "unclosed li": ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li('a' ul(li('b'))) li('c'))"),
        "unclosed td and tr": (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "table(tbody(tr(td('a') td('b')) tr(td('c'))))",
        ),
        "foster parenting": (
            "<table><b><tr><td>a</td></tr>b</table>c",
            "b() b('b') table(tbody(tr(td('a')))) b('c')",
        ),
        "block in a table": (
            "<table><tr><div>a</div><td>b</table>",
            "div('a') table(tbody(tr(td('b'))))",
        ),
        "table after an open p": ("<p>a<table><tr><td>b</table>", "p('a') table(tbody(tr(td('b'))))"),
        "</p> alone": ("a</p>b", "'a' p() 'b'"),
        "</br> alone": ("a</br>b", "'a' br() 'b'"),
        "heading closed by another": ("<h1>a<h2>b</h1>c", "h1('a') h2('b') 'c'"),
        "link in a link": ("<a href=1>x<a href=2>y</a>z", "a[href=1]('x') a[href=2]('y') 'z'"),
        "form in a form": ("<form id=a><form id=b>x</form>y</form>", "form[id=a]('x') 'y'"),
        "attributes without quotes": ("<a href=/x?a=1&amp;b class=k>y</a>", "a[class=k href=/x?a=1&b]('y')"),
        "attribute twice": ("<p id=a id=b>x</p>", "p[id=a]('x')"),
        "text after </body>": ("a</body>b", "'ab'"),
        "NUL in text": ("<p>a\0b</p>", "p('ab')"),
        "windows-1252 reference": ("<p>a&#150;b</p>", "p('a\u2013b')"),
        "plaintext": ("<p>a<plaintext>b</p><p>c", "p('a') plaintext('b</p><p>c')"),
        "unclosed comment": ("<p>a</p><!-- b <p>c</p>", "p('a')"),
        "self-closed div": ("<div/>a<p>b</p>", "div('a' p('b'))"),
    }
)
QUIRKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"quirks: table after an open p": ("<body><p>a<table><tr><td>b</table>", "p('a' table(tbody(tr(td('b')))))")}
)
"""Without a doctype a table stays in the paragraph."""

CASES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (DOCTYPE + markup, tree) for name, (markup, tree) in STANDARD.items()} | dict(QUIRKS)
)
ATTRIBUTES = ("class", "href", "id")
"""Those that outlines show."""


def element(tag: str, attributes: Mapping[str, str | None], children: str) -> str:
    """The outline of one element.

    >>> element("P", {"id": "x", "style": ""}, "'a'")
    "p[id=x]('a')"
    """
    shown = " ".join(f"{name}={attributes[name]}" for name in ATTRIBUTES if attributes.get(name) is not None)
    return f"{tag.lower()}{f'[{shown}]' if shown else ''}({children})"


def outline(siblings: Iterable[tuple[str, str]]) -> str:
    """The outline of siblings, each ``("text", its words)`` or ``("element", its outline)``; texts that touch are one.

    >>> outline([("text", "a"), ("text", "b"), ("element", "br()"), ("text", "c")])
    "'ab' br() 'c'"
    """
    runs = groupby(siblings, key=lambda sibling: sibling[0])
    said: list[str] = []
    for sort, run in runs:
        values = [value for _, value in run if value]
        said += [repr("".join(values))] if sort == "text" and values else values
    return " ".join(said)
