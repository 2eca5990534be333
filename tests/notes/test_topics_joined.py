"""Topics that are one thing in two languages share a page, a feed, a chip and a mute; who joins them, who takes them apart."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person
from redbridge.feeds import queries as feeds
from redbridge.notes import actions, jobs, queries
from redbridge.notes.models import Topic, TopicPair
from tests.cast import LANGUAGES, arrive, client, hold, write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
TABLE = {("zh", "en", "猫税"): "cat tax", ("en", "zh", "cattax"): "猫税", ("zh", "en", "茶"): "tea", ("en", "zh", "tea"): "茶叶",
         ("en", "zh", "City Walk"): "城市漫步", ("zh", "en", "城市漫步"): "City walk"}


@pytest.fixture
def engine(settings: Any) -> Iterator[EngineServer]:
    with EngineServer(TABLE) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans")
        yield server


@pytest.fixture
def notes(lin: Person, joss: Person) -> tuple[int, int]:
    return write(lin, "交税", "#猫税", language="zh-Hans"), write(joss, "Paid", "#cattax", language="en")


@pytest.fixture
def kim(db: None) -> Person:
    person = arrive("kim", "en", name="Kim")
    hold(person, "trusted")
    return person


def cards(page: Page) -> set[str]:
    return {one.attrs["id"] for one in page.all("article") if one.attrs.get("id", "").startswith("note-")}


def propose(person: Person, name: str = "cattax") -> TopicPair:
    assert client(person).post("/topics/猫税/same", {"name": name}).status_code == 302
    return TopicPair.objects.get()


def joined(lin: Person, kim: Person) -> TopicPair:
    pair = propose(lin, "#CatTax")
    assert client(kim).post("/topics/cattax/same", {"pair": pair.pk, "do": "join"}).status_code == 302
    run_jobs()
    return pair


def test_a_proposal_alone_joins_nothing(lin: Person, joss: Person, notes: tuple[int, int]) -> None:
    pair = propose(lin)
    assert client(joss).post("/topics/猫税/same", {"pair": pair.pk, "do": "join"}).status_code == 404
    assert client(lin).post("/topics/猫税/same", {"pair": pair.pk, "do": "join"}).status_code == 404
    assert not Topic.objects.exclude(joined=None).exists()
    assert "proposed by @lin" in Page(client(joss).get("/topics/猫税")).words


def test_nobody_agrees_to_themselves(kim: Person, notes: tuple[int, int]) -> None:
    pair = propose(kim)
    assert client(kim).post("/topics/猫税/same", {"pair": pair.pk, "do": "join"}).status_code == 404


def test_a_joined_topic_is_one_page_with_both_names(lin: Person, joss: Person, kim: Person, notes: tuple[int, int]) -> None:
    joined(lin, kim)
    both = {f"note-{id_}" for id_ in notes}
    for who, first, other in ((joss, "#cattax", "#猫税"), (lin, "#猫税", "#cattax"), (None, "#cattax", "#猫税")):
        for name in ("猫税", "cattax", "CatTax"):
            page = Page(client(who, "en").get(f"/topics/{name}"))
            assert cards(page) == both
            assert [one.words for one in page.all("h1")] == [first]
            assert other in page.all("p", **{"class": "topic-names"})[0].words
    feed = client(None).get("/topics/cattax/feed.xml").content.decode()
    assert all(f"/notes/{id_}" in feed for id_ in notes) and "#cattax #猫税" in feed


def test_pages_of_a_joined_topic_follow_each_other(lin: Person, joss: Person, kim: Person) -> None:
    names = ["#猫税 #cattax", "#猫税", "#cattax", "#猫税", "#cattax"]
    made = [write(lin if n % 2 else joss, f"n{n}", names[n % 5]) for n in range(30)]
    joined(lin, kim)
    ids = queries.topic("cattax").ids  # type: ignore[union-attr]
    first = queries.ids_by_topic(None, ids, queries.LAST_ID, 20)
    assert first + queries.ids_by_topic(None, ids, first[-1], 20) == made[::-1]


def test_taking_it_apart_is_logged_and_kept(lin: Person, joss: Person, kim: Person, notes: tuple[int, int]) -> None:
    pair = joined(lin, kim)
    assert client(joss).post("/topics/cattax/same", {"pair": pair.pk, "do": "part"}).status_code == 404
    assert client(kim).post("/topics/cattax/same", {"pair": pair.pk, "do": "part"}).status_code == 302
    run_jobs()
    assert cards(Page(client(None).get("/topics/cattax"))) == {f"note-{notes[1]}"}
    with connection.cursor() as cursor:
        cursor.execute("select verb from kernel_audit where kind = 'topicpair' order by id")
        assert [row[0] for row in cursor.fetchall()] == ["propose", "join", "part"]
    actions.join_known(*Topic.objects.values_list("pk", flat=True))
    assert not Topic.objects.exclude(joined=None).exists(), "what people took apart the memory does not join"


def test_three_are_one_and_two_again_when_the_one_between_goes(lin: Person, kim: Person) -> None:
    write(lin, "a", "#a1 #b1 #c1")
    a, b, c = (Topic.objects.get(key=key).pk for key in ("a1", "b1", "c1"))
    for one, other in ((a, b), (b, c)):
        actions.join_pair(kim.pk, actions.propose_pair(lin.pk, one, other).pk)
    assert set(Topic.objects.values_list("joined", flat=True)) == {a}
    actions.part_pair(kim.pk, TopicPair.objects.get(one=a).pk)
    assert [Topic.objects.get(pk=id_).joined for id_ in (a, b, c)] == [None, b, b]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["nobodysaid", "猫税", "", "#", "a" * 100, "\0x"])
def test_what_cannot_be_proposed_is_said_and_stays_typed(lin: Person, notes: tuple[int, int], typed: str, language: str) -> None:
    answer = client(lin).post(f"/topics/猫税/same?lang={language}", {"name": typed})
    assert answer.status_code == 422 and not TopicPair.objects.exists()
    page = Page(answer)
    assert page.error("name") and page.value("name") == typed.replace("\0", "\0")
    assert cards(page)


def test_a_topic_of_hidden_notes_is_not_there_to_be_joined(lin: Person, joss: Person) -> None:
    write(lin, "a", "#猫税")
    write(joss, "b", "#secret", visibility="me")
    assert client(lin).post("/topics/猫税/same", {"name": "secret"}).status_code == 422
    assert client(lin).post("/topics/secret/same", {"name": "猫税"}).status_code == 404


def test_muting_one_mutes_the_other(lin: Person, joss: Person, kim: Person, notes: tuple[int, int]) -> None:
    joined(lin, kim)
    accounts.mute(kim.pk, Mute.Kind.TOPIC, "cattax")
    assert queries.unmuted(kim.pk, notes) == []
    accounts.unmute(kim.pk, kind="topic")
    accounts.mute(kim.pk, Mute.Kind.TOPIC, "tea")
    assert queries.unmuted(kim.pk, notes) == list(notes)


def test_search_and_suggestions_know_both_names(lin: Person, joss: Person, kim: Person, notes: tuple[int, int]) -> None:
    run_jobs()
    joined(lin, kim)
    for asked in ("猫税", "cattax"):
        found = Page(client(None).get(f"/search?q={asked}&in=topics"))
        chips = [one.words for one in found.all("a") if "chip-topic" in one.attrs.get("class", "")]
        assert len(chips) == 1 and "#猫税" in chips[0] and "#cattax" in chips[0], asked
        offered = client(None).get(f"/search/suggest?q={asked}").content.decode()
        assert "猫税" in offered and "cattax" in offered
    typed = client(joss).get("/complete?of=%23catt").content.decode()
    assert "#cattax" in typed and "#猫税" in typed


def test_chips_are_read_in_ones_own_language(
    lin: Person, joss: Person, kim: Person, notes: tuple[int, int], engine: EngineServer
) -> None:
    write(lin, "喝", "#茶", language="zh-Hans")
    jobs.name_topics(0)
    feeds.popular_topics.forget()

    def chips(person: Person) -> dict[str, str]:
        found = [one for one in Page(client(person).get("/")).all("a") if "chip-topic" in one.attrs.get("class", "")]
        return {one.words: one.attrs.get("title", "") for one in found}

    assert chips(joss) == {"cattax": "", "tea": "#茶"}
    assert chips(lin) == {"猫税": "", "茶": ""}
    feeds.popular_topics.forget()


def test_the_memory_joins_what_it_calls_alike_both_ways(
    lin: Person, joss: Person, notes: tuple[int, int], engine: EngineServer
) -> None:
    write(lin, "喝", "#茶", language="zh-Hans")
    write(joss, "Drink", "#tea #CityWalk", language="en")
    write(lin, "走", "#城市漫步", language="zh-Hans")
    jobs.name_topics(0)
    one = {row.key: row.joined for row in Topic.objects.all()}
    assert one["猫税"] == one["cattax"] is not None and one["citywalk"] == one["城市漫步"] is not None
    assert one["茶"] is None and one["tea"] is None, "茶 is tea, but tea is 茶叶"
    assert "known from translations" in Page(client(joss).get("/topics/cattax")).words
    asked = len(engine.seen)
    jobs.name_topics(0)
    assert len(engine.seen) == asked, "what has its names is not asked for again"


def test_the_name_of_a_topic_that_few_may_read_goes_nowhere(lin: Person, engine: EngineServer) -> None:
    write(lin, "a", "#秘密计划", visibility="followers")
    jobs.name_topics(0)
    assert engine.seen == []
