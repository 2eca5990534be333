"""What is left at the address of a note that went with its author's account."""

from dataclasses import dataclass

from django.db import connection

from redbridge.notes import rules
from redbridge.notes.queries import visible
from redbridge.notes.queries.visible import answers, left_open, stands, together

_STANDING = f"{stands()} and {answers()}"
_UNDER = """
from notes_comment c join accounts_person p on p.id = c.author_id left join notes_comment above on above.id = c.parent_id
where c.note_id = n.id
"""
# Who has just taken their own away may take that back.
_LEFT = f"""
select n.id, {left_open()}, case when {left_open()} then coalesce(t.comments, 0)
       else (select count(*) {_UNDER} and c.author_id = %(viewer)s and {_STANDING}) end
from notes_note n left join notes_tally t on t.note_id = n.id
where n.id = %(id)s and n.kind = 'emptied' and exists (
    select 1 {_UNDER} and {visible.left()} and (({_STANDING} and p.state = 'active' and {together()})
        or (c.author_id = %(viewer)s and c.deleted_by = %(viewer)s and c.deleted > now() - %(undo)s::interval)))
"""  # noqa: S608 (our own words)


@dataclass(frozen=True)
class Left:
    """The place of a note. Where it is not `open`, each reads what they wrote themselves, `comment_count` of them."""

    id: int
    open: bool
    comment_count: int
    pinned_comment: None = None
    answers: bool = False

    @property
    def url(self) -> str:
        """The address the note had."""
        return f"/notes/{self.id}"


def left(viewer_id: int | None, note_id: int) -> Left | None:
    """None where no note was emptied, or nothing under it is this viewer's to read."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, {"id": note_id, "viewer": viewer_id or 0, "undo": f"{rules.UNDO_DAYS} days"})
        row = cursor.fetchone()
    return Left(*row) if row else None
