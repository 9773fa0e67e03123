"""Markdown marks: what goes from the plain text, what stays, and how much of it is inside links."""

import pytest

from service.core.links import only_images
from service.core.markdown import link_density, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# Heading", "Heading"),
        ("### Heading ###", "Heading"),
        ("Heading\n=====", "Heading"),
        (
            "a **bold** and *slanted* and _other_ and ***both*** and ~~gone~~",
            "a bold and slanted and other and both and gone",
        ),
        ("**Posted:**May 5", "Posted:May 5"),
        ("中文**粗体**中文", "中文粗体中文"),
        ("_(By using links)_", "(By using links)"),
        ("[text](http://a.b/c_d_e)", "text"),
        ('[text](/url "a *title*") and', "text and"),
        ("[text](<url with spaces>)", "text"),
        ("[text](https://a.b/x y.html)", "text"),
        ("[Foo (bar)](http://a.b/Foo_(bar))", "Foo (bar)"),
        ('[a](u "He said "yes" to it") b', "a b"),
        ("[the text][ref] and [other][]", "the text and other"),
        ("**[bold link](http://a.b)**", "bold link"),
        ("[**bold** text](http://a.b)", "bold text"),
        ("![alt text](a.png)", "alt text"),
        ("![](a.png)", ""),
        ("[![alt](a.png)](http://b.c) Read", "alt Read"),
        ("![Image 1: a ship](a.png)The ship", "Image 1: a ship The ship"),
        ("[Home](/)[About](/a)", "Home About"),
        ("![a](data:image/png;base64,iVBORw0KGgo=)", "a"),
        ("see <https://a.b/c_d_> and <mailto:a@b.c>", "see https://a.b/c_d_ and mailto:a@b.c"),
        (r"1\. One \- two \* three \_ four \[five\]", "1. One - two * three _ four [five]"),
        ("`a_b*c*` and ``x ` y``", "a_b*c* and x ` y"),
        ("> quote\n> goes on\n>\n> > nested", "quote goes on\n\nnested"),
        ("> - one\n> - two", "- one\n- two"),
        ("* item", "item"),
        ("- [item](http://a.b)", "item"),
        ("1. item", "1. item"),
        ("| a | **b** |", "a | b"),
        ("|---|:--|", ""),
    ],
)
def test_marks_go(text: str, plain: str) -> None:
    """Marks of headings, emphasis, links, images, code, quotes, items and rows leave their text."""
    assert plain == plain_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and __init__ and _private",
        "2 * 3 * 4 = 24, and 2*3*4, and 2**3**4",
        "Price* and tax* apply",
        "*Terms apply",
        "a footnote[1] and [2][3] and [a][b] and [sic]",
        "5 > 3 and 2 < 4",
        "f[x](y) and array[0](1)",
        "he [the mayor] (who was late) spoke",
        "[1](note)",
        "(*) and (**)",
        "f*ck this sh*t",
        "#hashtag # 5",
        "- VNS",
        "– Bonjour, dit-il.",
        "— VNA",
        "• item",
        "C:\\path\\to",
        "**** four stars",
        "***",
        "an unclosed [link](http://a.b",
        "an unclosed **bold",
        "an unclosed `code",
        "a | b",
        "```\n*code*\n```",
        "<b>no autolink</b>",
    ],
)
def test_ordinary_prose_stays(text: str) -> None:
    """What only looks like a mark is left alone."""
    assert text == plain_text(text)


@pytest.mark.parametrize(
    ("text", "density"),
    [
        ("no link at all", 0.0),
        ("[all of it](http://a.b)", 1.0),
        ("- [all of it](http://a.b)", 1.0),
        ("[half](http://a.b) half", 0.444),
        ("[![alt](a.png)](http://b.c)", 1.0),
        ("![alt](a.png)", 0.0),
        ("[a [nested](http://a.b) one](http://c.d)", 1.0),
        ("[**Title**\\ \\ Date](http://a.b)", 1.0),
        ("> [all](http://a.b)\n> [of it](http://c.d)", 0.889),
        ("<https://a.b>", 1.0),
        ("", 0.0),
    ],
)
def test_link_density(text: str, density: float) -> None:
    """The share of the visible characters that are inside links, images without a link aside."""
    assert density == pytest.approx(link_density(text), abs=0.001)


def test_only_images() -> None:
    """Images with or without a link around them, and nothing else."""
    assert only_images("![](a.png) [![b](b.png)](http://c.d)")
    assert not only_images("![](a.png) and text")
    assert not only_images("[text](http://c.d)")
    assert not only_images("![unclosed](a.png")
