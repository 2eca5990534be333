"""Taking up what the rules found: a case, and for what took effect already a machine's decision with its statement."""

from typing import Any

from django.db import transaction

from redbridge.kernel.errors import Refusal
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import Owner, owner
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Case, Decision, Draft
from redbridge.moderation.screened.rules import facts, found_by, spans_in, wanted
from redbridge.notes.models import Comment, Note, Screening
from redbridge.notes.screening import Screened, from_json

FOUND_MOST = 60


@transaction.atomic
def take_up(kind: str, subject_id: int) -> None:
    """Make a case of what was found in a note or comment, and tell its author; a second time there is nothing to take up."""
    rows = Screening.objects.select_for_update().filter(kind=kind, subject_id=subject_id).order_by("pk")
    found = [hit for row in rows for hit in row.verdict]
    rows.delete()
    if not found or not (whose := owner(kind, subject_id)):
        return
    screened = from_json(found, comment=kind == "comment")
    case_id = open_for(screened, kind, subject_id, whose)
    note_down(case_id, found=found)
    _decide_all(case_id, screened, whose)
    for rule in dict.fromkeys(one.hit.rule for one in screened.found if one.hit.action == "remove" and not one.hit.regions):
        Draft.objects.get_or_create(case_id=case_id, source="rules", kind=Decision.Kind.REMOVE, rule=rule)


def open_for(screened: Screened, kind: str, subject_id: int, whose: Owner) -> int:
    """The case, as grave as the gravest that was found; open again where something was decided."""
    gravest = max(screened.found, key=lambda one: one.hit.severity)
    source = found_by(screened)
    return open_case(kind, subject_id, author_id=whose.author_id, language=whose.language, category=gravest.hit.category,
                     severity=gravest.hit.severity, source=source)


def note_down(case_id: int, **more: list[Any]) -> None:
    """Keep what machines found with the case, the newest last, none of it twice."""
    case = Case.objects.select_for_update().only("facts").get(pk=case_id)
    for name, values in more.items():
        kept = case.facts.get(name, [])
        case.facts[name] = [*kept, *(one for one in values if one not in kept)][-FOUND_MOST:]
    case.save(update_fields=["facts"])


def _decide_all(case_id: int, screened: Screened, whose: Owner) -> None:
    """A decision for each effect. What is held waits for a person, whatever else was decided with it."""
    case = Case.objects.only("kind", "subject_id").get(pk=case_id)
    marked = spans_in(_parts(case), screened)
    for kind, rule, regions in wanted(screened):
        stands = Decision.objects.filter(case__kind=case.kind, case__subject_id=case.subject_id, kind=kind, rule=rule,
                                         regions=sorted(regions), undone=None, ended=None)
        if not stands.exists():
            open_for(screened, case.kind, case.subject_id, whose)
            decide_by_machine(case_id, Wanted(kind, rule, facts=facts(screened, rule), regions=regions, machine=True,
                                              found=found_by(screened, rule), spans=marked.get(rule, ())))
    if screened.standing:
        open_for(screened, case.kind, case.subject_id, whose)


def _parts(case: Case) -> dict[str, str]:
    """The words of a note or comment in the order in which a statement shows them."""
    if case.kind == "comment":
        return {"comment": Comment.objects.values_list("body", flat=True).get(pk=case.subject_id)}
    note = Note.objects.only("title", "words", "body").get(pk=case.subject_id)
    return {"title": note.title, "words": note.words, "body": note.body}


def decide_by_machine(case_id: int, wish: Wanted) -> None:
    """Decide; where a person decided meanwhile, what was found stays with the case alone."""
    try:
        with transaction.atomic():
            decide(case_id, None, wish)
    except Refusal:
        return


def hold_by_machine(case_id: int, rule: str, why: str) -> None:
    """Hold what a case is about, since a picture is known, until a person has looked, unless a machine does already."""
    case = Case.objects.only("kind", "subject_id").get(pk=case_id)
    stands = Decision.objects.filter(case__kind=case.kind, case__subject_id=case.subject_id, kind="hold", undone=None, ended=None)
    if not stands.exists():
        decide_by_machine(case_id, Wanted("hold", rule, facts=why, machine=True, found="pictures"))
