"""Rendering: the memory first, then the engine; what is not public stays out of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from redbridge.kernel.markup import to_html, words_html
from redbridge.translation.actions import Rendering, remember, render
from redbridge.translation.engines import Unavailable, remote
from redbridge.translation.models import MAX_TEXT, Memory
from redbridge.translation.rules import text_hash
from tests.engine_server import EngineServer

pytestmark = pytest.mark.django_db

NOTE = {"title": "我家的猫", "body": "早！\n看看 🐱 吧 #猫税"}
ENGLISH = {"title": "My cat", "body": "Morning!\nHave a look 🐱 #猫税"}


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer() as server:
        for name, text in NOTE.items():
            server.learn("zh", "en", text, ENGLISH[name])
        settings.REDBRIDGE_TRANSLATION_URL = server.url
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
    assert not Memory.objects.exists()
    remember(NOTE["title"], "zh-Hans", "en", "A public guess")
    rendering = english({"title": NOTE["title"]}, public=False)
    assert rendering and rendering.texts["title"] == "My cat"
    assert Memory.objects.count() == 1


def test_a_person_beats_the_machine_and_is_named(server: EngineServer) -> None:
    english(NOTE)
    remember(NOTE["title"], "zh-Hans", "en", "This cat of mine", engine="小棠")
    remember(NOTE["title"], "zh-Hans", "en", "My cat", by="engine", engine="LibreTranslate")
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
    assert not Memory.objects.exists()


@pytest.mark.parametrize("mode", ["empty", "loops", "adds_spans"])
def test_an_answer_nobody_should_see_is_not_shown_and_not_remembered(server: EngineServer, mode: str) -> None:
    server.mode = mode
    assert english(NOTE) is None
    assert not Memory.objects.exists()


def test_a_text_translated_in_part_is_shown_and_not_remembered(server: EngineServer) -> None:
    server.table["zh", "en", "早！"] = ""
    rendering = english(NOTE)
    assert rendering and rendering.texts["body"] == "早！\nHave a look 🐱 #猫税"
    assert [m.text for m in Memory.objects.all()] == ["My cat"]


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
    with django_assert_max_num_queries(24):
        english(many)
    with django_assert_max_num_queries(1):
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
