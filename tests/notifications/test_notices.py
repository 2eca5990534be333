"""Who is told of what, once, in their own language."""

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.exchange import actions as exchange
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from redbridge.notes.queries import LAST_ID
from redbridge.notifications import actions, queries
from redbridge.notifications.models import Notice
from redbridge.notifications.queries import NoticeView
from tests.cast import answer, arrive, client, suspend, write
from tests.jobs import run_again, run_jobs
from tests.threads import at_once


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody here is new: what newcomers are told stands in tests/exchange."""
    monkeypatch.setattr(exchange, "keep_first", lambda _note_id: None)


def told(person: Person) -> list[NoticeView]:
    run_jobs()
    return queries.notices(person.pk, person.languages)


def kinds(person: Person) -> list[str]:
    return [notice.kind for notice in told(person)]


def everything(lin: Person, joss: Person) -> int:
    """One deed of each kind, all of joss, all about lin."""
    note = write(lin, "早饭")
    notes.like(joss.pk, note)
    first = answer(joss, note, "What is in it?")
    mine = answer(lin, note, "油条", first)
    answer(joss, note, "Thanks", answer(lin, note, "豆浆"))
    write(joss, "Breakfast", "I made what @lin makes")
    accounts.follow(joss.pk, lin.pk)
    return mine


def test_each_kind_is_told(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    assert sorted(kinds(lin)) == ["comment", "follow", "like", "mention", "reply"]


def test_each_deed_is_told_once_however_often_its_job_runs(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    before = told(lin)
    run_again()
    run_again()
    assert told(lin) == before


def test_nobody_is_told_of_their_own_deeds(lin: Person) -> None:
    note = write(lin, "我", "@lin 是我")
    notes.like(lin.pk, note)
    answer(lin, note, "@lin 又是我", answer(lin, note, "还是我"))
    accounts.follow(lin.pk, lin.pk)
    assert kinds(lin) == []


def test_a_suspended_person_is_told_nothing(lin: Person, joss: Person) -> None:
    suspend(lin)
    everything(lin, joss)
    assert kinds(lin) == []


def test_what_a_suspended_person_did_is_not_shown(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    run_jobs()
    assert queries.unseen(lin.pk) == 5
    suspend(joss)
    assert kinds(lin) == []
    assert queries.unseen(lin.pk) == 0


def test_a_like_taken_back_is_no_news(lin: Person, joss: Person) -> None:
    note = write(lin)
    notes.like(joss.pk, note)
    assert kinds(lin) == ["like"]
    notes.unlike(joss.pk, note)
    assert kinds(lin) == []


@pytest.mark.parametrize(("deeds", "shown"), [
    (["like", "unlike"], []), (["like", "unlike", "like"], ["like"]), (["like", "like"], ["like"]), (["unlike"], []),
])
def test_a_like_and_its_taking_back_settle_in_any_order_of_jobs(
    lin: Person, joss: Person, deeds: list[str], shown: list[str]
) -> None:
    note = write(lin)
    run_jobs()
    for deed in deeds:
        getattr(notes, deed)(joss.pk, note)
    run_jobs()
    run_again("notifications.handlers.untell_of_like", "notifications.handlers.tell_of_like")
    assert kinds(lin) == shown


def test_following_again_is_not_told_again(lin: Person, joss: Person) -> None:
    for _ in range(3):
        accounts.follow(joss.pk, lin.pk)
        accounts.unfollow(joss.pk, lin.pk)
    accounts.follow(joss.pk, lin.pk)
    assert kinds(lin) == ["follow"]


def test_who_is_answered_and_mentioned_in_one_comment_hears_once(lin: Person, joss: Person) -> None:
    note = write(lin)
    answer(joss, note, "@lin @LIN @lin look", answer(lin, note, "看"))
    assert kinds(lin) == ["reply"]


def test_twenty_mentions_of_a_text_are_told_and_no_more(lin: Person, joss: Person) -> None:
    crowd = [arrive(f"crowd{n:02}", "en") for n in range(25)]
    note = write(lin, body=" ".join(f"@{person.handle}" for person in crowd))
    run_jobs()
    assert sum(queries.unseen(person.pk) for person in crowd) == 0, "so many are looked at first"
    notes.restrict_note(note, None, standing="")
    run_jobs()
    assert sum(queries.unseen(person.pk) for person in crowd) == 20


def test_words_and_title_come_in_the_readers_language(lin: Person, joss: Person) -> None:
    english = {"en": {"title": "Cat tax", "words": "", "body": "", "by": "human"}}
    note = write(lin, "猫税", language="zh-Hans", translations=english)
    chinese = {"zh-Hans": {"body": "已付清", "by": "engine", "engine": "x"}}
    answer(joss, note, "Paid in full", language="en", translations=chinese)
    (notice,) = told(lin)
    assert (notice.words, notice.words_lang, notice.original, notice.about) == ("已付清", "zh-Hans", "Paid in full", "猫税")
    reply = answer(lin, note, "欢迎", answer(joss, note, "Hello", language="en"), language="zh-Hans")
    (found,) = [notice for notice in told(joss) if notice.comment_id == reply]
    assert (found.kind, found.words, found.about, found.about_lang) == ("reply", "欢迎", "Cat tax", "en")


def test_a_notice_leads_to_what_it_is_about(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    urls = {notice.kind: notice.url for notice in told(lin)}
    assert urls["follow"] == "/@joss"
    assert urls["comment"].partition("#")[2].startswith("comment-")
    browser = client(lin)
    assert all(browser.get(url).status_code == 200 for url in urls.values())


def test_the_badge_counts_what_is_new_and_looking_clears_it(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    run_jobs()
    browser = client(lin)
    assert "5" in browser.get("/notifications/badge").content.decode()
    assert queries.unseen(lin.pk) == 5
    first = browser.get("/notifications").content.decode()
    assert queries.unseen(lin.pk) == 0
    assert first.count("notice fresh") == 5
    assert "fresh" not in browser.get("/notifications").content.decode()


def test_looking_at_the_list_of_somebody_else_clears_nothing(lin: Person, joss: Person) -> None:
    everything(lin, joss)
    run_jobs()
    client(joss).get("/notifications")
    assert queries.unseen(lin.pk) == 5


def test_what_came_after_the_page_was_made_stays_new(lin: Person, joss: Person, mo: Person) -> None:
    note = write(lin)
    notes.like(joss.pk, note)
    (seen,) = told(lin)
    answer(joss, note, "one more")
    run_jobs()
    actions.mark_seen(lin.pk, seen.id)
    assert queries.unseen(lin.pk) == 1


def test_the_badge_counts_only_what_the_list_shows(lin: Person, joss: Person) -> None:
    note = write(lin)
    comment = answer(joss, note, "gone soon")
    notes.like(joss.pk, note)
    run_jobs()
    notes.remove_comment(joss.pk, Comment.objects.get(pk=comment))
    assert (kinds(lin), queries.unseen(lin.pk)) == (["like"], 1)
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    assert (kinds(lin), queries.unseen(lin.pk)) == ([], 0)


def test_a_reply_goes_with_the_comment_it_stands_under(lin: Person, joss: Person) -> None:
    note = write(joss)
    first = answer(lin, note, "一")
    answer(joss, note, "canary", first)
    assert kinds(lin) == ["reply"]
    notes.remove_comment(lin.pk, Comment.objects.get(pk=first))
    assert (kinds(lin), queries.unseen(lin.pk)) == ([], 0)


def test_a_note_of_a_suspended_author_is_not_named(lin: Person, joss: Person) -> None:
    author = arrive("author", "en")
    note = write(author, "canary")
    answer(joss, note, "hello", answer(lin, note, "一"))
    assert kinds(lin) == ["reply"]
    suspend(author)
    assert (kinds(lin), queries.unseen(lin.pk)) == ([], 0)


def test_the_badge_stops_counting_at_a_hundred(lin: Person, joss: Person) -> None:
    note = write(lin)
    for n in range(101):
        actions.tell([lin.pk], Notice.Kind.COMMENT, joss.pk, note, answer(joss, note, str(n)))
    assert queries.unseen(lin.pk) == 100
    assert "99+" in client(lin).get("/").content.decode()


def test_a_page_of_notices_costs_the_same_for_one_and_for_thirty(
    lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 29):
        for n in range(many):
            note = write(lin, f"第{n}篇")
            actions.tell([lin.pk], Notice.Kind.COMMENT, joss.pk, note, answer(joss, note, "Hi"))
        with django_assert_num_queries(1):
            assert len(queries.notices(lin.pk, lin.languages)) == (1 if many == 1 else 30)


def test_older_notices_follow_without_gap_or_double(lin: Person, joss: Person) -> None:
    note = write(lin)
    for n in range(65):
        actions.tell([lin.pk], Notice.Kind.COMMENT, joss.pk, note, answer(joss, note, str(n)))
    pages, before = [], LAST_ID
    while page := queries.notices(lin.pk, lin.languages, before):
        pages.append(len(page))
        before = page[-1].id
    assert pages == [30, 30, 5]
    assert 'rel="next"' in client(lin).get("/notifications").content.decode()


@pytest.mark.usefixtures("committed")
def test_two_decisions_told_at_one_moment_are_one_notice_that_is_new_again() -> None:
    lin = arrive("lin", "zh-Hans")
    for _ in range(6):
        Notice.objects.update(seen=Now())
        at_once(*[lambda: actions.tell_oneself(lin.pk, Notice.Kind.DECISION)] * 4)
        assert list(Notice.objects.values_list("kind", "seen")) == [("decision", None)]


def test_the_newest_news_of_oneself_stands_first(lin: Person, joss: Person) -> None:
    actions.tell_oneself(lin.pk, Notice.Kind.DECISION)
    accounts.follow(joss.pk, lin.pk)
    assert kinds(lin) == ["follow", "decision"]
    actions.tell_oneself(lin.pk, Notice.Kind.DECISION)
    assert kinds(lin) == ["decision", "follow"]
