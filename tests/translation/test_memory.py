"""Rendering: the memory first, then the engine; what is not public stays out of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from redbridge.accounts.models import Person
from redbridge.kernel.markup import to_html, words_html
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft
from redbridge.translation import glossary
from redbridge.translation.actions import Rendering, forget, remember, render, render_all
from redbridge.translation.engines import NO_HINTS, Hints, Unavailable, remote
from redbridge.translation.glossary import finding
from redbridge.translation.jobs import forget_old
from redbridge.translation.models import MAX_TEXT, Memory, Rendered
from redbridge.translation.rules import text_hash
from tests.cast import write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db

NOTE = {"title": "我家的猫", "body": "早！\n看看 🐱 吧 #猫税"}
ENGLISH = {"title": "My cat", "body": "Morning!\nHave a look 🐱 #猫税"}


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer() as server:
        for name, text in NOTE.items():
            server.learn("zh", "en", text, ENGLISH[name])
        settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?local=yes"
        yield server


def english(texts: dict[str, str], public: bool = True) -> Rendering | None:
    return render(texts, "zh-Hans", "en", public)


def test_a_note_is_rendered_in_one_call_with_its_lines_and_spans(server: EngineServer) -> None:
    rendering = english(NOTE)
    assert rendering == Rendering(
        {"title": "My cat", "body": "Morning!\nHave a look 🐱 #猫税"}, "engine", "LibreTranslate"
    )
    assert server.calls["/translate"] == 1


def test_the_same_text_is_never_asked_twice(server: EngineServer) -> None:
    first = english(NOTE)
    again = english({"body": NOTE["body"]})
    assert first and again and again.texts["body"] == first.texts["body"]
    assert (again.by, again.engine) == ("memory", "LibreTranslate")
    assert server.calls["/translate"] == 1


def test_only_what_the_memory_lacks_is_sent(server: EngineServer) -> None:
    english({"title": NOTE["title"]})
    server.seen.clear()
    rendering = english(NOTE)
    assert server.seen == ["早！", "看看 __0__ 吧"]
    assert rendering and rendering.texts == ENGLISH and rendering.by == "engine"


def test_text_that_is_not_public_neither_enters_nor_reads_the_memory(server: EngineServer) -> None:
    english(NOTE, public=False)
    assert not Memory.objects.exists() and not Rendered.objects.exists()
    remember(NOTE["title"], "zh-Hans", "en", "A public guess")
    rendering = english({"title": NOTE["title"]}, public=False)
    assert rendering and rendering.texts["title"] == "My cat"
    assert Memory.objects.count() == 1


def test_a_person_beats_the_machine_and_is_named(server: EngineServer) -> None:
    english(NOTE)
    remember(NOTE["title"], "zh-Hans", "en", "This cat of mine", engine="小棠")
    rendering = english({"title": NOTE["title"]})
    assert rendering == Rendering({"title": "This cat of mine"}, "human", "小棠")
    both = english(NOTE)
    assert both and (both.by, both.engine) == ("memory", "LibreTranslate")
    assert server.calls["/translate"] == 1


def test_the_newest_of_two_people_stays() -> None:
    remember("早", "zh-Hans", "en", "Morning", engine="a")
    remember(" 早\n", "zh-Hans", "en", "Good morning", engine="b")
    assert english({"body": "早"}) == Rendering({"body": "Good morning"}, "human", "b")


@pytest.mark.parametrize("body", ["😂😂", "#猫税 @lily", "https://example.org/a", "", "12:30"])
def test_what_holds_no_words_is_never_sent_and_comes_back_as_it_is(server: EngineServer, body: str) -> None:
    rendering = english({"body": body})
    assert rendering and rendering.texts == {"body": body}
    assert not server.seen


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("zh-Hans", "zh-Hant"), ("und", "en"), ("zh-Hans", "ko")])
def test_what_cannot_be_rendered_gives_nothing(server: EngineServer, source: str, target: str) -> None:
    assert render(NOTE, source, target, public=True) is None
    assert not server.seen


def test_without_an_engine_only_the_memory_speaks() -> None:
    assert english(NOTE) is None
    remember(NOTE["title"], "zh-Hans", "en", "My cat")
    assert english(NOTE) is None
    rendering = english({"title": NOTE["title"]})
    assert rendering and rendering.texts == {"title": "My cat"}


def test_an_engine_that_is_down_is_said_so_that_the_job_tries_again(
    server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)
    server.mode = "errors"
    with pytest.raises(Unavailable):
        english(NOTE)
    assert not Rendered.objects.exists()


@pytest.mark.parametrize("mode", ["empty", "loops", "adds_spans"])
def test_an_answer_nobody_should_see_is_not_shown_and_not_remembered(server: EngineServer, mode: str) -> None:
    server.mode = mode
    assert english(NOTE) is None
    assert not Rendered.objects.exclude(text="").exists()
    server.seen.clear()
    assert english(NOTE) is None
    assert not server.seen, "asked again the same day"
    Rendered.objects.update(created=timezone.now() - timedelta(days=1, minutes=1))
    server.mode = "kind"
    rendering = english(NOTE)
    assert rendering and rendering.texts == ENGLISH


def test_of_a_text_translated_in_part_the_sound_lines_are_remembered(server: EngineServer) -> None:
    server.table["zh", "en", "早！"] = ""
    rendering = english(NOTE)
    assert rendering and rendering.texts["body"] == "早！\nHave a look 🐱 #猫税"
    assert sorted(Rendered.objects.values_list("text", flat=True)) == ["", "Have a look __0__", "My cat"]


def test_hostile_html_from_an_engine_is_text(server: EngineServer) -> None:
    server.mode = "html"
    rendering = english(NOTE)
    assert rendering and "<script>" in rendering.texts["body"]
    assert "<script" not in to_html(rendering.texts["body"])
    assert "<img" not in words_html(rendering.texts["title"], "en")


def test_control_characters_from_an_engine_reach_no_row(server: EngineServer) -> None:
    server.mode = "dirty"
    rendering = english(NOTE)
    assert rendering and rendering.texts == ENGLISH


def test_the_memory_is_read_and_written_in_few_statements(
    server: EngineServer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = {f"line{n}": f"第{n}件事情" for n in range(20)}
    with django_assert_max_num_queries(8):
        english(many)
    with django_assert_max_num_queries(2):
        rendering = english(many)
    assert rendering and rendering.by == "memory"


def test_a_translation_too_long_to_keep_is_not_kept() -> None:
    remember("早", "zh-Hans", "en", "x" * (MAX_TEXT + 1))
    assert not Memory.objects.exists()


@pytest.mark.parametrize("wrong", [{"hash": b"short"}, {"by": "ghost"}])
def test_the_database_refuses_a_row_of_another_shape(wrong: dict[str, Any]) -> None:
    row = {"hash": text_hash("早"), "source": "zh-Hans", "target": "en", "text": "x", "by": "human", "engine": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Memory.objects.create(**{**row, **wrong})


def test_the_engines_answer_is_not_awaited_inside_a_transaction(server: EngineServer) -> None:
    """The caller's own transaction aside, `render` opens one for the writes alone."""
    seen: list[bool] = []
    server.table.clear()
    depth = len(connection.savepoint_ids)
    answer = server.answer

    def watch(text: str, source: str, target: str) -> str:
        seen.append(len(connection.savepoint_ids) == depth)
        return answer(text, source, target)

    server.answer = watch  # type: ignore[method-assign]
    english({"body": "早上好"})
    assert seen == [True]


def test_an_edit_sends_the_engine_the_one_line_that_changed(server: EngineServer) -> None:
    lines = [f"第{n}行写的是猫" for n in range(10)]
    english({"title": NOTE["title"], "body": "\n".join(lines)})
    server.seen.clear()
    lines[4] = "这一行现在写的是狗"
    rendering = english({"title": NOTE["title"], "body": "\n".join(lines)})
    assert server.seen == ["这一行现在写的是狗"]
    assert rendering and rendering.texts["body"].split("\n")[4] == "[en] 这一行现在写的是狗"


def test_the_same_words_between_other_spans_are_the_same_piece(server: EngineServer) -> None:
    english({"body": "看看 🐱 吧 #猫税"})
    rendering = english({"body": "@lily 看看 😂 吧"})
    assert rendering and rendering.texts["body"] == "@lily Have a look 😂" and rendering.by == "memory"
    assert server.calls["/translate"] == 1


def test_what_is_forgotten_is_asked_anew(server: EngineServer) -> None:
    english(NOTE)
    remember(NOTE["body"], "zh-Hans", "en", "Morning")
    forget(NOTE.values())
    assert not Rendered.objects.exists() and not Memory.objects.exists()


@dataclass
class Fake:
    """An engine that puts its name before each piece, or is down, or lacks the pair; what it was asked."""

    name: str
    local: bool = True
    down: bool = False
    lacks: bool = False
    says: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    hints: list[Hints] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.name.lower()

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        self.seen += texts
        self.hints.append(hints)
        if self.down:
            raise Unavailable(5, "down")
        return None if self.lacks else [self.says.get(text, f"{self.name} {text}") for text in texts]


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    """The engines there are, in order; local ones alone for what is not public."""
    these: list[Fake] = []
    monkeypatch.setattr("redbridge.translation.engines.chosen",
                        lambda source, target, private=False: [one for one in these if one.local or not private])
    return these


@pytest.mark.parametrize("first", [Fake("First", down=True), Fake("First", lacks=True)])
def test_the_next_engine_answers_where_the_first_cannot(fakes: list[Fake], first: Fake) -> None:
    fakes += [first, Fake("Second")]
    assert english({"title": "早安"}) == Rendering({"title": "Second 早安"}, "engine", "Second")


def test_what_cannot_be_shown_of_the_first_the_second_is_asked_for(fakes: list[Fake]) -> None:
    first, second = Fake("First"), Fake("Second")
    fakes += [first, second]
    first.says = {"早安": "", "看看 @lily 的猫": "look at cat"}
    rendering = english({"title": "早安", "body": "我家的猫\n今天很热"})
    assert rendering == Rendering({"title": "Second 早安", "body": "First 我家的猫\nFirst 今天很热"}, "engine", "Second, First")
    assert second.seen == ["早安"]
    again = english({"title": "早安"})
    assert again == Rendering({"title": "Second 早安"}, "memory", "Second") and first.seen.count("早安") == 1
    second.down = True
    first.says["晚安"] = ""
    half = english({"title": "晚安", "body": "我家的猫"})
    assert half == Rendering({"title": "晚安", "body": "First 我家的猫"}, "engine", "First")


def test_another_engine_answers_anew_and_those_that_are_gone_speak_where_there_is_none(fakes: list[Fake]) -> None:
    fakes += [Fake("First")]
    english({"title": "早安"})
    fakes[0] = Fake("Second")
    assert english({"title": "早安"}) == Rendering({"title": "Second 早安"}, "engine", "Second")
    fakes.clear()
    assert english({"title": "早安"}) == Rendering({"title": "Second 早安"}, "memory", "Second")
    assert english({"title": "早安", "body": "没见过的"}) is None


def test_only_when_all_are_down_it_is_said(fakes: list[Fake]) -> None:
    fakes += [Fake("First", down=True), Fake("Second", lacks=True)]
    with pytest.raises(Unavailable):
        english({"title": "早安"})


def test_what_is_not_public_goes_to_a_local_engine_or_nowhere(fakes: list[Fake]) -> None:
    fakes += [Fake("Far", local=False)]
    assert english({"title": "早安"}, public=False) is None
    fakes += [Fake("Near")]
    rendering = english({"title": "早安"}, public=False)
    assert rendering and rendering.engine == "Near"
    assert not fakes[0].seen and not Rendered.objects.exists()


def test_an_engine_that_can_use_it_is_told_what_a_text_answers_or_is_part_of(fakes: list[Fake]) -> None:
    fakes += [Fake("Mill")]
    render({"body": "好的"}, "zh-Hans", "en", True, context="去吗？")
    english({"body": "一\n二"})
    english({"body": "一\n三"})
    assert [hints.context for hints in fakes[0].hints] == ["去吗？", "", "一\n三"]


def test_many_comments_are_one_call(server: EngineServer) -> None:
    many = [{"body": f"第{n}条评论"} for n in range(20)]
    made = render_all([*many, {"body": "😂"}], "zh-Hans", "en", public=True)
    assert [one and one.texts["body"] for one in made] == [f"[en] 第{n}条评论" for n in range(20)] + ["😂"]
    assert server.calls["/translate"] == 1


def test_the_memory_of_machines_grows_old_and_that_of_people_does_not(server: EngineServer) -> None:
    english(NOTE)
    remember(NOTE["title"], "zh-Hans", "en", "My cat")
    old = Rendered.objects.get(text="My cat")
    Rendered.objects.filter(hash=old.hash).update(created=timezone.now() - timedelta(days=181))
    Memory.objects.update(created=timezone.now() - timedelta(days=999))
    forget_old.func(timestamp=0)
    assert set(Rendered.objects.values_list("text", flat=True)) == {"Morning!", "Have a look __0__"}
    assert Memory.objects.count() == 1


def test_slang_reaches_an_engine_in_plain_words_and_a_lone_term_not_at_all(server: EngineServer) -> None:
    made = english({"title": "绝绝子！", "body": "楼下 yyds 🍜 真的"})
    assert made
    assert made.texts["title"] == "absolutely amazing!"
    assert [text for text in server.seen if "yyds" in text or "绝绝子" in text] == []
    assert any("永远最棒" in text for text in server.seen)


def test_what_a_term_helped_to_make_is_made_anew_when_the_term_changes(
    server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("楼下 yyds", "我家的猫"):
        english({"body": text})
    asked = server.calls["/translate"]
    english({"body": "楼下 yyds"})
    assert server.calls["/translate"] == asked
    entry = glossary.find("yyds", "zh-Hans")[0].entry
    changed = finding.Index([replace(entry, plain={"yyds": "天下第一"})])
    monkeypatch.setattr(finding, "_indices", lambda: {"zh": changed})
    english({"body": "楼下 yyds"})
    english({"body": "我家的猫"})
    assert server.calls["/translate"] == asked + 1
    assert "楼下 天下第一" in server.seen


def test_two_lines_that_differ_by_what_nobody_sees_are_one_row(server: EngineServer) -> None:
    rendering = english({"body": "早\u202a安\n早安"})
    assert rendering and rendering.texts["body"].count("\n") == 1
    assert Rendered.objects.count() == 1


def test_a_note_that_is_closed_leaves_the_memory(server: EngineServer, lin: Person, settings: Settings) -> None:
    settings.REDBRIDGE_LANGUAGES = ("en",)
    note = write(lin, NOTE["title"], NOTE["body"], language="zh-Hans")
    run_jobs()
    assert Rendered.objects.filter(text="My cat").exists()
    closed = Draft(uuid4(), "card", NOTE["title"], NOTE["body"], "letter", "…", "zh-Hans", visibility="followers")
    notes.edit(lin.pk, ["zh-Hans"], note, closed)
    run_jobs()
    assert not Rendered.objects.exists() and not Memory.objects.exists()
