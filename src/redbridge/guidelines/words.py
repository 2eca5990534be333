"""What stands around the rules, in words."""

from collections.abc import Sequence
from typing import Any

from babel import Locale
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from redbridge.policy.rules.nodes import PackError

FOLLOWS = {
    "label": gettext_lazy("What meets it gets a label, and stays where it is."),
    "limit": gettext_lazy("What meets it is not shown to strangers."),
    "hold": gettext_lazy("What meets it waits until somebody has looked at it."),
    "withhold": gettext_lazy("What meets it is withheld in the regions named, and the place says so."),
    "remove": gettext_lazy("What meets it is taken down."),
    "suspend": gettext_lazy(
        "What meets it waits until somebody has looked at it, and two people together may suspend the account."
    ),
}
SEVERITY = {
    1: gettext_lazy("slight"), 2: gettext_lazy("minor"), 3: gettext_lazy("serious"), 4: gettext_lazy("grave"),
    5: gettext_lazy("gravest"),
}
FACTS = {"severity": gettext_lazy("how grave"), "action": gettext_lazy("what follows"), "regions": gettext_lazy("where")}


def page_language() -> str:
    """The language of the page as packs name it."""
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get((get_language() or "en").lower(), "en")


def places(regions: Sequence[str]) -> str:
    """Regions by their names in the language of the page."""
    if not regions:
        return _("everywhere")
    names = Locale.parse(page_language().replace("-", "_")).territories
    return _(", ").join(names.get(code, code) for code in regions)


def fact(name: str, value: Any) -> str:
    """A severity, an action or regions in words."""
    if name == "regions":
        return places(value)
    return str(SEVERITY[value] if name == "severity" else FOLLOWS[value])


def fault(wrong: PackError) -> str:
    """What is wrong with a pack and in which line, in the language of the page."""
    values = {name: _(str(value)) if name == "name" and value else value for name, value in wrong.values.items()}
    return _("Line %(line)s: %(reason)s.") % {"line": wrong.line, "reason": _(wrong.words) % values}
