"""What a person was told, in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from redbridge.kernel import reads
from redbridge.kernel.reading import HEAD
from redbridge.notes.queries import LAST_ID, words_of
from redbridge.notes.queries.muted import unheard
from redbridge.notes.queries.reading import LEFT, words_read
from redbridge.notes.queries.restraint import RESTRAINT, restraint_of
from redbridge.notes.queries.visible import answers, over, stands, together
from redbridge.notes.reasons import withheld_line
from redbridge.notes.rules import first_line
from redbridge.notifications.rules import GROUPED, HOUSE

PAGE = 30
AWAKE = "({i}.rests is null or {i}.rests <= now())"
"""SQL: not kept for the morning."""

# What is hidden is hidden here too: with a note its notices, with a comment the replies under it, and what somebody
# muted or blocked does. The badge and the list ask by the same words, or the badge would promise what the list does not hold.
_SHOWN = f"""
from notifications_notice i
join accounts_person p on p.id = i.actor_id and (p.state = 'active' or p.id = i.person_id)
left join notes_note n on n.id = i.note_id
left join accounts_person na on na.id = n.author_id
left join notes_comment c on c.id = i.comment_id
left join notes_comment above on above.id = c.parent_id
left join accounts_person aa on aa.id = above.author_id
{{words}}
where i.person_id = %(viewer)s and (c.id is null or {stands()}) and {answers()}
  and (n.id is null or {over("n", "na")}) and {together()}
  and (aa.id is null or (aa.state = 'active' and {together("aa")}))
  and not exists (select 1 from accounts_mute m where m.person_id = %(viewer)s and m.kind = 'person' and m.other_id = p.id)
  and {unheard("n", "c")}
"""  # noqa: S608 (our own words)
# A hundred likes of one note are one line of the list, and so one in the badge.
_GROUP = f"case when i.kind in {GROUPED} then coalesce(i.comment_id, i.note_id) else i.id end"
_UNSEEN = f"""
select distinct y.kind, y.thing from (
    select i.kind, {_GROUP} as thing {_SHOWN.format(words="")} and i.seen is null
      and {AWAKE.format(i="i")} order by i.id desc limit 500) y limit 100
"""  # noqa: S608 (our own words)
# Whether there is anything to count: the long statement costs six times as much before it looks at a row.
_ANY = f"""
select exists (select 1 from notifications_notice n where n.person_id = %(viewer)s::bigint and n.seen is null
               and {AWAKE.format(i="n")})
"""  # noqa: S608 (our own words)


def ask_any(person_id: int) -> reads.Ask:
    """The statement of whether to ask for `unseen` at all, to be asked with others."""
    return reads.Ask(_ANY, {"viewer": person_id})


def unseen(person_id: int) -> int:
    """How many lines of the list a person has not looked at, counted to 100."""
    return count(person_id) if reads.rows(*ask_any(person_id)) == [(True,)] else 0


def count(person_id: int) -> int:
    """As `unseen`, for somebody who has something new."""
    return len(reads.rows(_UNSEEN, {"viewer": person_id}))


@dataclass(frozen=True)
class NoticeView:
    """One line of the list. `words` are the comment's in the reader's language, `about` the note's title in it."""

    id: int
    kind: str
    at: datetime
    fresh: bool
    actor_id: int
    actor_handle: str
    actor_name: str
    actor_avatar: int | None
    waits: bool
    """Whether a request to follow still waits for an answer."""
    note_id: int | None
    about: str
    about_lang: str
    comment_id: int | None
    words: str
    words_lang: str
    source: str
    original: str
    engine: str
    by: str
    others: int
    """How many more did the same to the same thing, counted to 100."""

    @property
    def url(self) -> str:
        """Where the line leads."""
        if self.kind in HOUSE:
            return HOUSE[self.kind]
        if self.kind == "board":
            return "/boards"
        if self.kind in ("term_in", "term_out"):
            return "/glossary/proposals"
        if self.kind == "suggested":
            return "/corrections?show=mine"
        if self.kind in ("declined", "undone"):
            return "/corrections?show=sent"
        if self.comment_id:
            return f"/notes/{self.note_id}?comment={self.comment_id}#comment-{self.comment_id}"
        return f"/notes/{self.note_id}" if self.note_id else f"/@{self.actor_handle}"


_READ = f"""
left join lateral (select w.code, {{row}}.translations -> w.code as words
    from unnest((%(reads)s::text[])[:{HEAD}]) with ordinality w(code, place)
    where (w.code = {{row}}.language or {{row}}.translations ? w.code) and not ({LEFT}) order by w.place limit 1) {{row}}r on true
"""  # noqa: S608 (our own words)
_WORDS = _READ.format(row="n") + _READ.format(row="c")
_SAME = f"""
from notifications_notice j join accounts_person p on p.id = j.actor_id and p.state = 'active'
where j.person_id = i.person_id and j.kind = i.kind and j.note_id = i.note_id and j.comment_id is not distinct from i.comment_id
  and {together()}
  and not exists (select 1 from accounts_mute m where m.person_id = %(viewer)s and m.kind = 'person' and m.other_id = p.id)
"""  # noqa: S608 (our own words)
_LAST_OF_GROUP = f"(i.kind not in {GROUPED} or not exists (select 1 {_SAME} and j.id > i.id))"
_LIST = f"""
select i.id, i.kind, i.at, i.seen is null, p.id, p.handle, p.name, p.avatar,
       i.kind = 'request' and exists (select 1 from accounts_followrequest q
            where q.follower_id = p.id and q.followed_id = i.person_id), n.id,
       n.title, n.words, left(n.body, 200), n.language, nr.code, case when nr.code <> n.language then nr.words end,
       c.id, c.body, c.language, cr.code, case when cr.code <> c.language then cr.words end,
       case when i.kind in {GROUPED} then (select count(*) from (select 1 {_SAME} and j.id < i.id limit 100) s) else 0 end,
       case when n.withheld <> '{{}}' then {RESTRAINT.format(n="n")} end, n.author_id = i.person_id,
       case when c.withheld <> '{{}}' and c.author_id <> i.person_id
            then json_build_object('withheld', c.withheld, 'withheld_rules', c.withheld_rules)::text end
{_SHOWN.format(words=_WORDS)} and i.id < %(before)s
  and {_LAST_OF_GROUP} and (%(kinds)s::text[] is null or i.kind = any(%(kinds)s::text[]))
order by i.id desc limit %(limit)s
"""  # noqa: S608 (our own words)


def notices(
    person_id: int, reads: Sequence[str], before: int = LAST_ID, kinds: Sequence[str] | None = None
) -> list[NoticeView]:
    """A page of notices, of these kinds or all, newest first; those about deleted things are left out. One statement."""
    values: dict[str, Any] = {"viewer": person_id, "reads": list(reads), "before": before, "limit": PAGE}
    with connection.cursor() as cursor:
        cursor.execute(_LIST, values | {"kinds": list(kinds) if kinds else None})
        return [_view(row, reads) for row in cursor.fetchall()]


def _view(row: tuple[Any, ...], reads: Sequence[str]) -> NoticeView:
    title, words, body, note_language, note_code, note_said = row[10:16]
    comment_id, said_as, language, code, raw, others, restraint, mine, kept = row[16:]
    written = {"title": title or "", "words": words or "", "body": body or ""}
    own, note_id = note_language or "", row[9] or 0
    note_translation, note_code = words_read(words_of(note_said), written, own, note_code or "", reads, note_id)
    said_as, language = said_as or "", language or ""
    comment_translation, code = words_read(words_of(raw), {"body": said_as}, language, code or "", reads, comment_id or 0)
    shown = note_translation or written
    about = first_line(shown.get("title") or shown.get("words") or shown.get("body") or "")
    told = (found := restraint_of(restraint)) and found.for_reader(mine)
    if told and told.kept_from:
        about, note_code, note_translation, said_as, comment_translation = (
            withheld_line(told.kept_from, told.rule), note_code, {}, "", {})
        note_language, language = get_language() or "en", ""
    if (of_comment := restraint_of(kept)) and (here_ := of_comment.for_reader(False)) and here_.kept_from:
        said_as, language, comment_translation = withheld_line(here_.kept_from, here_.rule), get_language() or "en", {}
    values: tuple[Any, ...] = (
        *row[:10],
        about,
        note_code if note_translation else note_language or "",
        comment_id,
        comment_translation.get("body", said_as),
        code if comment_translation else language,
        language,
        said_as if comment_translation else "",
        comment_translation.get("engine", ""),
        comment_translation.get("by", ""),
        others,
    )
    return NoticeView(*values)
