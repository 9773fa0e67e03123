"""Texts of our own in many languages: ``corpus/<BCP 47 tag>.txt``, texts of a language between lines of ``%%``."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")
BETWEEN = "\n%%\n"


def languages() -> tuple[str, ...]:
    """The tags of the languages that have texts, in order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.txt")))


def fitting(language: str) -> list[str]:
    """The texts of a language that may be learned from: of each four, the first and the last."""
    return [text for number, text in enumerate(_texts(language)) if number % 4 in (0, 3)]


def judging(language: str) -> list[str]:
    """The texts of a language that only judge."""
    return [text for number, text in enumerate(_texts(language)) if number % 4 in (1, 2)]


def _texts(language: str) -> list[str]:
    whole = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    return [text.strip() for text in whole.split(BETWEEN)]
