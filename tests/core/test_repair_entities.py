"""Entities: whole ones, those without a semicolon, and those without their ampersand."""

from __future__ import annotations

import pytest

from service.core.repair import repair

READ = [
    ("It&#8217;s &quot;on&quot;", 'It’s "on"'),
    ("&amp;amp;lt;p&amp;gt; &amp; &lpar;x&rpar;", "<p> & (x)"),
    # without a semicolon
    ("caf&eacute au lait", "café au lait"),
    ("M&uumlnchen, pr&aeligsident, Stra&szlige", "München, præsident, Straße"),
    ("&Eacutecole, &Aring", "École, Å"),
    ("&copy 2025 Earth.Org &reg", "© 2025 Earth.Org ®"),
    ("terms &amp privacy, 20&deg C", "terms & privacy, 20° C"),
    ("&laquoOui&raquo, &iquestqu&eacute?", "«Oui», ¿qué?"),
    ("a &lt b &amp;gt c", "a < b > c"),
    ("It&#8217s 5 &#8364, Espa&#241ol", "It’s 5 €, Español"),
    ("It&#39s &#x2019t and &#38 so", "It's ’t and & so"),
    ("one&nbsptwo &nbsp| &nbsp中文", "one two  |  中文"),
    # without the ampersand
    ("Itamp;#39;s amp;quot;newamp;quot;", 'It\'s "new"'),
    ("one amp;amp;lt; two amp;amp;#8217;", "one < two ’"),
]

STAYS = [
    "AT&T, R&D, Q&A, &c., B&Q; Marks&Spencer, AT&T;",
    "https://example.org/?a=1&copy=2&lt=3&reg",
    "/search?q=x&amp&copy and x&lt=3, a=1&reg=2",
    "see www.example.org/x?copy&copy for it",
    "index.html&copy",
    "cut&copy and dry, ounce&pound",
    "&copyright &regular &degree &notit &para siempre &times two",
    "the entity '&nbsp' and “&copy”",
    "`&eacute` and `amp;#39;`",
    "```\ncaf&eacute &copy 2025\n```",
    "&#12 players, &#5, &#99, &#8217217 and &#x20191f",
    "a new amp; a guitar, amp;c",
    "&eacutex;",
    "<b>a &lt b</b>",
]

CODE = [
    "Write `&lt;` for a less-than sign.",
    "```html\n&lt;b&gt; &amp;\n```",
    "<b>a &lt; b &amp;&amp; c</b>",
    "&#96;code&#96; &grave;",
    "&#0; &#xD800; &#99999999;",
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_entities_are_read(text: str, expected: str) -> None:
    """What stands for a character becomes the character, and nothing is left of it."""
    source, repairs, _ = repair(text)
    assert expected == source
    assert "entity" in {r.kind for r in repairs}
    assert (source, ()) == repair(source)[:2]


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_entity_stays(text: str) -> None:
    """Companies, parameters of addresses, words that begin like a name, code, and names that are named."""
    assert (text, (), ()) == repair(text)


@pytest.mark.parametrize("text", CODE)
def test_entities_that_show_markup_stay(text: str) -> None:
    """In code, and on a line with tags of its own, escaped markup is what the author wrote; no entity makes code."""
    assert (text, ()) == repair(text)[:2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>a &lt; b</b>\nc &lt; d", "<b>a &lt; b</b>\nc < d"),
        ("<b>a &lt b</b>\nc &lt d\n`&eacute`\ncaf&eacute", "<b>a &lt b</b>\nc < d\n`&eacute`\ncafé"),
        ("/?a&copy\n&copy 2025", "/?a&copy\n© 2025"),
        ("~~~\n&lt;\n~~~\n&lt;", "~~~\n&lt;\n~~~\n<"),
    ],
)
def test_entity_state_does_not_leak_from_line_to_line(text: str, expected: str) -> None:
    """A tag, code or an address on one line says nothing of the next."""
    assert expected == repair(text)[0]
