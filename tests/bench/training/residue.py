"""What the model would keep of the texts that extractors left: measured, and not what the service does.

The service leaves such texts to the judges that know things by name, which gain as much and lose less.
"""

from __future__ import annotations

import numpy as np

from service.model.columns import Doubles
from service.model.decide import Verdicts

CLEAN = 0.05
"""Expected share of words that are no content below which a text is left whole: removing there gains .0001."""
RESIDUE_CUT = 0.1
"""The cut for what an extractor left.  .3 gains a little more, but takes a tenth of the content of 5 % of the texts."""


def keep_of_residue(probabilities: Doubles, sizes: Doubles) -> Verdicts:
    """Which blocks to keep of a text that is no whole page: the cleaner it came, the less is taken out."""
    noise = 1 - float((sizes * probabilities).sum()) / max(float(sizes.sum()), 1.0)
    return np.ones(len(probabilities), dtype=bool) if noise < CLEAN else probabilities > RESIDUE_CUT
