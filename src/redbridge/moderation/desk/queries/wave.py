"""Cases that belong to one wave: the same words, the same link, the same authors. Nothing here looks further than it says."""

from dataclasses import dataclass

from redbridge.kernel.reads import rows
from redbridge.kernel.spans import spans
from redbridge.moderation.desk.models import WAVE_MOST
from redbridge.moderation.desk.queries.subject import Subject
from redbridge.moderation.models import Case

LATEST = 5_000
"""Of the cases that wait, the latest are looked through for a link."""
_UNDECIDED = "c.state in ('open', 'claimed', 'second')"
_WORDS = """
select c.id from notes_note n join moderation_case c on c.kind = 'note' and c.subject_id = n.id and """ + _UNDECIDED + """
where n.body <> '' and hashtextextended(n.body, 0) = hashtextextended(%(words)s::text, 0) and n.body = %(words)s::text
union all
select c.id from notes_note n join moderation_case c on c.kind = 'note' and c.subject_id = n.id and """ + _UNDECIDED + """
where n.words <> '' and hashtextextended(n.words, 0) = hashtextextended(%(words)s::text, 0) and n.words = %(words)s::text
union all
select c.id from notes_comment n join moderation_case c on c.kind = 'comment' and c.subject_id = n.id and """ + _UNDECIDED + """
where n.body <> '' and hashtextextended(n.body, 0) = hashtextextended(%(words)s::text, 0) and n.body = %(words)s::text
limit %(most)s::int
"""
_LINK = """
select c.id from (select id, kind, subject_id from moderation_case c where """ + _UNDECIDED + """ order by id desc
                  limit %(latest)s::int) c
left join notes_note n on c.kind = 'note' and n.id = c.subject_id
left join notes_comment k on c.kind = 'comment' and k.id = c.subject_id
where position(%(link)s::text in lower(coalesce(n.body || ' ' || n.words, k.body, ''))) > 0 limit %(most)s::int
"""  # noqa: S608 (our own words)
_AUTHORS = """
select c.id from moderation_case c where c.author_id = any(%(authors)s::bigint[]) and """ + _UNDECIDED + """ limit %(most)s::int
"""
_ABOUT = """
select c.id, c.number, c.language, c.author_id, c.sealed, c.state, c.claimed_by_id is distinct from %(me)s::bigint
       and c.state = 'claimed' and c.claimed_until > now(),
       (c.kind = 'note' and n.id is null) or (c.kind = 'comment' and k.id is null)
from unnest(%(ids)s::bigint[]) w(id) join moderation_case c on c.id = w.id
left join notes_note n on c.kind = 'note' and n.id = c.subject_id and n.kind <> 'emptied'
left join notes_comment k on c.kind = 'comment' and k.id = c.subject_id order by c.id
"""


@dataclass(frozen=True)
class Member:
    """A case of a wave as it stands now."""

    id: int
    number: str
    language: str
    author_id: int | None
    sealed: bool
    state: str
    anothers: bool
    gone: bool


def words_of(subject: Subject) -> str:
    """What is the same in a wave of words: the text, or the words of a card."""
    read = subject.parts.get("body") or subject.parts.get("words")
    return (read.original or read.text) if read else ""


def link_of(subject: Subject) -> str:
    """The first link, as it is written, without its protocol; empty for none."""
    whole = subject.whole
    found = next((span.text for span in spans(whole) if span.kind == "url"), "")
    return found.lower().partition("://")[2] or found.lower()


def chosen(by: str, case: Case, subject: Subject) -> list[int]:
    """Ids of the cases like this one by `words`, `link` or `authors`, itself among them, at most WAVE_MOST."""
    words, link = words_of(subject), link_of(subject)
    found = [case.pk]
    if by == "link" and link:
        found += _ids(_LINK, link=link, latest=LATEST)
    elif words and by in ("words", "authors"):
        found += _ids(_WORDS, words=words)
    if by == "authors":
        authors = Case.objects.filter(pk__in=found).exclude(author=None).values_list("author_id", flat=True)
        found += _ids(_AUTHORS, authors=sorted(set(authors)))
    return sorted(set(found))[:WAVE_MOST]


def _ids(sql: str, **values: str | int | list[int]) -> list[int]:
    return [row[0] for row in rows(sql, values | {"most": WAVE_MOST})]


def members(case_ids: list[int], me: int) -> list[Member]:
    """These cases as they stand, for who asks."""
    return [Member(*row) for row in rows(_ABOUT, {"ids": case_ids, "me": me})]
