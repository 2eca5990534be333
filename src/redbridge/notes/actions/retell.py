"""What stands around a note's words (its place, what its pictures show and say) in the site's languages."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from redbridge.kernel import events
from redbridge.kernel.reading import Told
from redbridge.media.models import Picture
from redbridge.notes.models import Comment, Note
from redbridge.translation.rules import UNKNOWN, language_of
from redbridge.translation.site import into_site

# A place or a text that was changed meanwhile has a job of its own.
_PLACE = "update notes_note set place_language = %s, places = places || %s::jsonb where id = %s and place = %s"
_PART = """
update media_picture set {part}_language = %(language)s::text, translations = case when {part}_language = %(language)s::text
    then translations
    else (select coalesce(jsonb_object_agg(t.key, t.value - '{part}'), '{{}}') from jsonb_each(translations) t) end
    || case when %(target)s::text = '' then '{{}}' else jsonb_build_object(%(target)s::text,
        coalesce(translations -> %(target)s::text, '{{}}') || %(made)s::jsonb) end
where id = %(id)s and {part} = %(text)s::text
"""


def retell_place(note_id: int) -> None:
    """Render the name of a note's place, in whatever language it was typed."""
    note = Note.objects.select_related("author").filter(pk=note_id, deleted=None).exclude(place="").first()
    if note is None:
        return
    language = language_of(note.place, [note.language, *note.author.languages])
    told = note.places if language == note.place_language else {}
    public = note.visibility == Note.Audience.EVERYONE and not note.author.private and not note.standing
    for target, made in [("", {}), *into_site({"place": note.place}, language, told, public)]:
        _run(_PLACE, [language, json.dumps({target: made} if target else {}), note.pk, note.place])
    events.emit("note.told", note_id=note.pk)


def retell_pictures(kind: str, subject_id: int, parts: Sequence[str] = ("alt", "said")) -> None:
    """Render what a note's or a comment's pictures show and say. A guarded picture's words are not public."""
    prior = _prior(kind, subject_id)
    for picture in Picture.objects.filter(kind=kind, subject_id=subject_id).order_by("position") if prior else ():
        for part in parts:
            if getattr(picture, part):
                _retell(picture, part, prior)
    if prior and kind == "note":
        events.emit("note.told", note_id=subject_id)


def _prior(kind: str, subject_id: int) -> list[str]:
    """The language of what a picture stands on and those of its author, which settle what is short; none for what is gone."""
    model: Any = {"note": Note, "comment": Comment}[kind]
    row: Note | Comment | None = model.objects.select_related("author").filter(pk=subject_id, deleted=None).first()
    return [row.language, *row.author.languages] if row else []


def _retell(picture: Picture, part: str, prior: Sequence[str]) -> None:
    text: str = getattr(picture, part)
    language = language_of(text, [code for code in prior if code != UNKNOWN])
    told: Told = picture.translations if language == getattr(picture, f"{part}_language") else {}
    kept = {target: made for target, made in told.items() if part in made}
    sql = _PART.format(part=part)
    for target, made in [("", {}), *into_site({part: text}, language, kept, public=not picture.guarded)]:
        _run(sql, {"language": language, "target": target, "made": json.dumps(made), "id": picture.pk, "text": text})


def _run(sql: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
