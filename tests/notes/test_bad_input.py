"""Bad input: 4xx, a clear sentence beside the field in the reader's language, and what was typed is still there."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.test import Client

from redbridge.accounts.models import Person, Session
from redbridge.media.models import Picture
from redbridge.notes.models import Note
from redbridge.notes.note_form import NoteForm
from tests.cast import LANGUAGES, client
from tests.media.making import png_bomb, sample, upload
from tests.pages import Page, refused
from tests.threads import at_once

pytestmark = pytest.mark.django_db
TYPED = {"kind": "pictures", "title": "我的 <b>title</b>", "body": "正文 & \"body\"\n\n第二段", "words": "", "language": "fr"}
CARD = TYPED | {"kind": "card", "words": "字 <i>words</i>", "card": "celadon"}
in_three_languages = pytest.mark.parametrize("lang", LANGUAGES)
FAMILY = "👩🏽‍👩🏽‍👧🏽‍👦🏽"


def send(browser: Client, lang: str, data: dict[str, Any]) -> Page:
    return Page(browser.post(f"/notes/new?lang={lang}", data))


def kept(page: Page, data: dict[str, Any], *but: str) -> None:
    """Everything that was typed stands in the page, in its field."""
    for name in ("title", "body", "words", "language"):
        if name not in but:
            assert page.value(name) == data[name], name
    chosen = {node.attrs["value"] for node in page.all("input", type="radio") if "checked" in node.attrs}
    assert {data[name] for name in ("kind", "card") if name in data} <= chosen


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


WRONG_FILES: list[tuple[str, bytes, list[str]]] = [
    ("cat.svg", svg(), ["cat.svg"]), ("cat.jpg", b"%PDF-1.7 nothing", ["cat.jpg"]), ("cat.png", b"", ["cat.png"]),
    ("page.jpg", b"<!doctype html><script>alert(1)</script>", ["page.jpg"]),
    ("bomb.png", png_bomb(8000, 8000), ["bomb.png", "40"]),
    ("<img src=x>.jpg", b"GIF89a", ["<img src=x>.jpg"]), ("clip.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 64, ["clip.mp4"]),
]


@in_three_languages
@pytest.mark.parametrize(("name", "data", "words"), WRONG_FILES, ids=[name for name, *_ in WRONG_FILES])
def test_a_wrong_file(lin: Person, lang: str, name: str, data: bytes, words: list[str]) -> None:
    page = send(client(lin), lang, TYPED | {"pictures": [upload(sample("PNG")), upload(data, name)]})
    refused(page, "pictures", lang, *words)
    kept(page, TYPED)
    assert "photo.jpg" not in page.error("pictures"), "the sound one is blamed"
    assert not Note.objects.exists() and not Picture.objects.exists()


@in_three_languages
def test_a_file_of_thirty_megabytes(lin: Person, lang: str) -> None:
    page = send(client(lin), lang, TYPED | {"pictures": upload(sample("PNG") + b"\0" * 30 * 1024 * 1024, "big.png")})
    refused(page, "pictures", lang, "big.png", "20")
    kept(page, TYPED)


@in_three_languages
def test_nineteen_pictures(lin: Person, lang: str) -> None:
    page = send(client(lin), lang, TYPED | {"pictures": [upload(sample("PNG", 8, 8)) for _ in range(19)]})
    refused(page, "pictures", lang, "18", "1")
    kept(page, TYPED)


@in_three_languages
def test_no_picture_where_pictures_were_chosen(lin: Person, lang: str) -> None:
    page = send(client(lin), lang, TYPED)
    refused(page, "pictures", lang)
    kept(page, TYPED)


@in_three_languages
@pytest.mark.parametrize(("title", "words"), [
    ("a" * 41, ["41", "40"]), ("猫" * 20 + "a", ["41", "40"]), ("猫" * 21, ["42", "40"]), ("😀" * 20 + "!", ["41"]),
    (FAMILY * 21, ["42"]), ("x" * 321, ["321", "40"]), ("x" * 100_000, ["100000", "40"]),
    ("e" + "\u0301" * 400, []), ("\u0958" * 10 + "e" + "\u0344" * 160, []),
])
def test_a_title_too_wide(lin: Person, lang: str, title: str, words: list[str]) -> None:
    page = send(client(lin), lang, CARD | {"title": title})
    refused(page, "title", lang, *words)
    kept(page, CARD | {"title": title})


@pytest.mark.parametrize("title", ["a" * 40, "猫" * 20, "😀" * 20, FAMILY * 20, "é" * 40, "e\u0301" * 40, "  " + "a" * 40 + "  "])
def test_a_title_that_just_fits(lin: Person, title: str) -> None:
    assert send(client(lin), "en", CARD | {"title": title}).status == 302


@in_three_languages
@pytest.mark.parametrize(("body", "words"), [
    ("字" * 1001, ["1,001", "1001"]), ("x" * 3000, ["2000", "2,000"]), (FAMILY * 1001, []), ("z\u0335" * 1001, []),
])
def test_a_body_too_long(lin: Person, lang: str, body: str, words: list[str]) -> None:
    page = send(client(lin), lang, CARD | {"body": body})
    refused(page, "body", lang)
    assert not words or any(word in page.error("body") for word in words)
    kept(page, CARD | {"body": body})


def test_a_host_may_allow_longer_bodies(lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_BODY_LIMIT = 20_000
    browser = client(lin)
    assert send(browser, "en", CARD | {"body": "字" * 20_000}).status == 302
    assert send(browser, "en", CARD | {"body": FAMILY * 20_000}).status == 422, "past what the column holds"


@in_three_languages
@pytest.mark.parametrize("words", ["", " \n ", "字" * 46, "x" * 91, "x" * 50_000, "\u202e\u2066"])
def test_a_card_of_too_many_words_or_none(lin: Person, lang: str, words: str) -> None:
    data = CARD | {"words": words, "title": ""}
    page = send(client(lin), lang, data)
    refused(page, "words", lang)
    kept(page, data)


@in_three_languages
@pytest.mark.parametrize("field", ["title", "body", "words"])
def test_null_bytes(lin: Person, lang: str, field: str) -> None:
    data = CARD | {field: "before\0after"}
    page = send(client(lin), lang, data)
    refused(page, field, lang)
    kept(page, data, field)
    assert page.value(field).startswith("before") and page.value(field).endswith("after")


@in_three_languages
@pytest.mark.parametrize(("field", "value"), [("card", "marble"), ("language", "klingon"), ("kind", "video")])
def test_a_choice_that_is_none(lin: Person, lang: str, field: str, value: str) -> None:
    page = send(client(lin), lang, CARD | {field: value})
    assert page.status == 422 and any(node.words for node in page.nodes if node.attrs.get("class") == "error")
    assert page.value("body") == CARD["body"]


@in_three_languages
def test_a_description_too_long(lin: Person, lang: str) -> None:
    page = send(client(lin), lang, TYPED | {"pictures": upload(sample("PNG")), "alt": "猫" * 1501})
    refused(page, "pictures", lang, "1500")
    kept(page, TYPED)


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"%ED%B0%80x", b"%FF%FE", b"%C0%AF", b"%80"])
@pytest.mark.parametrize("field", ["title", "body", "words"])
def test_broken_text_never_breaks_us_and_is_never_kept(lin: Person, raw: bytes, field: str) -> None:
    sent = b"kind=card&card=seal&words=w&" + field.encode() + b"=a" + raw + b"b"
    response = client(lin).post("/notes/new", sent, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (302, 422)
    for note in Note.objects.all():
        (note.title + note.body + note.words).encode()


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_is_never_kept(lin: Person, text: str) -> None:
    """The test client sends no such bytes, so it is given to the form itself."""
    form = NoteForm({"kind": "card", "words": "w" + text, "title": text, "body": text})
    assert form.is_valid()
    kept = text.replace("\ud800", "").replace("\udfff", "")
    assert (form.cleaned_data["words"], form.cleaned_data["title"]) == ("w" + kept, kept)


@pytest.mark.parametrize("key", ["", "nonsense", "\0", "x" * 5000])
def test_a_broken_key_is_as_good_as_none(lin: Person, key: str) -> None:
    assert send(client(lin), "en", CARD | {"client_key": key}).status == 302
    assert Note.objects.count() == 1


def test_sent_twice_it_is_published_once(lin: Person) -> None:
    browser = client(lin)
    data = CARD | {"client_key": Page(browser.get("/notes/new")).hidden("client_key")}
    answers = [browser.post("/notes/new", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Note.objects.count() == 1


def test_a_refused_form_keeps_its_key(lin: Person) -> None:
    key = str(uuid.uuid4())
    assert send(client(lin), "en", CARD | {"title": "a" * 41, "client_key": key}).hidden("client_key") == key


def test_sent_twice_at_one_moment_it_is_published_once(committed: None, lin: Person) -> None:
    browsers, key = [client(lin) for _ in range(2)], str(uuid.uuid4())

    def data() -> dict[str, Any]:
        return TYPED | {"client_key": key, "pictures": upload(sample("PNG", 16, 16))}

    answers = at_once(*[partial(browser.post, "/notes/new", data()) for browser in browsers])
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"/notes/{Note.objects.get().pk}")}
    assert Picture.objects.count() == 1


@in_three_languages
def test_a_dead_session(lin: Person, lang: str) -> None:
    browser = client(lin)
    Session.objects.all().delete()
    page = send(browser, lang, CARD)
    assert page.status == 401
    assert any(node.words for node in page.nodes if node.attrs.get("class") == "error")
    kept(page, CARD)
    assert not Note.objects.exists()


@in_three_languages
def test_a_suspended_person_keeps_what_was_typed(mo: Person, lang: str) -> None:
    page = send(client(mo), lang, CARD)
    assert page.status == 403
    kept(page, CARD)
    assert not Note.objects.exists()


@in_three_languages
def test_an_old_page(lin: Person, lang: str) -> None:
    browser = client(lin, enforce_csrf_checks=True)
    page = send(browser, lang, CARD | {"csrfmiddlewaretoken": "x" * 64})
    assert page.status == 403
    assert any(node.words for node in page.nodes if node.attrs.get("class") == "error")
    kept(page, CARD)
    again = CARD | {"csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken"), "client_key": page.hidden("client_key")}
    assert send(browser, lang, again).status == 302, "sent once more, it must pass"


def test_more_than_a_form_can_have_is_no_500(lin: Person) -> None:
    browser, flood = client(lin), {f"field{n}": "x" for n in range(1000)}
    assert 400 <= browser.post("/notes/new", CARD | flood).status_code < 500
    assert 400 <= browser.post("/notes/new", CARD | {"body": "x" * 3_000_000}).status_code < 500
    files = [upload(b"x", f"{n}.png") for n in range(60)]
    assert 400 <= browser.post("/notes/new", TYPED | {"pictures": files}).status_code < 500
