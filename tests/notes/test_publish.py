"""Publishing: the row, its topics, its pictures, the audit line and the news, or none of them."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft
from redbridge.notes.models import Note, NoteTopic, Tally
from tests.cast import client, write
from tests.jobs import waiting
from tests.media.making import sample, upload
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db
FULL = "早餐 #重庆小面 #CatTax @joss @mo 见 https://example.org/面"


def topics(note_id: int) -> list[str]:
    return sorted(NoteTopic.objects.filter(note_id=note_id).values_list("topic__key", flat=True))


def draft(**more: Any) -> Draft:
    shape: dict[str, Any] = {"client_key": uuid.uuid4(), "kind": "card", "card": "seal", "words": "你好"}
    return Draft(**shape | more)


def test_a_note_with_everything_takes_at_most_eight_queries(lin: Person) -> None:
    uploads = [upload(sample("PNG", 64, 48)) for _ in range(3)]
    with CaptureQueriesContext(connection) as caught:
        write(lin, "面", FULL, uploads, alts=["一碗面"])
    asked = [query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 8, "\n".join(asked)


def test_eighteen_pictures_and_twenty_topics_cost_no_more(lin: Person) -> None:
    costs = []
    for many in (1, 18):
        uploads = [upload(sample("PNG", 64, 48)) for _ in range(many)]
        body = " ".join(f"#topic{many}x{n}" for n in range(many))
        with CaptureQueriesContext(connection) as caught:
            write(lin, "", body, uploads)
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_the_whole_request_stays_small(lin: Person) -> None:
    browser = client(lin)
    browser.get("/notes/new")
    with CaptureQueriesContext(connection) as caught:
        answer = browser.post("/notes/new", {"kind": "card", "words": "早安", "body": FULL})
    assert answer.status_code == 302
    asked = [query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 8, "\n".join(asked)


def test_all_of_it_is_kept_together(lin: Person) -> None:
    note_id = write(lin, "面", FULL, [upload(sample("PNG")), upload(sample("JPEG"))], alts=["一碗面", ""])
    note, pictures = Note.objects.get(pk=note_id), Picture.objects.filter(subject_id=note_id).order_by("position")
    assert (note.author_id, note.title, note.body, note.kind) == (lin.pk, "面", FULL, "pictures")
    assert (note.cover, note.picture_count) == (pictures[0].id, 2)
    assert [(p.alt, p.alt_language) for p in pictures] == [("一碗面", note.language), ("", note.language)]
    assert Tally.objects.filter(note_id=note_id, likes=0, comments=0).exists()
    assert Audit.objects.filter(actor_id=lin.pk, verb="publish", kind="note", subject_id=note_id).exists()
    assert {name for name, args in waiting() if args == {"note_id": note_id}} >= {
        "feeds.handlers.place_note", "feeds.handlers.fan_out_note", "notes.handlers.translate_note",
        "notifications.handlers.tell_mentioned"}


def test_none_of_it_is_kept_when_one_part_fails(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.kernel.events.emit", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(lin, "面", FULL, [upload(sample("PNG"))])
    assert not Note.objects.exists() and not Picture.objects.exists() and not NoteTopic.objects.exists()
    assert [name for name, args in waiting() if "note_id" in args] == []


@pytest.mark.parametrize(("text", "keys"), [
    ("#CatTax and #cattax", ["cattax"]),
    ("＃猫税 #貓稅", ["猫税", "貓稅"]),
    ("#cat tax[话题]# #猫[topic]#", ["cattax", "猫"]),
    ("#ЧАЙ #чай #茶#", ["чай", "茶"]),
    ("C# is no topic, nor is #1 or # alone", []),
    (" ".join(f"#t{chr(97 + n)}" for n in range(25)), [f"t{chr(97 + n)}" for n in range(20)]),
    ("#" + "长" * 64, ["长" * 60]),
])
def test_topics_are_found_in_any_script(lin: Person, text: str, keys: list[str]) -> None:
    assert topics(write(lin, body=text)) == sorted(keys)


def test_a_topic_of_the_title_counts_too(lin: Person) -> None:
    assert topics(write(lin, "#猫税 来了", "#cat")) == ["cat", "猫税"]


@pytest.mark.parametrize("text", ["#CatTax", "#猫税[话题]#", "＃Straße", "#ＡＢＣ", "#été"])
def test_the_link_of_a_topic_leads_to_its_note(lin: Person, text: str) -> None:
    note_id = write(lin, "标题", text)
    browser = client(lin)
    (link,) = [a for a in Page(browser.get(f"/notes/{note_id}")).all("a", href="") if a.attrs.get("class") == "topic"]
    assert f"/notes/{note_id}" in browser.get(link.attrs["href"]).content.decode()


def test_two_who_begin_a_topic_at_one_moment_both_stand_under_it(committed: None, lin: Person, joss: Person) -> None:
    for round_ in range(5):
        tag = f"#new{round_}"
        ids = at_once(partial(write, lin, body=f"{tag} #b #a"), partial(write, joss, body=f"#a {tag} #b"))
        assert [topics(id_) for id_ in ids] == [["a", "b", tag[1:]]] * 2


@pytest.mark.parametrize(("said", "found"), [
    ({"body": "今天的早饭很好吃，下次还去"}, "zh-Hans"), ({"body": "今天的早飯很好吃，下次還會去這間"}, "zh-Hant"),
    ({"body": "A very good breakfast this morning, thank you"}, "en"), ({"words": "😀", "body": "👍 123"}, "und"),
    ({"body": "A very good breakfast", "language": "fr"}, "fr"),
])
def test_a_note_carries_its_language(lin: Person, said: dict[str, Any], found: str) -> None:
    note = Note.objects.get(pk=write(lin, **said))
    assert (note.language, note.language_chosen) == (found, "language" in said)


def test_the_authors_own_languages_decide_where_words_are_few(lin: Person, joss: Person) -> None:
    assert Note.objects.get(pk=write(lin, words="你好")).language == "zh-Hans"


def test_the_same_key_again_gives_the_first_note_and_writes_nothing(lin: Person) -> None:
    one = draft(body=FULL)
    first = notes.publish(lin.pk, ["zh-Hans"], one)
    jobs = waiting()
    assert notes.publish(lin.pk, ["zh-Hans"], one) == first
    assert waiting() == jobs
    assert Note.objects.count() == Audit.objects.filter(verb="publish").count() == 1


def test_a_key_is_its_authors_own(lin: Person, joss: Person) -> None:
    one = draft()
    assert notes.publish(lin.pk, [], one) != notes.publish(joss.pk, [], one)


def test_the_same_key_from_two_threads_publishes_once(committed: None, lin: Person) -> None:
    for _ in range(5):
        one = draft(body=FULL)
        ids = at_once(*[partial(notes.publish, lin.pk, ["zh-Hans"], one)] * 2)
        assert ids[0] == ids[1]
    assert Note.objects.count() == 5
    assert Audit.objects.filter(verb="publish").count() == 5


def test_a_key_of_a_deleted_note_does_not_publish_it_again(lin: Person) -> None:
    one = draft()
    first = notes.publish(lin.pk, [], one)
    notes.remove_note(lin.pk, Note.objects.get(pk=first))
    assert notes.publish(lin.pk, [], one) == first
    assert Note.objects.filter(deleted=None).count() == 0


def test_a_published_note_is_read_at_its_own_address(lin: Person) -> None:
    browser = client(lin)
    answer = browser.post("/notes/new", {"kind": "card", "words": "早安", "card": "indigo", "title": "早", "body": FULL})
    note = Note.objects.get()
    assert answer["Location"] == f"/notes/{note.pk}"
    assert note.card == "indigo"
    page = Page(browser.get(answer["Location"]))
    assert page.all("h1")[0].words == "早"
    assert {a.attrs["href"] for a in page.all("a", href="")} >= {"/@joss", "/topics/cattax"}


def test_a_card_without_words_takes_those_of_its_title(lin: Person) -> None:
    client(lin).post("/notes/new", {"kind": "card", "title": "早", "card": "window"})
    assert Note.objects.get().words == "早"


def test_pictures_are_published_through_the_form(lin: Person) -> None:
    files = [upload(sample("WEBP"), "b.webp"), upload(sample("JPEG"), "a.jpg")]
    client(lin).post("/notes/new", {"kind": "pictures", "pictures": files, "alt": ["first", "second"], "title": "图"})
    assert list(Picture.objects.order_by("position").values_list("alt", flat=True)) == ["first", "second"]
    assert Note.objects.get().picture_count == 2
