"""Who may see the pictures of notes and comments: those who may see what they stand on."""

from django.db import connection

from redbridge.kernel.region import here
from redbridge.media import guards
from redbridge.notes.queries.visible import answers, over, served_to_all, shown_here, stands, together, visible

_NOTES_CLOSED = f"""
select n.id from notes_note n join accounts_person p on p.id = n.author_id
where n.id = any(%(ids)s::bigint[]) and not {served_to_all()}
"""  # noqa: S608 (our own words)
# What a comment answers, and who wrote that: a reply is there as long as both are.
_ABOVE = "left join notes_comment above on above.id = c.parent_id left join accounts_person aa on aa.id = above.author_id"
_COMMENTS_CLOSED = f"""
select c.id from notes_comment c join notes_note n on n.id = c.note_id join accounts_person p on p.id = n.author_id
join accounts_person a on a.id = c.author_id {_ABOVE}
where c.id = any(%(ids)s::bigint[]) and not (a.state = 'active' and coalesce(aa.state, 'active') = 'active'
    and c.standing = '' and c.withheld = '{{}}' and coalesce(above.standing, '') = '' and {served_to_all()})
"""  # noqa: S608 (our own words)
_NOTE_OPENS = f"""
select n.id from notes_note n join accounts_person p on p.id = n.author_id where n.id = %(id)s and {visible()} and {shown_here()}
"""  # noqa: S608 (our own words)
_COMMENT_OPENS = f"""
select c.id from notes_comment c join notes_note n on n.id = c.note_id
join accounts_person a on a.id = n.author_id join accounts_person p on p.id = c.author_id and p.state = 'active' {_ABOVE}
where c.id = %(id)s and {stands()} and {shown_here("c")} and {over()} and {shown_here()} and {together()}
  and {answers()} and (aa.id is null or (aa.state in ('active', 'gone') and {together("aa")}))
"""  # noqa: S608 (our own words)


def register() -> None:
    """Tell media who may see what; called once, when the house starts."""
    guards.register("note", _guard(_NOTES_CLOSED, _NOTE_OPENS))
    guards.register("comment", _guard(_COMMENTS_CLOSED, _COMMENT_OPENS))


def _guard(closed: str, opens: str) -> guards.Guard:
    return guards.Guard(
        closed=lambda ids: _ids(closed, ids=list(ids)),
        opens=lambda viewer_id, id_: bool(_ids(opens, viewer=viewer_id or 0, id=id_, region=here())),
    )


def _ids(sql: str, **values: int | str | list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {row[0] for row in cursor.fetchall()}
