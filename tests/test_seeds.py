"""The seeds: each must come out exactly as the truth says and as its golden shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service import Article, Options, clean
from tests.corpus import SEEDS, Seed, load_seeds
from tests.golden import TRUTH_FIELDS, answer, golden_bytes
from tests.invariants import check_all
from tests.regen import regenerate

ALL = load_seeds()
SEED = pytest.mark.parametrize("seed", ALL, ids=[s.slug for s in ALL])


@cache
def cleaned(slug: str) -> Article:
    """The article of a seed, cleaned once for all tests."""
    return clean((SEEDS / slug / "input.txt").read_bytes())


def test_there_are_seeds() -> None:
    """The five seed documents of the project are here."""
    assert len(ALL) >= 5


@SEED
def test_truth_covers_the_input(seed: Seed) -> None:
    """The truth itself assigns every character of the input, white space aside, exactly once."""
    source = seed.document.decode()
    pieces: list[dict[str, Any]] = []
    for value in seed.truth.values():
        pieces += value if isinstance(value, list) else [value] if value else []
    end = 0
    for piece in sorted(pieces, key=lambda p: p["span"]):
        start, stop = piece["span"]
        assert source[end:start].strip() == ""
        assert source[start:stop] == piece["raw"]
        end = stop
    assert source[end:].strip() == ""


@SEED
@pytest.mark.parametrize("field", TRUTH_FIELDS)
def test_answer_is_the_truth(seed: Seed, field: str) -> None:
    """Each field, removal and paragraph is what was decided by hand, to the character."""
    assert seed.truth[field] == answer(cleaned(seed.slug))[field]


@SEED
def test_nothing_but_the_truth(seed: Seed) -> None:
    """What the input does not have is not invented: byline, authors, date of modification."""
    article = cleaned(seed.slug)
    assert (None, (), None) == (article.byline, article.authors, article.date_modified)


@SEED
def test_must_keep_and_must_drop(seed: Seed) -> None:
    """The words that show the point of the seed are in the body, or out of it."""
    text = cleaned(seed.slug).text
    assert [] == [words for words in seed.must_keep if words not in text]
    assert [] == [words for words in seed.must_drop if words in text]


@SEED
def test_must_words_are_in_the_input(seed: Seed) -> None:
    """Words that are not in the input would prove nothing."""
    source = seed.document.decode()
    assert [] == [words for words in (*seed.must_keep, *seed.must_drop) if words not in source]


@SEED
def test_golden(seed: Seed) -> None:
    """The answer is the reviewed golden, byte for byte; a missing golden fails."""
    assert seed.golden.exists(), f"no golden: run python -m tests.regen {seed.slug} and read what it writes"
    assert seed.golden.read_bytes() == golden_bytes(cleaned(seed.slug))


@SEED
def test_language(seed: Seed) -> None:
    """The language is recognised."""
    assert seed.language == cleaned(seed.slug).language


@SEED
def test_invariants(seed: Seed) -> None:
    """Conservation, verbatim, fields, Unicode and idempotence hold."""
    check_all(cleaned(seed.slug), Options())


def copied(seed: Seed, folder: Path) -> Seed:
    """The same seed in a folder where writing harms nothing."""
    shutil.copytree(seed.folder, folder / seed.slug)
    return replace(seed, folder=folder / seed.slug)


def test_regeneration_refuses_a_wrong_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the words that must stay are not in the body, nothing is written and the reason is printed."""
    seed = replace(copied(ALL[0], tmp_path), must_keep=("words that nobody wrote",))
    seed.golden.unlink(missing_ok=True)
    assert not regenerate(seed, check=False)
    assert not seed.golden.exists()
    assert f"{seed.slug}: refused, the body lacks 'words that nobody wrote'" in capsys.readouterr().out


def test_regeneration_shows_what_it_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An outdated golden is shown as a difference, with the removals each rule gained, and written only when asked."""
    seed = copied(ALL[0], tmp_path)
    seed.golden.write_text('{"removals": []}\n', encoding="utf-8")
    assert not regenerate(seed, check=True)
    assert seed.golden.read_text(encoding="utf-8") == '{"removals": []}\n'
    assert regenerate(seed, check=False)
    assert seed.golden.read_bytes() == golden_bytes(clean(seed.document))
    shown = capsys.readouterr().out
    first = clean(seed.document).removals[0]
    assert f"{seed.slug}: +" in shown
    assert f"removals by {first.judge}/{first.rule}" in shown
    assert f'+  "title": {json.dumps(clean(seed.document).title, ensure_ascii=False)}' in shown
