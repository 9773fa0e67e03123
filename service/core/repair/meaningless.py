"""Characters that mean nothing outside the program that made them."""

from __future__ import annotations

import re

from service.core.repair.edits import NOTHING, Found
from service.core.repair.watched import WATCHED

# A black flag, the letters and digits of a region, and the end of the tag; the sequence is matched to be passed over.
_FLAG_OR_TAGS = re.compile(
    f"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}\U000e007f|([{WATCHED['tag_character']}]+)"
)
_PRIVATE = re.compile(f"\uf0b7|[{WATCHED['private_use']}]")
_SYMBOL_BULLET = "\uf0b7"


def tag_character(text: str) -> Found:
    r"""Drop tags (U+E0000 to U+E007F): letters that nobody sees, in which text can be hidden from a reader.

    Kept: those that make a flag, as that of Wales: the black flag, the region, and the end of the tag.

    >>> tag_character("read\U000e0041\U000e0042 on").edits
    [(4, 6, '')]
    >>> tag_character("\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f").edits
    []
    """
    if text.isascii():
        return NOTHING
    return Found([(m.start(), m.end(), "") for m in _FLAG_OR_TAGS.finditer(text) if m[1]])


def private_use(text: str) -> Found:
    r"""Drop characters for private use: pictures of a font that did not come with the text.

    One of them is text: U+F0B7, the bullet of the font Symbol, which word processors write, becomes a bullet.

    >>> private_use("\ue80f Follow us \uf8ff\n\uf0b7 One").edits
    [(0, 1, ''), (12, 13, ''), (14, 15, '•')]
    """
    if text.isascii():
        return NOTHING
    return Found([(m.start(), m.end(), "•" if m[0] == _SYMBOL_BULLET else "") for m in _PRIVATE.finditer(text)])
