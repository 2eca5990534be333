"""What waits to be translated: many at once, the popular first, nothing forgotten when an engine is away."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes import jobs, rules
from redbridge.notes.actions import sweep, waiting
from redbridge.notes.actions.pace import Pace
from redbridge.notes.models import Comment, Note, Tally, Waiting, Walk
from redbridge.translation.actions import Rendering
from redbridge.translation.engines import Unavailable
from tests.cast import answer, arrive, write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.jobs import waiting as deferred

pytestmark = pytest.mark.django_db


@dataclass
class Mill:
    """An engine that puts the target before each text; the calls it had, each a list of first texts, with their contexts."""

    down: bool = False
    broken: str = ""
    calls: list[list[str]] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    publics: list[bool] = field(default_factory=list)

    def __call__(
        self, documents: list[dict[str, str]], source: str, target: str, public: bool, context: str = ""
    ) -> list[Rendering]:
        self.calls.append([next(iter(texts.values())) for texts in documents])
        self.contexts.append(context)
        self.publics.append(public)
        if self.down:
            raise Unavailable(7, "down")
        if self.broken in self.calls[-1]:
            raise ValueError(self.broken)
        return [Rendering({name: f"{target}:{text}" for name, text in texts.items()}, "engine", "Mill") for texts in documents]


@pytest.fixture
def mill(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Mill:
    settings.REDBRIDGE_LANGUAGES = ("en",)
    mill = Mill()
    monkeypatch.setattr(waiting, "pace", Pace(waiting.BATCH))
    monkeypatch.setattr("redbridge.notes.actions.crossing.translation.render_all", mill)
    return mill


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer() as server:
        settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_LANGUAGES = server.url, ("en", "zh-Hans")
        yield server


def publish_many(author: Person, *titles: str) -> list[int]:
    """Notes that wait, in this order; nothing translated yet."""
    ids = [write(author, title, words=title, language="zh-Hans") for title in titles]
    run_jobs(but=("pictures", "words"))
    return ids


def english(model: Any, id_: int) -> Any:
    return model.objects.get(pk=id_).translations.get("en")


def test_twenty_comments_that_wait_are_one_call(lin: Person, mill: Mill) -> None:
    note = write(lin, "猫", language="zh-Hans")
    run_jobs()
    mill.calls.clear()
    ids = [answer(lin, note, f"第{n}条") for n in range(20)]
    assert run_jobs().count("notes.jobs.cross_waiting") == 1
    assert [len(call) for call in mill.calls] == [20]
    assert [english(Comment, id_)["body"] for id_ in ids] == [f"en:第{n}条" for n in range(20)]
    assert not Waiting.objects.exists()


def test_few_comments_each_say_what_they_answer_and_many_do_not(lin: Person, mill: Mill) -> None:
    note = write(lin, "去吃火锅吗", language="zh-Hans")
    first = answer(lin, note, "好")
    answer(lin, note, "几点", parent=first)
    run_jobs()
    assert sorted(mill.contexts) == ["", "去吃火锅吗", "好"]
    mill.contexts.clear()
    for n in range(6):
        answer(lin, note, f"第{n}条", parent=first if n % 2 else None)
    run_jobs()
    assert mill.contexts == [""]


def test_when_busy_the_popular_are_first(lin: Person, mill: Mill, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose author many follow at once; what is liked while it waits moves up; the others in the order they came."""
    monkeypatch.setattr(waiting, "BATCH", 1)
    star = arrive("star", "zh-Hans")
    for n in range(8):
        accounts.follow(arrive(f"fan{n}", "en").pk, star.pk)
    publish_many(lin, "一", "二", "三")
    publish_many(star, "星")
    liked = publish_many(lin, "四", "五")[1]
    Tally.objects.filter(pk=liked).update(likes=12)
    run_jobs()
    assert [call[0] for call in mill.calls] == ["五", "星", "一", "二", "三", "四"]


def test_nobody_is_overtaken_for_ever(lin: Person, mill: Mill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "BATCH", 1)
    publish_many(lin, "旧")
    Waiting.objects.update(turn=F("turn") - timedelta(minutes=10))
    Tally.objects.filter(pk__in=publish_many(lin, "新")).update(likes=50)
    run_jobs()
    assert [call[0] for call in mill.calls] == ["旧", "新"]


def test_an_engine_that_is_down_is_tried_again_and_the_list_keeps_the_note(lin: Person, mill: Mill) -> None:
    mill.down = True
    (note,) = publish_many(lin, "猫")
    before = timezone.now()
    run_jobs()
    row = Waiting.objects.get()
    assert row.tries == 1 and before + timedelta(seconds=5) < row.after < timezone.now() + timedelta(seconds=8)
    jobs.cross_again.func(timestamp=0)
    assert not deferred(), "before its time"
    mill.down = False
    Waiting.objects.update(after=timezone.now())
    jobs.cross_again.func(timestamp=0)
    run_jobs()
    assert english(Note, note)["title"] == "en:猫" and not Waiting.objects.exists()


def test_pauses_grow_and_end(lin: Person, mill: Mill) -> None:
    mill.down = True
    publish_many(lin, "猫")
    pauses = list[int]()
    while Waiting.objects.exists():
        Waiting.objects.update(after=timezone.now())
        notes.cross()
        # All are of five seconds, of which some moments are gone.
        pauses += [5 * math.ceil((row.after - timezone.now()) / timedelta(seconds=5)) for row in Waiting.objects.all()]
    assert len(mill.calls) == waiting.TRIES
    assert pauses == sorted(pauses) and 3600 < sum(pauses) < 7200


def test_a_worker_that_was_killed_leaves_its_rows_to_the_next(lin: Person, mill: Mill) -> None:
    publish_many(lin, "猫")
    assert len(waiting.take()) == 1
    assert waiting.take() == [], "somebody works on it"
    Waiting.objects.update(after=timezone.now())
    assert [one.tries for one in waiting.take()] == [2]


def test_a_text_that_breaks_something_holds_up_no_other(lin: Person, joss: Person, mill: Mill, settings: Settings) -> None:
    settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans")
    mill.broken = "坏"
    (bad,) = publish_many(lin, "坏")
    good = write(joss, "Good", language="en")
    run_jobs()
    assert english(Note, bad) is None and "zh-Hans" in Note.objects.get(pk=good).translations
    assert [row.row_id for row in Waiting.objects.all()] == [bad]


def test_what_came_anew_meanwhile_stays_on_the_list(lin: Person, mill: Mill) -> None:
    (note,) = publish_many(lin, "猫")
    taken = waiting.take()
    notes.want("note", [note])
    waiting.done(taken)
    assert Waiting.objects.get().tries == 0


def test_of_what_is_not_public_the_engine_is_told(lin: Person, mill: Mill) -> None:
    write(lin, "给朋友", language="zh-Hans", visibility="followers")
    write(lin, "给大家", language="zh-Hans")
    run_jobs()
    assert dict(zip([call[0] for call in mill.calls], mill.publics, strict=True)) == {"给朋友": False, "给大家": True}


def test_a_note_is_kept_in_so_many_languages_and_no_more(lin: Person, mill: Mill) -> None:
    said = {f"x{chr(97 + n)}": {"body": "x"} for n in range(rules.TRANSLATIONS_MOST)}
    note = write(lin, "猫", language="zh-Hans", translations=said)
    run_jobs()
    assert set(Note.objects.get(pk=note).translations) == set(said)


def test_the_sweep_finds_what_was_written_before_there_was_an_engine(lin: Person, joss: Person, settings: Settings) -> None:
    settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans")
    note = write(lin, "猫", language="zh-Hans")
    comment = answer(joss, note, "what a cat")
    run_jobs()
    assert not Waiting.objects.exists() and english(Note, note) is None
    jobs.sweep_untranslated.func(timestamp=0)
    assert not Waiting.objects.exists(), "there is no engine yet"
    with EngineServer() as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        jobs.sweep_untranslated.func(timestamp=0)
        run_jobs()
        assert english(Note, note)["title"] == "[en] 猫"
        assert Comment.objects.get(pk=comment).translations["zh-Hans"]["body"] == "[zh] what a cat"
        calls = server.calls["/translate"]
        Walk.objects.update(begun=timezone.now() - timedelta(hours=2))
        assert sweep() == 0
        assert server.calls["/translate"] == calls


def test_the_sweep_goes_through_everything_a_stretch_at_a_time_and_begins_anew_after_an_hour(
    lin: Person, server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redbridge.notes.actions.sweeping.STRETCH", 2)
    ids = publish_many(lin, *"一二三四五")
    Waiting.objects.all().delete()
    found = list[list[int]]()
    for _turn in range(4):
        sweep()
        found.append(sorted(Waiting.objects.values_list("row_id", flat=True)))
        Waiting.objects.all().delete()
    assert found == [ids[3:], ids[1:3], ids[:1], []]
    Walk.objects.update(begun=timezone.now() - timedelta(hours=2))
    assert sweep() == 2


def test_the_sweep_waits_while_the_list_is_long_and_lets_new_notes_go_before(
    lin: Person, server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_many(lin, "旧一", "旧二")
    Waiting.objects.all().delete()
    sweep()
    publish_many(lin, "新")
    monkeypatch.setattr(waiting, "BATCH", 1)
    run_jobs()
    assert server.seen[0] == "新"
    monkeypatch.setattr("redbridge.notes.actions.sweeping.ENOUGH", 1)
    publish_many(lin, "又一")
    Walk.objects.all().delete()
    assert sweep() == 0


def test_what_an_engine_refused_is_not_asked_again_each_time_somebody_looks(lin: Person, server: EngineServer) -> None:
    server.mode = "empty"
    publish_many(lin, "猫")
    run_jobs()
    calls = server.calls["/translate"]
    Walk.objects.all().delete()
    assert sweep() == 1
    run_jobs()
    assert server.calls["/translate"] == calls


def test_a_slow_engine_is_given_fewer_at_a_time_and_a_fast_one_more_again() -> None:
    pace = Pace(32)
    for many, seconds, then in ((32, 9.0, 16), (16, 9.0, 8), (8, 2.0, 8), (3, 0.1, 8), (8, 0.1, 16), (2, 9.0, 1), (1, 9.0, 1)):
        pace.adapt(many, seconds)
        assert pace.size == then


def test_what_comes_while_a_slow_engine_has_a_backlog_waits_for_a_few_rows_alone(
    lin: Person, mill: Mill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redbridge.notes.actions.pace.LONG", -1.0)
    publish_many(lin, *(f"note {number}" for number in range(20)))
    run_jobs()
    assert len(mill.calls[0]) == 20
    mill.calls.clear()
    publish_many(lin, *(f"later {number}" for number in range(20)))
    run_jobs()
    assert {len(call) for call in mill.calls} <= {10, 5, 2, 1}
