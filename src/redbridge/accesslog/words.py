"""What looks are called on pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DEEDS: dict[str, Any] = {
    "email": _("read your email addresses"), "sign_ins": _("read where you are signed in"),
    "private_note": _("read a note of yours that is not public"),
    "private_comment": _("read a comment of yours under a note that is not public"),
    "reported_message": _("read a message that was reported"),
    "export": _("read a copy of your data"), "note": _("read one note of yours"), "comment": _("read one comment of yours"),
    "person": _("read your profile"), "remark": _("read one remark of yours on a change of the rules"),
    "history": _("read what was decided about you before"),
}
"""What somebody did, after their name."""
KINDS: dict[str, Any] = {
    "email": _("Email addresses"), "sign_ins": _("Where they are signed in"), "private_note": _("A note that is not public"),
    "private_comment": _("A comment under a note that is not public"),
    "reported_message": _("A reported message"), "export": _("A copy of all their data"),
}
"""What can be asked for at the door."""
REASONS: dict[str, Any] = {
    "report": _("Somebody reported it"), "appeal": _("You appealed"), "help": _("You asked us for help"),
    "safety": _("To keep somebody safe"), "order": _("A lawful order"),
}
"""Why, as the person reads it."""
ASKED: dict[str, Any] = {
    "report": _("Somebody reported it"), "appeal": _("They appealed"), "help": _("They asked us for help"),
    "safety": _("To keep somebody safe"), "order": _("A lawful order"), "words": _("Another reason, in your words"),
}
"""Why, as staff chooses it."""
ROLES: dict[str, Any] = {"moderator": _("moderator"), "lead": _("lead moderator"), "administrator": _("administrator")}
ABSENT = _("This person has none of that number.")
