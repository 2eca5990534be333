"""Row 29: nothing is limited in secret. Whatever people, moderators, machines and clocks do in any order, what stands on the row
of a note, a comment, a remark or a person, and of the pictures of their page, is what the decisions that stand say, each with a
statement that its author finds."""

import os
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from redbridge.accounts import actions as accounts
from redbridge.accounts import surge
from redbridge.accounts.actions import FACES
from redbridge.accounts.models import Person
from redbridge.accounts.staff import staff as staff_of
from redbridge.guidelines import actions as guidelines
from redbridge.guidelines.models import Remark
from redbridge.kernel.errors import Refusal
from redbridge.media.models import Picture
from redbridge.moderation import actions as moderation
from redbridge.moderation import moves
from redbridge.moderation.appeals import actions as appeals
from redbridge.moderation.appeals import answering
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions import actions as decisions
from redbridge.moderation.decisions import jobs, rules
from redbridge.moderation.decisions.rules import Live, Wanted
from redbridge.moderation.desk.actions import lifting, sealing, waves
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.moderation.screened.actions import hold_by_machine
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note, Screening
from tests.cast import answer, appoint, arrive, client, write
from tests.guidelines.test_changing import NEW
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.moderation.deciding import rule as any_rule
from tests.notes.test_screening import Rules, ruled

__all__ = ["ruled"]
pytestmark = pytest.mark.django_db
ROUNDS = int(os.environ.get("REDBRIDGE_TEST_HISTORIES", "8"))
RULE = "scams"
WORDS = {"": "a cat", "hold": "mouse gold", "remove": "worse gold", "limit": "loud gold", "label": "soft gold",
         "withhold": "far gold"}
"""What screening does with it."""
AUTHORS, MODS = ("lin", "joss", "newcomer"), ("m1", "m2", "m3")
AUTHOR, MOD, WORD = st.sampled_from(AUTHORS), st.sampled_from(MODS), st.sampled_from(list(WORDS))
KINDS = ("no_action", "label", "limit", "withhold", "remove", "remove", "warn", "pause", "suspend")
APART = ("no_action", "restore")
SUBJECT = st.integers(0, 10**6)
FACE = sample("PNG", 32, 32)


class Walk(RuleBasedStateMachine):
    """Three authors, one of them come in a surge; three who moderate; machines; the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.sand = transaction.atomic()
        self.sand.__enter__()
        self.people = {who: arrive(who, "en") for who in AUTHORS}
        now = datetime.now(UTC)
        self.surge = surge.Surge(now - timedelta(seconds=5), now + timedelta(hours=1), by_itself=True)
        self.people |= {who: appoint(arrive(who, "en"), "lead") for who in MODS}
        for who in ("lin", "joss"):
            write(self.people[who], who, WORDS[""])
        guidelines.keep_versions()
        self.draft = guidelines.propose(appoint(arrive("root", "en"), "administrator").pk, NEW, "It is too loud here.")

    def id(self, who: str) -> int:
        return int(self.people[who].pk)

    def staff(self, who: str) -> Any:
        return staff_of(self.id(who))

    def may(self, act: Callable[[], Any]) -> None:
        """It is done or refused; either way what it says is true afterwards."""
        try:
            with transaction.atomic():
                act()
        except (Refusal, Http404, moves.IllegalMove):
            pass
        run_jobs()

    def subject(self, number: int) -> tuple[str, int, Person]:
        """One of all notes, comments, remarks and people there are."""
        found = [("note", one.pk, one.author) for one in Note.objects.select_related("author").order_by("pk")]
        found += [("comment", one.pk, one.author) for one in Comment.objects.select_related("author").order_by("pk")]
        found += [("remark", one.pk, one.author) for one in Remark.objects.select_related("author").order_by("pk")]
        found += [("person", person.pk, person) for person in Person.objects.filter(handle__in=AUTHORS).order_by("pk")]
        return found[number % len(found)]

    def case(self, number: int, source: str = "report") -> int:
        kind, id_, author = self.subject(number)
        return open_case(kind, id_, author_id=author.pk, language="en", category="scam", severity=3, source=source)

    @rule(who=AUTHOR, word=WORD)
    def publish(self, who: str, word: str) -> None:
        surge.lately.held = (float("inf"), (self.surge,) if who == "newcomer" else ())
        self.may(lambda: write(self.people[who], "t", f"{WORDS[word]} {timezone.now():%f}"))
        surge.lately.held = (float("inf"), ())

    @rule(who=AUTHOR, word=WORD, number=SUBJECT)
    def comment(self, who: str, word: str, number: int) -> None:
        note = Note.objects.order_by("pk")[number % Note.objects.count()].pk
        self.may(lambda: answer(self.people[who], note, f"{WORDS[word]} {timezone.now():%f}"))

    @rule(who=AUTHOR)
    def remark(self, who: str) -> None:
        self.may(lambda: guidelines.remark(self.id(who), ["en"], self.draft, uuid.uuid4(), "I would not."))

    @rule(word=WORD, number=SUBJECT)
    def edit(self, word: str, number: int) -> None:
        note = Note.objects.select_related("author").order_by("pk")[number % Note.objects.count()]
        draft = notes.Draft(client_key=note.client_key, title=note.title, body=f"{WORDS[word]} {timezone.now():%f}", uploads=(),
                            kind=note.kind, card="letter", words="…")
        self.may(lambda: notes.edit(note.author_id, ["en"], note.pk, draft))

    @rule(number=SUBJECT, who=AUTHOR)
    def report(self, number: int, who: str) -> None:
        kind, id_, _author = self.subject(number)
        self.may(lambda: moderation.report(self.id(who), kind, id_, "spam", "", "en"))

    @rule(number=SUBJECT)
    def picture_is_known(self, number: int) -> None:
        if self.subject(number)[0] != "person":
            self.may(lambda: hold_by_machine(self.case(number, "pictures"), RULE, "known"))

    @rule(number=SUBJECT, kind=st.sampled_from(KINDS), by=MOD, second=MOD, days=st.sampled_from([0, 1]))
    def decide(self, number: int, kind: str, by: str, second: str, days: int) -> None:
        until = timezone.now() + timedelta(days=days) if days or kind == "pause" else None
        wanted = Wanted(kind, any_rule(), second_id=self.id(second), regions=("DE",) if kind == "withhold" else (),
                        until=until + timedelta(days=1) if until else None)
        source = "desk" if number % 3 else "report"
        self.may(lambda: decisions.decide(self.case(number, source), self.id(by), wanted))

    @rule(number=SUBJECT, by=MOD, kind=st.sampled_from(["label", "limit", "remove", "remove"]))
    def wave(self, number: int, by: str, kind: str) -> None:
        """One decision for many cases, and every second time undone as one."""
        def run() -> None:
            who, cases = self.staff(by), [self.case(number + step) for step in range(3)]
            chosen = waves.choose(who, "words", cases)
            waves.begin(chosen, who, Wanted(kind, any_rule()), set())
            waves.run(chosen)
            if number % 2 and waves.check_undo(chosen, who):
                waves.run_undo(chosen)

        self.may(run)

    @rule(number=SUBJECT, by=MOD)
    def undo(self, number: int, by: str) -> None:
        made = list(Decision.objects.order_by("pk").values_list("pk", flat=True))
        if made:
            self.may(lambda: decisions.undo(made[number % len(made)], self.id(by), "A mistake."))

    @rule(number=SUBJECT, by=MOD)
    def restore(self, number: int, by: str) -> None:
        self.may(lambda: decisions.restore(self.case(number), self.id(by), "", "en"))

    @rule(number=SUBJECT, by=MOD)
    def seal(self, number: int, by: str) -> None:
        if number % 4 == 0:
            self.may(lambda: sealing.seal(self.case(number), self.staff(by), "It looks like it."))

    @rule(number=SUBJECT, by=MOD, second=MOD)
    def lift(self, number: int, by: str, second: str) -> None:
        """Two say that it was a mistake; where one of them had a part in it, or both are one, it stays."""
        sealed = list(Case.objects.filter(sealed=True).order_by("pk").values_list("pk", flat=True))
        if sealed:
            case = sealed[number % len(sealed)]
            self.may(lambda: lifting.propose(case, self.staff(by), "A cat."))
            self.may(lambda: lifting.lift(case, self.staff(second), "A cat."))

    @rule(who=AUTHOR, kind=st.sampled_from(FACES), by=MOD, sealed=st.booleans())
    def show_a_face(self, who: str, kind: str, by: str, sealed: bool) -> None:
        """And now and then it is one that nobody may see: then it is gone by a decision, and the next one is there."""
        self.may(lambda: accounts.show_face(self.id(who), kind, upload(FACE)))
        if sealed:
            case = open_case("person", self.id(who), author_id=self.id(who), language="en", category="minors", severity=5,
                             source="report")
            self.may(lambda: sealing.seal(case, self.staff(by), "It looks like it."))

    @rule(number=SUBJECT)
    def appeal(self, number: int) -> None:
        found = Decision.objects.filter(undone=None, appeals=None).exclude(person=None).exclude(kind__in=APART)
        if made := list(found.order_by("-pk")):
            one = made[number % len(made)]
            self.may(lambda: appeals.file(one.person_id, access_appealable(one.person_id, one.pk), "words"))

    @rule(number=SUBJECT, by=MOD, grant=st.booleans())
    def answered(self, number: int, by: str, grant: bool) -> None:
        filed = list(Appeal.objects.filter(state="filed").order_by("pk").values_list("pk", flat=True))
        act = answering.grant if grant else answering.refuse
        if filed:
            self.may(lambda: act(self.staff(by), filed[number % len(filed)], "Because."))

    @rule(number=SUBJECT, back=st.booleans())
    def its_author_deletes_it(self, number: int, back: bool) -> None:
        note = Note.objects.order_by("pk")[number % Note.objects.count()]
        self.may(lambda: (notes.restore_note if back else notes.remove_note)(note.author_id, note))

    @rule(number=SUBJECT)
    def days_pass(self, number: int) -> None:
        """For one decision that has an end."""
        due = list(Decision.objects.filter(undone=None, ended=None).exclude(until=None).order_by("pk"))
        if due:
            Decision.objects.filter(pk=due[number % len(due)].pk).update(until=timezone.now() - timedelta(seconds=1))
        jobs.end_due(0)
        run_jobs()

    @invariant()
    def what_stands_is_what_decisions_say(self) -> None:
        assert not Screening.objects.exists(), "what was found became a statement"
        for note in Note.objects.all():
            left = rules.left_by(standing("note", note.pk))
            assert (note.standing, note.limited, note.label) == (left.standing, left.limited, left.label), note.pk
            assert set(note.withheld) == set(left.withheld)
        for comment in Comment.objects.all():
            left = rules.left_by(standing("comment", comment.pk))
            assert (comment.standing, comment.label) == (left.standing, left.label), comment.pk
        for remark in Remark.objects.all():
            assert remark.standing == rules.left_by(standing("remark", remark.pk)).standing, remark.pk
        for person in Person.objects.filter(handle__in=(*AUTHORS, *MODS)):
            live = set(Decision.objects.filter(person=person, undone=None, ended=None).values_list("kind", flat=True))
            assert (person.state == "suspended") == ("suspend" in live), person.handle
            assert (person.paused_until is not None) == ("pause" in live), person.handle
        for face in Picture.objects.filter(kind__in=FACES):
            gone = Decision.objects.filter(person_id=face.owner_id, case__kind="person", kind="remove", undone=None, ended=None)
            assert face.hidden == gone.filter(pk__gt=face.pk).exists(), face.kind

    def teardown(self) -> None:
        try:
            for who in AUTHORS:
                finds_all_of_it(self.people[who])
        finally:
            self.sand.__exit__(RuntimeError, RuntimeError("only sand"), None)


def standing(kind: str, id_: int) -> Iterable[Live]:
    """What stands against it; each with a person to whom it was said, under a rule that is named, and in the public record."""
    for made in Decision.objects.filter(case__kind=kind, case__subject_id=id_, undone=None, ended=None).order_by("pk"):
        assert made.person_id == made.case.author_id and made.receipt and made.statement["puid"], made.pk
        assert made.kind in ("no_action", "restore") or made.statement["rule"]["title"], made.pk
        yield Live(made.kind, made.rule, tuple(made.regions))


def finds_all_of_it(person: Person) -> None:
    """Whatever stands against somebody is named where they stand, and each of it is a page of theirs and of nobody else."""
    live = Decision.objects.filter(person=person, undone=None, ended=None).exclude(kind="no_action")
    page = client(person).get("/settings/standing").content.decode()
    for made in live:
        assert f'href="/settings/standing/{made.pk}"' in page, (made.kind, made.pk)
    for made in live[:4]:
        assert client(person).get(f"/settings/standing/{made.pk}").status_code == 200
        assert client(Person.objects.exclude(pk=person.pk)[0]).get(f"/settings/standing/{made.pk}").status_code == 404


def test_what_is_written_while_an_appeal_waits_is_held_with_a_statement(ruled: Rules, lin: Person, mei: Person) -> None:
    """And once the appeal is answered, the case waits for somebody to look at what is held."""
    screened(ruled)
    note = write(lin, "t", WORDS[""])
    run_jobs()
    case = open_case("note", note, author_id=lin.pk, language="en", category="scam", severity=3, source="report")
    made = decisions.decide(case, mei.pk, Wanted("limit", any_rule()))
    appeals.file(lin.pk, access_appealable(lin.pk, made), "words")
    row = Note.objects.get(pk=note)
    said: dict[str, Any] = {"title": "t", "body": WORDS["hold"], "uploads": (), "kind": row.kind, "card": "letter", "words": "…"}
    notes.edit(lin.pk, ["en"], note, notes.Draft(client_key=row.client_key, **said))
    run_jobs()
    assert Note.objects.get(pk=note).standing == "held"
    assert Decision.objects.filter(case=case, kind="hold", undone=None, person=lin).count() == 1
    finds_all_of_it(lin)
    other = staff_of(appoint(arrive("other", "en"), "moderator").pk)
    assert other
    answering.refuse(other, Appeal.objects.get().pk, "Because.")
    assert Case.objects.get().state == "open", "what is held waits for a person"
    decisions.decide(case, other.person_id, Wanted("no_action"))
    assert Note.objects.get(pk=note).standing == ""


def test_what_stands_does_not_drop_out_of_the_list_for_newer_things(ruled: Rules, lin: Person, joss: Person) -> None:
    screened(ruled)
    first = write(lin, "t", WORDS["limit"])
    for number in range(3):
        write(lin, "t", f"{WORDS['label']} {number}")
    run_jobs()
    kept = Decision.objects.get(case__subject_id=first)
    newer = {"undone": timezone.now(), "statement": kept.statement | {"undone": {"why": "", "how": "undone", "by": ""}}}
    fields = {field.attname: getattr(kept, field.attname) for field in Decision._meta.concrete_fields if field.name != "id"}
    Decision.objects.bulk_create(Decision(**fields | newer) for _each in range(60))
    finds_all_of_it(lin)


def screened(ruled: Rules) -> None:
    ruled(*((words, action, ("FR",) if action == "withhold" else ()) for action, words in WORDS.items() if action))


def test_no_walk_leaves_anything_restrained_without_a_statement(ruled: Rules) -> None:
    screened(ruled)
    run_state_machine_as_test(Walk, settings=settings(
        max_examples=ROUNDS, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)))
    assert Case.objects.count() == 0, "all of it was sand"
