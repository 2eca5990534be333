"""The pages: suggesting, deciding, the log; what is typed is never lost, and the keyboard and screen readers find their way."""

from typing import Any

import pytest
from django.test import Client

from redbridge.accounts.models import Person
from redbridge.corrections import rules
from redbridge.corrections.models import Suggestion
from tests.cast import answer, arrive, client, suspend
from tests.corrections.people import MACHINE, english, english_comment, propose, translated, trusted
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
LIST = "/corrections?show=mine"


def send(browser: Client, note: int, kind: str = "note", **said: Any) -> Any:
    return browser.post(f"/corrections/suggest/{kind}/{note}", {"to": "en", **said})


def areas(page: Page) -> dict[str, str]:
    return {area.attrs["name"]: area.words for area in page.all("textarea")}


def test_three_texts_stand_side_by_side(lin: Person, joss: Person) -> None:
    page = Page(client(joss).get(f"/corrections/suggest/note/{translated(lin)}"))
    assert page.status == 200 and areas(page) == {"title": "Cat duty", "words": "", "body": "It is a cat #cat"}
    words = [(side.attrs["lang"], side.words) for side in page.all("div", **{"class": "mend-words"})]
    assert words[:2] == [("zh-Hans", "猫税"), ("en", "Cat duty")] and "Now, by Mill" in page.words


def test_only_what_was_changed_is_suggested(lin: Person, joss: Person) -> None:
    note = translated(lin)
    assert send(client(joss), note, title="Cat tax", words="", body="It is a cat #cat").status_code == 302
    assert list(Suggestion.objects.values_list("field", "text", "shown")) == [("title", "Cat tax", "Cat duty")]


@pytest.mark.parametrize(("said", "sentence"), [
    ({"title": "Cat duty", "body": "It is a cat #cat"}, "Nothing is changed yet."),
    ({"body": "It is a cat"}, "Keep these as the author wrote them: #cat."),
    ({"body": "It is a cat #dog"}, "Keep these as the author wrote them: #cat."),
    ({"body": "A cat #cat see https://evil.example/"}, "The author did not write these: https://evil.example/."),
    ({"body": "A cat #cat 😂"}, "The author did not write these: 😂."),
    ({"title": "x" * 200}, "200 of 120. Take out 80 characters."),
])
def test_a_refused_suggestion_loses_nothing(lin: Person, joss: Person, said: dict[str, str], sentence: str) -> None:
    typed = {"title": "Cat tax", "body": "It is a cat #cat", "words": ""} | said
    page = Page(send(client(joss), translated(lin), **typed))
    assert page.status == 422 and sentence in page.words and areas(page) == typed
    assert not Suggestion.objects.exists()


def test_signed_out_meanwhile_or_too_often_nothing_is_lost(lin: Person, joss: Person, mo: Person) -> None:
    note = translated(lin)
    for person, status in ((None, 401), (mo, 403)):
        page = Page(send(client(person), note, title="Cat tax"))
        assert page.status == status and areas(page)["title"] == "Cat tax"


def test_hostile_input(lin: Person, joss: Person) -> None:
    note, bad = translated(lin), "<script>alert(1)</script>\u202eevil"
    assert send(client(joss), note, title=bad).status_code == 302
    page = client(lin).get(LIST).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "\u202e" not in page
    for worse in ("y" * 200_000, "nu\x00ll", "e" + "\u0301" * 50_000):
        assert send(client(joss), note, title=worse).status_code == 422
    assert client(joss).get(f"/corrections/suggest/note/{note}?to=%00").status_code == 404
    for address in ("?pair=%00%3Een", "?pair=xx%3Eyy", "?before=x", "/log?of=note-%00", "/log?of=%00", "/log?before=9e9"):
        assert client(lin).get(f"/corrections{address}").status_code == 200


def test_the_author_finds_it_and_decides(lin: Person, joss: Person) -> None:
    note = translated(lin)
    send(client(joss), note, title="Cat tax")
    run_jobs()
    browser = client(lin, "en")
    assert "suggests a better translation" in Page(browser.get("/notifications?lang=en")).words
    page = Page(browser.get(LIST))
    assert [words.words for words in page.all("div", **{"class": "mend-words"})] == ["猫税", "Cat duty"]
    id_ = Suggestion.objects.get().pk
    said = browser.post(f"/corrections/{id_}/answer", {"answer": "accept"}, headers=SCRIPT).content.decode()
    assert "Accepted." in said and f"/corrections/{id_}/undo" in said and english(note)["title"] == "Cat tax"
    page = Page(client(arrive("reader", "en")).get(f"/notes/{note}"))
    (link,) = [a for a in page.all("a") if a.attrs["href"] == f"/corrections/by/{joss.pk}"]
    assert "mended by Joss" in page.words
    assert client(None).get(link.attrs["href"])["Location"] == "/@joss"


def test_a_comment_is_mended_and_says_by_whom(lin: Person, joss: Person) -> None:
    note = translated(lin)
    said = {"en": {"body": "It is a cat", "by": "engine", "engine": "Mill"}}
    comment = answer(lin, note, "是猫", language="zh-Hans", translations=said)
    send(client(joss), comment, "comment", body="That is a cat")
    browser = client(lin)
    browser.post(f"/corrections/{Suggestion.objects.get().pk}/answer", {"answer": "accept"})
    assert english_comment(comment)["body"] == "That is a cat"
    page = Page(client(joss).get(f"/notes/{note}"))
    assert "mended by Joss" in page.words


def test_declined_with_a_reason_that_its_proposer_reads(lin: Person, joss: Person) -> None:
    id_ = propose(joss, translated(lin), title="Cat tax")
    too_long = client(lin).post(f"/corrections/{id_}/answer", {"answer": "decline", "reason": "x" * 301}, headers=SCRIPT)
    assert too_long.status_code == 422
    client(lin).post(f"/corrections/{id_}/answer", {"answer": "decline", "reason": "这里是说税"})
    page = Page(client(joss).get("/corrections?show=sent"))
    assert "Declined" in page.words and "这里是说税" in page.words


def test_trusted_members_see_pairs_and_others_do_not(lin: Person, joss: Person) -> None:
    id_ = propose(joss, translated(lin), title="Cat tax")
    ana, other = client(trusted("ana")), client(arrive("other", "en"))
    page = Page(ana.get("/corrections"))
    assert "中文 → English 1" in page.words and page.all("li", id=f"suggestion-{id_}")
    page = Page(other.get("/corrections?pair=zh-Hans%3Een"))
    assert "→" not in page.words and "Cat tax" not in page.words and "Nobody suggests anything for your texts" in page.words
    assert other.post(f"/corrections/{id_}/answer", {"answer": "accept"}).status_code == 404
    assert client(joss).post(f"/corrections/{id_}/answer", {"answer": "accept"}).status_code == 404
    ana.post(f"/corrections/{id_}/answer", {"answer": "accept"})
    page = Page(ana.get("/corrections?pair=zh-Hans%3Een"))
    assert "Nothing waits in these languages" in page.words


def test_of_people_apart_nothing_is_shown(lin: Person, joss: Person) -> None:
    from redbridge.accounts import actions as accounts

    ana = trusted("ana")
    propose(joss, translated(lin), title="Cat tax")
    accounts.block(ana.pk, joss.pk)
    assert "Cat tax" not in Page(client(ana).get("/corrections?pair=zh-Hans%3Een")).words
    accounts.block(lin.pk, joss.pk)
    assert "Cat tax" not in Page(client(lin).get(LIST)).words


def test_what_is_hidden_is_hidden_here(lin: Person, joss: Person) -> None:
    ana = client(trusted("ana"))
    waiting, done = (propose(joss, translated(lin, f"猫{n}"), title=f"Kitten-{n}") for n in (1, 2))
    client(lin).post(f"/corrections/{done}/answer", {"answer": "accept"})
    assert "猫1" in Page(ana.get("/corrections")).words and "猫2" in Page(ana.get("/corrections/log")).words
    suspend(lin)
    for address in ("/corrections", "/corrections?pair=zh-Hans%3Een", "/corrections/log", f"/corrections/log?of=note-{waiting}"):
        page = Page(ana.get(address)).words
        assert not {"猫1", "猫2", "Kitten"} & set(page.split()) and "Kitten" not in page
    assert ana.post(f"/corrections/{waiting}/answer", {"answer": "accept"}).status_code == 404
    assert ana.post(f"/corrections/{done}/undo").status_code == 404


def test_the_log_says_before_after_who_and_when(lin: Person, joss: Person) -> None:
    note = translated(lin)
    id_ = propose(joss, note, title="Cat tax")
    client(lin).post(f"/corrections/{id_}/answer", {"answer": "accept"})
    reader = client(arrive("reader", "en"))
    for address in ("/corrections/log", f"/corrections/log?of=note-{note}"):
        page = Page(reader.get(address))
        for words in ("Cat duty", "tax", "Joss", "decided by 小林", "1 place", "Before", "After"):
            assert words in page.words, words
        assert not page.all("form", action=f"/corrections/{id_}/undo")
    assert reader.post(f"/corrections/{id_}/undo").status_code == 404
    assert "Nobody has changed anything yet" in Page(reader.get("/corrections/log?of=note-1")).words
    assert client(joss).post(f"/corrections/{id_}/undo", headers=SCRIPT).status_code == 200
    assert english(note) == MACHINE


def test_i_take_my_own_back(lin: Person, joss: Person) -> None:
    id_ = propose(joss, translated(lin), title="Cat tax")
    assert client(lin).post(f"/corrections/{id_}/withdraw").status_code == 404
    assert client(joss).post(f"/corrections/{id_}/withdraw").status_code == 302
    assert not Suggestion.objects.exists() and "You have not suggested anything yet" in Page(client(joss).get(
        "/corrections?show=sent")).words


def test_too_many_that_wait(lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "WAITING_MOST", 1)
    assert send(client(joss), translated(lin), title="Cat tax").status_code == 302
    page = Page(send(client(joss), translated(lin, "狗"), title="Dog"))
    assert page.status == 422 and "1 of your suggestions wait" in page.words and areas(page)["title"] == "Dog"


def test_marks_ask_one_thing_of_the_database_a_page(lin: Person, joss: Person, django_assert_max_num_queries: Any) -> None:
    note = translated(lin)
    browser = client(joss)
    browser.get(f"/notes/{note}")
    with django_assert_max_num_queries(6):  # the sixth: what the reader called wrong
        browser.get(f"/notes/{note}")
