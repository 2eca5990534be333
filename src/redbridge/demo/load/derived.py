"""What the jobs after publishing would have drawn from these rows, in a statement each."""

from redbridge.demo.load.copying import copy, run
from redbridge.demo.load.notes import Made
from redbridge.feeds import actions as feeds
from redbridge.feeds.rules import MANY_FOLLOWERS

CHUNK = 50_000

_WIDELY = f"""
insert into feeds_widely (author_id)
select f.followed_id from accounts_follow f where exists (select 1 from notes_note n where n.author_id = f.followed_id)
group by 1 having count(*) > {MANY_FOLLOWERS} on conflict do nothing
"""  # noqa: S608 (our own number)
_HOME = """
insert into home_feed (person_id, note_id)
select f.follower_id, n.id from load_notes l join notes_note n on n.id = l.id
join accounts_follow f on f.followed_id = n.author_id
where not exists (select 1 from feeds_widely w where w.author_id = n.author_id)
"""
_AUDIT = """
insert into kernel_audit (actor_id, verb, kind, subject_id, at)
select n.author_id, 'publish', 'note', n.id, n.published from load_notes l join notes_note n on n.id = l.id
union all
select c.author_id, 'comment', 'comment', c.id, c.published from load_notes l join notes_comment c on c.note_id = l.id
"""


def load_derived(made: list[Made]) -> None:
    """Places in Explore and in Following, and the audit lines. Order of the rows in `home_feed` is the key's business."""
    run("create temporary table load_notes (id bigint) on commit drop")
    copy("load_notes", ("id",), (str(note.id) for note in made))
    run("create index load_followed on accounts_follow (followed_id)")
    run("create index load_author on notes_note (author_id)")
    run("analyze load_notes, accounts_follow, notes_note, notes_tally, notes_comment")
    for start in range(0, len(made), CHUNK):
        feeds.place([note.id for note in made[start : start + CHUNK]])
    for statement in (_WIDELY, _HOME, _AUDIT):
        run(statement)
    run("drop index load_followed")
    run("drop index load_author")
