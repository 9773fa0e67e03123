"""Training: labels, folds, weights of names, calibration, and the way from CatBoost's trees to ours."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from service.core.repair import repair
from service.model.columns import Doubles, Floats
from service.model.names import number_of
from service.model.trees import Trees
from tests.bench.training import export
from tests.bench.training.calibrate import Line, calibration_error, fit_line
from tests.bench.training.examples import About, Example, NameCounts, feature_names, text_example
from tests.bench.training.figures import kept_of, loses, words_of
from tests.bench.training.fit import Rows, Shape, grow, log_odds, sampled
from tests.bench.training.folds import FOLDS, fold_of, group_of, write_folds
from tests.bench.training.labels import align, even_labels, soft_labels
from tests.bench.training.names import NameTable

PAGE = ("Home News Sport", "The river rose two metres.", "Share this", "It will fall on Tuesday.", "The river")
GOLD = "The river rose two metres.\n\nIt will fall on Tuesday."


def numbers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, dtype=np.int32)


def example(text: str = "\n\n".join(PAGE), gold: str = GOLD, *, group: str = "example.org") -> Example:
    return text_example(About("a set", "1", "a kind", group, "en"), repair(text)[0], gold)


def test_labels_follow_the_gold_in_order() -> None:
    """Each block has the share of its tokens in the gold, and a stray word of a menu or a second copy has none."""
    shares, sizes = soft_labels(PAGE, GOLD)
    assert [0.0, 1.0, 0.0, 1.0, 0.0] == shares.tolist()
    assert [3, 5, 2, 5, 2] == sizes.tolist()


def test_block_that_stands_elsewhere_in_the_gold_counts() -> None:
    """A block out of order is content, once."""
    moved = ["It will fall on Tuesday.", "The river rose two metres in a night, and then it rained again.", "Home"]
    shares, _ = soft_labels(moved, f"{moved[1]} {moved[0]}")
    assert [1.0, 1.0, 0.0] == shares.tolist()


def test_nothing_is_content_without_a_gold() -> None:
    """Pages whose gold is empty teach that nothing of them is content."""
    assert [0.0, 0.0] == soft_labels(["One line", "Another"], "")[0].tolist()


@pytest.mark.parametrize(
    ("page", "gold", "found"),
    [
        ((0, 1, 2), (0, 1, 2), [True, True, True]),
        ((0, 5, 1), (0, 1), [False, False, False]),  # a run of one does not pay for its opening
        ((0, 1, 7, 0, 1, 2), (0, 1, 2), [False, False, False, True, True, True]),
        ((3, 0, 1), (0, 1, 3), [False, True, True]),
    ],
)
def test_alignment_takes_the_best_runs(page: tuple[int, ...], gold: tuple[int, ...], found: list[bool]) -> None:
    """As many tokens as can be matched in order, in runs of two or more."""
    assert found == align(numbers(*page), numbers(*gold)).tolist()


def test_copies_share_their_best_label() -> None:
    """Which of two copies the gold means is chance; short blocks are no copies."""
    labels, sizes, said = np.array([0.0, 1.0, 0.0, 1.0], dtype=np.float32), numbers(9, 9, 2, 2), np.array([0, 0, 2, 2])
    assert [1.0, 1.0, 0.0, 1.0] == even_labels(labels, sizes, said, least=8).tolist()


def test_a_site_is_in_one_fold_as_page_and_as_text() -> None:
    """The fold depends on the registrable domain; other languages are held out whole."""
    addresses = ["https://www.example.co.uk/a", "http://news.example.co.uk:80/b?c"]
    assert 1 == len({fold_of(group_of(address), "en") for address in addresses})
    assert 1 == len({fold_of(group, "ko") for group in ("one paper", "another paper", "a third")})
    assert set(range(FOLDS)) == {fold_of(f"site{i}.org", "en") for i in range(100)}


def test_folds_are_written_by_set_and_id(tmp_path: Path) -> None:
    """The benches look documents up by set and id."""
    write_folds(tmp_path / "new", {"wcxb-dev/1": ("a.org", "en"), "lines-page-dev/wcxb-dev-1": ("a.org", "en")})
    said = json.loads((tmp_path / "new" / "folds.json").read_text("utf-8"))
    assert {"wcxb-dev/1": fold_of("a.org", "en"), "lines-page-dev/wcxb-dev-1": fold_of("a.org", "en")} == said


def with_names(group: str, **counts: tuple[float, float]) -> Example:
    """A document of a site in which names stand around so much content and so much else."""
    table = np.array(list(counts.values()))
    names = NameCounts(np.array([number_of(n) for n in counts], dtype=np.uint32), table[:, 0], table[:, 1])
    base = example(group=group)
    return Example(
        base.about, base.rows, base.labels, base.sizes, base.words, base.characters, base.said, base.spoken,
        base.owner, base.gold, None, names,
    )  # fmt: skip


def test_a_site_has_no_say_in_the_weights_of_its_names() -> None:
    """A name needs three sites, and a site's own pages are left out of what is said of them."""
    sites = [with_names(f"site{i}.org", story=(0.9, 0.1), rare=(0.9, 0.1)) for i in range(3)]
    table = NameTable([*sites, with_names("site3.org", story=(0.0, 1.0))])
    story, rare = number_of("story"), number_of("rare")
    assert {story, rare} == set(table.steps)
    assert 0 < table.steps[story] < table.without("site3.org")[story]
    assert rare not in table.without("site0.org")
    assert table.steps == table.without("unknown.org")


def test_the_same_blocks_are_chosen_each_time() -> None:
    """The sample of a long document depends on its name alone, and weighs as much as the document."""
    long = example("\n\n".join(f"This is paragraph number {i} of many more." for i in range(400)))
    chosen, worth = sampled(long, 50)
    again, _ = sampled(long, 50)
    assert chosen.tolist() == again.tolist()
    assert 30 <= int(chosen.sum()) <= 70
    assert float(worth[chosen].sum()) == pytest.approx(1.0, abs=0.4)


def test_calibration_finds_the_line() -> None:
    """Labels drawn from half the log odds and an offset give these back."""
    z = np.linspace(-6, 6, 2001)
    true = 1 / (1 + np.exp(-(0.5 * z - 0.25)))
    line = fit_line(z, true, np.ones_like(z))
    assert Line(0.5, -0.25) == line
    assert calibration_error(1 / (1 + np.exp(-line.of(z))), true, np.ones_like(z)) < 1e-9


def test_figures_of_blocks_that_are_kept() -> None:
    """Keeping the content scores 1; losing one of two paragraphs is a loss; keeping nothing of nothing is right."""
    document = example()
    good = document.labels >= 0.5
    assert 1.0 == words_of(document, good).f1
    assert not loses(document, good)
    assert loses(document, good & (np.arange(len(good)) < 2))
    nothing = example(gold="")
    assert 1.0 == words_of(nothing, np.zeros(len(good), dtype=bool)).f1
    assert 0.0 == words_of(nothing, good).f1
    assert good.tolist() == kept_of(document, np.where(good, 0.99, 0.01), whole=True).tolist()


def test_rows_have_names() -> None:
    """Every row of an example has its name, and pages know more than texts."""
    assert len(example().rows) == len(feature_names(of_page=False))
    assert {"words", "tag:li"} <= set(feature_names(of_page=True)) - {""}
    assert "tag:li" not in feature_names(of_page=False)


def drawn(features: int) -> tuple[Floats, Doubles]:
    """Blocks and labels that depend on two of their features; some values are unknown."""
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(features, 600)).astype(np.float32)
    labels = (rows[0] + rows[1] > 0).astype(np.float64)
    rows[2, ::7] = np.nan
    return rows, labels


def test_exported_trees_say_what_catboost_says(tmp_path: Path) -> None:
    """Two models, one of fewer features, become one set of trees with their mean; a second export has equal bytes."""
    pytest.importorskip("catboost", reason="the extra `train` is not installed")
    rows, labels = drawn(6)
    shape = Shape(trees=20, depth=3, rate=0.3, features=1.0)
    weights = np.ones(len(labels))
    files = []
    for name in ("one.npz", "two.npz"):
        models = [grow(Rows(rows[:count].T.copy(), labels, weights), shape) for count in (4, 6)]
        export.write(tmp_path / name, export.flat(models, Line(0.5, 0.25), "blocks_"))
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    mean = (log_odds(models[0], rows[:4]) + log_odds(models[1], rows)) / 2
    said = Trees.load(tmp_path / "one.npz", "blocks_").log_odds(rows)
    assert float(np.abs(said - (0.5 * mean + 0.25)).max()) < 1e-3
