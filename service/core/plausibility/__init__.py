"""How plausible a text is as a text of some language: what tells a right decoding from a wrong one.

A text costs what its letters surprise: minus the logarithm of how likely each is after the one before, in nats.  A text
costs 2.1 to 2.8 nats a character in most languages (judging half of the encoding bench's corpus), 3.4 in Thai, 4.9 in
Korean, 7.4 in Chinese; a wrong decoding of it half as much again and more.  Bytes that are read in two ways are the
same bytes, so the costs of the two readings can be compared as they are.

symbols.py   what is looked at: letters in lower case, words apart, kinds of symbols
tables.py    what was counted, as data; written by ``python -m tests.bench.encodings.fit``
rows.py      the same as one integer for each pair of letters, which holds its cost in all languages
score.py     the cost of a text
"""
