"""What people and topics are ranked by, counted anew now and then: a follow should not wait for a search index."""

from django.db import connection

_FOLLOWERS = """
update search_person s set followers = c.many
from (select followed_id, count(*) as many from accounts_follow group by followed_id) c
where c.followed_id = s.person_id and s.followers <> c.many
"""
_NOTES = """
update search_topic s set notes = c.many
from (select topic_id, count(*) as many from notes_notetopic group by topic_id) c
where c.topic_id = s.topic_id and s.notes <> c.many
"""


def recount() -> None:
    """Count followers and notes; only rows that changed are written."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWERS)
        cursor.execute(_NOTES)
