"""A translation that readers call wrong, made again by another engine."""

import json

from django.db import transaction
from django.http import Http404

from redbridge.corrections import surfaces
from redbridge.corrections.access import Text, access_text
from redbridge.corrections.models import Doubt
from redbridge.corrections.surfaces import SURFACES
from redbridge.kernel import events
from redbridge.translation import actions as translation
from redbridge.translation.actions import Rendering


def try_another(kind: str, id_: int, target: str, author_id: int) -> bool:
    """Ask every engine but the one that was wrong; whether readers have another translation now. For jobs only."""
    try:
        text = access_text(author_id, kind, id_, target)
    except Http404:
        return False
    if SURFACES[kind].mark not in text.said:
        return False
    words = {name: words for name, words in text.words.items() if words}
    made = translation.render(words, text.language, target, text.public, but=text.said.get("engine", "").split(", "))
    return bool(made and any(made.texts[name] != text.shown(name) for name in words)) and _show(text, made)


@transaction.atomic
def _show(text: Text, made: Rendering | None) -> bool:
    """Nobody has called this one wrong yet. Words that people mended meanwhile stay."""
    surface = SURFACES[text.kind]
    field = next(field for field in surface.fields if text.words.get(field))
    held = surfaces.lock((surface, field), [text.id], text.words[field], text.language, text.target)
    for id_, said in held:
        if made is None or said != dict(text.said):
            continue
        kept = {key: value for key, value in said.items() if key != surface.mark}
        now = kept | made.texts | {"by": made.by, "engine": made.engine, "tried": text.said["engine"]}
        surfaces.write(surface, id_, text.target, json.dumps(now))
        Doubt.objects.filter(kind=text.kind, subject_id=id_, target=text.target).delete()
        if text.kind == "note":
            events.emit("note.translated", note_id=id_)
        return True
    return False
