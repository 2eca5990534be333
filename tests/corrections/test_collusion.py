"""Two who collude cannot rewrite every "welcome": a text used often needs more people, every change is undone in one tap."""

from datetime import timedelta

import pytest
from django.db.models import F

from redbridge.accounts.models import Appointment, Person
from redbridge.corrections import rules
from redbridge.corrections.actions import accept, undo
from redbridge.corrections.jobs import spread_further
from redbridge.corrections.models import Reach, Suggestion, Voice
from redbridge.notes.models import Note
from redbridge.translation.people import people_said
from tests.cast import answer, arrive, client, write
from tests.corrections.people import MACHINE, english, english_comment, propose, translated, trusted
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
Role = Appointment.Role
WELCOME = ("欢迎", "zh-Hans", "en")
RUDE = "Go away"
SAID = {"en": {"body": "Welcome", "by": "engine", "engine": "Mill"}}


@pytest.fixture
def welcomes(lin: Person) -> list[int]:
    """As many comments that say welcome as make it everyone's text."""
    note = write(lin, "新来的", language="zh-Hans")
    return [answer(lin, note, "欢迎", language="zh-Hans", translations=SAID) for _n in range(rules.OFTEN)]


@pytest.fixture
def pair() -> list[Person]:
    return [trusted("eve", "en"), trusted("mallory", "en")]


def all_say(comments: list[int], words: str) -> bool:
    return all(english_comment(one)["body"] == words for one in comments)


def test_a_pair_with_notes_of_its_own_cannot_touch_what_everyone_says(welcomes: list[int], pair: list[Person]) -> None:
    eve, mallory = pair
    trap = translated(mallory, "欢迎")
    id_ = propose(eve, trap, title=RUDE)
    outcome = accept(id_, mallory.pk)
    assert (outcome.state, outcome.spread) == ("accepted", False)
    assert english(trap)["title"] == RUDE, "an author's own row is theirs"
    own = propose(mallory, translated(mallory, "欢迎", "又来"), title=RUDE)
    assert not Suggestion.objects.get(pk=own).spread
    run_jobs()
    assert all_say(welcomes, "Welcome") and people_said(*WELCOME) == (None, "")
    newcomer = write(arrive("newcomer", "zh-Hans"), "欢迎", language="zh-Hans")
    run_jobs()
    assert english(newcomer) == {}


def test_a_second_language_of_ones_own_does_not_reach_others(welcomes: list[int], pair: list[Person]) -> None:
    write(pair[0], "欢迎", language="zh-Hans", translations={"en": {"title": RUDE, "words": "…", "by": "author", "engine": ""}})
    run_jobs()
    assert people_said(*WELCOME) == (None, "") and all_say(welcomes, "Welcome")


def test_it_takes_four_from_both_sides_or_two_with_staff(welcomes: list[int], pair: list[Person], joss: Person) -> None:
    note = translated(joss, "欢迎")
    id_ = propose(joss, note, title="Welcome to you")
    for person in (*pair, trusted("a3", "en"), trusted("a4", "en")):
        assert not accept(id_, person.pk).spread, "four, all of one side"
    assert accept(id_, trusted("z1", "zh-Hans").pk).spread
    run_jobs()
    assert all_say(welcomes, "Welcome to you")
    again = propose(joss, note, title="You are welcome")
    assert not accept(again, pair[0].pk).spread
    assert not Suggestion.objects.get(pk=again).spread
    assert accept(again, trusted("mod", "zh-Hans", role=Role.MODERATOR).pk).spread


def test_staff_alone_is_not_enough(welcomes: list[int], joss: Person, lin: Person) -> None:
    id_ = propose(joss, translated(arrive("mei", "zh-Hans"), "欢迎"), title="Welcome to you")
    assert not accept(id_, trusted("lead", role=Role.LEAD).pk).spread


def test_a_pair_is_counted_once_in_a_day(lin: Person, pair: list[Person]) -> None:
    eve, mallory = pair
    notes = [translated(lin, f"猫{n}") for n in range(5)]
    ids = [propose((eve, mallory)[n % 2], note, title=f"{RUDE} {n}") for n, note in enumerate(notes)]
    voices = [accept(id_, (mallory, eve)[n % 2].pk).counted for n, id_ in enumerate(ids)]
    assert voices == [True, False, False, False, False], "with the second yes they are a pair, which had its one"
    third = trusted("cy")
    assert not accept(ids[1], third.pk).spread and accept(ids[0], third.pk).spread, "a third person's yes alone is one"
    Voice.objects.update(at=F("at") - timedelta(days=1, minutes=1))
    assert accept(ids[3], eve.pk).counted, "a day later once more"
    assert not accept(ids[4], mallory.pk).counted


def test_one_who_only_accepts_is_no_pair(lin: Person, pair: list[Person]) -> None:
    eve, mallory = pair
    for n in range(4):
        assert accept(propose(eve, translated(lin, f"猫{n}"), title=f"Cat {n}"), mallory.pk).counted


def test_one_tap_undoes_it_on_every_row_whoever_hides_what(welcomes: list[int], pair: list[Person], lin: Person) -> None:
    """Four colluders are enough for once; the log shows it though their own note is gone, and one tap brings all back."""
    note = translated(pair[0], "欢迎")
    id_ = propose(pair[0], note, title=RUDE)
    for person in (pair[1], trusted("a3", "zh-Hans"), trusted("a4", "en"), trusted("a5", "zh-Hans")):
        accept(id_, person.pk)
    run_jobs()
    later = answer(lin, Note.objects.get(author=lin).pk, "欢迎", language="zh-Hans")
    run_jobs()
    assert all_say([*welcomes, later], RUDE)
    Note.objects.filter(pk=note).update(deleted="2026-01-01T00:00Z")
    watch = client(trusted("watch"))
    page = Page(watch.get("/corrections/log"))
    assert RUDE in page.words and "22 places" in page.words
    assert watch.post(f"/corrections/{id_}/undo").status_code == 302
    run_jobs()
    assert all_say(welcomes, "Welcome") and people_said(*WELCOME) == (None, "")
    assert english_comment(later) == {}
    page = Page(watch.get("/corrections/log"))
    assert "undone by Watch" in page.words


def test_an_undo_overtakes_a_spreading(welcomes: list[int], lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.corrections.actions.spread.CHUNK", 3)
    id_ = propose(joss, translated(lin, "欢迎"), title="Hello")
    for person in (trusted("mod", role=Role.MODERATOR), trusted("ana")):
        accept(id_, person.pk)
    assert sum(english_comment(one)["body"] == "Hello" for one in welcomes) == 3, "the first chunk at once"
    undo(id_, lin.pk)
    spread_further.func(suggestion_id=id_, number=3, after=0)
    run_jobs()
    assert all_say(welcomes, "Welcome") and not Reach.objects.filter(live=True).exists()


def test_many_rows_are_reached_and_given_back_in_chunks(welcomes: list[int], lin: Person, joss: Person,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.corrections.actions.spread.CHUNK", 3)
    id_ = propose(joss, translated(lin, "欢迎"), title="Hello")
    for person in (trusted("mod", role=Role.MODERATOR), trusted("ana")):
        accept(id_, person.pk)
    run_jobs()
    assert all_say(welcomes, "Hello")
    undo(id_, lin.pk)
    run_jobs()
    assert all_say(welcomes, "Welcome")
    assert english(Note.objects.get(title="欢迎").pk) == MACHINE
