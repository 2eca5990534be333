"""What a person does not want in feeds. Asked of those alone who have muted anything (`PersonInSession.mutes`)."""

from collections.abc import Sequence

from django.db import connection

# A word of letters is heard where it stands alone, "cat" not in "education"; Chinese has no gaps, there it is heard anywhere.
_HEARD = r"""
case when m.word ~ '^[a-z0-9]' and m.word ~ '[a-z0-9]$'
     then said.words ~ ('(^|[^a-z0-9])' || regexp_replace(m.word, '([^a-z0-9 ])', '\\\1', 'g') || '([^a-z0-9]|$)')
     else position(m.word in said.words) > 0 end
"""
# All a note or a comment says, in every language it is in, small.
_SAID_BY_NOTE = """lower(concat_ws(' ', {n}.title, {n}.words, {n}.body,
        (select string_agg(concat_ws(' ', t.value ->> 'title', t.value ->> 'words', t.value ->> 'body'), ' ')
         from jsonb_each({n}.translations) t)))"""
_SAID_BY_COMMENT = """lower(concat_ws(' ', {c}.body,
        (select string_agg(t.value ->> 'body', ' ') from jsonb_each({c}.translations) t)))"""
# A topic under any of its names.
_UNDER = """exists (select 1 from notes_notetopic nt join notes_topic t on t.id = nt.topic_id
                                  where nt.note_id = {n}.id and (t.key = m.word or (t.joined is not null
                                  and t.joined = (select y.joined from notes_topic y where y.key = m.word))))"""
_UNMUTED = f"""
select o.id from unnest(%(ids)s::bigint[]) with ordinality o(id, place)
join notes_note n on n.id = o.id
cross join lateral (
    select {_SAID_BY_NOTE.format(n="n")} as words
) said
where n.author_id = %(viewer)s or not exists (
    select 1 from accounts_mute m where m.person_id = %(viewer)s and case m.kind
        when 'person' then m.other_id = n.author_id
        when 'topic' then {_UNDER.format(n="n")}
        else {_HEARD} end)
order by o.place
"""  # noqa: S608 (our own words)


_UNHEARD = f"""
not exists (select 1 from accounts_mute m
    cross join lateral (select concat_ws(' ',
        case when {{n}}.author_id <> m.person_id then {_SAID_BY_NOTE} end,
        case when {{c}}.author_id <> m.person_id then {_SAID_BY_COMMENT} end) as words) said
    where m.person_id = %(viewer)s and case m.kind
        when 'word' then {_HEARD}
        when 'topic' then {{n}}.author_id <> m.person_id and {_UNDER}
        else false end)
"""  # noqa: S608 (our own words)


def unheard(n: str, c: str) -> str:
    """The condition that neither note `n` nor comment `c`, either of which may be null, has a word or a topic in it
    that `viewer` muted; what they wrote themselves is theirs to hear of. People are another matter."""
    return _UNHEARD.format(n=n, c=c)


_UNSAID = f"""
not exists (select 1 from accounts_mute m cross join lateral (select {_SAID_BY_COMMENT} as words) said
    where m.person_id = %(viewer)s and {{c}}.author_id <> m.person_id and case m.kind
        when 'person' then m.other_id = {{c}}.author_id
        when 'word' then {_HEARD}
        else false end)
"""  # noqa: S608 (our own words)


def unsaid(c: str = "c") -> str:
    """The condition that comment `c` is by nobody whom `viewer` muted and has none of the words in it that they muted."""
    return _UNSAID.format(c=c)


def unmuted(viewer_id: int, ids: Sequence[int]) -> list[int]:
    """Those of the notes that nothing is muted in: not their author, nor a topic, nor a word, in any language they are in."""
    with connection.cursor() as cursor:
        cursor.execute(_UNMUTED, {"viewer": viewer_id, "ids": list(ids)})
        return [row[0] for row in cursor.fetchall()]
