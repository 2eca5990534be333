"""An accepted suggestion on the rows that show it: put there, taken away, each row with what it said before.

Rows are found by their text, a chunk at a time: the first chunk of each place at once, the rest by a job.
"""

import json
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from redbridge.accounts.models import Person
from redbridge.corrections import rules, surfaces
from redbridge.corrections.models import Doubt, Reach, Suggestion
from redbridge.corrections.surfaces import PLACES, Place
from redbridge.kernel import events
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes import jobs
from redbridge.translation import actions as translation
from redbridge.translation import people
from redbridge.translation.rules import text_hash

CHUNK = 200
SPREAD = "corrections.jobs.spread_further"


def put_on_own(found: Suggestion) -> None:
    """Let the row it is about show it, and the same author's others that say the same, where it is public."""
    _put(found, surfaces.place_of(found.kind, found.field), [found.subject_id])
    for place in PLACES if found.public else ():
        ids = [id_ for id_, author in surfaces.same(place, found.original, found.source) if author == found.author_id]
        _put(found, place, ids)


def begin_everywhere(found: Suggestion) -> None:
    """Remember it for every text that says the same, and put it on the rows that there are."""
    found.before, found.before_name = people.people_said(found.original, found.source, found.target)
    translation.remember(found.original, found.source, found.target, found.text, engine=_name(found))
    found.spread = True
    _put(found, surfaces.place_of(found.kind, found.field), [found.subject_id])
    for number in range(len(PLACES)):
        if (last := spread_on(found, number, 0)) is not None:
            further = {"suggestion_id": found.pk, "number": number, "after": last}
            app.configure_task(SPREAD, queue="default", task_kwargs=further).defer()


def spread_on(found: Suggestion, number: int, after: int) -> int | None:
    """Put it on a chunk of rows of one place; the last one's id where there may be more."""
    place = PLACES[number]
    rows = surfaces.same(place, found.original, found.source, after, CHUNK)
    _put(found, place, [id_ for id_, _author in rows])
    return rows[-1][0] if len(rows) == CHUNK else None


@transaction.atomic
def apply_known(kind: str, id_: int, texts: dict[str, str], language: str) -> None:
    """A row that was just translated shows what people made of the same words, with their names.

    What was accepted for this row alone comes back too, where a machine has gone over it since.
    """
    fields = {field: text_hash(words) for field, words in texts.items() if words}
    here = Reach.objects.filter(kind=kind, subject_id=id_, live=True).values("suggestion_id")
    mine = Q(pk__in=here) | Q(spread=True) if surfaces.is_public(kind, id_) else Q(pk__in=here)
    known = Suggestion.objects.filter(mine, hash__in=list(fields.values()), source=language, state="accepted")
    # Held, so that an undo at this moment comes after and finds the row. Of several for one text the latest stands.
    latest = {(bytes(one.hash), one.target): one for one in known.select_for_update(no_key=True).order_by("decided")}
    for field, hash_ in fields.items():
        for one in [one for (of, _target), one in latest.items() if of == hash_]:
            _put(one, surfaces.place_of(kind, field), [id_])


@transaction.atomic
def _put(found: Suggestion, place: Place, ids: Sequence[int]) -> None:
    surface, field = place
    name, changed = _name(found), []
    for id_, said in surfaces.lock(place, ids, found.original, found.source, found.target):
        if _stands(found, said, field):
            continue
        before = None if said.get(field) == found.text else said.get(field)
        _reach(found, surface.kind, id_, field, before, anew=said.get(field) != found.text)
        now = rules.mend(said, field, found.text, name, found.proposer_id)
        surfaces.write(surface, id_, found.target, json.dumps(now))
        changed.append(id_)
    Doubt.objects.filter(kind=surface.kind, subject_id__in=changed, target=found.target).delete()
    _tell(surface.kind, changed)


def _stands(found: Suggestion, said: dict[str, str], field: str) -> bool:
    """Whether nothing is to be done: another's own words stay, and so does what is there already."""
    own = said.get("by") == "author" and found.proposer_id != found.author_id
    return own or (said.get(field) == found.text and said.get("mender", "") == str(found.proposer_id or ""))


def _reach(found: Suggestion, kind: str, id_: int, field: str, before: str | None, *, anew: bool) -> None:
    new = {"before": before, "live": True}
    Reach.objects.update_or_create(
        suggestion=found, kind=kind, subject_id=id_, field=field, defaults=new if anew else {"live": True}, create_defaults=new
    )


def take_back_on(found: Suggestion, after: int = 0) -> int | None:
    """Give a chunk of the rows it reached what they said before; the last one's id where there may be more."""
    reached = list(found.reached.filter(pk__gt=after, live=True).order_by("pk")[:CHUNK])
    for kind, field in sorted({(one.kind, one.field) for one in reached}):
        _take(found, surfaces.place_of(kind, field), {one.subject_id: one.before for one in reached
                                                      if (one.kind, one.field) == (kind, field)})
    Reach.objects.filter(pk__in=[one.pk for one in reached]).update(live=False)
    return reached[-1].pk if len(reached) == CHUNK else None


@transaction.atomic
def _take(found: Suggestion, place: Place, before: dict[int, str | None]) -> None:
    surface, field = place
    changed, bare = list[int](), list[int]()
    for id_, said in surfaces.lock(place, list(before), found.original, found.source, found.target):
        if said.get(field) != found.text:
            # Something newer stands on it: undone in its turn, that goes back to what stood before this.
            later = Reach.objects.filter(kind=surface.kind, subject_id=id_, field=field, before=found.text, live=True)
            later.filter(suggestion__target=found.target).update(before=before[id_])
            continue
        now = rules.unmend(said, field, before[id_], _credit(found, surface.kind, id_))
        surfaces.write(surface, id_, found.target, json.dumps(now))
        (changed if now and field in now else bare).append(id_)
    _tell(surface.kind, changed)
    # Where another correction of the same words is left, it takes its place.
    for id_ in changed if surface.kind == "comment" else ():
        events.emit("comment.translated", comment_id=id_)
    _translate(surface.kind, bare)


def _credit(found: Suggestion, kind: str, id_: int) -> dict[str, str]:
    """Who else mended this row's translation, the latest of them."""
    others = Suggestion.objects.filter(reached__kind=kind, reached__subject_id=id_, reached__live=True, state="accepted")
    one = others.filter(target=found.target).exclude(pk=found.pk).order_by("-decided").first()
    return {"mended": _name(one), "mender": str(one.proposer_id)} if one and _name(one) else {}


def _name(found: Suggestion) -> str:
    person = Person.objects.filter(pk=found.proposer_id or 0).exclude(state=Person.State.GONE).first()
    return person.name or person.handle if person else ""


def _tell(kind: str, ids: Sequence[int]) -> None:
    for id_ in ids if kind == "note" else ():
        events.emit("note.translated", note_id=id_)


def _translate(kind: str, ids: Sequence[int]) -> None:
    """By machine, where the translation was a person's and is undone."""
    for id_ in ids:
        if kind == "person":
            events.emit("person.changed", person_id=id_)
        elif kind == "place":
            events.emit("note.described", note_id=id_)
    pictures = Picture.objects.filter(pk__in=ids if kind in ("alt", "said") else ()).values_list("kind", "subject_id")
    for on, subject_id in set(pictures):
        if on == "note":
            events.emit("note.described", note_id=subject_id)
        else:
            events.emit("comment.described", comment_id=subject_id)
    if ids and kind in ("note", "comment"):
        notes.want(kind, ids)
        jobs.cross_soon()


def forget_names(ids: Sequence[int]) -> None:
    """Take a person's name off every row that one of these suggestions reached, and out of the memory."""
    for one in Suggestion.objects.filter(pk__in=ids):
        people.forget_name(one.original, one.source, one.target, one.text)
        for place in PLACES:
            reached = one.reached.filter(kind=place[0].kind, field=place[1], live=True)
            _unname(one, place, list(reached.values_list("subject_id", flat=True)))


@transaction.atomic
def _unname(one: Suggestion, place: Place, ids: Sequence[int]) -> None:
    for id_, said in surfaces.lock(place, ids, one.original, one.source, one.target):
        if said.get("mender") == str(one.proposer_id):
            now = {key: value for key, value in said.items() if key not in ("mended", "mender")}
            surfaces.write(place[0], id_, one.target, json.dumps(now))
