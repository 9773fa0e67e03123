"""A floor holds, rises with the figures, and is lowered only with a reason that stays on record."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from tests.bench import floors, gate
from tests.bench.figures import Figures, Table
from tests.bench.score import WINNOW

F1_KEY, LOSSY_KEY = ("set", "kind", "word_f1"), ("set", "kind", "lossy")


def table(word_f1: float, lossy: float) -> dict[str, Table]:
    figures = Figures(
        1, precision=1, recall=1, word_f1=word_f1, content_line_f1=1, boilerplate_line_f1=1, all_right=1, lossy=lossy
    )
    return {"set": {"kind": {WINNOW: figures}}}


def test_floors_round_to_the_side_that_holds() -> None:
    """What was just pinned passes."""
    figures = floors.measured(table(0.87659, 0.01231))
    assert {F1_KEY: 0.8765, LOSSY_KEY: 0.0124} == figures
    assert [] == floors.failures(floors.update(floors.Floors(), figures), figures)


def test_a_figure_below_its_floor_is_named() -> None:
    """The failure names set, kind, figure, value and floor, for both kinds of limit; a hair's breadth is let pass."""
    pinned = floors.Floors({F1_KEY: 0.9, LOSSY_KEY: 0.01})
    assert [] == floors.failures(pinned, {F1_KEY: 0.8996, LOSSY_KEY: 0.0104})
    assert [
        "set / kind / lossy: 0.02 is worse than its ceiling 0.01.",
        "set / kind / word_f1: 0.89 is worse than its floor 0.9.",
    ] == floors.failures(pinned, {F1_KEY: 0.89, LOSSY_KEY: 0.02})


def test_missing_figures_and_missing_floors_fail() -> None:
    """A kind that is gone from the data, or was never pinned, is not silently passed over."""
    said = floors.failures(floors.Floors({F1_KEY: 0.9}), {LOSSY_KEY: 0.0})
    assert ["has no floor" in said[0], "there was no figure" in said[1]] == [True, True]


def test_floors_rise_and_are_not_lowered_without_a_reason() -> None:
    """An update raises; lowering is refused whole, and with a reason it is recorded."""
    pinned = floors.update(floors.Floors({F1_KEY: 0.8, LOSSY_KEY: 0.02}), {F1_KEY: 0.9, LOSSY_KEY: 0.01})
    assert {F1_KEY: 0.9, LOSSY_KEY: 0.01} == pinned.values
    worse = {F1_KEY: 0.95, LOSSY_KEY: 0.05}
    with pytest.raises(floors.RegressionError, match=r"set / kind / lossy: 0\.01 → 0\.05"):
        floors.update(pinned, worse)
    lowered = floors.update(pinned, worse, reason="captions became a field")
    assert worse == lowered.values
    assert (floors.Lowering(LOSSY_KEY, 0.01, 0.05, "captions became a field"),) == lowered.lowered


def test_floors_survive_the_file(tmp_path: Path) -> None:
    """What is written is what is read, names and reasons with quotes included."""
    path = tmp_path / "floors.toml"
    written = floors.Floors({F1_KEY: 0.9}, (floors.Lowering(F1_KEY, 0.95, 0.9, 'the "gold" changed'),))
    floors.save(written, path)
    assert written == floors.load(path)
    assert floors.Floors() == floors.load(tmp_path / "none.toml")


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int)
    parser.add_argument("--kind")
    gate.add_options(parser)
    return gate.checked(parser, parser.parse_args(words))


def test_a_bench_pins_and_holds_its_own_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``--update`` wrote ``--check`` holds; a worse figure fails it, and is not pinned without a reason."""
    path = tmp_path / "floors.toml"

    def hold(value: float, *words: str) -> int:
        return gate.hold(options(*words), {F1_KEY: value}, path=path, header="# whose\n")

    assert [0, 0, 1, 1] == [hold(0.9, "--update"), hold(0.9, "--check"), hold(0.8, "--check"), hold(0.8, "--update")]
    assert path.read_text("utf-8").startswith("# whose\n")
    assert "0.8 is worse than its floor 0.9" in capsys.readouterr().out
    assert 0 == hold(0.8, "--update", "--allow-regression", "--reason", "why not")
    assert {F1_KEY: 0.8} == floors.load(path).values


@pytest.mark.parametrize("words", [("--check", "--sample", "3"), ("--update", "--kind", "a"), ("--allow-regression",)])
def test_options_that_do_not_fit_together_are_refused(words: tuple[str, ...]) -> None:
    """Floors hold for whole sets, and are lowered with a reason only."""
    with pytest.raises(SystemExit):
        options(*words)
