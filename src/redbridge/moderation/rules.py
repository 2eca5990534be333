"""What a report may be. Plain Python."""

WORDS_LONGEST = 1000
"""Graphemes."""
KINDS = ("note", "comment", "person")
