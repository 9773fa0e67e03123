"""Text that another format has escaped, where a whole line shows it; code, formulas and addresses stay."""

from __future__ import annotations

import pytest

from service.core.repair import repair

READ = [
    ("json_escape", r"La pr\u00e9sidente l\u2019a dit : \"Oui\".", 'La présidente l’a dit : "Oui".'),
    ("json_escape", r"\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440", "Привет, мир"),
    ("json_escape", r"It\u0027s Tom\u0027s 24\/7 bar", "It's Tom's 24/7 bar"),
    ("json_escape", r"\u201Cjumbled mess\u201D", "“jumbled mess”"),
    ("json_escape", r"Caf\u00e9, d\u00e9j\u00e0 vu \ud83d\ude00\nFin", "Café, déjà vu 😀\nFin"),
    ("json_escape", r"D\u00c3\u00a9j\u00c3\u00a0 vu\u00c3\u00a9", "Déjà vué"),
    ("json_escape", r"<p>\u00c9t\u00e9 \u2013 hiver<\/p>", "<p>Été – hiver</p>"),
    ("percent_escape", "%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%20%D0%BC%D0%B8%D1%80", "Привет мир"),
    ("percent_escape", "caf%C3%A9-cr%C3%A8me", "café-crème"),
    ("percent_escape", "100%25%20%E2%80%94%20%C3%A9t%C3%A9", "100% — été"),
    ("quoted_printable", "Le caf=C3=A9 =3D 2=\n euros", "Le café = 2 euros"),
    ("quoted_printable", "=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82=20=D0=BC=\n=D0=B8=D1=80", "Привет мир"),
    ("quoted_printable", "Ce n=E2=80=\n=99est rien.\n\nFin.", "Ce n’est rien.\n\nFin."),
    ("encoded_word", "Subject: =?UTF-8?B?w6l0w6k=?=", "Subject: été"),
    ("encoded_word", "Re: =?utf-8?q?Caf=C3=A9_cr=C3?= =?utf-8?Q?=A8me?= here", "Re: Café crème here"),
    ("encoded_word", "=?iso-8859-1?Q?Caf=E9?= =?koi8-r?B?zcnS?=", "Caféмир"),
]

STAYS = [
    # JSON: named, code, JSON itself, patterns, paths, no text, too little to go by
    r"Both \u00e9 and \u00e8 are letters.",
    r"ERROR:__main__:And non-ASCII stuff, too, like \u00d8resund and Malm\u00f6",
    r"re.compile('[\u0600-\u06ff\u0750-\u077f]+')",
    r"[\u0600-\u06ff\u0750-\u077f]+ finds Arabic",
    r's = "d\u00e9j\u00e0 vu"',
    r'{"title": "d\u00e9j\u00e0 vu \u00e9t\u00e9"}',
    r"print('d\u00e9j\u00e0 \u00e9t\u00e9')",
    r"`d\u00e9j\u00e0 \u00e9t\u00e9`",
    "```\n" + r"d\u00e9j\u00e0 \u00e9t\u00e9" + "\n```",
    r"C:\users\u00e9t\u00e9\u00e8",
    r"\usepackage{d\u00e9j\u00e0} \u00e9t\u00e9",
    r"d\u00e9j\u00e0 vu, été \u00e9t\u00e9",
    r"d\u00e9j\u00e0 \u0000\u00e9t\u00e9",
    r"d\u00e9j\u00e0 \ud83d t\u00e9",
    r"\u007b\u007b meta.breadcrumbs \u007d\u007d",
    r"a \n b \t c and Malm\u00f6",
    # percent
    "https://example.org/caf%C3%A9%20cr%C3%A8me",
    "/wiki/caf%C3%A9-cr%C3%A8me",
    "?q=caf%C3%A9+cr%C3%A8me",
    "#caf%C3%A9-cr%C3%A8me",
    "caf%C3%A9@cr%C3%A8me",
    "example.com%C3%A9%C3%A9.html",
    "www.caf%C3%A9-cr%C3%A8me",
    "caf%C3%A9",
    "caf%E9%20cr%E8me",
    "caf%C3%A9 cr%C3%A8me",
    "caf%C3%A9%C3%A8%",
    "%7B%22a%22%3A%22%C3%A9%C3%A9%22%7D",
    "%C3%A9%00%C3%A9",
    "50% of 20%C",
    # quoted-printable
    "A1=C3=A9 and x=3D",
    "=C3=A9",
    "x=20 and y=3D4",
    "a=b, caf=C3=A9",
    "https://example.org/?a=C3=A9&b=1",
    "caf=E9 cr=E8me",
    "`caf=C3=A9 cr=C3=A8me`",
    "SGVsbG8gd29ybGQ=\nSGVsbG8=",
    "A line that ends so =\nand goes on",
    "caf=C3=A9=00",
    # words of headers
    "=?klingon?Q?Caf=C3=A9?=",
    "=?utf-8?B?w6?=",
    "=?utf-8?Q?=E9?=",
    "a=?b",
    "`=?utf-8?Q?=C3=A9?=`",
]


@pytest.mark.parametrize(("kind", "text", "expected"), READ)
def test_escaped_text_is_read(kind: str, text: str, expected: str) -> None:
    """A line that shows its escape becomes the text it was; the mojibake in it too."""
    source, repairs, warnings = repair(text)
    assert (expected, ()) == (source, warnings)
    assert kind in {r.kind for r in repairs}
    assert (source, ()) == repair(source)[:2]


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_escaped_stays(text: str) -> None:
    """Code, formulas, addresses, base64, and escapes that an article speaks of."""
    assert (text, (), ()) == repair(text)


def test_lines_are_judged_one_by_one() -> None:
    """A line that is read says nothing of its neighbours."""
    text = "d\\u00e9j\\u00e0 \\u00e9t\\u00e9\nMalm\\u00f6\ncaf=C3=A9\nx=C3 =A9\ncaf%C3%A9%C3%A9\ncaf%C3%A9"
    assert "déjà été\nMalm\\u00f6\ncafé\nx=C3 =A9\ncaféé\ncaf%C3%A9" == repair(text)[0]
