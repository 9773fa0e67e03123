"""Which language a text is in."""

from __future__ import annotations

import py3langid

MIN_CHARACTERS = 40
"""Below this length identification is a guess: languages that share a script are confused."""
MAX_CHARACTERS = 2000
"""Characters looked at; more do not change the answer on the development data."""


def identify_language(text: str) -> str | None:
    """The BCP 47 tag of the language, or ``None`` when the text is too short to tell."""
    sample = text[:MAX_CHARACTERS]
    if len(sample) < MIN_CHARACTERS:
        return None
    language, _ = py3langid.classify(sample)
    return str(language)
