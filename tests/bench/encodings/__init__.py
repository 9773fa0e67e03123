"""The bench for encodings: ``python -m tests.bench.encodings``, and the fit of what it judges.

`corpus/` holds texts of our own in many languages, half of them for fitting and half for judging; `fit` counts pairs of
letters in the one half, and `__main__` measures decoding and repair on the other.
"""
