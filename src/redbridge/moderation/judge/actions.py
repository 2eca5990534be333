"""Asking the judge: its opinion becomes a draft for a person, and nothing else. Down, dear or hostile, nothing happens."""

from collections.abc import Iterator
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from redbridge.kernel.errors import TooOften
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.judge.endpoint import Judge, judges
from redbridge.moderation.judge.rules import Opinion, Read
from redbridge.moderation.models import Case, Decision, Draft
from redbridge.notes.models import Comment, Note, is_under_a_note
from redbridge.policy import site
from redbridge.translation.engines.errors import Refused, Unavailable

log = structlog.get_logger("redbridge.moderation")
SOURCE = "judge"
DAY = 24 * 3600


def consider(kind: str, subject_id: int) -> None:
    """Have the judge look at a note or comment, and keep its opinion where it has one."""
    found = _words(kind, subject_id)
    if found is None or _is_settled(kind, subject_id):
        return
    subject, public = found
    for judge in judges(settings.REDBRIDGE_JUDGE_URL):
        if not (public or judge.local):
            continue
        try:
            hit(Limit("judge", settings.REDBRIDGE_JUDGE_BUDGET, DAY), "site")
        except TooOften:
            return
        if opinion := _ask(judge, subject):
            keep(kind, subject_id, opinion)
            return


def _ask(judge: Judge, subject: dict[str, str]) -> Opinion | None:
    policy = list(_policy())
    try:
        opinion = judge.judge(policy, subject, {one.id for one in policy})
    except (Unavailable, Refused) as error:
        log.warning("judge failed", judge=judge.name, why=str(error))
        return None
    if opinion is None:
        log.warning("judge failed", judge=judge.name, why="an answer of another shape than asked for")
    return opinion


def _policy() -> Iterator[Read]:
    for rule in site.rules():
        yield Read(rule.id, rule.title["en"], rule.text["en"])


def _words(kind: str, subject_id: int) -> tuple[dict[str, str], bool] | None:
    """What somebody wrote, by part, and whether everybody may read it; None where there is nothing to look at."""
    row: Any
    if kind == "note":
        row = note = Note.objects.select_related("author").filter(pk=subject_id, deleted=None).exclude(visibility="me").first()
        said = {name: getattr(row, name) for name in ("title", "words", "body", "place")} if row else {}
    else:
        there = Comment.objects.select_related("note__author").filter(is_under_a_note(), deleted=None)
        row = there.filter(pk=subject_id).first()
        note, said = (row.note, {"comment": row.body}) if row else (None, {})
    if row is None or note is None or not any(said.values()):
        return None
    public = note.visibility == Note.Audience.EVERYONE and not note.author.private
    return {"kind": kind, "language": row.language} | {name: text for name, text in said.items() if text}, public


def _is_settled(kind: str, subject_id: int) -> bool:
    """Whether the judge said something already, a person decided since the words stand as they do, or it is sealed."""
    cases = Case.objects.filter(kind=kind, subject_id=subject_id)
    if cases.filter(sealed=True).exists() or cases.exclude(state="closed").filter(drafts__source=SOURCE).exists():
        return True
    whose = owner(kind, subject_id)
    by_people = Decision.objects.filter(case__kind=kind, case__subject_id=subject_id, by__isnull=False)
    return whose is None or (whose.since is not None and by_people.filter(made__gt=whose.since).exists())


@transaction.atomic
def keep(kind: str, subject_id: int, opinion: Opinion) -> None:
    """A draft with the case, which is opened where the judge sees a rule broken and nobody had said so."""
    rule, whose = site.rule(opinion.rule) if opinion.rule else None, owner(kind, subject_id)
    known = Case.objects.filter(kind=kind, subject_id=subject_id).exclude(state="closed").values_list("pk", flat=True).first()
    if rule and whose and not known:
        known = open_case(kind, subject_id, author_id=whose.author_id, language=whose.language, category=rule.category,
                          severity=rule.severity, source=SOURCE)
    if known:
        Draft.objects.get_or_create(case_id=known, source=SOURCE, defaults={
            "kind": opinion.kind, "rule": opinion.rule, "words": opinion.why})
