"""Imported by the process that workers are forked from, for its effect: rules and tables are loaded before the fork.

So workers share that memory and start in milliseconds.  A fault here is no matter: each worker loads what is missing.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from service.pool.worker import warm_up

with suppress(Exception):
    warm_up()
gc.collect()
gc.freeze()  # a collector that touches what is shared would make a copy of it in each worker
