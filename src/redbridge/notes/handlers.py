"""What notes do when there is news: have themselves translated for the site's languages."""

import json
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from redbridge.accounts.models import Person
from redbridge.kernel.events import emit, subscribe
from redbridge.media import actions as media
from redbridge.notes import actions
from redbridge.notes.models import Comment, Note
from redbridge.notes.rules import UNKNOWN
from redbridge.translation import actions as translation

# `||` in the database, so that two languages finished at one moment do not overwrite each other.
_KEEP = """
update {table} set translations = translations || jsonb_build_object(%s::text, %s::jsonb)
where id = %s and language = %s and {same}
"""
_KEEP_NOTE = _KEEP.format(table="notes_note", same="title = %s and words = %s and body = %s")
_KEEP_COMMENT = _KEEP.format(table="notes_comment", same="body = %s")


@subscribe("note.published", "note.relabelled", "note.edited", queue="words", priority=5)
def translate_note(note_id: int) -> None:
    """Render title, card and body into each language of the site that the note is not in yet."""
    note = Note.objects.select_related("author").filter(pk=note_id, deleted=None).first()
    if note:
        texts = {"title": note.title, "words": note.words, "body": note.body}
        _translate(note, texts, _KEEP_NOTE, _is_open(note))


@subscribe("comment.published", "comment.relabelled", queue="words")
def translate_comment(comment_id: int) -> None:
    """Render a comment into each language of the site that it is not in yet."""
    comment = Comment.objects.select_related("note__author").filter(pk=comment_id, deleted=None).first()
    if comment:
        _translate(comment, {"body": comment.body}, _KEEP_COMMENT, _is_open(comment.note))


@subscribe("note.described", queue="words")
def translate_around_note(note_id: int) -> None:
    """The name of a note's place, and what its pictures show."""
    actions.retell_place(note_id)
    actions.retell_pictures("note", note_id)


@subscribe("comment.described", queue="words")
def translate_comment_picture(comment_id: int) -> None:
    """What a comment's picture shows."""
    actions.retell_pictures("comment", comment_id)


@subscribe("person.closed", "person.opened", "person.hidden", "person.shown", priority=20)
@transaction.atomic
def reguard_pictures(person_id: int) -> None:
    """Who is private or not there has their pictures asked for, and those under their notes and comments; who is not, not.

    The person is held: of two such jobs the later one is right.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    notes = list(Note.objects.filter(author_id=person_id).exclude(picture_count=0).values_list("pk", flat=True))
    media.reguard("note", notes)
    theirs = Q(note__author_id=person_id) | Q(author_id=person_id) | Q(parent__author_id=person_id)
    under = Comment.objects.filter(theirs).exclude(picture=None)
    media.reguard("comment", list(under.values_list("pk", flat=True)))


def _is_open(note: Note) -> bool:
    """What is kept from somebody neither reads nor enters the memory, which everyone's texts are made of."""
    return note.visibility == Note.Audience.EVERYONE and not note.author.private


def _translate(row: Note | Comment, texts: dict[str, str], keep: str, public: bool) -> None:
    said = {name: text for name, text in texts.items() if text}
    if public:
        _remember_what_people_made(row, said)
    for target in settings.REDBRIDGE_LANGUAGES:
        if row.language in (UNKNOWN, target) or said.keys() <= row.translations.get(target, {}).keys():
            continue
        rendering = translation.render(said, row.language, target, public)
        if rendering:
            kept: dict[str, Any] = {**rendering.texts, "by": rendering.by, "engine": rendering.engine}
            _keep(row, keep, [target, json.dumps(kept), row.pk, row.language, *texts.values()])


def _remember_what_people_made(row: Note | Comment, said: dict[str, str]) -> None:
    """An author's own translation serves wherever the same words stand: what is published is public."""
    for target, made in row.translations.items():
        for name in said.keys() & made.keys() if made.get("by") == "human" else ():
            translation.remember(said[name], row.language, target, made[name], engine=made.get("engine", ""))


@transaction.atomic
def _keep(row: Note | Comment, sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    if isinstance(row, Note):
        emit("note.translated", note_id=row.pk)
