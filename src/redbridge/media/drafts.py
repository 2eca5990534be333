"""Pictures of what is not published yet, and their way into what is: chosen, ordered, cropped, described."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction

from redbridge.kernel.text import clean
from redbridge.media.actions import defer, forget, render_of
from redbridge.media.formats import Crop
from redbridge.media.models import DRAFT, GREY, Picture
from redbridge.media.storage import picture_key, spool_key, storage


@dataclass(frozen=True)
class Wanted:
    """A picture that a subject shall have: a draft's, or one of its own."""

    id: int
    alt: str = ""
    crop: Crop | None = None


_ARRANGE = """
with wanted as (
    select (w ->> 'id')::bigint as id, w ->> 'alt' as alt, place - 1 as place,
           case when w -> 'crop' <> 'null' then array(select f::float8 from jsonb_array_elements_text(w -> 'crop') f) end as crop
    from jsonb_array_elements(%(wanted)s::jsonb) with ordinality x(w, place)
)
update media_picture p set kind = %(kind)s, subject_id = %(subject)s, position = w.place, alt = w.alt,
    alt_language = %(language)s::text, translations = case
        when p.alt = w.alt and p.alt_language = %(language)s::text then p.translations
        else (select coalesce(jsonb_object_agg(t.key, t.value - 'alt'), '{}') from jsonb_each(p.translations) t) end,
    guarded = %(guarded)s, crop = coalesce(w.crop, p.crop),
    created = case when p.kind = %(draft_kind)s then now() else p.created end,
    state = case when w.crop is null then p.state else 'waiting' end,
    widths = case when w.crop is null then p.widths else '{}' end
from wanted w where p.id = w.id and p.owner_id = %(owner)s
    and (p.kind = %(draft_kind)s and p.subject_id = %(draft)s or p.kind = %(kind)s and p.subject_id = %(subject)s)
returning p.id, p.position, p.spool
"""


@transaction.atomic
def arrange(
    owner_id: int, draft_id: int, kind: str, subject_id: int, wanted: Sequence[Wanted], language: str, guarded: bool
) -> list[int]:
    """Give a subject these pictures in this order, and forget its others and the draft's; their ids, the cover's first.

    What a draft has not got (any more) is left out. `alt`s are in `language`; `guarded`: not for everyone.
    """
    chosen = [_recut(owner_id, draft_id, kind, subject_id, one) for one in wanted]
    said = [{"id": one.id, "alt": clean(one.alt), "crop": one.crop} for one in chosen]
    values: dict[str, Any] = {
        "wanted": json.dumps(said), "kind": kind, "subject": subject_id, "draft": draft_id, "owner": owner_id,
        "language": language, "guarded": guarded, "draft_kind": DRAFT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ARRANGE, values)
        rows = sorted(cursor.fetchall(), key=lambda row: int(row[1]))
    # A draft's own rendering may be at work at this moment: the lock lets it end first.
    defer([render_of(id_, place, lock=f"picture-{id_}") for id_, place, spool in rows if spool])
    kept = [int(row[0]) for row in rows]
    forget(kind, [subject_id], but=kept)
    forget(DRAFT, [draft_id])
    return kept


def _recut(owner_id: int, draft_id: int, kind: str, subject_id: int, one: Wanted) -> Wanted:
    """A published picture is cropped as a new one: what stands at an address never changes its bytes."""
    if one.crop is None:
        return one
    row = Picture.objects.filter(pk=one.id, owner_id=owner_id, kind=kind, subject_id=subject_id).first()
    if row is None:
        return one
    if not row.widths:
        return replace(one, crop=None)
    key = spool_key()
    with storage().open(picture_key(row.id, row.widths[-1], "webp")) as file:
        storage().save(key, [file.read()], "image/webp")
    made = Picture.objects.create(
        owner_id=owner_id, kind=DRAFT, subject_id=draft_id, position=0, width=row.width, height=row.height,
        spool=key, dc=GREY, guarded=True,
    )
    return replace(one, id=made.id)
