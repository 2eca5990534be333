"""Waves: what is alike is chosen, what was shown is done, what was done is undone, and nothing else is touched."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.moderation import actions
from redbridge.moderation.desk.actions import waves
from redbridge.moderation.desk.models import Wave
from redbridge.moderation.models import Case, Decision
from redbridge.notes.models import Note
from tests.cast import appoint, arrive, client, write
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
SPAM = "Cheap watches, the best there are, at https://cheap.example/watch today"
OTHER = "Different words, the same place: https://cheap.example/watch now"


def reported(author: Person, body: str, by: Person) -> Case:
    """The case of a new note."""
    note = write(author, "", body, language="en")
    actions.report(by.pk, "note", note, "spam", "", "en")
    return Case.objects.get(subject_id=note)


@pytest.fixture
def wave(joss: Person, mei: Person) -> list[Case]:
    """Five cases of the same words by two people, one of other words by a third, one of nobody's business."""
    two, third = arrive("two", "en"), arrive("third", "en")
    same = [reported(author, SPAM, mei) for author in (joss, joss, two, two, two)]
    return [*same, reported(third, OTHER, mei), reported(joss, "A walk along the river with my dog", mei)]


def chosen(who: Person, case: Case, by: str) -> Wave:
    answered = client(who).post("/desk/waves", {"case": case.number, "by": by})
    return Wave.objects.get(pk=int(answered["Location"].rsplit("/", 1)[1]))


@pytest.mark.parametrize(("by", "members"), [("words", (0, 1, 2, 3, 4)), ("link", (0, 1, 2, 3, 4, 5)),
                                             ("authors", (0, 1, 2, 3, 4, 6))])
def test_what_is_alike_is_chosen(wave: list[Case], ada: Person, by: str, members: tuple[int, ...]) -> None:
    found = chosen(ada, wave[0], by)
    assert found.cases == sorted(wave[n].pk for n in members) and not Decision.objects.exists()
    page = Page(client(ada).get(f"/desk/waves/{found.pk}?lang=en"))
    assert f"This happens to {len(members)} cases" in page.html and len(page.all("li", **{"class": "case-line"})) == len(members)


def test_what_was_shown_is_done_and_undone_as_one(wave: list[Case], ada: Person) -> None:
    found = chosen(ada, wave[0], "words")
    later = reported(arrive("later", "en"), SPAM, ada)
    path = f"/desk/waves/{found.pk}"
    client(ada).post(path, {"kind": "remove", "rule": "spam", "out": str(wave[1].pk)})
    done = {wave[n].pk for n in (0, 2, 3, 4)}
    assert {made.case_id for made in Decision.objects.filter(wave=found.pk)} == done
    assert Case.objects.get(pk=later.pk).state == Case.objects.get(pk=wave[1].pk).state == "open"
    assert Note.objects.filter(standing="removed").count() == 4
    client(ada).post(f"{path}/undo")
    assert not Decision.objects.filter(undone=None).exists() and not Note.objects.exclude(standing="").exists()
    assert set(Case.objects.filter(pk__in=done).values_list("state", flat=True)) == {"open"}
    client(ada).post(f"{path}/undo")
    assert Decision.objects.filter(wave=found.pk, kind="remove").count() == 4, "undone once"


def test_what_is_left_out_is_named_with_its_reason(wave: list[Case], ada: Person, mei: Person) -> None:
    client(mei).post(f"/desk/{wave[1].number}/claim")
    Note.objects.filter(pk=wave[2].subject_id).delete()
    only = appoint(arrive("only", "en"), "moderator", "en")
    Case.objects.filter(pk=wave[3].pk).update(language="zh-Hans")
    found = chosen(only, wave[0], "authors")
    page = Page(client(only).get(f"/desk/waves/{found.pk}?lang=en"))
    for number, why in ((wave[1].number, "somebody has it"), (wave[3].number, "a language you do not decide in")):
        assert f"{number} {why}" in page.by_id("main").words
    client(only).post(f"/desk/waves/{found.pk}", {"kind": "limit", "rule": "spam"})
    left = Wave.objects.get().left_out
    assert left[wave[1].number] == "claimed" and left[wave[3].number] == "language"
    assert {made.case_id for made in Decision.objects.all()} == {wave[0].pk, wave[4].pk, wave[6].pk}


def test_a_large_wave_is_a_job_that_goes_on(wave: list[Case], ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waves, "AT_ONCE", 2)
    found = chosen(ada, wave[0], "words")
    client(ada).post(f"/desk/waves/{found.pk}", {"kind": "remove", "rule": "spam"})
    assert not Decision.objects.exists()
    assert "Being done" in client(ada).get(f"/desk/waves/{found.pk}?lang=en").content.decode()
    waves.run(found.pk)
    Wave.objects.update(done=None)
    run_jobs()
    assert Decision.objects.filter(wave=found.pk, kind="remove").count() == 5
    client(ada).post(f"/desk/waves/{found.pk}/undo")
    run_jobs()
    assert not Decision.objects.filter(wave=found.pk, undone=None).exists()


def test_a_wave_begins_once_and_is_undone_by_its_own_or_a_lead(wave: list[Case], mei: Person, ada: Person) -> None:
    found, other = chosen(mei, wave[0], "words"), appoint(arrive("other", "en"))
    assert client(other).get(f"/desk/waves/{found.pk}").status_code == 404
    path = f"/desk/waves/{found.pk}"
    client(mei).post(path, {"kind": "no_action"})
    assert client(mei).post(path, {"kind": "remove", "rule": "spam"}).status_code == 422
    client(other).post(f"{path}/undo")
    assert Decision.objects.filter(undone=None).count() == 5
    Wave.objects.update(done=timezone.now() - timedelta(days=200))
    client(ada).post(f"{path}/undo")
    assert Decision.objects.filter(undone=None).count() == 5, "the time to appeal has ended"
    Wave.objects.update(done=timezone.now())
    client(ada).post(f"{path}/undo")
    assert not Decision.objects.filter(wave=found.pk, undone=None).exists()


@pytest.mark.parametrize("said", [{}, {"kind": "remove"}, {"kind": "suspend", "rule": "spam"}])
def test_a_wave_without_kind_or_rule_is_refused(wave: list[Case], ada: Person, said: dict[str, str]) -> None:
    found = chosen(ada, wave[0], "words")
    page = Page(client(ada).post(f"/desk/waves/{found.pk}", said | {"facts": "kept"}))
    assert page.status == 422 and page.value("facts") == "kept" and Wave.objects.get().begun is None
