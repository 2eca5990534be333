"""A remark that breaks the rules: reported like all else, removed at the desk with a statement of reasons, and given back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accesslog.models import Look
from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.guidelines import actions
from redbridge.guidelines.models import Draft, Remark
from redbridge.moderation.appeals import answering
from redbridge.moderation.decisions.jobs import let_go
from redbridge.moderation.models import Appeal, Case, Decision, Report
from redbridge.portability.actions import erase
from redbridge.record.actions import chain
from redbridge.record.models import Entry
from redbridge.translation.models import Rendered
from tests.cast import LANGUAGES, arrive, client, suspend
from tests.engine_server import EngineServer
from tests.guidelines.packs import pack, rule
from tests.jobs import run_jobs
from tests.moderation.test_answering import hands
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
NEW = pack("house", 2, rule("quiet", text="Speak softly."))
WORDS = "Moderators are dogs"


@pytest.fixture
def draft(root: Person) -> Draft:
    actions.keep_versions()
    return Draft.objects.get(pk=actions.propose(root.pk, NEW, "It is too loud here."))


@pytest.fixture
def remark(draft: Draft, joss: Person) -> Remark:
    """What joss says of it."""
    return Remark.objects.get(pk=actions.remark(joss.pk, ["en"], draft.pk, uuid.uuid4(), WORDS))


def shown(who: Person | None, remark: Remark) -> bool:
    return WORDS in client(who, "en").get(f"/guidelines/drafts/{remark.draft_id}").content.decode()


def removed(remark: Remark, who: Person) -> Decision:
    """As somebody at the desk does it, from the button under the remark."""
    browser = client(who, "en")
    opened = browser.post(f"/desk/open/remark/{remark.pk}", {"kind": "remove"})
    page = Page(browser.get(opened["Location"]))
    assert page.all("input", name="kind", value="remove")[0].attrs.keys() & {"checked"} and WORDS in page.words
    done = browser.post(opened["Location"].partition("?")[0] + "/decide",
                        {"kind": "remove", "rule": "harassment", "words": "Say it without insults.", "concerned": "dogs"})
    assert done.status_code == 302, Page(done).words
    return Decision.objects.latest("pk")


def test_it_is_reported_joins_one_case_and_stands_on_the_desk(remark: Remark, lin: Person, mei: Person) -> None:
    page = Page(client(lin, "en").get(f"/guidelines/drafts/{remark.draft_id}"))
    assert page.all("a", href=f"/report/remark/{remark.pk}") and not page.all("form", action=f"/desk/open/remark/{remark.pk}")
    assert "Report a remark" in Page(client(lin).get(f"/report/remark/{remark.pk}?lang=en")).words
    for _time in range(2):
        assert client(lin).post(f"/report/remark/{remark.pk}", {"category": "harassment"}).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.author_id, case.reports) == ("remark", remark.author_id, 1)
    assert WORDS in Page(client(mei).get("/desk?lang=en")).words
    assert WORDS in Page(client(mei).get(f"/desk/{case.number}?lang=en")).words
    mine = Page(client(lin).get("/settings/reports?lang=en"))
    assert "A remark on a change of the rules" in mine.words
    assert mine.all("a", href=f"/guidelines/drafts/{remark.draft_id}?after={remark.pk - 1}#remark-{remark.pk}")


def test_what_one_may_not_see_or_said_oneself_is_not_found(remark: Remark, joss: Person, lin: Person, mei: Person) -> None:
    path = f"/report/remark/{remark.pk}"
    assert client(joss).get(path).status_code == 404, "one's own"
    assert client(lin).get(f"/report/remark/{remark.pk + 1}").status_code == 404
    accounts.block(joss.pk, lin.pk)
    assert client(lin).get(path).status_code == 404 and client(lin).post(path, {"category": "spam"}).status_code == 404
    suspend(joss)
    assert client(mei).post(f"/desk/open/remark/{remark.pk}").status_code == 404 and not Report.objects.exists()


def test_a_moderator_removes_it_with_a_statement_and_its_author_reads_why(
    remark: Remark, joss: Person, lin: Person, mei: Person
) -> None:
    page = Page(client(mei, "en").get(f"/guidelines/drafts/{remark.draft_id}"))
    assert page.all("form", action=f"/desk/open/remark/{remark.pk}")
    made = removed(remark, mei)
    run_jobs()
    assert not any(shown(who, remark) for who in (None, lin, joss, mei)), "it is gone for everybody"
    assert "0 remarks" in Page(client(None, "en").get("/guidelines/drafts")).words
    told = Page(client(joss).get(f"/settings/standing/{made.pk}?lang=en")).words
    assert "Your remark of" in told and WORDS in told and "Say it without insults." in told and "it can come back" in told
    said = made.statement
    assert said["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"] and said["source_type"] == "SOURCE_VOLUNTARY"
    assert said["content_type"] == ["CONTENT_TYPE_TEXT"] and said["spans"] == [[15, 19]]
    chain()
    assert Entry.objects.filter(kind="remove", surface="remark").count() == 1
    assert client(joss).post(f"/guidelines/remarks/{remark.pk}/delete").status_code == 404, "there is nothing to take back"


def test_nobody_takes_away_what_others_said_without_a_decision(remark: Remark, ada: Person, root: Person) -> None:
    for person in (ada, root):
        assert client(person).post(f"/guidelines/remarks/{remark.pk}/delete").status_code == 404
    assert shown(None, remark)


def test_an_appeal_that_is_granted_brings_it_back(remark: Remark, joss: Person, mei: Person, ada: Person) -> None:
    made = removed(remark, mei)
    assert client(joss).post(f"/settings/appeals/{made.pk}", {"words": "It was a joke."}).status_code == 302
    answering.grant(hands(ada), Appeal.objects.get().pk, "It was.")
    run_jobs()
    assert shown(None, remark)
    assert "Your remark is back in its place." in Page(client(joss).get("/settings/appeals?lang=en")).words


def test_it_leaves_the_memory_of_translations_and_is_translated_again(
    remark: Remark, mei: Person, settings: Any
) -> None:
    with EngineServer() as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        server.learn("en", "zh", WORDS, "版主是狗")
        run_jobs()
        remark.refresh_from_db()
        assert remark.translations["zh-Hans"]["body"] == "版主是狗" and "版主是狗" in str(list(Rendered.objects.values()))
        made = removed(remark, mei)
        remark.refresh_from_db()
        assert remark.translations == {} and "版主是狗" not in str(list(Rendered.objects.values()))
        client(mei).post(f"/desk/{made.case.number}/decide", {"kind": "restore", "words": "A mistake."})
        run_jobs()
    remark.refresh_from_db()
    assert remark.standing == "" and remark.translations["zh-Hans"]["body"] == "版主是狗"


@pytest.mark.parametrize("how", ["taken back", "erased"])
def test_what_its_author_takes_away_leaves_the_memory_too(remark: Remark, joss: Person, settings: Any, how: str) -> None:
    with EngineServer() as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        server.learn("en", "zh", WORDS, "版主是狗")
        run_jobs()
        assert "版主是狗" in str(list(Rendered.objects.values()))
        if how == "taken back":
            assert client(joss).post(f"/guidelines/remarks/{remark.pk}/delete").status_code == 302
        else:
            Person.objects.filter(pk=joss.pk).update(state="leaving", leaving=timezone.now())
            erase(joss.pk)
        assert "版主是狗" not in str([*Rendered.objects.values(), *Remark.objects.values("translations")])


def test_it_goes_for_good_when_no_appeal_can_bring_it_back(remark: Remark, mei: Person) -> None:
    made = removed(remark, mei)
    let_go(0)
    assert Remark.objects.filter(pk=remark.pk).exists()
    Decision.objects.filter(pk=made.pk).update(made=timezone.now() - timedelta(days=184))
    let_go(0)
    assert not Remark.objects.filter(pk=remark.pk).exists()


@pytest.mark.parametrize("kind", ["label", "limit", "withhold"])
def test_what_is_of_notes_alone_is_no_choice(remark: Remark, mei: Person, kind: str) -> None:
    opened = client(mei).post(f"/desk/open/remark/{remark.pk}", {"kind": kind})["Location"]
    assert "?" not in opened
    refused = client(mei).post(f"{opened}/decide", {"kind": kind, "rule": "spam", "regions": "DE"})
    assert refused.status_code == 422 and not Decision.objects.exists()


def test_its_author_finds_no_case_about_themselves(remark: Remark, mei: Person) -> None:
    mine = Remark.objects.get(pk=actions.remark(mei.pk, ["en"], remark.draft_id, uuid.uuid4(), "mine"))
    assert client(mei).post(f"/desk/open/remark/{mine.pk}").status_code == 404 and not Look.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_around_it_are_in_three_languages(remark: Remark, joss: Person, mei: Person, language: str) -> None:
    made = removed(remark, mei)
    other = arrive("other", "en")
    pages = ((joss, f"/settings/standing/{made.pk}"), (mei, f"/desk/{made.case.number}"), (other, "/guidelines/drafts"))
    for who, path in pages:
        answer = client(who).get(f"{path}?lang={language}")
        assert answer.status_code == 200 and answer["Content-Language"].lower() == language
