"""When an appeal is filed or answered, and when a decision is made or taken back: who is told, and what is translated."""

import structlog
from django.db import transaction
from django.utils import timezone

from redbridge.accounts.staff import name_of
from redbridge.kernel.events import subscribe
from redbridge.kernel.jobs import job
from redbridge.moderation.appeals import actions, letters, queries
from redbridge.moderation.decisions.rules import REFUSED
from redbridge.moderation.models import Appeal, Decision, Report
from redbridge.moderation.rules import UNDECIDED
from redbridge.notifications import actions as notifications
from redbridge.notifications.models import Notice
from redbridge.translation.engines import Unavailable
from redbridge.translation.rules.scripts import read
from redbridge.translation.site import into_site

log = structlog.get_logger("redbridge.moderation")
State = Appeal.State


@subscribe("appeal.filed", queue="words")
def translate_appeal(appeal_id: int) -> None:
    """What somebody says against a decision, for reviewers who read other languages. It is no public text."""
    appeal = Appeal.objects.filter(pk=appeal_id, state=State.FILED).first()
    if appeal:
        _translate(appeal, "translations", appeal.words, appeal.language)


@subscribe("appeal.filed", priority=4)
@transaction.atomic
def ask_for_a_reader(appeal_id: int) -> None:
    """Where no moderator of its language is left who had no part in the decision, administrators are asked, by notice and mail;
    where none of these may read it either, every administrator is asked by mail to appoint somebody. Once each."""
    waiting = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case")
    appeal = waiting.filter(pk=appeal_id, state=State.FILED, asked=None).first()
    panel = queries.panel_of(appeal) if appeal else ""
    if appeal is None or panel == "moderators":
        return
    Appeal.objects.filter(pk=appeal_id).update(asked=timezone.now())
    if panel == "nobody":
        log.warning("appeal.nobody_left", appeal=appeal_id, mend="redbridge appoint")
        for person in queries.administrators(()):
            letters.write(person, "nobody", case=appeal.decision.case.number, leads=queries.leads_of(appeal))
    for person in queries.administrators(queries.apart(appeal)) if panel == "administrator" else ():
        notifications.tell_themselves([person.pk], Notice.Kind.TO_APPEAL, appeal.filed)
        letters.write(person, "asked", case=appeal.decision.case.number, appeal=appeal.pk)


@subscribe("appeal.answered", queue="words")
def tell_appellant(appeal_id: int) -> None:
    """The reason in the person's language where an engine is there, then the notice and the mail, once."""
    appeal = Appeal.objects.exclude(state=State.FILED).filter(pk=appeal_id, told=None).first()
    if appeal is None:
        return
    try:
        _translate(appeal, "answer_translations", appeal.answer, appeal.answer_language)
    except Unavailable:
        translate_answer.defer(appeal_id=appeal_id)
    _tell(appeal_id)


@job(queue="words")
def translate_answer(appeal_id: int) -> None:
    """The reason again, once an engine is back."""
    appeal = Appeal.objects.get(pk=appeal_id)
    _translate(appeal, "answer_translations", appeal.answer, appeal.answer_language)


def _translate(appeal: Appeal, column: str, words: str, language: str) -> None:
    told = dict(getattr(appeal, column))
    for target, made in into_site({"words": words}, language, told, public=False):
        told[target] = made
        Appeal.objects.filter(pk=appeal.pk).update(**{column: told})


@transaction.atomic
def _tell(appeal_id: int) -> None:
    """Who wrote the decision's undoing into the author's standing told them of it (decisions.handlers)."""
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case", "person").get(pk=appeal_id)
    if appeal.told:
        return
    Appeal.objects.filter(pk=appeal_id).update(told=timezone.now())
    concerned = appeal.decision.person_id == appeal.person_id
    if appeal.state == State.WITHDRAWN or (concerned and appeal.state != State.REFUSED):
        return
    kind = Notice.Kind.APPEAL_OUT if appeal.state == State.REFUSED else Notice.Kind.APPEAL_WON
    notifications.tell_oneself(appeal.person_id, kind)
    _write(appeal, concerned)


def _write(appeal: Appeal, concerned: bool) -> None:
    person = appeal.person
    told = read(appeal.answer, appeal.answer_language, appeal.answer_translations, "words", [person.interface, *person.languages])
    letters.write(person, str(appeal.state), case=appeal.decision.case.number, by=name_of(appeal.decided_by_id), answer=told,
                  concerned=concerned)


@subscribe("decision.made", "decision.undone", priority=2)
def overtake(decision_id: int) -> None:
    """What is decided otherwise needs nobody to read what was said against it."""
    actions.overtake(decision_id)


@subscribe("decision.made", "decision.undone", priority=3)
def tell_reporters(decision_id: int) -> None:
    """Those who reported hear that something was decided, or decided otherwise; the page of their reports says what."""
    made = Decision.objects.select_related("case").filter(pk=decision_id).first()
    if made is None or made.case.state in UNDECIDED or made.kind == REFUSED:
        return
    since = made.undone or made.made
    reporters = Report.objects.filter(case_id=made.case_id, at__lte=since).values_list("reporter_id", flat=True)
    notifications.tell_themselves(list(reporters), Notice.Kind.REPORTED, since)
