"""Rows 16 and 18: what moderation holds, removes, limits or withholds shows where it may and nowhere else, before any job and
after; given back, everything stands where it stood."""

from typing import Any

import pytest
from django.db import connection

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note, Tally
from redbridge.portability.archive import reading
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.security.test_16_each_audience import OUTSIDE
from tests.security.test_16_no_side_channel import CANARY, heard, sing

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(db: None) -> Person:
    return arrive("third", "en")


@pytest.fixture
def sung(lin: Person, joss: Person, third: Person) -> dict[str, int]:
    ids = sing(lin, joss, third)
    Note.objects.filter(pk=ids["note"]).update(published=Note.objects.get(pk=ids["note"]).published)
    return ids


def order(person: Person | None, path: str) -> list[str]:
    """The notes on a page, in their order."""
    return [part.split('"', 1)[0] for part in client(person).get(path).content.decode().split('id="note-')[1:]]


def everything(ids: dict[str, int], *people: Person | None) -> dict[str, Any]:
    """All that giving back has to restore: who hears what, where it stands, what it counts."""
    tally = Tally.objects.get(pk=ids["note"])
    return {
        "heard": sorted(heard(ids, *people)),
        "places": [order(who, path) for who in people for path in ("/", "/@lin", "/topics/cat")],
        "counts": (tally.likes, tally.comments, tally.collects),
    }


def routes(found: list[str], who: Person | None) -> set[str]:
    return {line.removesuffix(f" {who}") for line in found if line.endswith(f" {who}")}


@pytest.mark.parametrize("standing", ["held", "removed"])
def test_a_note(sung: dict[str, int], lin: Person, joss: Person, third: Person, standing: str) -> None:
    people = (lin, joss, third, None)
    before = everything(sung, *people)
    notes.restrict_note(sung["note"], None, standing=standing, rule="scams")
    for _ in ("before any job", "after all of them"):
        found = heard(sung, *people)
        for who in (joss, third, None):
            assert routes(found, who) == set(), (who, standing)
        mine = routes(found, lin)
        assert (mine >= {"note", "profile"}) if standing == "held" else mine == set()
        run_jobs()
    notes.restrict_note(sung["note"], None, standing="")
    run_jobs()
    assert everything(sung, *people) == before


def test_a_comment(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "猫")
    comment = answer(joss, note, f"@third {CANARY}")
    answer(third, note, f"@lin @joss {CANARY}", comment)
    run_jobs()
    ids = {"note": note, "deleted": note, "comment": comment, "picture": 1}
    people = (lin, joss, third, None)
    before = everything(ids, *people)
    for standing in ("held", "removed"):
        notes.restrict_comment(comment, None, standing=standing, rule="harassment")
        for _ in range(2):
            found = heard(ids, *people)
            assert [routes(found, who) for who in (lin, third, None)] == [set(), set(), set()]
            assert bool(routes(found, joss)) == (standing == "held")
            run_jobs()
    notes.restrict_comment(comment, None, standing="")
    run_jobs()
    assert everything(ids, *people) == before


def test_a_suspended_author(sung: dict[str, int], lin: Person, joss: Person, third: Person) -> None:
    people = (joss, third, None)
    before = everything(sung, *people)
    accounts.suspend(lin.pk)
    for _ in range(2):
        assert heard(sung, *people) == []
        run_jobs()
    accounts.reinstate(lin.pk)
    run_jobs()
    assert everything(sung, *people) == before


def test_a_limited_note_is_found_by_nobody_who_does_not_follow(sung: dict[str, int], joss: Person, third: Person) -> None:
    people = (joss, third, None)
    before = everything(sung, *people)
    notes.restrict_note(sung["note"], None, limited=True, rule="spam")
    for _ in range(2):
        run_jobs()
        found = heard(sung, *people)
        for who in people:
            assert not routes(found, who) & {"explore", "search", "suggest", "topic", "topic_feed", "exchange", "cat_tax"}, who
            assert routes(found, who) >= {"note", "profile", "rendition", "person_feed"}
        assert "following" in routes(found, joss)
    sitemap: Any = client(None).get("/sitemap/0.xml")
    assert str(sung["note"]).encode() not in sitemap.content
    notes.restrict_note(sung["note"], None, limited=False)
    run_jobs()
    assert everything(sung, *people) == before


@pytest.fixture
def regions(settings: Any) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "X-Region", ("127.0.0.1",)


def test_a_withheld_note_is_not_read_in_its_region_and_everywhere_else(
    regions: None, sung: dict[str, int], lin: Person, joss: Person, third: Person
) -> None:
    people = (joss, third, None)
    before, own = everything(sung, *people), routes(heard(sung, lin), lin)
    notes.restrict_note(sung["note"], None, withheld={"DE": "scams", "FR": "spam"})
    for first, here, elsewhere in ((True, ("DE", "fr"), ("AT", "D")), (False, ("DE",), ("",))):
        for region in here:
            assert heard(sung, *people, x_region=region) == [], region
        for region in elsewhere:
            assert sorted(heard(sung, *people, x_region=region)) == before["heard"], region
        assert not first or routes(heard(sung, lin, x_region="DE"), lin) == own - OUTSIDE | {"rendition"}
        run_jobs()
    notes.restrict_note(sung["note"], None, withheld={})
    run_jobs()
    assert sorted(heard(sung, *people, x_region="DE")) == before["heard"]


def test_a_withheld_comment_is_not_read_in_its_region_and_says_so(
    regions: None, lin: Person, joss: Person, third: Person
) -> None:
    note = write(lin, "猫")
    comment = answer(joss, note, f"@third {CANARY}")
    answer(third, note, "an answer that stays", comment)
    run_jobs()
    ids = {"note": note, "deleted": note, "comment": comment, "picture": 1}
    people = (lin, third, None)
    before = everything(ids, *people)
    notes.restrict_comment(comment, None, withheld={"DE": "scams"})
    for _ in range(2):
        assert heard(ids, *people, x_region="DE") == []
        assert sorted(heard(ids, *people, x_region="AT")) == before["heard"]
        assert routes(heard(ids, joss, x_region="DE"), joss) >= {"note"}, "its author reads it anywhere"
        run_jobs()
    assert everything(ids, *people)["counts"] == before["counts"], "it is there, and so are its replies"
    for path in (f"/notes/{note}", f"/notes/{note}?comment={comment}", "/notifications"):
        page = client(lin, "en", headers={"X-Region": "DE"}).get(f"{path}{'&' if '?' in path else '?'}lang=en").content.decode()
        assert "Withheld in Germany under" in page, path
        assert path == "/notifications" or ('href="/guidelines#scams"' in page and "an answer that stays" in page), path
    Comment.objects.filter(pk=comment).update(withheld_rules=[])
    assert heard(ids, *people, x_region="DE") == [], "a rule that is lost opens nothing"
    notes.restrict_comment(comment, None, withheld={})
    run_jobs()
    assert sorted(heard(ids, *people, x_region="DE")) == before["heard"]


def test_its_place_says_where_and_under_which_rule(regions: None, sung: dict[str, int], lin: Person, joss: Person) -> None:
    notes.restrict_note(sung["note"], None, withheld={"DE": "scams"})
    note = f"/notes/{sung['note']}"
    here = {"X-Region": "DE"}
    for path in ("/", "/following", "/@lin", "/topics/cat", "/notifications", f"/search?q={CANARY}"):
        page = client(joss, "en", headers=here).get(f"{path}{'&' if '?' in path else '?'}lang=en").content.decode()
        assert "Withheld in Germany under" in page, path
        assert path == "/notifications" or 'href="/guidelines#scams"' in page, path
    answer = client(None, headers=here).get(f"{note}?lang=zh-hans")
    assert answer.status_code == 451
    assert "德国" in answer.content.decode()
    assert 'href="/guidelines#scams"' in answer.content.decode()
    for path in (f"{note}/embed?lang=en", "/@lin/feed.xml?lang=en", f"/oembed?lang=en&url=http://localhost{note}"):
        found: Any = client(None, headers=here).get(path)
        assert found.status_code == 404 or "Withheld in Germany under" in found.content.decode(), path
    mine = client(lin, headers=here).get(f"{note}?lang=en").content.decode()
    assert "Not shown in Germany." in mine
    assert CANARY in mine


@pytest.mark.parametrize("deed", ["like", "collect", "comments"])
def test_nobody_touches_there_what_they_may_not_read(regions: None, sung: dict[str, int], joss: Person, deed: str) -> None:
    notes.restrict_note(sung["note"], None, withheld={"DE": "scams"})
    answer = client(joss, headers={"X-Region": "DE"}).post(f"/notes/{sung['note']}/{deed}", {"body": "x", "client_key": ""})
    assert answer.status_code == 451


def test_only_a_trusted_proxy_says_where_somebody_is(settings: Any, sung: dict[str, int]) -> None:
    notes.restrict_note(sung["note"], None, withheld={"DE": "scams"})
    path = f"/notes/{sung['note']}"
    settings.REDBRIDGE_REGION_HEADER = "X-Region"
    assert client(None, headers={"X-Region": "DE"}).get(path).status_code == 200, "nobody is trusted"
    settings.REDBRIDGE_TRUSTED_PROXIES = ("10.0.0.1",)
    assert client(None, headers={"X-Region": "DE"}).get(path).status_code == 200, "somebody else is"
    for language in ("de", "de-DE"):
        assert client(None, language).get(path).status_code == 200, "a language is no place"


def test_no_cache_gives_one_regions_page_to_another(regions: None, sung: dict[str, int]) -> None:
    notes.restrict_note(sung["note"], None, withheld={"DE": "scams"})
    for path in ("/", f"/notes/{sung['note']}", "/@lin", f"/notes/{sung['note']}/embed"):
        kept = client(None).get(path)["Cache-Control"]
        assert kept == "private, no-cache", path
    picture: Any = client(None).get(f"/media/{sung['picture']}/240.webp")
    assert picture["Cache-Control"] == "private, no-store"
    for path in ("/@lin/feed.xml", f"/notes/{sung['note']}/preview.jpg"):
        assert "no-cache" in client(None).get(path)["Cache-Control"], path


def test_translations_of_what_is_held_are_nobodys_memory(lin: Person) -> None:
    own = {"en": {"title": CANARY, "words": CANARY, "by": "author"}}
    note = write(lin, "独一无二的话", words="独一无二的话", language="zh-Hans", translations=own)
    run_jobs()
    assert remembered() > 0
    notes.restrict_note(note, None, standing="held", rule="scams")
    assert remembered() == 0
    run_jobs()
    assert remembered() == 0, "nor does a job bring them back"


def remembered() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from translation_memory where text like %s", [f"%{CANARY}%"])
        return int((cursor.fetchone() or (0,))[0])


def test_an_export_holds_ones_own_words_and_no_others(sung: dict[str, int], lin: Person, joss: Person) -> None:
    def words(person: Person, sql: str) -> str:
        return "".join(str(row.get(name)) for row in reading.walk(sql, person.pk) for name in ("title", "body", "words"))
    notes.restrict_note(sung["note"], None, standing="removed", rule="scams")
    assert CANARY in words(lin, reading.NOTES)
    assert CANARY not in words(joss, reading.LIKES)
    notes.restrict_note(sung["note"], None, standing="", withheld={"DE": "scams"})
    assert CANARY in words(lin, reading.NOTES)
    assert CANARY not in words(joss, reading.LIKES), "nobody knows where it will be read"
