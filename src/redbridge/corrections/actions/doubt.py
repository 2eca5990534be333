"""Saying in one tap that a translation is wrong. Past a few people, or by the author, readers get the original first."""

import json
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from redbridge.corrections import rules, surfaces
from redbridge.corrections.access import Text
from redbridge.corrections.models import Doubt
from redbridge.corrections.surfaces import SURFACES
from redbridge.kernel import audit, events
from redbridge.translation.rules import text_hash

TRY_ANOTHER = "corrections.jobs.try_another"


@transaction.atomic
def doubt(person_id: int, text: Text, *, on: bool) -> bool:
    """Say so, or take it back; whether the translation is doubted now. Counted once a person."""
    place: dict[str, Any] = {"kind": text.kind, "subject_id": text.id, "target": text.target}
    if on:
        now: dict[str, Any] = {"hash": _hash(text), "source": text.language}
        Doubt.objects.update_or_create(person_id=person_id, **place, defaults=now)
        _let_go(person_id)
    else:
        Doubt.objects.filter(person_id=person_id, **place).delete()
    audit.record(person_id, "doubt" if on else "trust", text.kind, text.id)
    people = set(Doubt.objects.filter(**place, hash=_hash(text)).values_list("person_id", flat=True))
    doubted = len(people) >= rules.DOUBTS or text.author_id in people
    _mark(text, doubted=doubted)
    if doubted and SURFACES[text.kind].mark not in text.said:
        _ask_another(text)
    return doubted


def _let_go(person_id: int) -> None:
    """The oldest of somebody who has called very much wrong count no more."""
    past = Doubt.objects.filter(person_id=person_id).order_by("-pk").values("pk")[rules.CALLED_MOST :]
    Doubt.objects.filter(pk__in=past).delete()


def _ask_another(text: Text) -> None:
    """What one engine got wrong another may get right; once, or two of them would take turns."""
    if text.said.get("by") in ("engine", "memory") and text.said.get("engine") and "tried" not in text.said:
        asked = {"kind": text.kind, "subject_id": text.id, "target": text.target, "author_id": text.author_id}
        app.configure_task(TRY_ANOTHER, queue="words", task_kwargs=asked).defer()


@transaction.atomic
def clear_doubts(person_id: int, text: Text) -> None:
    """Somebody trusted has looked, and the translation is right."""
    Doubt.objects.filter(kind=text.kind, subject_id=text.id, target=text.target).delete()
    audit.record(person_id, "clear", text.kind, text.id)
    _mark(text, doubted=False)


def _hash(text: Text) -> bytes:
    return text_hash("\n".join(text.words.values()))


def _mark(text: Text, *, doubted: bool) -> None:
    """The mark stands on the row, so that reading costs nothing more."""
    surface = SURFACES[text.kind]
    field = next(field for field in surface.fields if text.words.get(field))
    held = surfaces.lock((surface, field), [text.id], text.words[field], text.language, text.target)
    for id_, said in held:
        now = {key: value for key, value in said.items() if key != surface.mark} | ({surface.mark: "1"} if doubted else {})
        if said and now != said:
            surfaces.write(surface, id_, text.target, json.dumps(now))
            if text.kind == "note":
                events.emit("note.translated", note_id=id_)
