"""Editing a note. What it said before stays readable; what is said anew is translated anew."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.notes import queries
from redbridge.notes.actions import screen
from redbridge.notes.actions.publish import Draft, Written, all_words, file_under_topics, give_pictures
from redbridge.notes.models import Composition, Note, NoteTopic, Version
from redbridge.notes.rules import OWN, UNKNOWN
from redbridge.notes.screening import Parts, Screened
from redbridge.translation import actions as translation
from redbridge.translation.rules import language_of

TEXTS = ("title", "words", "body")
SAME = (*TEXTS, "card", "visibility", "replies", "sensitive", "place")


def edit(person_id: int, languages: Sequence[str], note_id: int, draft: Draft) -> None:
    """Let a note say what the draft says. Saying the same again changes nothing and is no edit."""
    edit_screened(person_id, languages, note_id, draft)


@transaction.atomic
def edit_screened(person_id: int, languages: Sequence[str], note_id: int, draft: Draft) -> Screened:
    """Edit, and tell what the rules found in what is said anew. A machine's look never lifts what stands on the note."""
    note = Note.objects.select_for_update().select_related("author").get(pk=note_id, author_id=person_id)
    texts = [name for name in TEXTS if getattr(note, name) != getattr(draft, name)]
    language, alts = _language(note, languages, draft, bool(texts)), _alts(note)
    screened = screen.screen(person_id, draft.parts(language), _parts(note, alts))
    _change(person_id, note, draft, language, texts, alts)
    if screened.found:
        screen.restrain(note, screened)
    return screened


def _change(person_id: int, note: Note, draft: Draft, language: str, texts: list[str], alts: dict[int, str]) -> None:
    settings_ = [name for name in SAME if name not in TEXTS and getattr(note, name) != getattr(draft, name)]
    own, others = _own(note.translations), dict(draft.translations)
    if texts or language != note.language or own != others:
        _keep_version(note, own)
        note.translations = {code: said for code, said in _still_true(note, texts, language).items() if code not in own} | others
    pictured = _arrange(person_id, note, draft, language)
    if alts != _alts(note) or draft.place != note.place or language != note.language:
        events.emit("note.described", note_id=note.pk)
    if not (texts or settings_ or pictured or language != note.language or own != others):
        return
    _write(note, draft, language, edited=bool(texts or pictured or own != others or "card" in settings_))
    if texts or own != others:
        NoteTopic.objects.filter(note_id=note.pk).delete()
        file_under_topics(note.pk, all_words(draft))
    if "visibility" in settings_ and note.visibility != Note.Audience.EVERYONE:
        translation.forget(getattr(note, name) for name in TEXTS)
    if "visibility" in settings_:
        media.reguard("note", [note.pk])
        media.reguard("comment", note.comments.exclude(picture=None).values_list("pk", flat=True))
    audit.record(person_id, "edit", "note", note.pk)
    events.emit("note.edited", note_id=note.pk)


def _parts(note: Note, alts: dict[int, str]) -> Parts:
    """The note's words as they stood; none of what only its author read."""
    if note.visibility == Note.Audience.ME:
        return {}
    texts = {name: getattr(note, name) for name in (*TEXTS, "place")} | {f"alt:{id_}": alt for id_, alt in alts.items()}
    return screen.parts_of(texts, note.language, _own(note.translations))


def _alts(note: Note) -> dict[int, str]:
    return dict(Picture.objects.filter(kind="note", subject_id=note.pk).values_list("pk", "alt"))


def _language(note: Note, languages: Sequence[str], draft: Draft, changed: bool) -> str:
    if draft.language:
        return draft.language
    if not changed and not note.language_chosen:
        return note.language
    return language_of("\n".join((draft.title, draft.words, draft.body)), languages)


def _own(translations: dict[str, Any]) -> dict[str, Any]:
    """What the author wrote in other languages themselves."""
    return {code: said for code, said in translations.items() if said.get("by") == OWN}


def _keep_version(note: Note, own: dict[str, Any]) -> None:
    since = note.edited or note.published
    Version.objects.create(
        note=note, title=note.title, words=note.words, body=note.body, language=note.language, translations=own, at=since
    )


def _still_true(note: Note, texts: Sequence[str], language: str) -> dict[str, Any]:
    """The translations of what was not changed; `translate_note` makes the others."""
    if language != note.language:
        return {}
    kept = {code: {k: v for k, v in said.items() if k not in texts} for code, said in note.translations.items()}
    return {code: said for code, said in kept.items() if said.keys() & set(TEXTS)}


def _arrange(person_id: int, note: Note, draft: Draft, language: str) -> bool:
    """Whether the note has other pictures now, or in another order."""
    kept = Composition.objects.filter(author_id=person_id, client_key=draft.client_key).first()
    before = queries.picture_ids(note.pk)
    closed = note.author.private or draft.visibility != Note.Audience.EVERYONE or bool(note.standing or note.withheld)
    now = before
    if note.kind == Note.Kind.PICTURES:
        now = give_pictures(person_id, Written(note.pk, kept.pk if kept else 0, closed), draft, language)
    if kept:
        kept.delete()
    return before != now


def _write(note: Note, draft: Draft, language: str, *, edited: bool) -> None:
    if note.place != draft.place:
        note.place_language, note.places = UNKNOWN, {}
    for name in SAME:
        setattr(note, name, getattr(draft, name))
    note.language, note.language_chosen = language, bool(draft.language)
    if edited:
        note.edited = timezone.now()
    note.save(update_fields=[*SAME, "place_language", "places", "language", "language_chosen", "translations", "edited"])
