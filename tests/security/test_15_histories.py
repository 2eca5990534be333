"""Row 15 (CVE-2025-30741, followers-only shown too early): three people do what they like; each sees what a short model says."""

import os
from itertools import permutations
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from redbridge.accounts import actions
from redbridge.accounts.models import FollowRequest, Person
from redbridge.feeds import queries as feeds
from redbridge.feeds.rules import PAGE
from redbridge.notes import actions as notes
from redbridge.notes import queries
from redbridge.notes.models import Note
from redbridge.notes.queries import LAST_ID
from tests.cast import arrive, client, write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
WHO = ("ann", "bea", "cai")
Pair = tuple[str, str]
PAIRS = st.sampled_from(list(permutations(WHO, 2)))
ROUNDS = int(os.environ.get("REDBRIDGE_TEST_HISTORIES", "8"))


class Model:
    """Who should see what: nothing here knows of tables."""

    def __init__(self) -> None:
        self.follows, self.asks, self.blocks = set[Pair](), set[Pair](), set[Pair]()
        self.private, self.deleted, self.limited = set[str](), set[int](), set[int]()
        self.notes, self.standing = dict[int, tuple[str, str]](), dict[int, str]()

    def apart(self, one: str, other: str) -> bool:
        return bool({(one, other), (other, one)} & self.blocks)

    def sees(self, who: str, note: int) -> bool:
        author, audience = self.notes[note]
        standing, ties = self.standing.get(note, ""), {(who, author), (author, who)} & self.follows
        if note in self.deleted or standing == "removed":
            return False
        if who == author or standing:
            return who == author
        close = (who, author) in ties and audience != "me" and (audience != "mutuals" or len(ties) == 2)
        return not self.apart(who, author) and (close or (audience == "everyone" and author not in self.private))


class Histories(RuleBasedStateMachine):
    """Three people's deeds, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.sand = transaction.atomic()
        self.sand.__enter__()
        # So much by so few newcomers is a flood, and that would be another story (tests/notes/test_screening.py).
        self.calm = patch("redbridge.notes.actions.screen.spam", lambda action: None)
        self.calm.start()
        self.model = Model()
        self.people: dict[str, Person] = {who: arrive(who, "en") for who in WHO}
        for who in WHO:
            for audience in Note.Audience:
                self.write(who, audience)
        # They begin as friends: there is most to lose.
        for pair in permutations(WHO, 2):
            self.follow_(pair)

    def id(self, who: str) -> int:
        return self.people[who].pk if who else 0

    @rule(pair=PAIRS)
    def follow(self, pair: tuple[str, str]) -> None:
        self.follow_(pair)

    def follow_(self, pair: tuple[str, str]) -> None:
        actions.follow(*map(self.id, pair))
        if not self.model.apart(*pair) and pair not in self.model.follows:
            (self.model.asks if pair[1] in self.model.private else self.model.follows).add(pair)

    @rule(pair=PAIRS)
    def unfollow(self, pair: tuple[str, str]) -> None:
        actions.unfollow(*map(self.id, pair))
        self.model.follows.discard(pair)
        self.model.asks.discard(pair)

    @rule(pair=PAIRS, accepts=st.booleans())
    def answer_request(self, pair: tuple[str, str], accepts: bool) -> None:
        (actions.accept if accepts else actions.decline)(self.id(pair[1]), self.id(pair[0]))
        if pair in self.model.asks:
            self.model.asks.discard(pair)
            self.model.follows |= {pair} if accepts else set()

    @rule(pair=PAIRS)
    def remove_follower(self, pair: tuple[str, str]) -> None:
        actions.remove_follower(self.id(pair[1]), self.id(pair[0]))
        self.model.follows.discard(pair)

    @rule(pair=PAIRS)
    def block(self, pair: tuple[str, str]) -> None:
        actions.block(*map(self.id, pair))
        self.model.blocks.add(pair)
        for ties in (self.model.follows, self.model.asks):
            ties -= {pair, pair[::-1]}

    @precondition(lambda self: self.model.blocks)
    @rule(data=st.data())
    def block_no_more(self, data: st.DataObject) -> None:
        self.unblock_(data.draw(st.sampled_from(sorted(self.model.blocks))))

    @rule(pair=PAIRS)
    def unblock(self, pair: tuple[str, str]) -> None:
        self.unblock_(pair)

    def unblock_(self, pair: tuple[str, str]) -> None:
        actions.unblock(*map(self.id, pair))
        self.model.blocks.discard(pair)

    @rule(who=st.sampled_from(WHO), private=st.booleans())
    def close_or_open(self, who: str, private: bool) -> None:
        (actions.close if private else actions.open_up)(self.id(who))
        (self.model.private.add if private else self.model.private.discard)(who)
        if not private:
            run_jobs()
            waiting = {pair for pair in self.model.asks if pair[1] == who}
            self.model.asks -= waiting
            self.model.follows |= waiting

    # No more than a page holds: who sees them all finds them all on the first one.
    @precondition(lambda self: len(self.model.notes) < PAGE)
    @rule(who=st.sampled_from(WHO), audience=st.sampled_from(list(Note.Audience)))
    def publish(self, who: str, audience: Note.Audience) -> None:
        self.write(who, audience)

    def write(self, who: str, audience: Note.Audience) -> None:
        note = write(self.people[who], f"note {len(self.model.notes)}", "#history")
        Note.objects.filter(pk=note).update(visibility=audience)
        self.model.notes[note] = (who, audience.value)

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data())
    def delete_or_restore(self, data: st.DataObject) -> None:
        note = data.draw(st.sampled_from(sorted(self.model.notes)))
        author, row = self.id(self.model.notes[note][0]), Note.objects.get(pk=note)
        (notes.restore_note if note in self.model.deleted else notes.remove_note)(author, row)
        self.model.deleted ^= {note}

    @precondition(lambda self: self.model.notes)
    @rule(data=st.data(), standing=st.sampled_from(["", "held", "removed"]), limited=st.booleans())
    def moderate(self, data: st.DataObject, standing: str, limited: bool) -> None:
        note = data.draw(st.sampled_from(sorted(self.model.notes)))
        notes.restrict_note(note, None, standing=standing, limited=limited, rule="spam")
        self.model.standing[note] = standing
        (self.model.limited.add if limited else self.model.limited.discard)(note)

    @rule()
    def workers_catch_up(self) -> None:
        run_jobs()

    @invariant()
    def each_sees_what_the_model_says_before_any_job(self) -> None:
        everything = sorted(self.model.notes, reverse=True)
        for who in (*WHO, ""):
            seen = {note for note in everything if self.model.sees(who, note)}
            viewer = self.id(who) or None
            assert {card.id for card in queries.cards(viewer, ["en"], everything)} == seen, who
            (newest, *_) = everything
            assert bool(queries.note(viewer, ["en"], newest)) == (newest in seen), who
            listed = {i for author in self.people.values() for i in queries.ids_by_author(viewer, author.pk, LAST_ID, 99)}
            assert listed == seen, who
            assert sum(queries.note_count(viewer, author.pk) for author in self.people.values()) == len(seen), who

    def teardown(self) -> None:
        try:
            run_jobs()
            asked = {(r.follower_id, r.followed_id) for r in FollowRequest.objects.all()}
            assert asked == {(self.id(one), self.id(other)) for one, other in self.model.asks}
            for who in (*WHO, ""):
                self.reads_pages(who)
        finally:
            self.calm.stop()
            self.sand.__exit__(RuntimeError, RuntimeError("only sand"), None)

    def reads_pages(self, who: str) -> None:
        """The pages themselves, once the workers are done."""
        seen = {note for note in self.model.notes if self.model.sees(who, note)}
        browser = client(self.people.get(who))
        for note in self.model.notes:
            assert browser.get(f"/notes/{note}").status_code == (200 if note in seen else 404), who
        topic = _on(browser.get("/topics/history"))
        assert topic == seen - self.model.limited, who
        open_to_all = {note for note in seen - self.model.limited if self.model.sees("", note)}
        assert _on(browser.get("/")) == open_to_all, who
        for other in WHO:
            status = browser.get(f"/@{other}").status_code
            assert status == (404 if self.model.apart(who, other) else 200), (who, other)
        if who:
            home = {note for note in seen if (who, self.model.notes[note][0]) in self.model.follows}
            assert _on(browser.get("/following")) == home, who
            # Nothing waits in the table that the page would have to hide.
            assert set(feeds.following(self.id(who), "").ids) == home, who


def _on(response: Any) -> set[int]:
    """The notes whose cards stand on a page."""
    return {int(part.split('"', 1)[0]) for part in response.content.decode().split('id="note-')[1:] if part[0].isdigit()}


def test_histories() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(max_examples=ROUNDS, stateful_step_count=25, deadline=None,
                          suppress_health_check=list(HealthCheck), database=None),
    )
