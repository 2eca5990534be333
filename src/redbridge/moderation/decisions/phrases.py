"""The sentences of a statement, in the language that is active: what happened, who decided, what it costs, where, what then."""

from datetime import datetime
from typing import Any

from babel import Locale
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from redbridge.moderation.decisions import rules
from redbridge.moderation.decisions.dsa import IMAGE
from redbridge.moderation.models import Decision
from redbridge.moderation.rules import APPEAL_WINDOW

ICONS = {"limit": "eye", "hold": "clock", "withhold": "globe", "label": "flag", "remove": "eye-off", "warn": "flag",
         "pause": "clock", "suspend": "lock", "restore": "retry", "refuse": "close"}


def pill(kind: str) -> str:
    """What happened, in two words."""
    return {
        "label": _("Label added"), "limit": _("Reach limited"), "hold": _("Held for a look"),
        "withhold": _("Withheld in a region"), "remove": _("Removed"),
        "warn": _("Warning"), "pause": _("Posting paused"), "suspend": _("Account suspended"),
        "restore": _("Given back"), "no_action": _("Nothing done"), "refuse": _("Not let through"),
    }[kind]


def gap() -> str:
    """What stands between two sentences: nothing in Chinese."""
    return "" if (get_language() or "").startswith("zh") else " "


def together(*sentences: str) -> str:
    """Sentences in a row, empty ones left out."""
    return gap().join(said for said in sentences if said)


def day(moment: datetime) -> str:
    """28 November, with the year where it is another."""
    here = timezone.localtime(moment)
    return str(date_format(here, _("j F") if here.year == timezone.localtime().year else _("j F Y")))


def moment(at: datetime) -> Markup:
    """Day and minute in the reader's zone; in UTC, and saying so, where nobody knows it."""
    here, zone = timezone.localtime(at), timezone.get_current_timezone_name()
    shape = _("j M") if here.year == timezone.localtime().year else _("j M Y")
    words = f"{date_format(here, shape)}{',' if gap() else ''} {here:%H:%M}" + (" UTC" if zone == "UTC" else "")
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(timespec="seconds"), words)


def yours(about: str) -> str:
    """Whose words these are."""
    return {
        "note": _("Your note of %(day)s."), "comment": _("Your comment of %(day)s."),
        "remark": _("Your remark of %(day)s on a change of the rules."), "person": _("Your page, as it stood on %(day)s."),
        "refused": _("What you wanted to write on %(day)s."),
        "faces": _("Your picture and your banner, as they stood on %(day)s."),
    }[about]


def rule(number: int, title: str) -> str:
    """A rule by its number in the guidelines."""
    return _("Rule %(n)s. %(title)s.") % {"n": number, "title": title.rstrip(".。")} if number else title


def who(said: dict[str, Any]) -> str:
    """Person or machine, and what each did."""
    if said["who"]["by"] == "machine":
        # A case that readers opened may be decided by a machine that looked at its pictures.
        source = "pictures" if said["content_type"] == [IMAGE] else said["who"]["source"]
        return together(_machine(source), _("No person has decided yet; an appeal is read by one."))
    return together(_person(said["who"]), _second(said["who"]), _before(said), _ladder(said))


def _person(who: dict[str, Any]) -> str:
    if who["by"] == "host":
        return _("The host of this site, at the machine it runs on. There nobody is asked for a second pair of eyes.")
    name = {"name": who["name"] or _("of this site"), "n": who["reports"]}
    if not who["reports"]:
        return _("A person, moderator %(name)s.") % name
    return ngettext("A person, moderator %(name)s, after %(n)s report.", "A person, moderator %(name)s, after %(n)s reports.",
                    who["reports"]) % name


def _second(who: dict[str, Any]) -> str:
    return _("%(name)s looked at it too, and agreed.") % {"name": who["second"]} if who["second"] else ""


def _before(said: dict[str, Any]) -> str:
    return _("A machine had sorted the case first; it did not decide.") if said["automated_detection"] == "Yes" else ""


def _ladder(said: dict[str, Any]) -> str:
    marks = {"n": said["ladder"]}
    return _("It follows from %(n)s marks that count, as the published table says.") % marks if said["ladder"] else ""


def _machine(source: str) -> str:
    return {
        "surge": _("A machine: many people arrive at once, and first notes of new accounts wait for a look."),
        "flood": _("A machine: the same words or links came many times in a short time."),
        "pictures": _("A machine: a picture is like one that is known."),
        "coordinated": _("A machine: many accounts did the same at the same time."),
    }.get(source, _("A machine: the rule met these words."))


def costs(kind: str, about: str, until: datetime | None, made: datetime, regions: list[str]) -> str:
    """What it takes, and when that ends."""
    end = day(until) if until else ""
    if kind in ("limit", "label", "withhold", "hold"):
        return together(_reach(kind, about, regions), _("It ends on %(day)s.") % {"day": end} if end else "")
    if kind == "remove" and about == "faces":
        return _("Nobody sees them any more. You can choose others.")
    if kind == "remove" and about == "sealed":
        return _("Nobody sees it any more.")
    if kind == "remove" and about == "remark":
        return _("Nobody sees it any more. Until %(day)s it can come back.") % {"day": day(made + APPEAL_WINDOW)}
    if kind == "remove":
        return _("Nobody sees it any more. Until %(day)s it can come back whole, with its likes, comments and place.") % {
            "day": day(made + APPEAL_WINDOW)}
    return _account(kind, end)


def _reach(kind: str, about: str, regions: list[str]) -> str:
    if kind == "limit":
        return _("The note is absent from Explore, search and topics. Followers still see it.")
    if kind == "withhold":
        where = {"places": places(regions)}
        if about == "comment":
            return _("The comment is not shown in %(places)s. Everywhere else it is shown as before.") % where
        return _("The note is not shown in %(places)s. Everywhere else it is shown as before.") % where
    if kind == "label":
        return _("A label with the rule stands over it. Everyone can still see it.")
    return _("Only you see it until a person has looked.")


def _account(kind: str, end: str) -> str:
    if kind == "pause":
        return _("You can read but not post until %(day)s. What you wrote stays.") % {"day": end}
    if kind == "suspend":
        ends = _("That ends on %(day)s.") % {"day": end} if end else _("No end is set.")
        hidden = _("What you wrote is hidden, and you cannot post. You can read, appeal and take your data along.")
        return together(hidden, ends)
    if kind == "refuse":
        return _("It stands nowhere. You can write it another way, or wait for a person's answer.")
    if kind == "restore":
        return _("Nothing. All is back, with its likes and its place.")
    if kind == "no_action":
        return _("Nothing: it stands as before.")
    return _("Nothing is restricted. It is a warning.")


def mark(faded: datetime | None, taken_back: datetime | None) -> str:
    """The mark it left, if it did."""
    if faded is None:
        return _("It leaves no mark.")
    if taken_back:
        return _("Its mark was taken back.")
    if faded < timezone.now():
        return _("Its mark faded on %(day)s.") % {"day": day(faded)}
    return _("One mark; it fades on %(day)s.") % {"day": day(faded)}


def places(regions: list[str]) -> str:
    """Regions by name."""
    known = Locale.parse((get_language() or "en").replace("-", "_"), sep="_").territories
    return _(", ").join(known.get(code, code) for code in regions)


def where(regions: list[str]) -> str:
    """Where it applies."""
    if regions:
        return _("In %(places)s alone, under a rule kept for the law there.") % {"places": places(regions)}
    return _("Everywhere. No local law was involved.")


def ended(made: Decision) -> str:
    """What became of it, where it does not stand any more."""
    if made.undone:
        how = made.statement.get("undone", {}).get("how", "")
        said = _("Taken back on appeal, %(day)s.") if how == "appeal_granted" else _("Taken back, %(day)s.")
        return said % {"day": day(made.undone)}
    if made.ended:
        return _("Ended, %(day)s.") % {"day": day(made.ended)}
    return ""


def ladder_line() -> str:
    """The published table in a line."""
    return _("%(three)s within %(days)s days pause posting for a week; with %(five)s, two people look at the account.") % {
        "three": rules.LADDER[0].marks, "days": rules.FADES.days, "five": rules.LADDER[-1].marks}
