"""The prescan finds the charset that a page declares, where a browser would."""

from __future__ import annotations

import time

import pytest

from service.decode.prescan import WINDOW, prescan

FOUND = [
    "<meta charset=koi8-r>",
    "<META CHARSET='koi8-r'>",
    '<meta/charset="koi8-r"/>',
    "<meta\n\tname=x\n\tcharset\n=\r\nkoi8-r\n>",
    "<meta charset=koi8-r",
    '<meta charset="koi8-r',
    '<meta charset=" koi8-r ">',
    '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
    "<meta content='text/html;CHARSET = \"koi8-r\" ; x' http-equiv=content-type>",
    "<meta http-equiv=Content-Type content=text/html;charset=koi8-r>",
    '<meta http-equiv="Content-Type" content="charset; charset=koi8-r">',
    "<meta charset=koi8-r charset=big5>",
    '<meta charset=koi8-r http-equiv=content-type content="charset=big5">',
    "<!--><meta charset=koi8-r>-->",
    "<!---><meta charset=koi8-r>-->",
    "<!-- > <meta charset=big5> --><meta charset=koi8-r>",
    "<!DOCTYPE html [ <meta charset=big5 ]><meta charset=koi8-r>",
    "<?php <meta charset=big5 ?><meta charset=koi8-r>",
    "<script>write('<meta charset=big5>')</script><meta charset=koi8-r>",
    "<STYLE a='>'>/* <meta charset=big5> */</STYLE><meta charset=koi8-r>",
    "<title>The <meta charset=big5> tag</title><meta charset=koi8-r>",
    '<a title="<meta charset=big5>"><meta charset=koi8-r>',
    "<a title=it's><meta charset=koi8-r><a title='>'>",
    "<metadata charset=big5><meta charset=koi8-r>",
    "< meta charset=big5><meta charset=koi8-r>",
    "<meta name=description content='charset=big5'><meta charset=koi8-r>",
    "<meta content='text/html; charset=big5'><meta charset=koi8-r>",
    "<meta charset=no-such><meta charset=koi8-r>",
    "<meta charset=''><meta charset=koi8-r>",
    '<?xml version="1.0" encoding="koi8-r"?><html><meta name=x>',
    "<?xml version='1.0' encoding = 'koi8-r' ?>",
    "<?xml version='1.0' encoding='big5'?><meta charset=koi8-r>",
    "<?xml version='1.0' encoding='koi8-r'?><meta charset=no-such>",
    "</head><body><meta charset=koi8-r>",
    "<head>" + "<link rel=x>" * 200 + "<meta charset=koi8-r></head>",
    "<script>" + "var a = 1;" * 2_000 + "</script><meta charset=koi8-r>",
]

NOT_FOUND = [
    "",
    "charset=koi8-r",
    "<p>charset=koi8-r</p>",
    "<!-- <meta charset=koi8-r>",
    "<script><meta charset=koi8-r>",
    "<meta name=charset content=koi8-r>",
    "<meta http-equiv=content-type content='charset = '>",
    "<meta http-equiv=content-type content='charset=\"koi8-r'>",
    "<meta http-equiv=refresh content='0; charset=koi8-r'>",
    "<metacharset=koi8-r>",
    " <?xml version='1.0' encoding='koi8-r'?>",
    "<?xml version='1.0' encoding=koi8-r?>",
    "<?xml version='1.0' encoding='koi8 r'?>",
    "<?xml version='1.0'?><x encoding='koi8-r'>",
    "<p>" * 400 + "<body>" + "<meta charset=koi8-r>",
    "</head>".rjust(1_100) + "<meta charset=koi8-r>",
    " " * WINDOW + "<meta charset=koi8-r>",
]

HOSTILE = [
    "<" * WINDOW,
    "<a " * WINDOW,
    "<a b='" * WINDOW,
    '<a b="' * WINDOW,
    "<meta a" * WINDOW,
    "<meta " + "a=" * WINDOW,
    "<meta " + "a " * WINDOW,
    "<a" + " " * WINDOW,
    "<a b" + " " * WINDOW,
    "<!--" * WINDOW,
    "<!--" + "-" * WINDOW,
    "<script>" * WINDOW,
    "<script></scrip" * WINDOW,
    "<?xml " + "encoding " * WINDOW,
    "<meta http-equiv=content-type content='" + "charset " * WINDOW + "'>",
    "<meta charset=x>" * WINDOW,
]


@pytest.mark.parametrize("html", FOUND)
def test_a_declaration_is_found(html: str) -> None:
    """The first label that is known and stands in markup is the page's."""
    assert "koi8-r" == prescan(html.encode())


@pytest.mark.parametrize("html", NOT_FOUND)
def test_what_is_not_a_declaration_is_not_taken_for_one(html: str) -> None:
    """Comments, scripts, text, other metas, the far end of a page: none of them declares anything."""
    assert prescan(html.encode()) is None


def test_an_unknown_label_is_returned_where_there_is_no_other() -> None:
    """So that the answer can tell of it."""
    assert "no-such" == prescan(b"<meta charset=no-such><meta charset=utf-7>")


def test_a_label_is_returned_as_it_was_written() -> None:
    """What it means is for the labels to say."""
    assert "ISO_8859-1:1987" == prescan(b"<meta charset=ISO_8859-1:1987>")


def test_the_end_of_a_comment_beyond_the_window_is_not_looked_for() -> None:
    """A comment longer than the window hides all that follows."""
    assert prescan(b"<!--" + b" " * WINDOW + b"--><meta charset=koi8-r>") is None


@pytest.mark.parametrize("html", HOSTILE, ids=[html[:16] for html in HOSTILE])
def test_hostile_markup_costs_no_more_than_other(html: str) -> None:
    """No byte is looked at over and over: the window takes a fraction of a second, however it is filled."""
    start = time.process_time()
    prescan(html.encode())
    assert time.process_time() - start < MAX_SECONDS


MAX_SECONDS = 0.5
"""CPU seconds of a window: ten times what the slowest of these takes."""
