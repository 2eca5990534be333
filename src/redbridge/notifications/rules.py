"""Which notices belong together. Plain Python."""

GROUPED = ("like", "collect", "liked_word")
"""Deeds on one thing that stand as one line: who did it last, and how many others."""
SHOWS = {
    "likes": ("like", "collect", "liked_word"),
    "comments": ("comment", "reply", "mention", "welcome"),
    "people": ("follow", "request", "accept", "board", "welcomed"),
    "words": ("suggested", "accepted", "declined", "undone", "term_in", "term_out"),
}
"""The chips over the list."""
