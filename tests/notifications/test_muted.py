"""What somebody muted, a word, a topic, a person, is in their list of notices no more than in their feeds."""

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment
from redbridge.notifications import queries
from tests.cast import answer, client, write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
Kind = Mute.Kind


def told(person: Person) -> list[str]:
    """The kinds in a person's list; the badge counts the same."""
    run_jobs()
    found = [notice.kind for notice in queries.notices(person.pk, person.languages)]
    assert queries.unseen(person.pk) == len(found)
    return found


def test_a_comment_with_a_muted_word(lin: Person, joss: Person) -> None:
    note = write(lin, "spider at home")
    answer(joss, note, "what a Spider!")
    answer(joss, note, "spiderman")
    said = answer(joss, note, "vogel", language="de")
    assert len(told(lin)) == 3
    accounts.mute(lin.pk, Kind.WORD, "spider")
    assert told(lin) == ["comment", "comment"], "a word inside another is another"
    accounts.mute(lin.pk, Kind.WORD, "bird")
    Comment.objects.filter(pk=said).update(translations={"en": {"body": "Bird", "by": "engine"}})
    assert told(lin) == ["comment"], "in a translation too"
    accounts.unmute(lin.pk, kind=Kind.WORD)
    assert len(told(lin)) == 3


def test_chinese_words_are_heard_anywhere(lin: Person, joss: Person) -> None:
    answer(joss, write(lin, "猫"), "好大的蜘蛛啊")
    accounts.mute(lin.pk, Kind.WORD, "蜘蛛")
    assert told(lin) == []


def test_what_one_wrote_oneself_is_ones_own_to_hear_of(lin: Person, joss: Person) -> None:
    note = write(lin, "spider", "#cat")
    for kind, word in ((Kind.WORD, "spider"), (Kind.TOPIC, "cat")):
        accounts.mute(lin.pk, kind, word)
    notes.like(joss.pk, note)
    mine = answer(lin, note, "spider")
    notes.like_comment(joss.pk, mine)
    assert sorted(told(lin)) == ["like", "liked_word"]


@pytest.mark.parametrize(("kind", "word"), [(Kind.WORD, "spider"), (Kind.TOPIC, "cat")])
def test_a_mention_in_a_note_about_it(lin: Person, joss: Person, kind: Mute.Kind, word: str) -> None:
    write(joss, "Spider", "@lin look #cat")
    assert told(lin) == ["mention"]
    accounts.mute(lin.pk, kind, word)
    assert told(lin) == []
    assert "look" not in client(lin).get("/notifications").content.decode()


def test_other_peoples_mutes_change_nothing(lin: Person, joss: Person) -> None:
    answer(joss, write(lin, "猫"), "spider")
    accounts.mute(joss.pk, Kind.WORD, "spider")
    assert len(told(lin)) == 1
