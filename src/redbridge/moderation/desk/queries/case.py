"""What one needs to decide a case: who reported what, what the author was told before, what is like it, what machines say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redbridge.kernel.reading import Read, told_of
from redbridge.kernel.reads import rows
from redbridge.moderation.models import Case
from redbridge.translation.rules import scripts

SAID_MOST = 40
# Those who said something in words; the others are in the counts.
_SAID = """
select r.category, r.words, r.words_language, r.translations, r.at
from moderation_report r where r.case_id = %(case)s and r.words <> '' order by r.id desc limit %(most)s::int
"""
_HISTORY = """
select d.id, d.kind, d.rule, d.made, d.undone, d.until, c.number, n.number, c.kind, c.sealed and not %(lead)s::boolean
from moderation_decision d join moderation_case c on c.id = d.case_id
left join accounts_staffnumber n on n.person_id = d.by_id
where d.person_id = %(author)s::bigint order by d.id desc limit 20
"""
_MARKS = """
select count(*) from moderation_strike where person_id = %(author)s::bigint and taken_back is null and fades > now()
"""
_DECIDED = """
select d.id, d.kind, d.rule, d.made, d.undone, d.until, '', n.number, '', false
from moderation_decision d left join accounts_staffnumber n on n.person_id = d.by_id
where d.case_id = %(case)s order by d.id desc limit 20
"""
_OF_AUTHOR = """
select c.id from moderation_case c where c.author_id = %(author)s::bigint and c.id <> %(case)s
   and (%(lead)s::boolean or not c.sealed) order by c.id desc limit 6
"""
_SAME_WORDS = {
    "note": """
select c.id from notes_note n join moderation_case c on c.kind = 'note' and c.subject_id = n.id and not c.state = 'closed'
where n.body <> '' and hashtextextended(n.body, 0) = hashtextextended(%(words)s::text, 0) and n.body = %(words)s::text
  and c.id <> %(case)s and (%(lead)s::boolean or not c.sealed) and c.author_id is distinct from %(me)s::bigint limit 6
""",
    "comment": """
select c.id from notes_comment n join moderation_case c on c.kind = 'comment' and c.subject_id = n.id and not c.state = 'closed'
where n.body <> '' and hashtextextended(n.body, 0) = hashtextextended(%(words)s::text, 0) and n.body = %(words)s::text
  and c.id <> %(case)s and (%(lead)s::boolean or not c.sealed) and c.author_id is distinct from %(me)s::bigint limit 6
""",
}
_SAME_RULE = """
select c.id from (select id, case_id, rule, by_id from moderation_decision order by id desc limit 2000) d
join moderation_case c on c.id = d.case_id
where d.rule = %(rule)s and c.id <> %(case)s and (%(lead)s::boolean or not c.sealed) and d.by_id is not null
  and c.author_id is distinct from %(me)s::bigint order by d.id desc limit 6
"""


@dataclass(frozen=True)
class Said:
    """A report in its words: never whose."""

    category: str
    words: Read
    at: datetime


@dataclass(frozen=True)
class Past:
    """A decision. `by`: number of who decided, None for a machine. `number` is empty where the case is this one."""

    id: int
    kind: str
    rule: str
    made: datetime
    undone: datetime | None
    until: datetime | None
    number: str
    by: int | None
    about: str
    sealed: bool


@dataclass(frozen=True)
class Found:
    """What a machine met: the words around it, cut where it begins and ends; `of` the case's text or of a picture."""

    rule: str
    part: str
    why: str
    fact: str
    pieces: tuple[tuple[str, bool], ...]


def reported(case: Case, reads: Sequence[str]) -> tuple[list[tuple[str, int]], list[Said]]:
    """Categories with how many chose them, the most first, and the words, the newest first."""
    counts = sorted(((name, many) for name, many in case.categories.items() if many), key=lambda item: (-item[1], item[0]))
    said = rows(_SAID, {"case": case.pk, "most": SAID_MOST})
    return counts, [Said(category, scripts.read(words, language, told_of(told), "words", reads), at)
                    for category, words, language, told, at in said]


def history(author_id: int | None, lead: bool) -> tuple[list[Past], int]:
    """What was decided about this person's things, the newest first, and how many marks count now."""
    if author_id is None:
        return [], 0
    values = {"author": author_id, "lead": lead}
    return [Past(*row) for row in rows(_HISTORY, values)], int(rows(_MARKS, {"author": author_id})[0][0])


def decided(case: Case) -> list[Past]:
    """What was decided in this case, the newest first."""
    return [Past(*row) for row in rows(_DECIDED, {"case": case.pk})]


def alike(case: Case, words: str, rule: str, me: int, lead: bool) -> dict[str, list[int]]:
    """Ids of cases by the way in which they are alike: words, author, rule."""
    values = {"case": case.pk, "me": me, "lead": lead}
    same = rows(_SAME_WORDS[case.kind], values | {"words": words}) if words and case.kind in _SAME_WORDS else []
    author = rows(_OF_AUTHOR, {"case": case.pk, "lead": lead, "author": case.author_id}) if case.author_id else []
    ruled = rows(_SAME_RULE, values | {"rule": rule}) if rule else []
    return {"words": _ids(same), "author": _ids(author), "rule": _ids(ruled)}


def _ids(found: list[tuple[Any, ...]]) -> list[int]:
    return list(dict.fromkeys(int(row[0]) for row in found))


def found(case: Case) -> list[Found]:
    """What machines wrote into the case's facts."""
    return [Found(one.get("rule", ""), one.get("part", ""), one.get("why", ""), str(one.get("fact", "")),
                  tuple(cut(one.get("said", ""), one.get("marks", [])))) for one in case.facts.get("found", [])]


def cut(words: str, spans: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is concerned; spans that make no sense are left out."""
    pieces, at = list[tuple[str, bool]](), 0
    for start, end in sorted((int(start), int(end)) for start, end in spans):
        if at <= start < end <= len(words):
            pieces += [(words[at:start], False), (words[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (words[at:], False)) if piece[0]]
