"""Bytes and a declared charset to text, with the choice and its reason: ``decode`` for text, ``decode_page`` for HTML.

choice.py       what both have in common: the order of the evidence, the text, the warnings
text.py         what a text's label is worth
page.py         what the labels of a page are worth, its own and that of HTTP
prescan.py      the label that stands in a page
visible.py      the bytes of a page that its readers see
detection.py    the encoding of bytes that say nothing of it
labels.py       what labels mean
binary.py       what is not text
"""

from __future__ import annotations

from service.decode.binary import refuse_binary_text
from service.decode.detection import detect
from service.decode.page import decode_page
from service.decode.text import decode

__all__ = ["decode", "decode_page", "detect", "refuse_binary_text"]
