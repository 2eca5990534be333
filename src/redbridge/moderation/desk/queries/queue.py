"""What waits, page by page: each language and severity is a stretch of an index, read from where the last page ended.

A hundred thousand cases cost what a thousand do: no statement here counts past a hundred or looks at what it does not show.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from redbridge.kernel import ids
from redbridge.kernel.reads import rows
from redbridge.moderation.desk.rules import AGES, COUNTED, PAGE, Queue

_UNDECIDED = "c.state in ('open', 'claimed', 'second')"
# A claim that has run out is nobody's.
_SHOWS = {
    "waiting": "(c.state = 'open' or (c.state = 'claimed' and c.claimed_until < now()))",
    "mine": "(c.claimed_by_id = %(me)s and c.claimed_until >= now())",
    "second": "c.state = 'second'",
    "sealed": "c.sealed",
}
_MAY = "c.author_id is distinct from %(me)s::bigint and (%(lead)s::boolean or not c.sealed)"
# `before` stands outside: the oldest come first, so it only cuts the end, and a second bound within makes the planner think
# that few are left and sort them all.
# A severity above the last one's was all shown, its own was up to that id: either is a bound of the index.
_FROM = "(c.id * -1) < case when s.n = %(severity)s::int then -%(id)s::bigint else 0 end"
_LEFT = "(%(severity)s::int = 0 or s.n <= %(severity)s::int)"
_IN_LANGUAGE = "unnest(%(languages)s::text[]) l(code)"
_FOUND = """
select f.id, f.severity from {source} unnest(%(severities)s::int[]) s(n)
cross join lateral (
    select c.id, c.severity from moderation_case c
    where {language} c.severity = s.n and """ + _UNDECIDED + """ and {shows} and """ + _MAY + """
      and {place}
    order by c.id * -1 desc limit %(most)s::int) f
where f.id < %(before)s::bigint and {left} order by {order} limit %(most)s::int
"""  # noqa: S608 (our own words)
_SHOWN = """
select c.id, c.number, c.kind, c.language, c.category, c.severity, c.reports, c.source, c.state, c.opened, c.sealed,
       m.number, c.claimed_until, c.second_language, p.handle,
       case when c.sealed or n.visibility <> 'everyone' or (c.kind = 'note' and p.private) then '' else
           left(case c.kind when 'note' then coalesce(nullif(t.n ->> 'title', ''), nullif(t.n ->> 'words', ''), t.n ->> 'body',
                    nullif(n.title, ''), nullif(n.words, ''), n.body)
                when 'comment' then coalesce(t.c ->> 'body', k.body)
                when 'remark' then coalesce(t.r ->> 'body', r.body) else coalesce(p.name, '') end, 160) end,
       coalesce(n.visibility <> 'everyone' or (c.kind = 'note' and p.private), false),
       case when (c.kind = 'note' and t.n is not null) or (c.kind = 'comment' and t.c is not null)
                 or (c.kind = 'remark' and t.r is not null)
            then %(lang)s::text else c.language end,
       c.kind = 'note' and n.id is null or c.kind = 'comment' and k.id is null
           or c.kind = 'remark' and r.id is null
from unnest(%(ids)s::bigint[]) with ordinality w(id, at)
join moderation_case c on c.id = w.id
left join accounts_staffnumber m on m.person_id = c.claimed_by_id
left join accounts_person p on p.id = c.author_id
left join notes_note n on c.kind = 'note' and n.id = c.subject_id and n.kind <> 'emptied'
left join notes_comment k on c.kind = 'comment' and k.id = c.subject_id
left join guidelines_remark r on c.kind = 'remark' and r.id = c.subject_id
cross join lateral (select n.translations -> %(lang)s::text as n, k.translations -> %(lang)s::text as c,
                            r.translations -> %(lang)s::text as r) t
order by w.at
"""
# No further than a hundred a language and a hundred a severity, whatever waits in both. In the order of the index: without one
# the planner hopes to meet a hundred early in the table, where the oldest cases lie, all decided.
_COUNTS = """
select 'language', l.code, 0, x.many from unnest(%(languages)s::text[]) l(code)
cross join lateral (select count(*) many from (
    select 1 from moderation_case c where c.language = l.code and """ + _UNDECIDED + """ and """ + _SHOWS["waiting"] + """
    order by c.severity desc limit %(most)s::int) y) x where x.many > 0
union all
select 'severity', '', s.n, x.many from unnest(%(severities)s::int[]) s(n)
cross join lateral (select count(*) many from (
    select 1 from unnest(%(mine)s::text[]) l(code) cross join lateral (
        select 1 from moderation_case c where c.language = l.code and c.severity = s.n and """ + _UNDECIDED + """
           and """ + _SHOWS["waiting"] + """ order by c.id * -1 desc limit %(most)s::int) z limit %(most)s::int) y) x
where x.many > 0
"""  # noqa: S608 (our own words)
# Each language there is, by stepping from one to the next in the index.
_LANGUAGES = """
with recursive l(code) as (
    (select c.language from moderation_case c where """ + _UNDECIDED + """ order by c.language limit 1)
    union all
    select (select c.language from moderation_case c where c.language > l.code and """ + _UNDECIDED + """
            order by c.language limit 1) from l where l.code is not null)
select code from l where code is not null limit 60
"""  # noqa: S608 (our own words)
LAST = 2**62


@dataclass(frozen=True)
class Line:
    """A case in a list. `words` is how its subject begins, in `lang`; empty where looking is written down, or sealed."""

    id: int
    number: str
    kind: str
    language: str
    category: str
    severity: int
    reports: int
    source: str
    state: str
    opened: datetime
    sealed: bool
    claimer: int | None
    claimed_until: datetime | None
    second_language: str
    handle: str | None
    words: str | None
    private: bool
    lang: str
    gone: bool

    @property
    def url(self) -> str:
        """The case's page."""
        return f"/desk/{self.number}"


def waiting(queue: Queue, me: int, lead: bool, lang: str, most: int = PAGE) -> tuple[list[Line], str]:
    """A page of the queue and the address of the next, empty at the end."""
    found = rows(_sql(queue), {
        "languages": list(queue.languages), "severities": list(queue.severities), "me": me, "lead": lead, "most": most + 1,
        "severity": queue.after[0], "id": queue.after[1], "before": _before(queue.age),
    })
    lines = shown([id_ for id_, _severity in found[:most]], lang)
    id_, severity = found[most - 1] if len(found) > most else (0, 0)
    return lines, queue.next_page(severity, id_) if id_ else ""


def _sql(queue: Queue) -> str:
    oldest = queue.order == "oldest"
    place, left = ("(c.id * -1) < -%(id)s::bigint", "true") if oldest else (_FROM, _LEFT)
    source, language = (f"{_IN_LANGUAGE} cross join", "c.language = l.code and") if queue.languages else ("", "")
    return _FOUND.format(
        source=source, language=language,
        shows=_SHOWS[queue.show], place=place, left=left, order="f.id" if oldest else "f.severity desc, f.id",
    )


def _before(age: str) -> int:
    return ids.first_at(timezone.now() - timedelta(hours=AGES[age])) if age else LAST


def shown(case_ids: list[int], lang: str) -> list[Line]:
    """These cases in this order, their words in `lang` where they have been translated into it."""
    return [Line(*row) for row in rows(_SHOWN, {"ids": case_ids, "lang": lang})] if case_ids else []


@dataclass(frozen=True)
class Counts:
    """How many wait, by language and by severity, each no further than COUNTED."""

    languages: dict[str, int]
    severities: dict[int, int]


def counts(mine: tuple[str, ...]) -> Counts:
    """Of every language; by severity in `mine`, or all."""
    present = [row[0] for row in rows(_LANGUAGES, {})]
    values = {"languages": present, "mine": [*mine] or present, "severities": [5, 4, 3, 2, 1], "most": COUNTED}
    found = rows(_COUNTS, values) if present else []
    return Counts({code: many for by, code, _n, many in found if by == "language"},
                  {severity: many for by, _code, severity, many in found if by == "severity"})
