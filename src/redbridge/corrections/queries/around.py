"""What is translated around a note's or a comment's words: each a text of its own, with a correction of its own."""

from typing import NamedTuple

from redbridge.corrections.queries.rows import rows

_AROUND = """
select 'place', n.id, n.place, n.place_language from notes_note n
where %(kind)s = 'note' and n.id = %(id)s and n.places ? %(target)s
union all
select t.part, m.id, t.words, t.language
from (select * from media_picture where kind = %(kind)s and subject_id = %(id)s and not hidden order by position) m
cross join lateral (values ('alt', m.alt, m.alt_language), ('said', m.said, m.said_language)) t (part, words, language)
where m.translations -> %(target)s ? t.part
"""


class Around(NamedTuple):
    """A place, what a picture shows (`alt`) or what it says (`said`), as its author has it."""

    kind: str
    id: int
    words: str
    language: str


def around(kind: str, id_: int, target: str) -> list[Around]:
    """What of it is translated into `target`. Whoever may see the note or comment may see these."""
    return [Around(*row) for row in rows(_AROUND, kind=kind, id=id_, target=target)]
