"""Row 14 (GHSA-r64r-5h43-26qv): what somebody may not see they can neither report nor learn of by reporting."""

from typing import Any

import pytest

from redbridge.accounts.models import Apart, Person
from redbridge.moderation.models import Report
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from tests.cast import answer, arrive, client, suspend, write
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def unseen(lin: Person, joss: Person) -> dict[str, str]:
    """The address at which joss would report each thing they may not see."""
    found = dict[str, str]()
    for audience in ("me", "followers", "mutuals"):
        note = write(lin, "canary")
        comment = answer(lin, note, "canary")
        Note.objects.filter(pk=note).update(visibility=audience)
        found |= {f"note {audience}": f"/report/note/{note}", f"comment {audience}": f"/report/comment/{comment}"}
    note = write(lin, "canary")
    gone = answer(lin, note, "canary")
    notes.remove_comment(lin.pk, Comment.objects.get(pk=gone))
    found["deleted comment"] = f"/report/comment/{gone}"
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    found["deleted note"] = f"/report/note/{note}"
    for name in ("blocked", "suspended"):
        person = arrive(name, "en", name="canary")
        note = write(person, "canary")
        found |= {f"{name} note": f"/report/note/{note}", f"{name} person": f"/report/person/{person.pk}",
                  f"{name} comment": f"/report/comment/{answer(person, write(lin), 'canary')}"}
        if name == "suspended":
            suspend(person)
        else:
            Apart.objects.create(person=person, other=joss, mine=True)
            Apart.objects.create(person=joss, other=person, mine=False)
    return found


def test_the_unseen_is_404_and_says_no_more_than_nothing_does(unseen: dict[str, str], joss: Person) -> None:
    browser: Any = client(joss)
    nothing = Page(browser.get("/report/note/12345")).words
    for name, path in unseen.items():
        for response in (browser.get(path), browser.get(path + "/thanks"), browser.post(path, {"category": "spam"})):
            assert response.status_code == 404, name
            page = Page(response)
            assert page.words == nothing and "canary" not in page.html, name
    assert not Report.objects.exists()


def test_nobody_reports_themselves_or_nonsense(lin: Person) -> None:
    note, browser = write(lin), client(lin)
    for path in (f"/report/note/{note}", f"/report/comment/{answer(lin, note, 'x')}", f"/report/person/{lin.pk}",
                 "/report/board/1", "/report/note/0", f"/report/person/{2**63}", f"/report/comment/{10**30}"):
        assert browser.post(path, {"category": "spam"}).status_code == 404, path
