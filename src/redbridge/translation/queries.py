"""Reading the memory: what people made of whole texts, and what engines made of pieces; and what engines were given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from redbridge.kernel import reads

_REMEMBERED = """
select hash, text, engine from translation_memory
where hash = any(%(hashes)s::bytea[]) and source = %(source)s and target = %(target)s and by = 'human'
"""
_RENDERED = """
select r.hash, r.text, r.name from translation_rendered r
join unnest(%(hashes)s::bytea[], %(glossary)s::int[]) asked(hash, glossary) using (hash, glossary)
where r.source = %(source)s and r.target = %(target)s and r.engine = %(engine)s
  and (r.text <> '' or r.created > now() - interval '1 day')
"""
_BY_ANY = """
select distinct on (hash) hash, text, name from translation_rendered
where hash = any(%(hashes)s::bytea[]) and source = %(source)s and target = %(target)s and text <> ''
order by hash, created desc
"""

_NEWEST_TERM = "select count(*) || ' ' || coalesce(max(decided)::text, '') from translation_term where state = 'approved'"


@dataclass(frozen=True)
class Remembered:
    """A translation and whom to name, a person or an engine. `text` empty: that engine had no usable answer today."""

    text: str
    name: str


def get_remembered(hashes: Iterable[bytes], source: str, target: str) -> dict[bytes, Remembered]:
    """What people made of these texts for one pair, by hash, in one statement."""
    return _found(_REMEMBERED, hashes, source=source, target=target)


def get_rendered(pieces: Mapping[bytes, int], source: str, target: str, engine: str) -> dict[bytes, Remembered]:
    """What the engine of this key made of these pieces, by hash, in one statement; each under its version of the glossary."""
    return _found(_RENDERED, pieces, source=source, target=target, engine=engine, glossary=list(pieces.values()))


def get_rendered_by_any(hashes: Iterable[bytes], source: str, target: str) -> dict[bytes, Remembered]:
    """The newest that any engine made of these pieces, under any version of the glossary."""
    return _found(_BY_ANY, hashes, source=source, target=target)


def newest_term() -> str:
    """What changes whenever an entry of the site's glossary is approved or leaves it."""
    return str(reads.rows(_NEWEST_TERM, {})[0][0])


def _found(sql: str, hashes: Iterable[bytes], **values: str | list[int]) -> dict[bytes, Remembered]:
    written = ["\\x" + hash_.hex() for hash_ in hashes]
    return {bytes(row[0]): Remembered(*row[1:]) for row in reads.rows(sql, {"hashes": written, **values})}


_SPENT = """
select engine,
    coalesce(sum(characters) filter (where day = (now() at time zone 'utc')::date), 0)::bigint,
    sum(characters)::bigint, sum(requests)::bigint, sum(failures)::bigint, sum(milliseconds)::bigint
from translation_spending
where engine = any(%(keys)s::text[]) and day >= date_trunc('month', now() at time zone 'utc') group by engine
"""


@dataclass(frozen=True)
class Spent:
    """What one engine was given: characters today, then of this month (UTC), all of it counted at sending."""

    today: int = 0
    month: int = 0
    requests: int = 0
    failures: int = 0
    milliseconds: int = 0


def get_spent(keys: Iterable[str]) -> dict[str, Spent]:
    """By the keys of addresses; engines that were given nothing this month are left out."""
    return {row[0]: Spent(*row[1:]) for row in reads.rows(_SPENT, {"keys": list(keys)})}
