"""Requests, blocks, mutes and what they do to notices, feeds and lists."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts import actions
from redbridge.accounts.models import Apart, Follow, FollowRequest, Mute, Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.notes import queries as notes
from redbridge.notifications.models import Notice
from redbridge.notifications.queries import unseen
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.pages import Page
from tests.security.test_15_histories import _on as on_page

pytestmark = pytest.mark.django_db


def follows(one: Person, other: Person) -> bool:
    return Follow.objects.filter(follower=one, followed=other).exists()


def test_a_private_person_is_asked_and_answers_in_the_list_of_notices(lin: Person, joss: Person) -> None:
    actions.close(lin.pk)
    assert client(joss).post("/@lin/follow").status_code == 302 and not follows(joss, lin)
    run_jobs()
    page = Page(client(lin).get("/notifications"))
    assert "Joss想关注你" in page.words.replace(" ", "") and page.all("button", name="answer", value="accept")
    client(lin).post("/@joss/request", {"answer": "accept"})
    run_jobs()
    assert follows(joss, lin) and not FollowRequest.objects.exists()
    assert not Notice.objects.filter(kind="request").exists() and Notice.objects.filter(kind="accept", person=joss).exists()


def test_declined_and_asked_again_is_told_again(lin: Person, joss: Person) -> None:
    actions.close(lin.pk)
    for _time in range(2):
        actions.follow(joss.pk, lin.pk)
        run_jobs()
        assert Notice.objects.filter(kind="request", person=lin).count() == 1
        actions.decline(lin.pk, joss.pk)
        run_jobs()
        assert not Notice.objects.filter(kind="request").exists() and not follows(joss, lin)


def test_followers_stay_when_somebody_closes_and_those_who_wait_follow_when_they_open(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    actions.follow(joss.pk, lin.pk)
    actions.close(lin.pk)
    actions.follow(third.pk, lin.pk)
    assert follows(joss, lin) and not follows(third, lin)
    actions.open_up(lin.pk)
    run_jobs()
    assert follows(third, lin) and Notice.objects.filter(kind="accept", person=third).exists()


def test_a_block_ends_what_was_and_unblocking_brings_none_of_it_back(lin: Person, joss: Person) -> None:
    actions.follow(lin.pk, joss.pk)
    actions.follow(joss.pk, lin.pk)
    actions.block(lin.pk, joss.pk)
    actions.follow(joss.pk, lin.pk)
    assert not Follow.objects.exists()
    actions.block(joss.pk, lin.pk)
    actions.unblock(lin.pk, joss.pk)
    assert Apart.objects.count() == 2, "the other one's block stands"
    actions.unblock(joss.pk, lin.pk)
    assert not Apart.objects.exists() and not Follow.objects.exists()


def test_what_somebody_blocked_said_is_gone_from_the_notes_of_others(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    note = write(third, "somewhere else")
    answer(joss, note, "joss was here")
    answer(lin, note, "lin was here")
    actions.block(lin.pk, joss.pk)
    for who, others in ((lin, "joss was here"), (joss, "lin was here")):
        assert others not in client(who).get(f"/notes/{note}").content.decode()
    assert "joss was here" in client(third).get(f"/notes/{note}").content.decode()


def test_what_is_muted_stays_out_of_feeds_and_topics_but_not_off_their_page(lin: Person, joss: Person) -> None:
    plain, word, chinese, topic = (write(lin, title, f"#food {more}") for title, more in (
        ("education", ""), ("A cat, asleep", ""), ("我的小猫睡了", ""), ("fire", "#hotpot")))
    run_jobs()
    for kind, muted in (("word", "CAT"), ("word", "小猫"), ("topic", "#HotPot")):
        assert client(joss).post("/settings/privacy/mutes", {"kind": kind, "word": muted}).status_code == 302
    for path in ("/", "/topics/food"):
        assert on_page(client(joss).get(path)) == {plain}, path
    assert on_page(client(joss).get("/@lin")) == {plain, word, chinese, topic}
    client(joss).post("/@lin/mute")
    assert on_page(client(joss).get("/")) == set() and on_page(client(joss).get("/@lin")) == {plain, word, chinese, topic}


def test_somebody_muted_gives_no_notices(lin: Person, joss: Person) -> None:
    note = write(lin, "x")
    client(joss).post(f"/notes/{note}/like")
    run_jobs()
    assert unseen(lin.pk) == 1
    client(lin).post("/@joss/mute")
    assert unseen(lin.pk) == 0
    client(lin).post("/@joss/mute", {"on": "0"})
    assert unseen(lin.pk) == 1 and not Mute.objects.exists()


@pytest.mark.parametrize("links", ["http://example.org", "https://[::1]/", "ftp://x.example", "nonsense", "javascript:x"])
def test_only_honest_https_links_are_taken_and_nothing_typed_is_lost(joss: Person, links: str) -> None:
    sent = {"name": "Joss", "bio": "I keep bees", "first": "en", "interface": "en", "links": links}
    page = Page(client(joss).post("/settings/", sent))
    assert page.status == 422 and page.error("links")
    assert page.value("links") == links and page.value("bio") == "I keep bees"


def test_a_link_is_shown_with_its_real_host(lin: Person, joss: Person) -> None:
    actions.settle(lin.pk, links=["https://bank.example@evil.example/"])
    (link,) = [a for a in Page(client(joss).get("/@lin")).all("a", rel="") if "evil.example" in a.attrs["href"]]
    assert link.words == "evil.example" and {"nofollow", "noopener"} <= set(link.attrs["rel"].split())


def test_a_face_is_shown_wherever_a_name_is(lin: Person, joss: Person) -> None:
    sent = {"name": "小林", "first": "zh-Hans", "interface": "en", "links": "https://example.org/a", "interests": "#猫 tea"}
    assert client(lin).post("/settings/", sent | {"avatar": upload(sample("PNG", 400, 400), "me.png")}).status_code == 302
    picture = Picture.objects.get(kind="avatar")
    media.make_ready(picture.pk, 400, 400, 0, [240])
    run_jobs()
    lin.refresh_from_db()
    assert lin.avatar == picture.pk and lin.links == ["https://example.org/a"] and lin.interests == ["猫", "tea"]
    note = write(lin, "x", "@joss")
    answer(lin, note, "y")
    run_jobs()
    for path in ("/", f"/notes/{note}", "/@lin", "/notifications"):
        assert f"/media/{lin.avatar}/240.webp" in client(joss).get(path).content.decode(), path
    client(lin).post("/settings/", sent | {"avatar": upload(sample("PNG", 300, 300), "me.png")})
    newer = Picture.objects.filter(kind="avatar").latest("pk")
    media.make_ready(newer.pk, 300, 300, 0, [240])
    run_jobs()
    assert f"/media/{newer.pk}/240.webp" in client(joss).get("/@lin").content.decode()
    assert list(Picture.objects.filter(kind="avatar")) == [newer]
    client(lin).post("/settings/", sent | {"no_avatar": "on"})
    lin.refresh_from_db()
    assert lin.avatar is None and not Picture.objects.filter(kind="avatar").exists()


def counted(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]])


def test_lists_cost_the_same_for_one_and_for_twenty(lin: Person, joss: Person) -> None:
    """Cards, comments, notices, followers, suggestions: no statement a row."""
    pages = ("/", "/following", "/topics/tea", "/@lin", "/@lin/followers", "/notifications", "/people", "{note}")
    costs: list[dict[str, int]] = []
    for more in (1, 20):
        for i in range(more):
            third = arrive(f"p{more}_{i}", "en")
            actions.follow(third.pk, lin.pk)
            note = write(lin, "x", "@joss #tea")
            answer(third, note, "@joss")
        actions.follow(joss.pk, lin.pk)
        for i in range(more):
            answer(Person.objects.get(handle=f"p{more}_{i}"), note, "@joss again")
        run_jobs()
        client(joss).get("/notifications")
        browser = client(joss)
        browser.get("/")
        costs.append({page: counted(partial(browser.get, page.format(note=f"/notes/{note}"))) for page in pages})
    assert costs[0] == costs[1]


def test_suggestions_leave_out_whom_one_keeps_away_or_has_asked(lin: Person, joss: Person) -> None:
    people = {who: arrive(who, "zh-Hans") for who in ("near", "muted", "apart", "closed", "known", "self_")}
    for person in people.values():
        write(person, "猫")
    actions.mute(joss.pk, Mute.Kind.PERSON, other_id=people["muted"].pk)
    actions.block(people["apart"].pk, joss.pk)
    actions.close(people["closed"].pk)
    actions.follow(joss.pk, people["known"].pk)
    actions.follow(people["known"].pk, people["near"].pk)
    found = {one.handle: one for one in notes.suggestions(joss.pk, ["en"], 20)}
    assert found.keys() == {"near", "self_"}
    assert found["near"].near == 1 and found["self_"].language == "zh-Hans"
