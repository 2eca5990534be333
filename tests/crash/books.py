"""The site's books after the crashes, held against the writer's ledger."""

import time
from types import TracebackType
from typing import LiteralString

import psycopg

from tests.crash.ledger import Ledger

# What is periodic comes and goes; everything else must come to an end, and a good one.
OPEN_JOBS: LiteralString = """
select task_name, status::text, attempts, count(*), min(scheduled_at)::text from procrastinate_jobs
where queueing_lock is null group by 1, 2, 3
"""
NOT_IN_EXPLORE: LiteralString = """
select count(*) from notes_note n where not exists (select 1 from feeds_explore e where e.note_id = n.id)
"""
NOT_WITH_FOLLOWERS: LiteralString = """
select count(*) from notes_note n join accounts_follow f on f.followed_id = n.author_id
where not exists (select 1 from home_feed h where h.person_id = f.follower_id and h.note_id = n.id)
"""
MISCOUNTED: LiteralString = """
select count(*) from notes_tally t
where likes <> (select count(*) from notes_like l where l.note_id = t.note_id)
   or comments <> (select count(*) from notes_comment c where c.note_id = t.note_id)
"""
NOT_TOLD_OF_LIKE: LiteralString = """
select count(*) from notes_like l where 1 <>
    (select count(*) from notifications_notice n where n.kind = 'like' and n.note_id = l.note_id and n.actor_id = l.person_id)
"""
NOT_TOLD_OF_COMMENT: LiteralString = """
select count(*) from notes_comment c join notes_note n on n.id = c.note_id where 1 <>
    (select count(*) from notifications_notice x where x.person_id = n.author_id and x.comment_id = c.id)
"""
"""The first word to a newcomer is told as their welcome, the others as comments."""
CONSEQUENCES = {
    "notes missing from Explore": NOT_IN_EXPLORE,
    "notes missing from a follower's feed": NOT_WITH_FOLLOWERS,
    "notes whose likes or comments are miscounted": MISCOUNTED,
    "likes of which the author was not told once": NOT_TOLD_OF_LIKE,
    "comments of which the author was not told once": NOT_TOLD_OF_COMMENT,
}


class Books:
    """The site's own tables, read past the site."""

    def __init__(self, url: str) -> None:
        self.line = psycopg.connect(url, autocommit=True)

    def __enter__(self) -> "Books":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.line.close()

    def settle(self, seconds: float) -> None:
        """Wait until all jobs are done; fails with those that are not."""
        end = time.monotonic() + seconds
        while left := self.line.execute(OPEN_JOBS).fetchall():
            assert time.monotonic() < end, f"jobs not done within {seconds} s: {left}"
            time.sleep(0.5)

    def compare(self, ledger: Ledger) -> None:
        """0 lost, 0 doubled, and every consequence drawn once."""
        self._compare_notes(ledger)
        self._compare_likes(ledger)
        self._compare_comments(ledger)
        wrong = {what: many for what, sql in CONSEQUENCES.items() if (many := self._count(sql))}
        assert not wrong, wrong

    def _compare_notes(self, ledger: Ledger) -> None:
        kept = self.line.execute("select client_key::text, id, title from notes_note").fetchall()
        intents, done = ledger.entries("intent", "publish"), ledger.entries("done", "publish")
        assert sorted(row[0] for row in kept) == sorted(done), "lost or doubled notes"
        assert all(done[key]["answer"] == id_ and intents[key]["title"] == title for key, id_, title in kept)

    def _compare_likes(self, ledger: Ledger) -> None:
        kept = self.line.execute("select note_id::text from notes_like").fetchall()
        assert sorted(row[0] for row in kept) == sorted(ledger.entries("done", "like")), "lost or doubled likes"

    def _compare_comments(self, ledger: Ledger) -> None:
        kept = self.line.execute("select client_key::text, note_id from notes_comment").fetchall()
        done = ledger.entries("done", "comment")
        assert sorted(row[0] for row in kept) == sorted(done), "lost or doubled comments"
        assert all(done[key]["answer"] == note for key, note in kept)

    def _count(self, sql: LiteralString) -> int:
        row = self.line.execute(sql).fetchone()
        assert row is not None
        return int(row[0])
