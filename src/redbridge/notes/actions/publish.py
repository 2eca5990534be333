"""Publishing a note: the row, its topics, its pictures, the audit line and the news, or none of them."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from redbridge.kernel import events, markup
from redbridge.media import actions as media
from redbridge.media import drafts
from redbridge.media.drafts import Wanted
from redbridge.media.models import DRAFT
from redbridge.notes import queries, rules
from redbridge.notes.actions import screen
from redbridge.notes.queries.visible import served_to_all
from redbridge.notes.screening import NOTHING, Parts, Screened
from redbridge.notes.since import ANYWHERE, Elsewhere, Since
from redbridge.translation import vision
from redbridge.translation.rules import language_of

SAID = ("title", "words", "body")


@dataclass(frozen=True)
class Draft:
    """What a person wrote. `language` empty: we find it out. `translations` are the author's own."""

    client_key: uuid.UUID
    kind: str
    title: str = ""
    body: str = ""
    card: str = ""
    words: str = ""
    language: str = ""
    uploads: Sequence["UploadedFile[Any]"] = ()
    alts: Sequence[str] = ()
    """Of the uploads; `ratio` is what is kept of them, 0 for all."""
    ratio: float = 0
    pictures: Sequence[Wanted] = ()
    """Those that are with us already; they come first."""
    visibility: str = "everyone"
    replies: str = "everyone"
    sensitive: bool = False
    place: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def shown(self) -> list[str]:
        """What is said of each picture."""
        return [*(picture.alt for picture in self.pictures), *self.alts]

    @property
    def described(self) -> bool:
        """Whether it has words around its text: a place, what a picture shows."""
        return bool(self.place or any(self.shown))

    def parts(self, language: str) -> Parts:
        """All its words by where they stand, each with its language, as they are screened; none of what nobody else reads."""
        if self.visibility == "me":
            return {}
        texts = {name: getattr(self, name) for name in ("title", "words", "body", "place")}
        alts = {f"alt:{n}": alt for n, alt in enumerate(self.shown)}
        return screen.parts_of(texts | alts, language, self.translations)


@dataclass(frozen=True)
class Written:
    """A row that was just written: its id, the draft it was, whether it is kept from somebody, whether it was told again,
    and when another page changed that draft that this one has not seen."""

    id: int
    draft_id: int
    closed: bool
    again: bool = False
    elsewhere: datetime | None = None


@dataclass(frozen=True)
class Published:
    """The note's id, and what the rules found in it."""

    id: int
    screened: Screened = NOTHING


# The author is held, for reading: who goes private or is suspended meanwhile waits for us or we for them, and whatever
# then guards their pictures sees ours.
# So many of their last ones are compared, and no more, however many there are.
_LATELY = "(select * from notes_note where author_id = %(author)s and deleted is null order by id desc limit 60)"
_SAME = "a.title = %(title)s and a.words = %(words)s and a.body = %(body)s"
_NOTE = f"""
with gone as (
    delete from notes_composition where author_id = %(author)s and client_key = %(client_key)s::uuid
    returning id, changed,
              fields = '{{}}' or %(pages)s::text[] = '{{}}' or coalesce(fields ->> 'page', '') = any(%(pages)s::text[]) as own
), {screen.AGAIN.format(rows=_LATELY, same=_SAME)}, note as (
    insert into notes_note (author_id, client_key, kind, card, words, title, body, language, language_chosen, translations,
                            visibility, replies, sensitive, place, standing, limited, rule, label, withheld, withheld_rules)
    select %(author)s, %(client_key)s::uuid, %(kind)s, %(card)s, %(words)s, %(title)s, %(body)s, %(language)s, %(chosen)s,
           %(translations)s::jsonb, %(visibility)s, %(replies)s, %(sensitive)s, %(place)s,
           case when again.told then %(standing_again)s else %(standing)s end,
           case when again.told then %(limited_again)s else %(limited)s end,
           case when again.told then %(rule_again)s else %(rule)s end, %(label)s, %(withheld)s::text[], %(withheld_rules)s::text[]
    from again
    on conflict (author_id, client_key) do nothing returning id, visibility, standing, withheld
), {screen.SCREENED.format(kind="note", row="note")},
tally as (insert into notes_tally (note_id, likes, comments) select id, 0, 0 from note),
audited as (
    insert into kernel_audit (actor_id, verb, kind, subject_id) select %(author)s, 'publish', 'note', id from note)
select n.id, coalesce((select id from gone), 0), not {served_to_all()}, (select told from again),
       (select changed from gone where not own and changed is distinct from %(seen)s::timestamptz)
from note n join accounts_person p on p.id = %(author)s for share of p
"""  # noqa: S608 (our own words)
_TOPICS = """
with named as (
    insert into notes_topic (key, name) select * from unnest(%(keys)s::text[], %(names)s::text[])
    on conflict (key) do nothing returning id
), all_ as (select id from named union select id from notes_topic where key = any(%(keys)s::text[]))
insert into notes_notetopic (topic_id, note_id) select id, %(note)s from all_ on conflict do nothing
"""
_COVER = "update notes_note set cover = %s, picture_count = %s where id = %s"


def publish(author_id: int, author_languages: Sequence[str], draft: Draft) -> int:
    """Publish and return the note's id. The same client key again gives the first note's id and writes nothing."""
    return publish_screened(author_id, author_languages, draft).id


@transaction.atomic
def publish_screened(
    author_id: int, author_languages: Sequence[str], draft: Draft, since: Since = ANYWHERE
) -> Published:
    """Publish, and tell what the rules found. Raises Elsewhere where another page changed the draft, or published other words."""
    language = draft.language or language_of("\n".join((draft.title, draft.words, draft.body)), author_languages)
    screened = screen.screen(author_id, draft.parts(language))
    values, told_again = screen.values(author_id, screened, "\n".join((draft.title, draft.words, draft.body)))
    written = _insert(author_id, language, draft, values | {"pages": list(since.pages), "seen": since.seen})
    if written is None:
        return Published(_first(author_id, draft))
    if written.elsewhere:
        raise Elsewhere(written.elsewhere)
    found = told_again if written.again else screened
    file_under_topics(written.id, all_words(draft))
    give_pictures(author_id, written, draft, language)
    events.emit(
        "note.published", *["note.described"] * draft.described, *["note.screened"] * bool(found.found), note_id=written.id
    )
    return Published(written.id, found)


def _first(author_id: int, draft: Draft) -> int:
    """The note that this key made before, where it said the same."""
    found = queries.published_as(author_id, str(draft.client_key))
    assert found is not None
    if not queries.has_said(found, draft.title, draft.words, draft.body):
        raise Elsewhere(note_id=found)
    return found


def _insert(author_id: int, language: str, draft: Draft, screened: Mapping[str, Any]) -> Written | None:
    same = ("kind", "card", "words", "title", "body", "visibility", "replies", "sensitive", "place")
    values = {name: getattr(draft, name) for name in same} | {
        "author": author_id,
        "client_key": str(draft.client_key),
        "language": language,
        "chosen": bool(draft.language),
        "translations": json.dumps(draft.translations),
    } | dict(screened)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, values)
        row = cursor.fetchone()
    return Written(*row) if row else None


def all_words(draft: Draft) -> str:
    """Titles and bodies in every language the author wrote, for the topics in them."""
    own = [said for said in draft.translations.values() if said.get("by") == rules.OWN]
    return "\n".join((draft.title, draft.body, *(said.get(name, "") for said in own for name in ("title", "body"))))


def topics_in(text: str) -> dict[str, str]:
    """Key to name of the topics in a text, at most TOPICS_MOST, sorted so that two writers lock them in one order."""
    found = [span for span in markup.spans(text) if span.kind == "topic"][: rules.TOPICS_MOST]
    names = {rules.topic_key(span.name): span.label.lstrip("#")[: rules.TOPIC_LONGEST] for span in reversed(found)}
    return {key: names[key] for key in sorted(names) if key}


def file_under_topics(note_id: int, text: str) -> None:
    """Let a note stand under the topics of its text."""
    topics = topics_in(text)
    if not topics:
        return
    values: dict[str, Any] = {"keys": list(topics), "names": list(topics.values()), "note": note_id}
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, values)
        # A topic that somebody else began at this moment is known only now that they have committed.
        if cursor.rowcount < len(topics):
            cursor.execute(_TOPICS, values)


def give_pictures(author_id: int, written: Written, draft: Draft, language: str) -> list[int]:
    """Give a note the pictures that its draft names, in the caller's transaction; their ids, the cover's first.

    Those of its draft that were not chosen go.
    """
    kept = list[int]()
    if draft.pictures:
        kept = drafts.arrange(
            author_id, written.draft_id, "note", written.id, draft.pictures, language, written.closed
        )
    elif written.draft_id:
        media.forget(DRAFT, [written.draft_id])
    if draft.uploads:
        claimed = media.claim(
            author_id, draft.uploads, draft.alts, "note", written.id, language, written.closed, len(kept), draft.ratio
        )
        kept += [picture.id for picture in claimed]
    if kept:
        _set_cover(written.id, kept)
        if draft.pictures and vision.can_read():
            events.emit("note.pictured", note_id=written.id)
    return kept


@transaction.atomic
def add_pictures(
    author_id: int, note_id: int, uploads: Sequence["UploadedFile[Any]"], alts: Sequence[str], language: str
) -> None:
    """Give a note without pictures its first; `alts` are in the note's language."""
    claimed = media.claim(author_id, uploads, alts, "note", note_id, language)
    _set_cover(note_id, [picture.id for picture in claimed])


def _set_cover(note_id: int, pictures: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COVER, [pictures[0], len(pictures), note_id])
