"""Benches: how good the output is and what it costs, with pinned floors.  Run as ``python -m tests.bench.text``."""
