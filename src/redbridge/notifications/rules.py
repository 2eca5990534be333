"""Which notices belong together. Plain Python."""

GROUPED = ("like", "collect", "liked_word")
"""Deeds on one thing that stand as one line: who did it last, and how many others."""
SHOWS = {
    "likes": ("like", "collect", "liked_word"),
    "comments": ("comment", "reply", "mention", "welcome"),
    "people": ("follow", "request", "accept", "board", "welcomed"),
    "house": ("export", "looked", "decision", "restored", "appeal_won", "appeal_out", "to_appeal", "reported",
              "draft", "settled", "appointed", "released"),
    "words": ("suggested", "accepted", "declined", "undone", "term_in", "term_out"),
}
"""The chips over the list."""
HOUSE = {
    "export": "/settings/data", "looked": "/settings/access", "decision": "/settings/standing", "restored": "/settings/standing",
    "appeal_won": "/settings/appeals", "appeal_out": "/settings/appeals",
    "to_appeal": "/desk/appeals", "reported": "/settings/reports",
    "appointed": "/settings/role", "released": "/settings/role",
    "draft": "/guidelines/drafts", "settled": "/guidelines/drafts",
}
"""What the house itself tells, and where it leads; those who are suspended hear it too."""
