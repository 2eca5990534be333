"""What things are called on the desk, in the language that is active."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

KINDS: Words = {"note": _("Note"), "comment": _("Comment"), "person": _("Person"), "remark": _("Remark on a change of the rules")}
DECISIONS: Words = {
    "no_action": _("Nothing is wrong"), "label": _("Put a label on it"), "limit": _("Limit its reach"),
    "withhold": _("Withhold it in regions"), "remove": _("Remove it"), "warn": _("Warn its author"),
    "pause": _("Pause posting"), "suspend": _("Suspend the account"), "restore": _("Restore it"),
    "hold": _("Hold it back"), "refuse": _("A text was not let through"),
}
COSTS: Words = {
    "no_action": _("The case closes; those who reported it are told."),
    "label": _("Everybody reads it, under a line that names the rule."),
    "limit": _("Followers read it as before; it is not in Explore, search and suggestions."),
    "withhold": _("Not shown in the regions you name, and said so there."),
    "remove": _("Nobody reads it. It can come back, with its likes and comments, until no appeal can bring it back."),
    "warn": _("Nothing is restricted; its author reads why this was close."),
    "pause": _("Its author reads and appeals, and writes nothing until the day you choose."),
    "suspend": _("Another person has to confirm it. The account and all in it are hidden."),
    "restore": _("What was decided before is taken back, with its mark."),
}
SOURCES: Words = {
    "report": _("Reported"), "rules": _("Found by rules"), "surge": _("Surge: first note"),
    "flood": _("The same again and again"),
    "pictures": _("Found by a picture"), "coordinated": _("Many in step"), "judge": _("A judge's draft"),
    "ladder": _("By marks"), "desk": _("Opened by the desk"),
}
STATES: Words = {
    "open": pgettext_lazy("case", "Open"), "claimed": pgettext_lazy("case", "Claimed"),
    "second": pgettext_lazy("case", "Waits for another"), "decided": pgettext_lazy("case", "Decided"),
    "appealed": pgettext_lazy("case", "Appealed"), "closed": pgettext_lazy("case", "Closed"),
}
SHOWS: Words = {"waiting": _("Waiting"), "mine": _("Mine"), "second": _("Second look"), "sealed": _("Sealed")}
AGES: Words = {"": _("Any age"), "hour": _("Older than an hour"), "day": _("Older than a day"), "week": _("Older than a week")}
ORDERS: Words = {"gravest": _("Gravest first"), "oldest": _("Oldest first")}
SEVERITIES: dict[int, str | Promise] = {
    5: pgettext_lazy("severity", "Danger"), 4: pgettext_lazy("severity", "Grave"), 3: pgettext_lazy("severity", "Serious"),
    2: pgettext_lazy("severity", "Middling"), 1: pgettext_lazy("severity", "Slight"),
}
PARTS: Words = {"title": _("Title"), "words": _("Card"), "body": _("Text"), "name": _("Name"), "bio": _("About"),
                "comment": _("Text"), "place": _("Place")}
CATEGORIES: Words = {
    "spam": _("Spam"), "scam": _("Fraud"), "scams": _("Fraud"), "harassment": _("Harassment"), "hate": _("Hate"),
    "sexual": _("Sexual content"), "violence": _("Violence or self-harm"), "private": _("Private matters"),
    "minors": _("A child is at risk"), "illegal": _("Against the law"), "impersonation": _("Pretends to be somebody"),
    "advertising": _("Hidden advertising"), "paid-voices": _("Paid voices"), "coordination": _("Many in step"),
    "other": _("Something else"),
}
"""Of reports and of the house's own rules; a host's own category is shown as it is written."""
WAVES: Words = {"words": _("The same words"), "link": _("The same link"), "authors": _("The same authors")}
LEFT_OUT: Words = {
    "decided": _("decided meanwhile"), "own": _("your own"), "sealed": _("sealed"), "second": _("waits for a second look"),
    "claimed": _("somebody has it"), "gone": _("erased by its author"), "language": _("a language you do not decide in"),
    "refused": _("cannot be decided so"),
}
