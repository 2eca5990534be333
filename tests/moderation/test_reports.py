"""A report: stored once a person and subject, changed by saying it again, refused with a sentence, thanked for."""

import pytest

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.moderation.models import Report
from tests.cast import LANGUAGES, answer, client, write
from tests.pages import Page, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects(lin: Person) -> dict[str, int]:
    note = write(lin, "题目")
    return {"note": note, "comment": answer(lin, note, "一句话"), "person": lin.pk}


@pytest.mark.parametrize("kind", ["note", "comment", "person"])
def test_a_report_is_kept_with_its_audit_line(subjects: dict[str, int], joss: Person, kind: str) -> None:
    path = f"/report/{kind}/{subjects[kind]}"
    answered = client(joss).post(path, {"category": "hate", "words": "Because."})
    assert answered["Location"] == f"{path}/thanks"
    kept = Report.objects.get()
    assert (kept.reporter, kept.kind, kept.subject_id) == (joss, kind, subjects[kind])
    assert (kept.category, kept.words, kept.language) == ("hate", "Because.", "en")
    assert Audit.objects.filter(actor_id=joss.pk, verb="report", kind=kind, subject_id=subjects[kind]).count() == 1


def test_said_again_it_says_the_new(subjects: dict[str, int], joss: Person) -> None:
    browser, path = client(joss), f"/report/note/{subjects['note']}"
    browser.post(path, {"category": "spam", "words": "first"})
    page = Page(browser.get(path))
    assert page.value("words") == "first"
    assert [node.attrs["value"] for node in page.all("input", name="category") if "checked" in node.attrs] == ["spam"]
    browser.post(path, {"category": "scam", "words": "second"})
    (kept,) = Report.objects.all()
    assert (kept.category, kept.words) == ("scam", "second")


def test_two_people_report_one_thing_twice(subjects: dict[str, int], joss: Person) -> None:
    from tests.cast import arrive

    for person in (joss, arrive("third", "en")):
        client(person).post(f"/report/note/{subjects['note']}", {"category": "spam"})
    assert Report.objects.count() == 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("data", "field"), [
    ({"words": "kept"}, "category"), ({"category": "nonsense", "words": "kept"}, "category"),
    ({"category": "spam", "words": "x" * 1001}, "words"),
])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    subjects: dict[str, int], joss: Person, lang: str, data: dict[str, str], field: str
) -> None:
    page = Page(client(joss).post(f"/report/note/{subjects['note']}?lang={lang}", data))
    assert page.value("words") == data["words"] and not Report.objects.exists()
    if field == "words":
        refused(page, "words", lang)
    else:
        assert page.status == 422 and any("error" in node.attrs.get("class", "") and node.words for node in page.nodes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_category_is_explained_in_every_language(subjects: dict[str, int], joss: Person, lang: str) -> None:
    page = Page(client(joss).get(f"/report/person/{subjects['person']}?lang={lang}"))
    reasons = [node for node in page.all("label") if node.attrs.get("class") == "reason"]
    hints = [hint.words for node in reasons for hint in node.walk() if hint.attrs.get("class") == "hint"]
    assert len(reasons) == len(hints) == len(set(hints)) == len(Report.Category) and all(hints)
    if lang != "en":
        assert not any(word.isascii() and len(word) > 1 for hint in hints for word in hint)


def test_thanks_say_what_happens_and_offer_distance(subjects: dict[str, int], joss: Person) -> None:
    browser = client(joss)
    page = Page(browser.get(f"/report/note/{subjects['note']}/thanks"))
    assert page.all("form", action="/@lin/mute") and page.all("form", action="/@lin/block")
    assert browser.post("/@lin/mute", {"on": "1", "back": "/"}).status_code == 302


def test_the_reported_learn_nothing(subjects: dict[str, int], lin: Person, joss: Person) -> None:
    from tests.jobs import run_jobs

    client(joss).post(f"/report/note/{subjects['note']}", {"category": "spam", "words": "canary"})
    run_jobs()
    for path in ("/notifications", f"/notes/{subjects['note']}", "/@lin"):
        assert "canary" not in client(lin).get(path).content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ways_to_it_stand_where_things_are(subjects: dict[str, int], joss: Person, lang: str) -> None:
    pages = [client(joss).get(path).content.decode() for path in (f"/notes/{subjects['note']}?lang={lang}", "/@lin")]
    assert f'href="/report/note/{subjects["note"]}"' in pages[0]
    assert f'href="/report/comment/{subjects["comment"]}"' in pages[0]
    assert f'href="/report/person/{subjects["person"]}"' in pages[1]
