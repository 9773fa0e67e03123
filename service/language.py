"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MIN_CHARACTERS = 20
"""Below this, only a script that one language writes tells.

Measured with ``MIN_CONFIDENCE`` on the gold paragraphs of news-multilingual-dev (20 languages), cut to a length.  Share
answered, and share of the answers that are right: 10 characters .35, .949; 20 .70, .985; 40 .93, .994; 80 .99, .997;
160 1.00, 1.000.  Without the confidence, 20 characters are right in .892 of cases and 40 in .981.
"""

MIN_CONFIDENCE = 0.5
"""Probability by the identifier's own count, below which the answer is ``None``; see ``MIN_CHARACTERS``."""

SAMPLE_BYTES = 480
"""UTF-8 bytes that are looked at: four times the length from which no development paragraph was mistaken, in 0.3 ms."""

SLICES = 4
"""Places of the text the sample is taken from, so that one quotation in another language does not decide."""

LANGUAGES = (
    "af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn"
    " ko ky lb lo lt lv mk ml mn mr ms mt my ne nl nn no or pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk"
    " ur uz vi xh zh zu"
).split()
"""The languages told apart: those of the model that national news is written in.  Of 20 characters, 3.6 % more are
right than with all of its 140, among which small languages swallow short texts."""

# Letters of scripts that one living language writes.  Hebrew and Greek letters make Hebrew and Greek here.
_SCRIPTS = {
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "km": "\u1780-\u17ff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
}
_OF_SCRIPT = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS.items()}
_NOT_LATIN = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u3040-\U0010ffff]")
"""Letters that are neither Latin nor shared by scripts; dashes and quotes are not among them."""
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")

SCRIPT_SHARE = 0.4
"""Share of the letters that a script needs to decide: names and brands in Latin letters are common in all others."""

KANA_SHARE = 0.05
"""Share of kana among kana and Han characters that makes Japanese: the development data's Japanese paragraphs have at
least .054 (a list of names), the Chinese ones at most one kana (a shop's ``の`` must not decide)."""

# The commonest characters that differ, in the same order.
_TRADITIONAL = re.compile(
    "[國會對開們這個時為學說過還長問動現發經與應關於後電話來進實點機將總產業種無聞報請東車書門間馬語]"
)
_SIMPLIFIED = re.compile(
    "[国会对开们这个时为学说过还长问动现发经与应关于后电话来进实点机将总产业种无闻报请东车书门间马语]"
)


def identify_language(text: str) -> str | None:
    """The BCP 47 tag of the language, or ``None`` when the text is too short or too mixed to tell.

    Chinese is ``zh``, and ``zh-Hant`` where most characters that differ are the traditional ones.  Norwegian is ``no``.
    Close kin (Croatian, Serbian and Bosnian in Latin letters; Malay and Indonesian) are told apart as well as may be.

    >>> identify_language("The government said on Wednesday that it would raise the minimum wage.")
    'en'
    >>> identify_language("Η κυβέρνηση"), identify_language("Go!")
    ('el', None)
    """
    sample = _sample(text)
    language = _by_script(sample)
    if language is None and len(sample) >= MIN_CHARACTERS:
        language, confidence = identify_with_confidence(sample)
        if confidence < MIN_CONFIDENCE:
            return None
    if language == "zh" and len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample)):
        return "zh-Hant"
    return language


def identify_with_confidence(text: str) -> tuple[str, float]:
    """The language that a text looks most like, whatever its length, and the probability by the model's count."""
    language, confidence = _identifier().classify(_sample(text))
    return str(language), float(confidence)


def warm() -> None:
    """Load the model, which takes 0.6 s, before the first document comes."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    # A row of probabilities in one place: picking languages leaves columns, and each number is then far from the next.
    identifier.nb_ptc = identifier.nb_ptc.copy(order="C")
    # It keeps the table of all languages to go back to, which we never do: 27 MiB in each process.
    identifier._full_model = identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes
    return identifier


def _sample(text: str) -> str:
    """The text, or slices from all over it when it has more than ``SAMPLE_BYTES``."""
    head = text[:SAMPLE_BYTES]
    size = len(head.encode("utf-8", "replace"))
    if size <= SAMPLE_BYTES and len(head) == len(text):
        return text
    width = max(1, SAMPLE_BYTES * len(head) // (size * SLICES))
    step = (len(text) - width) // (SLICES - 1)
    return " ".join(text[i * step : i * step + width] for i in range(SLICES))


def _by_script(sample: str) -> str | None:
    """The language of a script that only one language writes."""
    if sample.isascii() or not _NOT_LATIN.search(sample):
        return None
    letters = len(_LETTER.findall(sample))
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    if kana and kana >= KANA_SHARE * (kana + han) and kana + han >= SCRIPT_SHARE * letters:
        return "ja"
    for language, pattern in _OF_SCRIPT.items():
        if pattern.search(sample) and len(pattern.findall(sample)) >= SCRIPT_SHARE * letters:
            return language
    return None
