"""Drafts and scheduled notes: kept, timed, thrown away and taken back, published once when their time comes."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.media.drafts import Wanted
from redbridge.media.models import DRAFT
from redbridge.notes import rules
from redbridge.notes.actions.publish import Draft, publish
from redbridge.notes.models import Composition

# What was published under this key is no draft any more, however late its last saving arrives.
_KEEP = """
insert into notes_composition (author_id, client_key, fields, due)
select %(author)s, %(key)s::uuid, %(fields)s::jsonb, null
where not exists (select 1 from notes_note where author_id = %(author)s and client_key = %(key)s::uuid)
  and (select count(*) from notes_composition where author_id = %(author)s and client_key <> %(key)s::uuid) < %(most)s
on conflict (author_id, client_key) do update set fields = excluded.fields, due = null, changed = now(), deleted = null
returning id
"""
_PUBLISHED = "select 1 from notes_note where author_id = %s and client_key = %s::uuid"


def keep_draft(author_id: int, key: uuid.UUID, fields: Mapping[str, Any]) -> int | None:
    """Keep a draft as it stands now; None where it was published meanwhile. Raises Refusal past the last of many.

    A scheduled note that is changed waits no more, until it is scheduled again.
    """
    values: dict[str, Any] = {"author": author_id, "key": str(key), "fields": json.dumps(fields), "most": rules.DRAFTS_MOST}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        if row := cursor.fetchone():
            return int(row[0])
        cursor.execute(_PUBLISHED, [author_id, str(key)])
        if cursor.fetchone():
            return None
    raise Refusal("", _("You have %(most)s drafts. Publish or delete one first.") % {"most": rules.DRAFTS_MOST})


def open_draft(author_id: int, key: uuid.UUID) -> int | None:
    """The draft of this key, an empty one where there is none: its first picture may come before its first word."""
    found = Composition.objects.filter(author_id=author_id, client_key=key, deleted=None).values_list("pk", flat=True)
    return found.first() or keep_draft(author_id, key, {})


@transaction.atomic
def schedule(author_id: int, fields: Mapping[str, Any], draft: Draft, due: datetime) -> None:
    """Publish the draft at `due`, as it stands now. Does nothing for one that is published."""
    ready = asdict(draft) | {"client_key": str(draft.client_key), "uploads": []}
    if kept := keep_draft(author_id, draft.client_key, dict(fields) | {"ready": ready}):
        Composition.objects.filter(pk=kept).update(due=due)
        audit.record(author_id, "schedule", "composition", kept)


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
