"""Rules and regions as people read them, in the language of the page."""

from functools import cache

from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from redbridge.accounts.ruled import rule_title


def rule_url(rule_id: str) -> str:
    """Where the rule stands whole."""
    return f"/guidelines#{rule_id}"


@cache
def _territories(language: str) -> dict[str, str]:
    # Loaded where a name is first asked for: nothing else of babel runs in a page.
    from babel import Locale

    return dict(Locale.parse(to_locale(language)).territories)


def region_name(code: str) -> str:
    """A country's name, its code where it has none."""
    return _territories(get_language() or "en").get(code, code)


def region_names(codes: tuple[str, ...]) -> str:
    """Several, as a list."""
    return _(", ").join(region_name(code) for code in codes)


def withheld_line(region: str, rule_id: str) -> str:
    """What stands in the place of a note that is not shown in a region."""
    return _("Withheld in %(region)s under “%(rule)s”") % {"region": region_name(region), "rule": rule_title(rule_id)}
