"""How plausible a text is as a text of some language: what tells a right decoding from a wrong one.

A text costs what its letters surprise: minus the logarithm of how likely each is after the one before, in nats.  A text
costs 2.2 to 2.8 nats a character in its own language, whichever that is (judging half of the encoding bench's corpus,
36 languages), a wrong decoding of it three to ten, and of bytes read in two ways the readings' costs can be compared
as they are.

symbols.py   what is looked at: letters in lower case, words apart, kinds of symbols
tables.py    what was counted, as data; written by ``python -m tests.bench.encodings.fit``
rows.py      the same as one integer for each pair of letters, which holds its cost in all languages
score.py     the cost of a text
"""
