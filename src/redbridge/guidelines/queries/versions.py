"""Versions of the packs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection

from redbridge.guidelines.models import Version
from redbridge.policy.rules.packs import Pack, read_pack

_LINES = """
select v.id, v.pack, v.number, v.at, v.digest = '',
       not exists (select 1 from guidelines_version w where w.pack = v.pack and w.id < v.id),
       coalesce((select d.id from guidelines_draft d where d.pack = v.pack and d.state in ('adopted', 'changed')
                 and encode(sha256(convert_to(case when d.became = '' then d.source else d.became end, 'UTF8')), 'hex') = v.digest
                 order by d.id desc limit 1), 0)
from guidelines_version v where v.at > %s order by v.id desc limit 200
"""
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class VersionLine:
    """A version in a list: `left`: the pack is no longer in force; `first`: there was none of it before; `draft`: the number of
    the draft it came from, 0 for none."""

    id: int
    pack: str
    number: int
    at: datetime
    left: bool
    first: bool
    draft: int


def latest_versions() -> dict[str, Version]:
    """The newest of each pack, without its source."""
    newest = Version.objects.order_by("pack", "-pk").distinct("pack").defer("source")
    return {one.pack: one for one in newest}


def versions(after: datetime = EVER) -> list[VersionLine]:
    """All that came into force after this moment, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [after])
        return [VersionLine(*row) for row in cursor.fetchall()]


def since(accepted: datetime | None) -> list[VersionLine]:
    """What came into force since somebody said that they had read the rules."""
    return versions(accepted) if accepted else []


def previous(version: Version) -> Version | None:
    """What the pack was before."""
    return Version.objects.filter(pack=version.pack, pk__lt=version.pk).order_by("-pk").first()


def pack_of(version: Version | None) -> Pack | None:
    """The pack of a version; None for none and for one that left."""
    return _pack(version.source) if version and version.source else None


@lru_cache(maxsize=8)
def _pack(source: str) -> Pack:
    return read_pack(source)
