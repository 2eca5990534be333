"""Translations that readers call wrong, and that nobody has mended yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from redbridge.corrections import rules
from redbridge.corrections.queries.rows import rows
from redbridge.corrections.surfaces import SURFACES
from redbridge.translation.rules import scripts, text_hash

_DOUBTED = " union all ".join(
    f"""
select t.id as id, '{surface.kind}' as kind, t.{surface.language} as language, d.target as target, d.people as people,
       {" || ' ' || ".join(f"t.{field}" for field in surface.fields)} as words
from (select subject_id, target, count(*) as people from corrections_doubt
      where kind = '{surface.kind}' and source = %(source)s and target = %(target)s group by 1, 2
      order by 3 desc limit 50) d
join {surface.table} t on t.id = d.subject_id {surface.joins}
where t.{surface.translations} -> d.target ? '{surface.mark}' and {surface.open} and {surface.seen}
"""  # noqa: S608 (our own words)
    for surface in SURFACES.values()
)

_CALLED = " union all ".join(
    f"""
select t.id, '{surface.kind}' as kind, t.{surface.language}, d.target, 0,
       {" || ' ' || ".join(f"t.{field}" for field in surface.fields)}
from corrections_doubt d join {surface.table} t on t.id = d.subject_id and d.kind = '{surface.kind}' {surface.joins}
where d.person_id = %(viewer)s and {surface.seen}
"""  # noqa: S608 (our own words)
    for surface in SURFACES.values()
)

_MINE = "select kind, subject_id, target, hash from corrections_doubt where person_id = %(viewer)s"


@dataclass(frozen=True)
class Doubted:
    """A row whose translation readers call wrong; `words` are its own."""

    id: int
    kind: str
    language: str
    target: str
    people: int
    words: str

    @property
    def url(self) -> str:
        """Where it stands."""
        places = {"comment": f"/comments/{self.id}/replies", "person": f"/corrections/by/{self.id}"}
        places |= dict.fromkeys(("note", "place"), f"/notes/{self.id}")
        return places.get(self.kind, f"/corrections/suggest/{self.kind}/{self.id}?to={self.target}")


def doubted(viewer_id: int, source: str, target: str) -> list[Doubted]:
    """Those of one pair that most people call wrong first, at most a page of each kind."""
    found = [Doubted(*row) for row in rows(_DOUBTED, viewer=viewer_id, source=source, target=target)]
    return sorted(found, key=lambda one: -one.people)[: rules.DOUBTED_SHOWN]


def called_wrong(person_id: int) -> list[Doubted]:
    """What this person called wrong, the latest first, as many as a page holds; there it can be taken back."""
    return [Doubted(*row) for row in rows(f"{_CALLED} order by 1 desc limit {rules.DOUBTED_SHOWN}", viewer=person_id)]


class CalledWrong:
    """What one reader called wrong, for the marks of a page: one statement for all of them, and none where no mark stands."""

    def __init__(self, person_id: int) -> None:
        self.person_id = person_id

    def has(self, kind: str, id_: int, target: str, words: str) -> bool:
        """Whether the row's translation is among it; `words` are the row's own, since what was said of others is void."""
        found = self._hashes.get((kind, id_, target)) or self._hashes.get((kind, id_, scripts.SISTERS.get(target, "")))
        return found is not None and found == text_hash(words)

    @cached_property
    def _hashes(self) -> Mapping[tuple[str, int, str], bytes]:
        return {(kind, id_, target): bytes(hash_) for kind, id_, target, hash_ in rows(_MINE, viewer=self.person_id)}
