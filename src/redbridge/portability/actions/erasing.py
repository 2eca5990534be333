"""The end of an account, for good. Each step is small, and done again it does nothing: a kill anywhere is made good by
the next run, which finds the person by their state.

What stays: an empty row with a number (others answered it), in place of each comment that others answered an empty
comment, in place of each note that others commented on an empty note, the deeds in the audit by number, and what others
wrote. Why: docs/adr/0043-what-an-end-erases.md.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from redbridge.accounts import rules
from redbridge.accounts.models import OldHandle, Person
from redbridge.kernel import audit, events
from redbridge.kernel.takeaway import chapters
from redbridge.media import actions as media
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note, NoteTopic, Topic, Version
from redbridge.portability.actions.export import forget
from redbridge.portability.letters import write
from redbridge.translation import actions as translation

CHUNK = 20
"""Notes erased in one transaction, each with all that hangs on it."""
KEPT = {"notes_comment", "notes_note", "accounts_oldhandle"}
"""Tables with steps of their own."""
EMPTY: dict[str, Any] = {
    "name": "", "bio": "", "bio_language": "und", "bio_translations": {},
    "email": "", "languages": [], "interface": "en", "theme": "", "birth_year": None, "links": [],
    "interests": [], "hides": [], "avatar": None, "banner": None, "code_accepted": None,
    "untranslated": [], "notes_untranslated": [], "last_login": None, "password": "!", "accepted": 0,
    "unproven": False, "looked_at": None, "quiet_nights": None, "suggested": None,
}
_UNCOUNT = """
with gone as (delete from {table} where person_id = %s returning {to})
update {tally} t set {count} = greatest(0, t.{count} - 1) from gone where t.{key} = gone.{to}
"""
_TALLIES = (
    {"table": "notes_like", "to": "note_id", "tally": "notes_tally", "count": "likes", "key": "note_id"},
    {"table": "notes_collected", "to": "note_id", "tally": "notes_tally", "count": "collects", "key": "note_id"},
    {"table": "notes_commentlike", "to": "comment_id", "tally": "notes_comment", "count": "likes", "key": "id"},
)
_RECOUNT = """
update notes_tally t set comments = (select count(*) from notes_comment c left join notes_comment p on p.id = c.parent_id
    where c.note_id = t.note_id and c.deleted is null and c.standing = '' and p.deleted is null
      and coalesce(p.standing, '') = '') where t.note_id = any(%s::bigint[])
"""
_UNPIN = "update notes_note set pinned_comment = null where pinned_comment = any(%s::bigint[])"
_LETTERS = "delete from procrastinate_jobs where task_name = 'kernel.mail.send' and args -> 'to' ? %s and status <> 'doing'"


def erase(person_id: int) -> None:
    """Erase a person whose time to come back is over; does nothing for anybody else."""
    if not _begin(person_id):
        return
    forget(Person.objects.get(pk=person_id).pk)
    translation.forget_person(person_id)
    _forget_said(person_id)
    while media.forget_owner(person_id):
        pass
    while ids := list(Note.objects.filter(author_id=person_id).values_list("pk", flat=True)[:CHUNK]):
        _erase_notes(ids)
    while ids := list(_worded(person_id).values_list("pk", flat=True)[:CHUNK * 10]):
        _erase_comments(person_id, ids)
    _take_back(person_id)
    _end(person_id)


def _forget_said(person_id: int) -> None:
    """What they said in any room, as the archive lists it: no memory of translations keeps it."""
    for made in chapters().values():
        said = made(person_id)
        translation.forget(item[name] for item in said for name in ("body", "words") if item.get(name))


@transaction.atomic
def _begin(person_id: int) -> bool:
    """From here on there is no way back: who it was is gone at once, and the rest follows."""
    person = Person.objects.select_for_update().filter(pk=person_id, leaving__lte=timezone.now()).first()
    if person is None:
        return False
    if person.state != Person.State.GONE:
        _drop_letters(person.email)
        write(person, "gone")
        until = timezone.now() + timedelta(days=rules.OLD_HANDLE_DAYS)
        OldHandle.objects.update_or_create(handle=person.handle, defaults={"person": person, "until": until})
        # A handle that nobody could choose.
        Person.objects.filter(pk=person_id).update(state=Person.State.GONE, handle=f"~{person_id}", **EMPTY)
        person.sessions.all().delete()
    return True


def _drop_letters(address: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS, [address])


@transaction.atomic
def _erase_notes(ids: list[int]) -> None:
    _forget_words(Note.objects.filter(pk__in=ids), "title", "words", "body")
    _forget_words(Version.objects.filter(note_id__in=ids), "title", "words", "body")
    topics = set(NoteTopic.objects.filter(note_id__in=ids).values_list("topic_id", flat=True))
    gone = set(ids) - notes.empty_notes(ids)
    below = Comment.objects.filter(note_id__in=gone)
    _forget_words(below, "body")
    media.forget("comment", list(below.values_list("pk", flat=True)))
    Note.objects.filter(pk__in=gone).delete()
    for id_ in ids:
        events.emit("note.deleted", note_id=id_)
    _drop_topics(topics)


def _drop_topics(ids: set[int]) -> None:
    """Topics that nobody else writes under: their names are words of the one who is gone."""
    others = set(NoteTopic.objects.filter(topic_id__in=ids).values_list("topic_id", flat=True))
    for id_ in ids - others:
        Topic.objects.filter(pk=id_).delete()
        events.emit("topic.gone", topic_id=id_)


def _forget_words(rows: "models.QuerySet[Any]", *names: str) -> None:
    texts: Iterable[tuple[str, ...]] = rows.values_list(*names)
    translation.forget(text for row in texts for text in row)


def _worded(person_id: int) -> "models.QuerySet[Comment]":
    """Comments that are not empty yet, answers before what they answer."""
    mine = Comment.objects.filter(author_id=person_id).exclude(body="", picture=None)
    return mine.order_by(models.F("parent_id").desc(nulls_last=True))


@transaction.atomic
def _erase_comments(person_id: int, ids: list[int]) -> None:
    mine = Comment.objects.filter(pk__in=ids)
    _forget_words(mine, "body")
    media.forget("comment", ids)
    above = list(mine.values_list("note_id", flat=True))
    answered = set(Comment.objects.filter(parent_id__in=ids).exclude(author_id=person_id).values_list("parent_id", flat=True))
    mine.filter(pk__in=answered).update(body="", translations={}, language="und", picture=None)
    Comment.objects.filter(parent_id__in=set(ids) - answered, author_id=person_id).delete()
    mine.exclude(pk__in=answered).delete()
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, [above])
        cursor.execute(_UNPIN, [ids])
    notes.drop_emptied(above)


@transaction.atomic
def _take_back(person_id: int) -> None:
    """Likes and collections, with their counts; then every row of any room that is this person's."""
    with connection.cursor() as cursor:
        for words in _TALLIES:
            cursor.execute(_UNCOUNT.format(**words), [person_id])
    for relation in _relations():
        model: Any = relation.related_model
        if model._meta.db_table in KEPT:
            continue
        rows = model._base_manager.filter(**{relation.field.name: person_id})
        if relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})
        else:
            rows.delete()


def _relations() -> Iterable[Any]:
    """Every column of any room that points at a person, the nameless too: a table of next year is among them."""
    fields: Iterable[Any] = Person._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)]


@transaction.atomic
def _end(person_id: int) -> None:
    # Until here it told which of their notes had been for everybody.
    Person.objects.filter(pk=person_id).update(leaving=None, private=False)
    audit.record(None, "erase", "person", person_id)
    events.emit("person.changed", person_id=person_id)
