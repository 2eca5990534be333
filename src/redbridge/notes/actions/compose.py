"""Drafts and scheduled notes: kept, timed, thrown away and taken back, published once when their time comes."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.kernel import audit, text
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.media.drafts import Wanted
from redbridge.media.models import DRAFT
from redbridge.notes import queries, rules
from redbridge.notes.actions.publish import SAID, Draft, publish
from redbridge.notes.models import Composition
from redbridge.notes.since import ANYWHERE, Elsewhere, Since

# What was published under this key is no draft any more, however late its last saving arrives. What another page changed
# since this one looked is not written over: of two tabs the later one is told. An empty one was begun by a picture.
_KEEP = """
insert into notes_composition (author_id, client_key, fields, due)
select %(author)s, %(key)s::uuid, %(fields)s::jsonb, null
where not exists (select 1 from notes_note where author_id = %(author)s and client_key = %(key)s::uuid)
  and (select count(*) from notes_composition where author_id = %(author)s and client_key <> %(key)s::uuid) < %(most)s
on conflict (author_id, client_key) do update
  set fields = excluded.fields, due = null, changed = clock_timestamp(), deleted = null
where %(pages)s::text[] = '{}' or notes_composition.fields = '{}' or notes_composition.changed = %(seen)s::timestamptz
  or coalesce(notes_composition.fields ->> 'page', '') = any(%(pages)s::text[])
returning id, changed
"""


class Kept(NamedTuple):
    """A draft's row, and when it was changed last: what a page has seen of it."""

    id: int
    changed: datetime


def keep_draft(author_id: int, key: uuid.UUID, fields: Mapping[str, Any], since: Since = ANYWHERE) -> Kept | None:
    """Keep a draft as it stands now; None where it was published so meanwhile. A scheduled note that is changed waits no
    more, until it is scheduled again.

    Raises Elsewhere where another page changed it or published other words, and Refusal past the last of many.
    """
    values: dict[str, Any] = {"author": author_id, "key": str(key), "fields": json.dumps(fields), "most": rules.DRAFTS_MOST,
                              "pages": list(since.pages), "seen": since.seen}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        if row := cursor.fetchone():
            return Kept(*row)
    if note_id := queries.published_as(author_id, str(key)):
        if fields and not queries.has_said(note_id, *_said(fields)):
            raise Elsewhere(note_id=note_id)
        return None
    if other := Composition.objects.filter(author_id=author_id, client_key=key).first():
        raise Elsewhere(other.changed)
    raise Refusal("", _("You have %(most)s drafts. Publish or delete one first.") % {"most": rules.DRAFTS_MOST})


def _said(fields: Mapping[str, Any]) -> list[str]:
    """Its words as they are published; a note of pictures has none on a card."""
    shown = SAID if fields.get("kind") == "card" else ("title", "", "body")
    return [text.clean(str(fields.get(name, ""))).strip() for name in shown]


def open_draft(author_id: int, key: uuid.UUID) -> int | None:
    """The draft of this key, an empty one where there is none: its first picture may come before its first word."""
    found = Composition.objects.filter(author_id=author_id, client_key=key, deleted=None).values_list("pk", flat=True).first()
    begun = None if found else keep_draft(author_id, key, {})
    return begun.id if begun else found


@transaction.atomic
def schedule(author_id: int, fields: Mapping[str, Any], draft: Draft, due: datetime, since: Since = ANYWHERE) -> None:
    """Publish the draft at `due`, as it stands now. Does nothing for one that is published; raises Elsewhere as keeping does."""
    ready = asdict(draft) | {"client_key": str(draft.client_key), "uploads": []}
    if kept := keep_draft(author_id, draft.client_key, dict(fields) | {"ready": ready}, since):
        Composition.objects.filter(pk=kept.id).update(due=due)
        audit.record(author_id, "schedule", "composition", kept.id)


def unschedule(author_id: int, composition: Composition) -> None:
    """Make a scheduled note a draft again."""
    with transaction.atomic():
        Composition.objects.filter(pk=composition.pk, author_id=author_id).update(due=None)
        audit.record(author_id, "unschedule", "composition", composition.pk)


def discard(composition: Composition) -> None:
    """Throw a draft away; for a day it can be taken back."""
    Composition.objects.filter(pk=composition.pk).update(deleted=Now(), due=None)


def take_back(composition: Composition) -> None:
    """Bring back a draft that was thrown away."""
    Composition.objects.filter(pk=composition.pk).update(deleted=None)


@transaction.atomic
def publish_scheduled(composition_id: int, *, now: bool = False) -> int | None:
    """Publish a scheduled note whose time has come, or `now`; None where another worker did or it was taken out.

    Row, note and pictures change in one transaction, so a worker killed here leaves it scheduled, and none doubles it.
    """
    due = Composition.objects.select_for_update(skip_locked=True, of=("self",)).select_related("author")
    row = due.filter(pk=composition_id, deleted=None).exclude(due=None).first()
    if row is None or row.due is None or not (now or row.due <= timezone.now()):
        return None
    if row.author.state != Person.State.ACTIVE or (row.author.paused_until or timezone.now()) > timezone.now():
        Composition.objects.filter(pk=row.pk).update(due=None)
        return None
    return publish(row.author_id, row.author.languages, _ready(row.fields["ready"]))


def _ready(said: dict[str, Any]) -> Draft:
    pictures = [Wanted(p["id"], p["alt"], tuple(p["crop"]) if p["crop"] else None) for p in said["pictures"]]
    return Draft(**said | {"client_key": uuid.UUID(said["client_key"]), "pictures": pictures})


def forget_drafts(ids: list[int]) -> None:
    """Delete drafts for good, their pictures too."""
    with transaction.atomic():
        media.forget(DRAFT, ids)
        Composition.objects.filter(pk__in=ids).delete()
