"""Drafts that are kept, scheduled, thrown away and taken back, and published once."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media.models import Picture
from redbridge.notes import actions, jobs
from redbridge.notes.models import Composition, Note
from tests.cast import client, suspend
from tests.jobs import run_jobs
from tests.media.making import sample
from tests.pages import Page, refused
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def key() -> str:
    return str(uuid.uuid4())


def card(**more: Any) -> dict[str, Any]:
    return {"client_key": key(), "kind": "card", "words": "早安", "title": "早", "body": "#猫", "card": "seal"} | more


def at(minutes: float) -> str:
    return (timezone.now() + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S")


def scheduled(person: Person, minutes: float = 60, **more: Any) -> Composition:
    answer = client(person).post("/notes/new", card(do="schedule", due=at(minutes), zone="UTC", **more))
    assert answer.status_code == 302, Page(answer).words
    return Composition.objects.get()


def make_due() -> None:
    Composition.objects.update(due=timezone.now() - timedelta(minutes=1))


def with_picture(browser: Any, draft: str, data: bytes = b"") -> str:
    """Bring one picture to a draft by pieces; its id."""
    data = data or sample("JPEG")
    begun = browser.post(f"/drafts/{draft}/uploads", {"upload": key(), "name": "a.jpg", "length": len(data)})
    assert begun.status_code == 201
    told = browser.patch(f"/uploads/{begun.json()['id']}", data, "application/octet-stream", headers={"Upload-Offset": "0"})
    return str(told.json()["picture"])


def test_a_draft_is_kept_as_it_was_typed_and_opened_again(lin: Person) -> None:
    browser, typed = client(lin), card(body="写到一半 " + "长" * 2000, place="重庆", visibility="followers", sensitive="on")
    assert browser.post("/drafts/save", typed)["Location"] == "/drafts"
    page = Page(browser.get(f"/notes/new?draft={typed['client_key']}"))
    assert [page.value(name) for name in ("title", "body", "place", "visibility")] == [
        "早", typed["body"], "重庆", "followers"]
    assert page.hidden("client_key") == typed["client_key"]
    assert "早" in Page(browser.get("/drafts")).words


def test_saving_again_is_one_draft_and_publishing_ends_it(lin: Person) -> None:
    browser, typed = client(lin), card()
    for title in ("早", "早上好"):
        assert browser.post("/drafts/save", typed | {"title": title}, headers={"HX-Request": "true"}).status_code == 204
    assert Composition.objects.get().fields["title"] == "早上好"
    browser.post("/notes/new", typed)
    assert not Composition.objects.exists()
    browser.post("/drafts/save", typed)
    assert not Composition.objects.exists() and Note.objects.count() == 1


def test_the_newest_draft_is_offered_to_who_begins(lin: Person, joss: Person) -> None:
    browser, typed = client(lin), card()
    browser.post("/drafts/save", typed)
    links = {a.attrs["href"] for a in Page(browser.get("/notes/new")).all("a", href="")}
    assert f"/notes/new?draft={typed['client_key']}" in links
    assert typed["client_key"] not in client(joss).get("/notes/new").content.decode()
    assert Page(client(joss).get(f"/notes/new?draft={typed['client_key']}")).value("title") == ""


def test_a_draft_is_thrown_away_and_taken_back(lin: Person, joss: Person) -> None:
    client(lin).post("/drafts/save", card())
    draft = Composition.objects.get()
    assert client(joss).post(f"/drafts/{draft.pk}/delete").status_code == 404
    gone = client(lin).post(f"/drafts/{draft.pk}/delete")
    page = Page(client(lin).get(gone["Location"]))
    assert page.all("form", action=f"/drafts/{draft.pk}/restore") and not page.all("li", id=f"draft-{draft.pk}")
    client(lin).post(f"/drafts/{draft.pk}/restore")
    assert Page(client(lin).get("/drafts")).all("li", id=f"draft-{draft.pk}")


def test_a_draft_thrown_away_yesterday_is_gone_with_its_pictures(lin: Person) -> None:
    typed = card()
    with_picture(client(lin), typed["client_key"])
    Composition.objects.update(deleted=timezone.now() - timedelta(hours=25))
    jobs.purge(timestamp=0)
    assert not Composition.objects.exists() and not Picture.objects.exists()


def test_there_is_an_end_to_drafts_and_to_each(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.notes.rules.DRAFTS_MOST", 2)
    browser = client(lin)
    assert [browser.post("/drafts/save", card()).status_code for _ in range(3)] == [302, 302, 422]
    long = Page(browser.post("/drafts/save", card(body="长" * 200_000)))
    assert long.status == 422 and long.value("body") == "长" * 200_000


def test_pictures_of_a_draft_become_the_notes(lin: Person, joss: Person) -> None:
    browser, typed = client(lin), card(kind="pictures")
    one, two, three = (with_picture(browser, typed["client_key"]) for _ in range(3))
    run_jobs(but=())
    assert browser.get(f"/media/{one}/480.webp").status_code == 200
    assert client(joss).get(f"/media/{one}/480.webp").status_code == client(None).get(f"/media/{one}/480.webp").status_code == 404
    answer = browser.post("/notes/new", typed | {"picture": [two, one], "alt": ["b", "a"], "crop": ["", "0,0,.5,1"]})
    assert answer.status_code == 302
    note = Note.objects.get()
    run_jobs(but=())
    shown = list(Picture.objects.order_by("position"))
    assert [(str(p.id), p.alt, p.kind, p.subject_id, p.guarded, p.width) for p in shown] == [
        (two, "b", "note", note.pk, False, 640), (one, "a", "note", note.pk, False, 320)]
    assert (str(note.cover), note.picture_count) == (two, 2)
    assert client(None).get(f"/media/{one}/240.webp").status_code == 200
    again = browser.post("/notes/new", typed | {"picture": [two, one]})
    assert again["Location"] == f"/notes/{note.pk}"
    assert three not in {str(p.id) for p in shown}


def test_anothers_picture_is_no_picture_of_mine(lin: Person, joss: Person) -> None:
    theirs = with_picture(client(joss), key())
    page = Page(client(lin).post("/notes/new", card(kind="pictures", picture=[theirs])))
    assert page.status == 422 and not Note.objects.exists()
    assert Picture.objects.get().owner_id == joss.pk


def test_uploads_of_another_are_not_there(lin: Person, joss: Person) -> None:
    begun = client(joss).post(f"/drafts/{key()}/uploads", {"upload": key(), "name": "a", "length": 100})
    address = f"/uploads/{begun.json()['id']}"
    browser = client(lin)
    assert {do(address).status_code for do in (browser.get, browser.patch, browser.head)} == {404}
    assert client(joss).get(address)["Upload-Offset"] == "0"


@pytest.mark.parametrize(("headers", "data", "status"), [
    ({"Upload-Offset": "0"}, b"x" * (1024 * 1024 + 1), 413), ({"Upload-Offset": "-1"}, b"x", 400), ({}, b"x", 400),
    ({"Upload-Offset": "5"}, b"x", 409), ({"Upload-Offset": "0"}, b"x", 409), ({"Upload-Offset": "0"}, b"x" * 101, 409),
])
def test_pieces_that_lie_change_nothing(lin: Person, headers: dict[str, str], data: bytes, status: int) -> None:
    browser = client(lin)
    begun = browser.post(f"/drafts/{key()}/uploads", {"upload": key(), "name": "../../etc/passwd", "length": 100})
    address = f"/uploads/{begun.json()['id']}"
    assert browser.patch(address, data, "application/octet-stream", headers=headers).status_code == status
    assert browser.get(address).json()["received"] == 0


def test_what_is_no_picture_is_refused_with_a_sentence(lin: Person) -> None:
    browser, data = client(lin), b"<svg onload=x7()>"
    begun = browser.post(f"/drafts/{key()}/uploads", {"upload": key(), "name": "a.svg", "length": len(data)})
    told = browser.patch(f"/uploads/{begun.json()['id']}", data, "application/octet-stream", headers={"Upload-Offset": "0"})
    assert told.status_code == 422 and "a.svg" in told.content.decode() and not Picture.objects.exists()


def test_a_scheduled_note_is_published_once_when_its_time_has_come(lin: Person) -> None:
    draft = scheduled(lin, visibility="followers", place="重庆")
    jobs.publish_due(timestamp=0)
    assert not Note.objects.exists()
    make_due()
    jobs.publish_due(timestamp=0)
    jobs.publish_due(timestamp=0)
    note = Note.objects.get()
    assert (note.title, note.words, note.visibility, note.place) == ("早", "早安", "followers", "重庆")
    assert note.client_key == draft.client_key
    assert not Composition.objects.exists()


def test_two_workers_publish_it_once(committed: None, lin: Person) -> None:
    for _ in range(4):
        scheduled(lin)
        make_due()
        id_ = Composition.objects.get().pk
        at_once(*[partial(actions.publish_scheduled, id_)] * 2)
        assert not Composition.objects.exists()
    assert Note.objects.count() == 4


def test_a_scheduled_note_with_pictures(lin: Person) -> None:
    typed = card(kind="pictures")
    picture = with_picture(client(lin), typed["client_key"])
    scheduled(lin, picture=[picture], crop=["0,0,.5,.5"], alt=["面"], client_key=typed["client_key"], kind="pictures")
    make_due()
    jobs.publish_due(timestamp=0)
    assert Picture.objects.get().alt == "面" and Note.objects.get().picture_count == 1
    assert Picture.objects.get().crop == [0, 0, .5, .5]


def test_pictures_stay_in_the_form_of_somebody_who_has_been_signed_out(lin: Person) -> None:
    typed = card(kind="pictures")
    picture = with_picture(client(lin), typed["client_key"])
    said = typed | {"picture": [picture], "crop": ["0,0,.5,.5"], "alt": ["面"]}
    page = Page(client(None).post("/notes/new?lang=en", said))
    assert page.status == 401 and not page.all("p", id="id_pictures-error")
    assert [page.all("input", name=name)[0].attrs["value"] for name in ("picture", "alt")] == [picture, "面"]
    assert client(lin).post("/notes/new", said).status_code == 302
    assert Note.objects.get().picture_count == 1


def test_a_time_is_that_of_the_place_it_was_typed_in(lin: Person) -> None:
    day = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%d")
    client(lin).post("/notes/new", card(do="schedule", due=f"{day}T09:30", zone="Asia/Shanghai"))
    draft = Composition.objects.get()
    assert draft.due and draft.due.strftime("%H:%M") == "01:30"
    page = Page(client(lin).get("/drafts"))
    assert "09:30" in page.words and "Asia/Shanghai" in page.words
    assert Page(client(lin).get(f"/notes/new?draft={draft.client_key}")).value("due") == f"{day}T09:30"


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("due", ["", "soon", "2020-01-01T10:00", "2090-01-01T10:00", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_is_refused_and_nothing_is_lost(lin: Person, due: str, lang: str) -> None:
    page = Page(client(lin).post(f"/notes/new?lang={lang}", card(do="schedule", due=due, zone="No/Where", title="早")))
    refused(page, "due", lang)
    assert page.value("title") == "早" and not Composition.objects.exists()


def test_it_is_published_before_its_time_or_not_at_all(lin: Person, joss: Person) -> None:
    draft = scheduled(lin)
    assert client(joss).post(f"/drafts/{draft.pk}/publish").status_code == 404
    client(lin).post(f"/drafts/{draft.pk}/unschedule")
    make = client(lin).post(f"/drafts/{draft.pk}/publish")
    assert make["Location"] == "/drafts" and not Note.objects.exists()
    client(lin).post("/notes/new", card(client_key=str(draft.client_key), do="schedule", due=at(60), zone="UTC"))
    made = client(lin).post(f"/drafts/{draft.pk}/publish")
    assert made["Location"] == f"/notes/{Note.objects.get().pk}"


def test_a_scheduled_note_says_what_changing_it_means(lin: Person) -> None:
    draft = scheduled(lin)
    address = f"/notes/new?draft={draft.client_key}&lang=en"
    assert "until you schedule it again" in client(lin).get(address).content.decode()
    client(lin).post(f"/drafts/{draft.pk}/unschedule")
    assert "until you schedule it again" not in client(lin).get(address).content.decode()


def test_changing_a_scheduled_note_takes_it_off_the_clock(lin: Person) -> None:
    draft = scheduled(lin)
    client(lin).post("/drafts/save", card(client_key=str(draft.client_key), title="换"))
    assert Composition.objects.get().due is None


def test_who_is_suspended_meanwhile_publishes_nothing(lin: Person) -> None:
    scheduled(lin)
    make_due()
    suspend(lin)
    jobs.publish_due(timestamp=0)
    assert not Note.objects.exists() and Composition.objects.get().due is None


def test_whose_posting_is_paused_meanwhile_publishes_nothing(lin: Person) -> None:
    scheduled(lin)
    make_due()
    accounts.pause_posting(lin.pk, timezone.now() + timedelta(days=7))
    jobs.publish_due(timestamp=0)
    assert not Note.objects.exists() and Composition.objects.get().due is None


def test_without_script_pictures_move_and_go_by_their_buttons(lin: Person) -> None:
    browser, typed = client(lin), card(kind="pictures", title="图")
    one, two = (with_picture(browser, typed["client_key"]) for _ in range(2))
    page = Page(browser.post("/notes/new", typed | {"picture": [one, two], "alt": ["a", "b"], "move": f"{two}:-1"}))
    assert [i.attrs["value"] for i in page.all("input", name="picture")][:2] == [two, one]
    assert [i.attrs["value"] for i in page.all("input", name="alt")][:2] == ["b", "a"] and page.value("title") == "图"
    page = Page(browser.post("/notes/new", typed | {"picture": [one, two], "take_out": one}))
    assert [i.attrs["value"] for i in page.all("input", name="picture")][:1] == [two]
