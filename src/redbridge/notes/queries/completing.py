"""Topics and people that begin with what somebody is typing."""

from django.db import connection

from redbridge.notes import rules
from redbridge.notes.queries.visible import offered

LOOKED_AT = 60
"""Of a topic's newest notes: where none of them is offered to everyone, neither is the topic's name."""

# The widest used first.
_TOPICS = f"""
select t.name, count(*), t.others from (
    select x.id, x.name,
           array(select y.name from notes_topic y where y.joined = x.joined and y.id <> x.id order by y.id) as others
    from notes_topic x where x.key like %s order by length(x.key), x.key limit 60) t
join notes_notetopic nt on nt.topic_id = t.id
where exists (select 1 from (select note_id from notes_notetopic where topic_id = t.id order by note_id desc limit {LOOKED_AT}) x
    join notes_note n on n.id = x.note_id join accounts_person p on p.id = n.author_id where {offered()})
group by t.id, t.name, t.others order by count(*) desc, t.name limit %s
"""  # noqa: S608 (our own words)
_PEOPLE = """
select p.handle, p.name from accounts_person p
left join accounts_follow f on f.follower_id = %(me)s and f.followed_id = p.id
where p.state = 'active' and p.id <> %(me)s and (p.handle like %(start)s or lower(p.name) like %(start)s)
  and not exists (select 1 from accounts_apart x where x.person_id = %(me)s and x.other_id = p.id)
order by f.follower_id is null, length(p.handle), p.handle limit %(most)s
"""
OFFERED = 8


def topics_like(start: str) -> list[tuple[str, int, list[str]]]:
    """Names of topics that begin so, with how many notes stand under each and what else it is called, at most OFFERED."""
    key = rules.topic_key(start)
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, [_begins(key), OFFERED])
        found: list[tuple[str, int, list[str]]] = cursor.fetchall() if key else []
    return found


def people_like(viewer_id: int, start: str) -> list[tuple[str, str]]:
    """Handle and name of people whom the viewer may mention so, those they follow first, at most OFFERED."""
    if not start:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"me": viewer_id, "start": _begins(start.lower()[:30]), "most": OFFERED})
        found: list[tuple[str, str]] = cursor.fetchall()
    return found


def _begins(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
