"""A reader sees the first of their languages there is; what is not theirs never leaves the database."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes import queries
from redbridge.notes.models import Comment, Note
from redbridge.translation.actions import Rendering
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs, waiting
from tests.pages import Page

pytestmark = pytest.mark.django_db
SAID: dict[str, dict[str, str]] = {
    "en": {"title": "Cat tax EN", "words": "Words EN", "body": "Body EN", "by": "engine", "engine": "Mill"},
    "fr": {"title": "Titre FR", "words": "Mots FR", "body": "Corps FR", "by": "human", "engine": ""},
    "zh-Hant": {"title": "貓稅 HANT", "words": "字 HANT", "body": "文 HANT", "by": "memory", "engine": ""},
}
MARKS = {"en": "EN", "fr": "FR", "zh-Hant": "HANT"}
READERS = [
    (["en"], "en"), (["fr", "en"], "fr"), (["de", "en", "fr"], "en"), (["zh-Hans", "en"], ""), (["en", "zh-Hans"], "en"),
    (["zh-Hant", "zh-Hans"], "zh-Hant"), (["zh-Hans", "zh-Hant"], ""), (["de"], ""), ([], ""), (["und"], ""),
]
by_reader = pytest.mark.parametrize(("reads", "shown"), READERS, ids=["-".join(reads) or "none" for reads, _ in READERS])


@pytest.fixture
def note_id(lin: Person) -> int:
    return write(lin, "猫税 原", "正文 原", words="字 原", language="zh-Hans", translations=SAID)


@by_reader
def test_a_card_is_in_the_first_language_there_is(note_id: int, reads: list[str], shown: str) -> None:
    (card,) = queries.cards(None, reads, [note_id])
    said = SAID.get(shown, {})
    assert (card.title, card.words) == (said.get("title", "猫税 原"), said.get("words", "字 原"))
    assert (card.title_lang, card.source_language, card.translated) == (shown or "zh-Hans", "zh-Hans", bool(shown))
    assert (card.twin, card.engine, card.by) == ("猫税 原" if shown else "", said.get("engine", ""), said.get("by", ""))


@by_reader
def test_a_note_holds_its_original_and_one_translation(note_id: int, reads: list[str], shown: str) -> None:
    view = queries.note(None, reads, note_id)
    assert view and (view.target, view.translation) == (shown, SAID.get(shown, {}))
    assert (view.title, view.body, view.words) == ("猫税 原", "正文 原", "字 原")


@by_reader
def test_no_other_language_is_in_the_pages(note_id: int, lin: Person, reads: list[str], shown: str) -> None:
    comments = {code: {"body": f"said {mark}"} for code, mark in MARKS.items()}
    answer(lin, note_id, "说 原", language="zh-Hans", translations=comments)
    run_jobs()
    reader = arrive("reader", *(reads or ["de"]))
    for address in ("/", f"/notes/{note_id}", "/@lin"):
        page = client(reader).get(address).content.decode()
        assert [mark for code, mark in MARKS.items() if f" {mark}" in page] == ([MARKS[shown]] if shown else [])


def test_the_pages_say_which_language_each_text_is_in(note_id: int, joss: Person) -> None:
    page = Page(client(joss).get(f"/notes/{note_id}"))
    spoken = {h1.words: (h1.attrs["lang"], "hidden" in h1.attrs) for h1 in page.all("h1")}
    assert spoken == {"Cat tax EN": ("en", False), "猫税 原": ("zh-Hans", True)}
    assert page.all("html")[0].attrs["lang"] == "en"
    assert "Translated from 中文" in page.words and "by Mill" in page.words


def test_the_original_is_one_tap_away_without_a_script(note_id: int, joss: Person) -> None:
    browser = client(joss)
    (button,) = Page(browser.get(f"/notes/{note_id}")).all("button", **{"aria-label": "Show original"})
    page = Page(browser.get(f"/notes/{note_id}", {button.attrs["name"]: button.attrs["value"]}))
    spoken = {h1.words: "hidden" in h1.attrs for h1 in page.all("h1")}
    assert spoken == {"Cat tax EN": True, "猫税 原": False}


def test_one_comment_is_turned_to_its_original_without_a_script(note_id: int, joss: Person, lin: Person) -> None:
    ids = [answer(lin, note_id, f"说{n}", language="zh-Hans", translations={"en": {"body": f"said {n}", "by": "human"}})
           for n in range(2)]
    page = Page(client(joss).get(f"/notes/{note_id}", {"original": str(ids[0])}))
    shown = [node.words for node in page.all("div", lang="") if "comment-body" in node.attrs.get("class", "")
             and "hidden" not in node.attrs]
    assert sorted(shown) == ["said 1", "说0"]


@pytest.mark.parametrize("kind", ["note", "comment"])
def test_the_authors_correction_drops_machines_and_keeps_people(lin: Person, kind: str) -> None:
    note_id = write(lin, "猫", "正文", language="fr" if kind == "note" else "zh-Hans", translations=SAID)
    row: Any = Note.objects.get(pk=note_id)
    if kind == "comment":
        row = Comment.objects.get(pk=answer(lin, note_id, "说", language="fr", translations=SAID))
    run_jobs()
    path = f"/notes/{note_id}/language" if kind == "note" else f"/comments/{row.pk}/language"
    assert client(lin).post(path, {"language": "zh-Hans"}).status_code == 302
    row.refresh_from_db()
    assert (row.language, row.language_chosen) == ("zh-Hans", True)
    assert row.translations == {"fr": SAID["fr"]}
    assert [name for name, _ in waiting() if name.startswith("notes.")] == [f"notes.handlers.translate_{kind}"]


def test_a_correction_to_the_language_of_a_translation_drops_that_one_too(lin: Person) -> None:
    row = Note.objects.get(pk=write(lin, "猫", language="en", translations=SAID))
    notes.relabel_note(lin.pk, row, "fr")
    row.refresh_from_db()
    assert row.translations == {}, "a row's own language is never a key"


def test_a_language_nobody_has_heard_of_changes_nothing(lin: Person, note_id: int) -> None:
    for language in ("xx", "", "en; drop table", "\0"):
        client(lin).post(f"/notes/{note_id}/language", {"language": language})
    row = Note.objects.get(pk=note_id)
    assert (row.language, row.translations) == ("zh-Hans", SAID)


@pytest.fixture
def mill(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """An engine that puts the target before each text; the pairs it was asked for."""
    asked = list[tuple[str, str]]()

    def render(documents: list[dict[str, str]], source: str, target: str, public: bool, context: str) -> list[Rendering]:
        asked.extend([(source, target)] * len(documents))
        return [Rendering({name: f"{target}:{text}" for name, text in texts.items()}, "engine", "Mill") for texts in documents]

    monkeypatch.setattr("redbridge.notes.actions.crossing.translation.render_all", render)
    return asked


def test_the_job_renders_what_lacks_a_language_of_the_site(lin: Person, settings: Any, mill: list[tuple[str, str]]) -> None:
    settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans", "fr")
    note_id = write(lin, "猫", "正文", words="字", language="zh-Hans", translations={"fr": SAID["fr"]})
    comment_id = answer(lin, note_id, "说", language="zh-Hans")
    run_jobs()
    made = {"title": "en:猫", "words": "en:字", "body": "en:正文", "by": "engine", "engine": "Mill"}
    assert Note.objects.get(pk=note_id).translations == {"fr": SAID["fr"], "en": made}
    assert set(Comment.objects.get(pk=comment_id).translations) == {"en", "fr"}
    assert sorted(mill) == [("zh-Hans", "en"), ("zh-Hans", "en"), ("zh-Hans", "fr")]


def test_a_translation_of_a_text_that_was_relabelled_meanwhile_is_thrown_away(
    lin: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDBRIDGE_LANGUAGES = ("en",)
    note_id = write(lin, "chat", language="zh-Hans")

    def render(documents: list[dict[str, str]], source: str, target: str, public: bool, context: str) -> list[Rendering]:
        if source == "zh-Hans":
            notes.relabel_note(lin.pk, Note.objects.get(pk=note_id), "fr")
        return [Rendering(dict.fromkeys(texts, f"from {source}"), "engine", "Mill") for texts in documents]

    monkeypatch.setattr("redbridge.notes.actions.crossing.translation.render_all", render)
    run_jobs()
    assert Note.objects.get(pk=note_id).translations["en"]["title"] == "from fr"


def test_what_holds_no_words_or_is_gone_is_not_sent_to_an_engine(lin: Person, mill: list[tuple[str, str]]) -> None:
    write(lin, words="😀😀")
    gone = write(lin, "再见", language="zh-Hans")
    notes.remove_note(lin.pk, Note.objects.get(pk=gone))
    run_jobs()
    assert mill == []
