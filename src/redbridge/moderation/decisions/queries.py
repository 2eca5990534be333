"""Where a person stands: what they can do, what stands against them, their marks, what happened so far."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redbridge.accounts.models import Person
from redbridge.kernel.cursors import pack, unpack
from redbridge.moderation.decisions import ladder, phrases, rules
from redbridge.moderation.decisions.showing import excerpt
from redbridge.moderation.models import Decision

LATEST, LIVE_MOST = 50, 100
"""A page of what happened. The first holds what stands besides, up to so much: that does not drop out for newer things."""
LIMITS = ("label", "limit", "hold", "withhold")
NAMED = 3
"""So many limits are named above all; more stand in the list alone."""


@dataclass(frozen=True)
class Step:
    """A line of what happened so far."""

    title: str
    at: datetime
    fact: str
    url: str
    stands: bool


@dataclass(frozen=True)
class Standing:
    """`state`: open, limited or closed, as the moon shows it; `can` begins with what one can do."""

    state: str
    can: str
    more: str
    marks: int
    fades: datetime | None
    """When the next of them does."""
    steps: tuple[Step, ...]
    newest: int | None
    """The decision to show first: the newest that stands, else the newest."""
    older: str
    """The cursor of what happened before these steps; empty where nothing did."""

    @property
    def boxes(self) -> int:
        """How many marks there is room for."""
        return rules.LADDER[0].marks if self.marks <= rules.LADDER[0].marks else rules.LADDER[-1].marks


def decision(person_id: int, id_: int) -> Decision | None:
    """A statement to this person, with its case and mark; nobody else's."""
    return _of(person_id).filter(pk=id_).first() if id_ < 2**63 else None


def _of(person_id: int) -> Any:
    found = Decision.objects.filter(person_id=person_id).exclude(kind__in=rules.HIDDEN_KINDS)
    return found.select_related("case", "strike").order_by("-pk")


def standing(person_id: int, before: str = "") -> Standing:
    """Seven statements at most, however long the history. `before` is a cursor; raises BadCursor."""
    person = Person.objects.get(pk=person_id)
    stands = list(_live(person_id)[:LIVE_MOST])
    made, older = _older(person_id, before) if before else _newest(person_id, stands)
    now = timezone.now()
    live = [one for one in stands if not (one.until and one.until <= now)]
    fades = list(ladder.live(person_id).order_by("fades").values_list("fades", flat=True))
    state, can, more = _can(person, live)
    steps = sorted((step for one in made for step in _steps(one)), key=lambda step: step.at, reverse=True)
    newest = next((one for one in live if one.kind != "restore"), None) or _of(person_id).first()
    joined = [Step(_("Joined"), person.code_accepted, "", "", False)] if person.code_accepted and not older else []
    return Standing(state, can, more, len(fades), fades[0] if fades else None, (*steps, *joined),
                    newest.pk if newest else None, older)


def _live(person_id: int) -> Any:
    return _of(person_id).filter(undone=None, ended=None)


def _newest(person_id: int, stands: list[Decision]) -> tuple[list[Decision], str]:
    """The first page and the cursor of the next: the newest, and whatever stands besides."""
    latest = list(_of(person_id)[:LATEST])
    made = sorted({one.pk: one for one in (*latest, *stands)}.values(), key=lambda one: -one.pk)
    listed = stands[-1].pk if len(stands) == LIVE_MOST else 0
    rest = _rest(person_id, latest[-1].pk, listed).exists() if len(latest) == LATEST else False
    return made, pack(latest[-1].pk, listed) if rest else ""


def _older(person_id: int, before: str) -> tuple[list[Decision], str]:
    """A later page: its cursor says where it begins, and down to which id all that stands was on the first page."""
    last, listed = map(int, unpack(before, "ii"))
    found = list(_rest(person_id, last, listed)[: LATEST + 1])
    made = found[:LATEST]
    return made, pack(made[-1].pk, listed) if len(found) > LATEST else ""


def _rest(person_id: int, last: int, listed: int) -> Any:
    return _of(person_id).filter(pk__lt=last).exclude(undone=None, ended=None, pk__gte=listed)


def _steps(made: Decision) -> list[Step]:
    url, number, title = f"/settings/standing/{made.pk}", made.statement["rule"]["number"], phrases.pill(made.kind)
    named = _("%(what)s, rule %(n)s") % {"what": title, "n": number} if number else title
    stands = not (made.undone or made.ended)
    steps = [Step(named, made.made, "", url, stands)]
    if made.undone:
        by = made.statement["undone"].get("by", "")
        before = made.statement["who"]["name"]
        fact = _("decided by %(by)s, not %(before)s") % {"by": by, "before": before} if by and before and by != before else ""
        steps.append(Step(re.split("[,，]", phrases.ended(made))[0] or title, made.undone, fact, url, False))
    return steps


def _can(person: Person, live: list[Decision]) -> tuple[str, str, str]:
    now = timezone.now()
    if person.state == Person.State.SUSPENDED and not (person.suspended_until and person.suspended_until <= now):
        return ("closed", *_suspended(person.suspended_until))
    limits, can = [one for one in live if one.kind in LIMITS], _("You can post, comment and follow.")
    if person.paused_until and person.paused_until > now:
        until = phrases.day(person.paused_until)
        return "limited", _("You can read, and you can appeal. Posting is paused until %(day)s.") % {"day": until}, _(
            "What you wrote stays and reaches people as before.")
    if limits:
        many = _many(person.pk, limits)
        named = [_limit(one) for one in limits[:NAMED]]
        rest = _("Everything else reaches people as usual.") if len(limits) <= NAMED else ""
        return "limited", phrases.together(can, many), phrases.together(*named, rest)
    return "open", phrases.together(can, _("No limit is active.")), _("What you write reaches people as usual.")


def _many(person_id: int, limits: list[Decision]) -> str:
    """How many limits stand, those past the first page too."""
    more = _live(person_id).filter(kind__in=LIMITS, pk__lt=limits[-1].pk)
    n = len(limits) + more.exclude(until__lte=timezone.now()).count()
    return ngettext("One limit is active.", "%(n)s limits are active.", n) % {"n": n}


def _suspended(until: datetime | None) -> tuple[str, str]:
    can = _("You can read, appeal and take your data along.")
    if until:
        return can, _("Your account is suspended until %(day)s.") % {"day": phrases.day(until)}
    return can, _("Your account is suspended.")


def _limit(made: Decision) -> str:
    title, until = excerpt(made.statement["words"]), phrases.day(made.until) if made.until else ""
    words: dict[str, str] = {"title": title, "day": until, "places": phrases.places(made.regions)}
    if made.kind == "limit":
        said = _("“%(title)s” is not shown in Explore until %(day)s.") if until else _("“%(title)s” is not shown in Explore.")
    else:
        said = {
            "label": _("A label stands over “%(title)s”."), "hold": _("“%(title)s” waits for a person to look at it."),
            "withhold": _("“%(title)s” is not shown in %(places)s."),
        }[made.kind]
    return said % words
