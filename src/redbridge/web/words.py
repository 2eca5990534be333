"""Counts and times as a person reads them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup


def html_lang(django_code: str) -> str:
    """`zh-hans` as browsers and readers write it: `zh-Hans`."""
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(django_code.lower(), "en")


def count(number: int, *, exact: bool = False) -> str:
    """986, then 1.2k (English) or 1.2万 (Chinese, plain to 9999); `exact` gives 1,204 in English."""
    lang = translation.get_language() or "en"
    if lang.startswith("zh"):
        return str(number) if number < 10_000 else _short(number / 10_000) + ("萬" if lang == "zh-hant" else "万")
    if number < 1000 or exact:
        return f"{number:,}"
    return _short(number / 1000) + "k" if number < 999_500 else _short(number / 1_000_000) + "M"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value < 100 else f"{value:.0f}"


def ago(moment: datetime) -> Markup:
    """How long since `moment`, as a `<time>` that names the minute too; past a week the day itself."""
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.astimezone(UTC).isoformat(timespec="seconds"), exactly(moment), _ago(moment)
    )


def exactly(moment: datetime) -> str:
    """The minute in the reader's zone; in UTC, and saying so, where nobody knows it."""
    said = date_format(timezone.localtime(moment), _("j F Y, H:i"))
    return said if timezone.get_current_timezone_name() != "UTC" else f"{said} UTC"


def _ago(moment: datetime) -> str:
    seconds = max(0, int((timezone.now() - moment).total_seconds()))
    if seconds < 60:
        return _("now")
    if seconds < 3600:
        return ngettext("%(n)s min ago", "%(n)s min ago", seconds // 60) % {"n": seconds // 60}
    if seconds < 86400:
        return ngettext("%(n)s h ago", "%(n)s h ago", seconds // 3600) % {"n": seconds // 3600}
    if seconds < 7 * 86400:
        return ngettext("%(n)s day ago", "%(n)s days ago", seconds // 86400) % {"n": seconds // 86400}
    here = timezone.localtime(moment)
    return date_format(here, _("j M Y") if here.year != timezone.localtime().year else _("j M"))


def day(moment: datetime) -> str:
    """The day in the reader's zone, with its year."""
    return str(date_format(timezone.localtime(moment), _("j M Y")))


def month(first: date) -> str:
    """A month, with its year."""
    return str(date_format(first, _("F Y")))


def at(moment: datetime, zone: str) -> str:
    """Day and time in a time zone by its name."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, _('j M Y'))} {local:%H:%M}"


def avatar_colour(person_id: int) -> str:
    """The class of one of ten colours, the same for a person everywhere."""
    return f"av-{(person_id >> 3) * 2654435761 % 4294967296 % 10}"
