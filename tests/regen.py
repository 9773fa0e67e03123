"""Write the goldens of the seeds: ``python -m tests.regen [SLUG … | --all] [--check]``.

Prints the difference and the removals gained and lost per rule, for a person to read.  Writes nothing where the answer
disagrees with the truth or with ``must_keep`` and ``must_drop``: those are written by hand only.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from service import clean
from tests.corpus import Seed, load_seeds
from tests.golden import disagreements, golden_bytes


def removals_per_rule(golden: dict[str, Any]) -> Counter[str]:
    """How many removals each rule made, by ``judge/rule``."""
    return Counter(f"{r['judge']}/{r['rule']}" for r in golden["removals"])


def show_difference(slug: str, old: bytes, new: bytes) -> None:
    """Print the unified difference of two goldens and the rules whose removals changed."""
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), f"{slug} (golden)", f"{slug} (now)", lineterm="", n=1
    )
    print("\n".join(lines))
    before = removals_per_rule(json.loads(old)) if old else Counter[str]()
    after = removals_per_rule(json.loads(new))
    for rule in sorted(before | after):
        if change := after[rule] - before[rule]:
            print(f"{slug}: {change:+d} removals by {rule}")


def regenerate(seed: Seed, *, check: bool) -> bool:
    """Bring one golden up to date, or only look.  ``False`` when it is wrong, or out of date and only looked at."""
    article = clean(seed.document)
    wrong = disagreements(seed, article)
    for reason in wrong:
        print(f"{seed.slug}: refused, {reason}")
    if wrong:
        return False
    old = seed.golden.read_bytes() if seed.golden.exists() else b""
    new = golden_bytes(article)
    if old == new:
        return True
    show_difference(seed.slug, old, new)
    if check:
        return False
    seed.golden.write_bytes(new)
    print(f"{seed.slug}: written")
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every golden asked for is right and up to date."""
    parser = argparse.ArgumentParser(prog="python -m tests.regen", description="Write the goldens of the seeds.")
    parser.add_argument("slug", nargs="*", help="folders of seeds/ to write")
    parser.add_argument("--all", action="store_true", help="write all of them")
    parser.add_argument("--check", action="store_true", help="write nothing, say what would change")
    given = parser.parse_args(arguments)
    seeds = {seed.slug: seed for seed in load_seeds()}
    if unknown := set(given.slug) - seeds.keys():
        parser.error(f"no such seed: {', '.join(sorted(unknown))}")
    if not (given.slug or given.all or given.check):
        parser.error("name the seeds to write, or say --all or --check")
    chosen = [seeds[slug] for slug in given.slug] or list(seeds.values())
    results = [regenerate(seed, check=given.check) for seed in chosen]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
