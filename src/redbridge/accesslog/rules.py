"""What staff may look at, who of them, why, and for how long it may be kept from the person. Plain Python."""

KINDS = {
    "email": ("administrator", "lead"),
    "sign_ins": ("administrator", "lead"),
    "private_note": ("administrator", "lead", "moderator"),
    "private_comment": ("administrator", "lead", "moderator"),
    "reported_message": ("administrator", "lead", "moderator"),
    "export": ("administrator",),
}
"""What the door gives, and to whom."""
OF_ONE = ("private_note", "private_comment", "reported_message")
"""Kinds of which a person has many: the look names one."""
SEEN = ("note", "comment", "person", "remark", "history")
"""What is written down as well, though it is not behind the door: read for a case."""
REASONS = ("report", "appeal", "help", "safety", "order")
"""Why; anything else is said in words."""
WORDS_LONGEST = 300
WORDS_CEILING = WORDS_LONGEST * 12
UNDER_LONGEST = 80
DELAY_LONGEST = 90
"""Days for which one order may keep looks from somebody; another order is another line in public."""
PAGE = 50


def may(roles: "frozenset[str] | set[str]", kind: str) -> bool:
    """Whether somebody of these roles is given this kind."""
    return bool(set(roles) & set(KINDS.get(kind, ())))
