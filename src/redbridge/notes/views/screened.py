"""Telling a writer at once what the rules made of what they wrote, by name; nothing they wrote is lost."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from redbridge.accounts.ruled import rule_title
from redbridge.notes import flood
from redbridge.notes.reasons import region_names
from redbridge.notes.screening import Screened


def tell(request: HttpRequest, screened: Screened, otherwise: str = "") -> None:
    """What happened and under which rule; `otherwise` where nothing was found."""
    said = sentence(screened)
    if said:
        messages.warning(request, said)
    elif otherwise:
        messages.success(request, otherwise)


def sentence(screened: Screened) -> str:
    """In the language of the page; "" where all is as it was written."""
    names = {"rule": rule_title(screened.rule), "label": rule_title(screened.label), "reason": _reason(screened)}
    if screened.standing:
        return _("Held until a person has looked: rule “%(rule)s”%(reason)s. Until then only you see it.") % names
    if screened.limited:
        said = _("Published for your followers. Strangers are not shown it: rule “%(rule)s”%(reason)s. You can appeal.")
        return said % names
    if screened.withheld:
        where = region_names(tuple(screened.withheld))
        rules = _(", ").join(dict.fromkeys(map(rule_title, screened.withheld.values())))
        return _("Published. It is not shown in %(regions)s: rule “%(rule)s”.") % {"regions": where, "rule": rules}
    return _("Published with a label: rule “%(label)s”.") % names if screened.label else ""


def _reason(screened: Screened) -> str:
    """Of what is no matter of single words, in brackets; the statement of reasons quotes the words of all others."""
    fact = next((one.fact for one in screened.found if one.fact), "")
    reasons = {
        flood.MANY_LINKS: _(" (many links from a new account)"),
        flood.MANY_MENTIONS: _(" (many people named by a new account)"),
        flood.AGAIN: _(" (the same words again and again)"),
        flood.CROWD: _(" (a link that many new accounts post)"),
        flood.SURGE: _(" (many people are arriving, so newcomers wait for a look)"),
    }
    return reasons.get(fact, "")
