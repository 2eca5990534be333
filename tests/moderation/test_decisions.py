"""Deciding: what each kind does, what its statement says, how it is taken back, and what is refused with a sentence."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.accounts.staff import name_of
from redbridge.kernel.errors import Refusal
from redbridge.kernel.models import Audit
from redbridge.moderation import moves
from redbridge.moderation.decisions import dsa, rules
from redbridge.moderation.decisions.actions import decide, restore, undo
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Case, Decision, Report, Strike
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note, Tally
from redbridge.record.models import Waiting
from tests.cast import answer, arrive, client, write
from tests.jobs import waiting
from tests.moderation.deciding import case_of, decided, rule, staff
from tests.threads import at_once

pytestmark = pytest.mark.django_db
NOTE_COLUMNS = ("standing", "limited", "label", "withheld", "rule")


@pytest.fixture
def mod(db: None) -> Person:
    return staff()


@pytest.fixture
def note(lin: Person) -> int:
    return write(lin, "Need a visa fast?", "Cheap visas, message me.")


def left(note_id: int) -> dict[str, Any]:
    """What moderation left of a note, where it is not as it was."""
    row = Note.objects.get(pk=note_id)
    return {name: getattr(row, name) for name in NOTE_COLUMNS if getattr(row, name)}


EFFECTS: dict[str, dict[str, Any]] = {
    "label": {"label": True}, "limit": {"limited": True, "rule": True}, "hold": {"standing": "held", "rule": True},
    "withhold": {"withheld": ["DE"]}, "remove": {"standing": "removed", "rule": True}, "warn": {}, "pause": {}, "suspend": {},
}


@pytest.mark.parametrize("kind", EFFECTS)
def test_each_kind_does_what_it_says_and_taken_back_leaves_nothing(note: int, lin: Person, mod: Person, kind: str) -> None:
    made = decided(kind, "note", note, lin, mod)
    wanted = {name: rule() if value is True and name in ("label", "rule") else value for name, value in EFFECTS[kind].items()}
    assert left(note) == wanted
    lin.refresh_from_db()
    assert (lin.paused_until is not None, lin.state) == (kind == "pause", "suspended" if kind == "suspend" else "active")
    assert Strike.objects.filter(decision=made).exists() == (kind in rules.MARKED)

    undo(made.pk, mod.pk, "It was a quotation.")
    lin.refresh_from_db()
    made.refresh_from_db()
    assert left(note) == {} and (lin.paused_until, lin.state) == (None, "active")
    assert made.undone and made.undone_by == mod and made.statement["undone"]["why"] == "It was a quotation."
    assert not Strike.objects.filter(taken_back=None).exists()


@pytest.mark.parametrize("kind", rules.OF_COMMENTS)
def test_a_comment_is_labelled_held_and_removed_and_comes_back(
    note: int, lin: Person, joss: Person, mod: Person, kind: str
) -> None:
    said = answer(joss, note, "Rubbish.")
    made = decided(kind, "comment", said, joss, mod)
    row = Comment.objects.get(pk=said)
    left_of = {"label": ("", rule(), []), "hold": ("held", "", []), "withhold": ("", "", ["DE"]), "remove": ("removed", "", [])}
    assert (row.standing, row.label, row.withheld) == left_of[kind]
    undo(made.pk, mod.pk, "")
    row.refresh_from_db()
    assert (row.standing, row.label, row.withheld) == ("", "", [])


def test_what_comes_back_has_its_likes_its_comments_and_its_place(note: int, lin: Person, joss: Person, mod: Person) -> None:
    notes.like(joss.pk, note)
    answer(joss, note, "Do not.")
    before = (Note.objects.get(pk=note).published, *Tally.objects.values_list("likes", "comments").get(note_id=note))
    made = decided("remove", "note", note, lin, mod)
    assert client(joss).get(f"/notes/{note}").status_code == 404
    undo(made.pk, mod.pk, "")
    page = client(joss).get(f"/notes/{note}").content.decode()
    assert "Do not." in page and "Cheap visas" in page
    assert (Note.objects.get(pk=note).published, *Tally.objects.values_list("likes", "comments").get(note_id=note)) == before


@pytest.mark.parametrize("kind", [*EFFECTS, "no_action", "restore"])
@pytest.mark.parametrize("about", ["note", "comment", "person"])
def test_every_statement_has_every_field_in_the_acts_own_values(
    note: int, lin: Person, mod: Person, about: str, kind: str
) -> None:
    if kind not in (*rules.ABOUT[about], "no_action", "restore"):
        return
    subject = {"note": note, "comment": answer(lin, note, "Cheap!"), "person": lin.pk}[about]
    if kind == "restore":
        decided("warn", about, subject, lin, mod)
    said = decided(kind, about, subject, lin, mod, words="Because.", language="en").statement
    assert {name for name, shape in dsa.SCHEMA.items() if not isinstance(said.get(name), shape)} == set()
    assert said["decision_ground"] in (dsa.INCOMPATIBLE, dsa.ILLEGAL)
    assert set(said["decision_visibility"]) <= set(dsa.VISIBILITY.values())
    assert said["decision_account"] in ("", "DECISION_ACCOUNT_SUSPENDED")
    assert set(said["content_type"]) <= {dsa.TEXT, dsa.IMAGE, dsa.OTHER} and said["content_type"]
    assert said["category"].startswith("STATEMENT_CATEGORY_") and said["source_type"] in (dsa.NOTICE, dsa.VOLUNTARY)
    assert said["automated_detection"] in ("Yes", "No")
    assert said["automated_decision"] in (dsa.FULLY, dsa.PARTIALLY, dsa.BY_PEOPLE)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", said[name]) for name in ("content_date", "application_date"))
    assert re.fullmatch(r"[0-9a-f]{32}", said["puid"]) and said["decision_facts"]
    if kind not in ("no_action", "restore"):
        assert said["decision_ground_explanation"] and set(said["rule"]["text"]) == {"en", "zh-Hans", "zh-Hant"}
        assert said["decision_visibility"] or said["decision_account"] or said["decision_provision"]


def test_what_a_law_asks_for_names_the_region_and_ends_where_it_says(note: int, lin: Person, mod: Person) -> None:
    until = timezone.now() + timedelta(days=7)
    said = decided("withhold", "note", note, lin, mod, regions=("FR", "DE"), until=until).statement
    assert said["decision_ground"] == dsa.ILLEGAL and said["illegal_content_explanation"]
    assert said["territorial_scope"] == ["DE", "FR"] and said["end_date_visibility_restriction"] == f"{until:%Y-%m-%d}"


def test_who_found_it_and_who_decided_is_said_as_it_was(note: int, lin: Person, joss: Person, mod: Person) -> None:
    machine = decided("hold", "note", note, lin, None).statement
    assert (machine["who"]["by"], machine["automated_detection"], machine["automated_decision"]) == ("machine", "Yes", dsa.FULLY)
    assert machine["source_type"] == dsa.VOLUNTARY
    other = write(lin, "Another")
    client(joss).post(f"/report/note/{other}", {"category": "scam"})
    person = decided("limit", "note", other, lin, mod).statement
    assert (person["who"]["name"], person["who"]["reports"], person["source_type"]) == (name_of(mod.pk), 1, dsa.NOTICE)
    assert person["automated_decision"] == dsa.BY_PEOPLE and Report.objects.get().case_id


def test_one_transaction_writes_decision_record_audit_and_news(note: int, lin: Person, mod: Person) -> None:
    made = decided("limit", "note", note, lin, mod, spans=((18, 29), (20, 25), (400, 900)))
    line = Waiting.objects.get()
    assert (line.kind, line.rule, line.by, line.surface, line.language) == ("limit", rule(), "person", "note", "en")
    assert made.receipt and line.receipt != made.receipt and made.pack == "baseline-1"
    assert Audit.objects.filter(actor_id=mod.pk, verb="decide limit", kind="note", subject_id=note).count() == 1
    told = {name for name, values in waiting() if values.get("decision_id") == made.pk}
    assert told >= {"moderation.decisions.handlers.tell_author", "moderation.decisions.handlers.translate_words"}
    assert made.statement["spans"] == [[18, 29]] and made.statement["before"]["limited"] is False
    undo(made.pk, mod.pk, "")
    assert [line.kind for line in Waiting.objects.order_by("pk")] == ["limit", "undone"]
    assert Waiting.objects.get(kind="undone").reverses == Waiting.objects.get(kind="limit").receipt


def test_taking_one_back_brings_in_nothing_that_another_keeps_out(note: int, lin: Person, mod: Person) -> None:
    decided("withhold", "note", note, lin, None, regions=("FR",))
    limit = decided("limit", "note", note, lin, mod)
    assert left(note)["withheld"] == ["FR"]
    undo(limit.pk, mod.pk, "")
    assert left(note) == {"withheld": ["FR"]}


def test_a_person_takes_the_place_of_a_machine(note: int, lin: Person, mod: Person) -> None:
    hold = decided("hold", "note", note, lin, None)
    assert Case.objects.get().state == "open", "a hold waits for a person"
    decided("limit", "note", note, lin, mod)
    hold.refresh_from_db()
    assert hold.ended and left(note) == {"limited": True, "rule": rule()} and Case.objects.get().state == "decided"


def test_where_a_person_finds_nothing_wrong_all_that_machines_did_goes(note: int, lin: Person, mod: Person) -> None:
    for kind in ("hold", "label"):
        decided(kind, "note", note, lin, None)
    Case.objects.update(state="open")
    decided("no_action", "note", note, lin, mod)
    assert left(note) == {} and Decision.objects.exclude(undone=None).count() == 2
    assert not Strike.objects.exists(), "what machines did alone left no mark"


def test_all_is_brought_back_by_a_decision_of_its_own(note: int, lin: Person, mod: Person) -> None:
    made = decided("remove", "note", note, lin, mod)
    back = restore(made.case_id, mod.pk, "We were wrong.", "en")
    made.refresh_from_db()
    assert left(note) == {} and made.undone and Decision.objects.get(pk=back).kind == "restore"
    with pytest.raises(Refusal, match="nothing to bring back"):
        restore(made.case_id, mod.pk, "", "en")


def test_its_time_runs_out_by_itself(note: int, lin: Person, mod: Person) -> None:
    from redbridge.moderation.decisions.jobs import end_due

    made = decided("limit", "note", note, lin, mod, until=timezone.now() + timedelta(days=7))
    end_due(0)
    assert left(note)["limited"]
    Decision.objects.update(until=timezone.now() - timedelta(seconds=1))
    end_due(0)
    end_due(0)
    made.refresh_from_db()
    assert left(note) == {} and made.ended and made.undone is None and Strike.objects.get().taken_back is None


REFUSED: dict[str, tuple[Wanted, str]] = {
    "no such rule": (Wanted("remove", "no-such"), "rule"),
    "a day that is over": (Wanted("limit", "R", until=timezone.now() - timedelta(days=1)), "until"),
    "a pause without an end": (Wanted("pause", "R"), "until"),
    "nowhere withheld": (Wanted("withhold", "R"), "regions"),
    "one pair of eyes": (Wanted("suspend", "R"), "second"),
    "a hold by a person": (Wanted("hold", "R"), "kind"),
    "words without end": (Wanted("warn", "R", words="x" * 8001), "words"),
    "nothing to bring back": (Wanted("restore"), "kind"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_written(note: int, lin: Person, mod: Person, why: str) -> None:
    wanted, field = REFUSED[why]
    wanted = Wanted(**{**vars(wanted), "rule": rule() if wanted.rule == "R" else wanted.rule})
    with pytest.raises(Refusal) as refusal:
        decide(case_of("note", note, lin), mod.pk, wanted)
    assert refusal.value.field == field and refusal.value.message.endswith(".")
    assert not Decision.objects.exists() and not Waiting.objects.exists() and left(note) == {}


NOT_THEIRS = [("comment", "limit"), ("person", "remove"), ("person", "label")]


@pytest.mark.parametrize(("about", "kind"), NOT_THEIRS)
def test_what_a_kind_of_thing_has_not_is_not_taken_from_it(
    note: int, lin: Person, mod: Person, about: str, kind: str
) -> None:
    subject = {"comment": answer(lin, note, "Cheap!"), "person": lin.pk}[about]
    with pytest.raises(Refusal, match="can be"):
        decided(kind, about, subject, lin, mod)


@pytest.mark.parametrize("kind", rules.OF_PEOPLE)
def test_no_machine_decides_about_a_person(note: int, lin: Person, kind: str) -> None:
    with pytest.raises(Refusal, match="No machine"):
        decided(kind, "note", note, lin, None)


def test_nobody_is_their_own_second_pair_of_eyes(note: int, lin: Person, mod: Person) -> None:
    with pytest.raises(Refusal, match="second pair"):
        decided("suspend", "note", note, lin, mod, second_id=mod.pk)


def test_a_subject_that_was_erased_leaves_one_outcome(note: int, lin: Person, mod: Person) -> None:
    case = case_of("note", note, lin)
    notes.purge_notes([note])
    with pytest.raises(Refusal, match="erased"):
        decide(case, mod.pk, Wanted("remove", rule()))
    decide(case, mod.pk, Wanted("no_action"))
    assert Case.objects.get().state == "decided"


def test_a_note_its_author_deleted_is_decided_all_the_same_and_stays_away(note: int, lin: Person, mod: Person) -> None:
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    decided("remove", "note", note, lin, mod)
    notes.restore_note(lin.pk, Note.objects.get(pk=note))
    assert left(note)["standing"] == "removed" and client(lin).get(f"/notes/{note}").status_code == 404


def test_what_is_sealed_is_never_brought_back(note: int, lin: Person, mod: Person) -> None:
    made = decided("remove", "note", note, lin, mod)
    Case.objects.update(sealed=True)
    for again in (lambda: restore(made.case_id, mod.pk, "", "en"), lambda: undo(made.pk, mod.pk, "")):
        with pytest.raises(Refusal, match="sealed"):
            again()
    assert left(note)["standing"] == "removed"


def test_a_decided_case_is_not_decided_again_and_a_decision_not_undone_twice(note: int, lin: Person, mod: Person) -> None:
    made = decided("limit", "note", note, lin, mod)
    with pytest.raises(Refusal, match="decided meanwhile"):
        decide(made.case_id, mod.pk, Wanted("remove", rule()))
    undo(made.pk, mod.pk, "")
    with pytest.raises(Refusal, match="already"):
        undo(made.pk, mod.pk, "")


def test_what_another_holds_is_theirs_to_decide(note: int, lin: Person, mod: Person) -> None:
    other, case = staff("other"), moves.locked(case_of("note", note, lin))
    moves.move(case, "claimed", claimed_by=other, claimed_until=timezone.now() + timedelta(minutes=5))
    with pytest.raises(Refusal, match="Somebody else"):
        decide(case.pk, mod.pk, Wanted("limit", rule()))
    Case.objects.update(claimed_until=timezone.now() - timedelta(minutes=1))
    decide(case.pk, mod.pk, Wanted("limit", rule()))


@pytest.mark.usefixtures("committed")
def test_of_two_at_once_one_decides_and_the_other_is_told() -> None:
    author, mods = arrive("ann", "en"), [staff("m1"), staff("m2")]
    case = case_of("note", write(author, "Cheap visas"), author)

    def one(by: Person) -> str:
        try:
            decide(case, by.pk, Wanted("limit", rule()))
        except Refusal as refusal:
            return refusal.message
        return "decided"

    said = at_once(*(lambda by=by: one(by) for by in mods))
    assert sorted(said) == ["This case was decided meanwhile. Nothing was changed.", "decided"]
    assert Decision.objects.count() == Strike.objects.count() == Waiting.objects.count() == 1
