"""Whether others wrote the very same text."""

from django.db import connection

from redbridge.notes.queries.visible import public, public_over, stands_for_all

_SAME = """
{t}.{field} <> '' and hashtextextended({t}.{field}, 0) = hashtextextended(%(text)s::text, 0) and {t}.{field} = %(text)s::text
"""
_NOTES = " or ".join(f"({_SAME.format(t='n', field=field)})" for field in ("title", "words", "body"))
_OTHERS = f"""
select exists (select 1 from notes_note n join accounts_person p on p.id = n.author_id
        where ({_NOTES}) and n.language = %(language)s and n.author_id <> %(author)s and {public()})
    or exists (select 1 from notes_comment c join notes_note n on n.id = c.note_id join accounts_person p on p.id = n.author_id
        where {_SAME.format(t="c", field="body")} and c.language = %(language)s and c.author_id <> %(author)s
          and {stands_for_all()} and {public_over(p="p")})
"""  # noqa: S608 (our own words)


def said_by_others(text: str, language: str, author_id: int) -> bool:
    """Whether anybody else says exactly this in public, as a title, a card, a body or a comment."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {"text": text, "language": language, "author": author_id})
        return bool((cursor.fetchone() or (False,))[0])
