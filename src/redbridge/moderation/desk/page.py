"""Everything the page of one case holds."""

import math
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from redbridge.accounts.access import reads
from redbridge.accounts.staff import Staff, name_of
from redbridge.moderation.access import staff_of
from redbridge.moderation.coordinated.queries import graph
from redbridge.moderation.desk import looking, words
from redbridge.moderation.desk.actions import lifting
from redbridge.moderation.desk.actions.claims import is_anothers
from redbridge.moderation.desk.forms import DecideForm, LiftForm, LookForm, SaidForm, WhyForm, my_language, title
from redbridge.moderation.desk.lift import Lift
from redbridge.moderation.desk.models import SecondLook
from redbridge.moderation.desk.queries import case as queries
from redbridge.moderation.desk.queries.queue import shown
from redbridge.moderation.desk.queries.subject import Subject, subject
from redbridge.moderation.desk.rules import SEVERITIES
from redbridge.moderation.models import Case
from redbridge.policy import site

State = Case.State


def context_of(request: HttpRequest, case: Case, *, form: DecideForm | None = None, look: LookForm | None = None,
               said: SaidForm | None = None, why: WhyForm | None = None, lift: LiftForm | None = None,
               preview: Any = None) -> dict[str, Any]:
    """The case with its forms, those given as they were sent."""
    who, reading = staff_of(request), reads(request)
    about = subject(case.kind, case.subject_id, reading, whole=False)
    may_look = about is not None and looking.may_look(request, case, about)
    if may_look:
        about = subject(case.kind, case.subject_id, reading)
    decided = queries.decided(case)
    found, rule = queries.found(case), likely_rule(case)
    standing = any(one.undone is None and one.kind not in ("no_action", "restore", "refuse") for one in decided)
    reported = queries.reported(case, reading)
    past, marks = queries.history(case.author_id, who.lead)
    asked = SecondLook.objects.filter(case=case).first()
    sealing = getattr(case, "sealing", None) if who.lead else None
    return {
        "case": case, "about": about, "may_look": may_look, "staff": who, "nav": "desk", "w": words, "found": found,
        "counts": reported[0], "said": reported[1], "past": past, "marks": marks,
        "decided": decided, "standing": standing,
        "alike": _alike(case, about, rule, who), "drafts": list(case.drafts.order_by("-pk")[:10]),
        "look": asked, "rule_titles": titles(), "severities": SEVERITIES,
        "minutes": minutes(case), "claimer": name_of(case.claimed_by_id), "mine": is_mine(case, who),
        "anothers": is_anothers(case, who.person_id),
        "form": form or DecideForm(about, case.kind, standing and not case.sealed,
                                   initial={"rule": rule, "kind": request.GET.get("kind", "")}),
        "preview": preview,
        "look_form": look or LookForm(initial={"language": case.language}), "said_form": said or SaidForm(),
        "why_form": why or WhyForm(), "asker": name_of(asked.asked_by_id) if asked else "",
        "sealing": sealing, "lift_form": lift or LiftForm(),
        "lift": Lift(case, sealing, who) if sealing and case.sealed and may_look else None,
        "looks": case.facts.get("looks", []), "pictures_kept": case.category == "minors" and not case.sealed,
        "unseen": case.sealed and not lifting.may_look(),
        "homeless": [*_homeless(case, who, asked, look, said), *([lift] if lift and lift.errors and not case.sealed else [])],
        "marked": _marked(about, found), "graph": graph(case),
    }  # fmt: skip


def _homeless(case: Case, who: Staff, asked: SecondLook | None, look: LookForm | None, said: SaidForm | None) -> list[Any]:
    """Forms that came too late: the page has no place for them any more, and what was typed is shown apart."""
    answerable = asked is not None and asked.asked_by_id != who.person_id
    askable = case.state in (State.OPEN, State.CLAIMED) and not is_anothers(case, who.person_id)
    return [form for form, has_place in ((look, askable), (said, answerable)) if form and form.errors and not has_place]


def is_mine(case: Case, who: Staff) -> bool:
    """Whether this person's claim holds."""
    return case.state == State.CLAIMED and case.claimed_by_id == who.person_id and not is_anothers(case, who.person_id)


def minutes(case: Case) -> int:
    """For how many more the claim holds."""
    left = case.claimed_until - timezone.now() if case.claimed_until else timedelta(0)
    return max(0, math.ceil(left.total_seconds() / 60))


def titles() -> dict[str, str]:
    """Id of a rule to its title in the language of the page."""
    return {rule.id: title(rule) for rule in site.rules()}


def likely_rule(case: Case) -> str:
    """The rule that machines or reports point at, to begin with; empty where none does."""
    named = [*case.drafts.order_by("-pk").values_list("rule", flat=True)[:1], *(one.rule for one in queries.found(case))]
    known = {rule.id: rule.category for rule in site.rules()}
    like = case.category.rstrip("s")
    return next((one for one in (*named, *(id_ for id_, category in known.items() if category.rstrip("s") == like))
                 if one in known), "")


def _alike(case: Case, about: Subject | None, rule: str, who: Staff) -> list[tuple[str, list[Any]]]:
    text = about.parts.get("body") if about else None
    found = queries.alike(case, (text.original or text.text) if text else "", rule, who.person_id, who.lead)
    ids = list(dict.fromkeys(id_ for some in found.values() for id_ in some))
    lines = {line.id: line for line in shown(ids, my_language())}
    return [(name, [lines[id_] for id_ in some if id_ in lines]) for name, some in found.items() if some]


def _marked(about: Subject | None, found: list[queries.Found]) -> dict[str, list[tuple[str, bool]]]:
    """The original of each part with what machines met in it marked."""
    marked = dict[str, list[tuple[str, bool]]]()
    for name, read in about.parts.items() if about else ():
        words_ = read.original or read.text
        spans = [(at, at + len(piece)) for one in found if one.part in (name, "comment") for piece, hit in one.pieces
                 if hit and (at := words_.find(piece)) >= 0]
        marked[name] = queries.cut(words_, spans)
    return marked
