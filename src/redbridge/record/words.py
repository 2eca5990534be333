"""What lines of the record are called on pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "label": _("Labelled"), "limit": _("Reach limited"), "hold": _("Held for a look"), "withhold": _("Withheld in a region"),
    "remove": _("Removed"), "warn": _("Warned"), "pause": _("Posting paused"), "suspend": _("Suspended"),
    "no_action": _("Nothing was wrong"), "restore": _("Restored"),
    "refuse": _("Not let through"), "appeal_granted": _("Appeal granted"),
    "appeal_refused": _("Appeal refused"), "undone": _("Taken back"),
    "delayed_notice": _("Told later, by order"), "order_act": _("An authority's order to act"),
    "order_inform": _("An authority's order to give information"), "order_done": _("Done as ordered"),
    "dispute_upheld": _("Dispute out of court: the decision stood"),
    "dispute_reversed": _("Dispute out of court: the decision was wrong"),
    "dispute_partly": _("Dispute out of court: partly wrong"), "dispute_ended": _("Dispute out of court: no decision"),
    "dispute_done": _("Done as settled out of court"),
}
BY: dict[str, Any] = {
    "person": _("A person"), "machine": _("A machine alone"), "both": _("A machine found it, a person decided"),
}
PACES = (
    _("within a minute"), _("within 10 minutes"), _("within an hour"), _("within 6 hours"), _("within a day"),
    _("within 3 days"), _("within a week"), _("in more than a week"),
)
"""By class of rules.PACES."""
