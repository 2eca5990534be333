"""What the rules found becomes a case and, where it took effect, a machine's decision with its statement; once."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.moderation import actions as reports
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.models import Case, Decision, Draft, Strike
from redbridge.moderation.screened.rules import spans_in, wanted
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note, Screening
from redbridge.notes.screening import look
from redbridge.policy.verdicts import Hit, Verdict
from tests.cast import answer, client, write
from tests.jobs import run_again, run_jobs
from tests.notes.test_screening import BAD, Rules, ruled

__all__ = ["ruled"]
pytestmark = pytest.mark.django_db
TAKE_UP = "moderation.screened.handlers.take_up_note"


def test_a_held_note_has_a_case_that_waits_and_a_statement(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金子", f"here: {BAD} now")
    run_jobs()
    case, made = Case.objects.get(), Decision.objects.get()
    assert (case.kind, case.subject_id, case.source, case.state) == ("note", note_id, "rules", "open")
    assert (made.kind, made.rule, made.by_id, made.person_id) == ("hold", "scams", None, lin.pk)
    said = made.statement
    assert said["automated_detection"] == "Yes" and said["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert [said["words"][start:end] for start, end in said["spans"]] == [BAD]
    assert BAD not in said["decision_facts"] and "body" in said["decision_facts"]
    assert case.facts["found"][0]["said"] and not Screening.objects.exists() and not Strike.objects.exists()
    assert Note.objects.get(pk=note_id).standing == "held"


def test_taken_up_twice_it_is_taken_up_once(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    write(lin, "金子", BAD)
    run_jobs()
    run_again(TAKE_UP)
    assert (Case.objects.count(), Decision.objects.count()) == (1, 1)
    assert len(Case.objects.get().facts["found"]) == 1


@pytest.mark.parametrize(("action", "regions", "kind", "state"), [
    ("label", (), "label", "decided"), ("limit", (), "limit", "decided"), ("withhold", ("DE", "FR"), "withhold", "decided"),
    ("hold", (), "hold", "open"), ("remove", (), "hold", "open"),
])
def test_each_effect_has_its_decision(
    lin: Person, ruled: Rules, action: str, regions: tuple[str, ...], kind: str, state: str
) -> None:
    ruled((BAD, action, regions))
    note_id = write(lin, "金子", BAD)
    before = Note.objects.values("standing", "limited", "label", "rule", "withheld", "withheld_rules").get(pk=note_id)
    run_jobs()
    made = Decision.objects.get()
    assert (made.kind, made.rule, made.regions, made.case.state) == (kind, "scams", list(regions), state)
    assert Note.objects.values(*before).get(pk=note_id) == before, "the decision changed what screening wrote"
    assert Draft.objects.filter(kind="remove", source="rules").count() == (action == "remove")


def test_a_comment_is_withheld_where_the_rule_says_and_its_author_is_told(lin: Person, joss: Person, ruled: Rules) -> None:
    ruled((BAD, "withhold", ("DE", "FR")))
    comment = answer(joss, write(lin, "金子"), BAD)
    run_jobs()
    made = Decision.objects.get()
    assert (made.kind, made.rule, made.regions, made.case.kind, made.case.state) == (
        "withhold", "scams", ["DE", "FR"], "comment", "decided")
    assert list(Comment.objects.values_list("withheld", "withheld_rules")) == [(["DE", "FR"], ["scams", "scams"])]
    page = client(joss, "en").get("/settings/standing?lang=en").content.decode()
    assert "The comment is not shown in Germany, France." in page
    undo(made.pk, None, "a mistake")
    assert Comment.objects.get(pk=comment).withheld == []


def test_several_rules_have_a_decision_each(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()), ("fake", "label", ()), ("gold", "withhold", ("DE",)))
    note_id = write(lin, "金子", BAD)
    run_jobs()
    assert set(Decision.objects.values_list("kind", flat=True)) == {"hold", "label", "withhold"}
    note = Note.objects.get(pk=note_id)
    assert (note.standing, note.label, note.withheld) == ("held", "scams", ["DE"])
    assert Case.objects.get().state == "open", "what is held waits for nobody"


def test_undoing_it_shows_the_note(lin: Person, joss: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金子", BAD)
    run_jobs()
    assert client(joss).get(f"/notes/{note_id}").status_code == 404
    undo(Decision.objects.get().pk, joss.pk, "it was a song")
    assert client(joss).get(f"/notes/{note_id}").status_code == 200


def test_a_comment_and_an_edit(lin: Person, joss: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金子")
    comment_id = answer(joss, note_id, f"well {BAD}")
    run_jobs()
    made = Decision.objects.get()
    assert (made.case.kind, made.case.subject_id, made.person_id) == ("comment", comment_id, joss.pk)
    assert [made.statement["words"][start:end] for start, end in made.statement["spans"]] == [BAD]
    assert Comment.objects.get(pk=comment_id).standing == "held"


def test_what_its_author_deleted_meanwhile_is_told_all_the_same(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金子", BAD)
    client(lin).post(f"/notes/{note_id}/delete")
    run_jobs()
    assert Decision.objects.count() == 1, "brought back it would be held without a reason"
    other = write(lin, "金子", BAD)
    Note.objects.filter(pk=other).delete()
    run_jobs()
    assert Decision.objects.count() == 1 and not Screening.objects.exists()


def test_the_author_sees_the_words_and_nobody_else_does(lin: Person, joss: Person, ruled: Rules) -> None:
    ruled((BAD, "label", ()))
    note_id = write(lin, "金子", f"here: {BAD} now")
    run_jobs()
    assert BAD in client(lin).get("/settings/standing", follow=True).content.decode() or Decision.objects.get().statement["spans"]
    assert f"<mark>{BAD}" not in client(joss).get(f"/notes/{note_id}").content.decode()


def test_spans_stand_in_the_words_as_a_statement_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def screen(text: str, language: str = "") -> Verdict:
        return Verdict((Hit("scams", "hold", "scams", 3, (), ((text.find("x"), text.find("x") + 1),)),) if "x" in text else ())

    monkeypatch.setattr("redbridge.policy.site.screen", screen)
    parts = {"title": "ax", "words": "", "body": "bbx"}
    screened = look({name: (text, "en") for name, text in parts.items()} | {"place": ("x", "en")})
    whole = "\n".join(filter(None, parts.values()))
    assert [whole[start:end] for start, end in spans_in(parts, screened)["scams"]] == ["x", "x"]
    assert wanted(screened) == [("hold", "scams", ())]


@pytest.mark.parametrize(("words", "rule"), [("代 写 论 文，包过", "spam"), ("get your FREE g1ft c4rd now", "scams")])
def test_the_baseline_itself_holds_what_is_written_askew(lin: Person, joss: Person, words: str, rule: str) -> None:
    note_id, harmless = write(lin, "看", words), write(lin, "Scunthorpe", "今天做了红烧肉，在 Scunthorpe 的朋友家")
    comment_id = answer(joss, harmless, words)
    run_jobs()
    note = Note.objects.get(pk=note_id)
    assert (note.standing, note.rule) == ("held", rule) and Comment.objects.get(pk=comment_id).standing == "held"
    assert Note.objects.get(pk=harmless).standing == "" and Decision.objects.count() == 2
    assert client(joss).get(f"/notes/{note_id}").status_code == 404


def test_a_label_of_a_machine_does_not_decide_what_readers_reported(ruled: Rules, lin: Person, joss: Person) -> None:
    """Or whoever was reported could put the case away by writing something that is only labelled."""
    ruled(("soft gold", "label", ()))
    note = write(lin, "t", "a cat")
    reports.report(joss.pk, "note", note, "scam", "", "en")
    case = Case.objects.get()
    row = Note.objects.get(pk=note)
    said: dict[str, Any] = {"title": "t", "body": "soft gold", "uploads": (), "kind": row.kind, "card": "letter", "words": "…"}
    notes.edit(lin.pk, ["en"], note, notes.Draft(client_key=row.client_key, **said))
    run_jobs()
    case.refresh_from_db()
    assert Decision.objects.get().kind == "label" and case.state == "open"
