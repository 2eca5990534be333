"""Waves: the same words in the same minutes at the same targets by several accounts. People look; nothing follows by itself."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from redbridge.accounts.models import Person
from redbridge.moderation.coordinated import actions, queries, rules
from redbridge.moderation.coordinated.models import Trace
from redbridge.moderation.models import Case, Decision
from redbridge.notes.models import Comment, Note
from tests.cast import answer, arrive, write
from tests.jobs import run_again, run_jobs

CHINESE = "大家快看这家店的老板昨天又骗人了，千万不要再去他那里买东西，请转给所有朋友"
ENGLISH = "Everybody look, the owner of this shop cheated people again yesterday, never buy from him, tell all your friends"
OWN = ("I baked bread with my grandmother on Sunday", "The river rose by two metres after the storm",
       "Which tea do you drink when it is cold outside", "My bicycle was repaired for almost nothing",
       "Three herons stood on the roof this morning", "We are looking for a fourth player for chess")
LOOK = "moderation.screened.handlers.look_closer"


def crowd(many: int, language: str, name: str) -> list[Person]:
    return [arrive(f"{name}{n}", language) for n in range(many)]


def wave(people: list[Person], words: str, target: Person) -> list[int]:
    """Each says it of this person, with a sign and a number of their own."""
    return [write(one, "", f"{'!' * n} {words} {n * 7} @{target.handle}") for n, one in enumerate(people)]


def case_of(note_ids: list[int]) -> Case | None:
    return Case.objects.filter(kind="note", subject_id__in=note_ids, source="coordinated").first()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("zh-Hans", CHINESE), ("en", ENGLISH)])
def test_a_wave_is_one_case_for_people_and_nothing_else(joss: Person, language: str, words: str) -> None:
    said = wave(crowd(5, language, "w"), words, joss)
    run_jobs()
    case = case_of(said)
    assert case and (case.state, case.category, case.subject_id) == ("open", "coordination", said[0])
    assert [one["id"] for one in case.facts["wave"]] == said
    assert Case.objects.count() == 1 and not Decision.objects.exists()
    assert set(Note.objects.filter(pk__in=said).values_list("standing", "limited", "label")) == {("", False, "")}
    run_again(LOOK)
    case.refresh_from_db()
    assert Case.objects.count() == 1 and len(case.facts["wave"]) == 5


@pytest.mark.django_db
def test_two_waves_that_differ_by_language_alone_are_treated_alike(joss: Person, lin: Person) -> None:
    both = {"zh-Hans": wave(crowd(4, "zh-Hans", "c"), CHINESE, joss), "en": wave(crowd(4, "en", "e"), ENGLISH, lin)}
    run_jobs()
    told = []
    for said in both.values():
        case = case_of(said)
        assert case is not None
        told.append((case.severity, case.category, case.state, len(case.facts["wave"]), case.facts["wave"][0]["id"] == said[0]))
    assert told[0] == told[1]


@pytest.mark.django_db
def test_one_less_is_no_wave_in_either_language(joss: Person) -> None:
    wave(crowd(3, "zh-Hans", "c"), CHINESE, joss)
    wave(crowd(3, "en", "e"), ENGLISH, joss)
    run_jobs()
    assert not Case.objects.exists() and Trace.objects.count() == 6


@pytest.mark.django_db
def test_what_is_no_wave(joss: Person, lin: Person) -> None:
    people = crowd(6, "en", "p")
    for one in people:
        write(one, "", ENGLISH)
        write(one, "", f"Happy new year @{joss.handle}")
    for n, one in enumerate(people):
        write(one, "", f"{ENGLISH} @{('lin', 'joss', 'p0', 'p1', 'p2', 'p3')[n]}")
        write(one, "", f"{OWN[n]} @{joss.handle}")
        write(one, "", f"{ENGLISH} @{joss.handle}", visibility="followers")
    for _ in range(6):
        write(people[0], "", f"{CHINESE} @{joss.handle}")
    run_jobs()
    assert not Case.objects.filter(source="coordinated").exists()


@pytest.mark.django_db
def test_minutes_apart_and_hours_apart(joss: Person) -> None:
    people = crowd(5, "en", "p")
    for n, one in enumerate(people):
        note_id = write(one, "", f"{ENGLISH} @{joss.handle}")
        Note.objects.filter(pk=note_id).update(published=timezone.now() - timedelta(minutes=40 * n))
    run_jobs()
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_comments_under_one_note_are_aimed_at_it(lin: Person, joss: Person) -> None:
    under = write(joss, "a shop")
    said = [answer(one, under, f"{n}. {ENGLISH}") for n, one in enumerate(crowd(4, "en", "p"))]
    answer(joss, under, ENGLISH)
    run_jobs()
    (case,) = Case.objects.all()
    assert (case.kind, [one["id"] for one in case.facts["wave"]]) == ("comment", said)
    assert f"/notes/{under}" in case.facts["wave"][0]["aims"]
    assert not Comment.objects.exclude(standing="").exists()


@pytest.mark.django_db
def test_whoever_comes_later_joins_the_case(joss: Person) -> None:
    people = crowd(7, "en", "p")
    said = wave(people[:4], ENGLISH, joss)
    run_jobs()
    said += wave(people[4:], ENGLISH, joss)
    run_jobs()
    case = case_of(said)
    assert case and [one["id"] for one in case.facts["wave"]] == said and Case.objects.count() == 1


@pytest.mark.django_db
def test_the_graph_says_who_when_and_at_what(joss: Person) -> None:
    people = crowd(4, "en", "p")
    said = wave(people, ENGLISH, joss)
    run_jobs()
    case = case_of(said)
    assert case is not None
    graph = queries.graph(case)
    assert graph and [one.handle for one in graph.accounts] == ["p0", "p1", "p2", "p3"]
    assert graph.aims == ("@joss",) and len(graph.edges) == 4 and graph.minutes >= 1
    assert ENGLISH[:40] in graph.words and [deed.id for deed in graph.deeds] == said
    Person.objects.filter(pk=people[0].pk).delete()
    rest = queries.graph(case)
    assert rest and len(rest.accounts) == 3, "somebody who is gone is not drawn"
    assert queries.graph(Case(facts={})) is None


@pytest.mark.django_db
def test_traces_hold_no_words_and_go(joss: Person) -> None:
    wave(crowd(1, "en", "p"), ENGLISH, joss)
    run_jobs()
    (trace,) = Trace.objects.all()
    assert "cheated" not in json.dumps([trace.sketch, trace.aims])
    Trace.objects.update(at=timezone.now() - timedelta(days=3))
    actions.forget_old()
    assert not Trace.objects.exists()


def test_words_are_told_alike_whatever_stands_between_them() -> None:
    for words in (CHINESE, ENGLISH):
        bent = "… ".join(words.upper().split(" ")) + " 88 🎉 https://example.org/x"
        assert rules.alike(rules.sketch(words), rules.sketch(bent)) == 1
        assert rules.alike(rules.sketch(words), rules.sketch(words[: len(words) // 2] + "别的话" * 9)) < rules.ALIKE
    assert rules.alike(rules.sketch(CHINESE), rules.sketch(ENGLISH)) == 0


@given(some.text(max_size=400))
def test_any_text_has_a_sketch_or_none(text: str) -> None:
    sketch = rules.sketch(text)
    assert len(sketch) <= rules.SKETCH and (not sketch or rules.alike(sketch, sketch) == 1)
    assert all(len(aim) <= rules.AIM_LONGEST for aim in rules.aims(text))


@pytest.mark.django_db
def test_ten_thousand_traces_cost_a_few_milliseconds(joss: Person) -> None:
    now, people = timezone.now(), crowd(4, "en", "p")
    Trace.objects.bulk_create([
        Trace(kind="note", subject_id=n, author=people[n % 4], at=now - timedelta(seconds=n % 900), aims=["@joss"],
              sketch=rules.sketch(f"{'abcdefghijklmnopqrstuvwxyz'[n % 26:]} {chr(0x4e00 + n % 9000) * 9} {chr(0x5000 + n) * 25}"))
        for n in range(10_000)], batch_size=2000)
    note_id, took = wave(people[:1], ENGLISH, joss)[0], []
    for _ in range(5):
        begun = time.perf_counter()
        actions.look("note", note_id)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.5, took
    assert not Case.objects.exists()


