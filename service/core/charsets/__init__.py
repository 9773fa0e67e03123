"""Encodings as news was published in them: which there are, which languages they carry, and how they are read.

encodings.py    the encodings and the languages written in them
readings.py     bytes to text, and a text back to the bytes that it was wrongly read from
vietnamese.py   the three that Python does not know
"""
