"""What waits for an answer: by the author of the text, by trusted members in each pair of languages; what I suggested."""

from dataclasses import dataclass

from redbridge.corrections.queries.rows import APART, SEEN, SuggestionView, found, rows

# An author's yes to a text used often leaves it open for the rest of the house.
_OPEN = f"""
s.public and not s.spread and s.state in ('waiting', 'accepted') and s.proposer_id is distinct from %(viewer)s
and s.author_id <> %(viewer)s and {SEEN} and {APART}
"""
_UNSAID = "not exists (select 1 from corrections_voice x where x.suggestion_id = s.id and x.person_id = %(viewer)s and x.counted)"
_PAIRS = f"""
select y.source, y.target, sum(y.one) from (
    (select s.source, s.target, 1 as one from corrections_suggestion s where {_OPEN} and {_UNSAID} order by s.id desc limit 500)
    union all (select distinct source, target, 0 from corrections_doubt)) y
group by 1, 2 order by 3 desc, 1, 2 limit 12
"""  # noqa: S608 (our own words)


@dataclass(frozen=True)
class PairView:
    """A pair of languages, and how many suggestions in it wait for this member, counted to 500 in all."""

    source: str
    target: str
    count: int

    @property
    def name(self) -> str:
        """As the address names it."""
        return f"{self.source}>{self.target}"


def for_author(person_id: int, before: int) -> list[SuggestionView]:
    """Suggestions for this person's own texts, the newest first; of one they blocked, none."""
    where = f"s.author_id = %(viewer)s and s.state = 'waiting' and s.id < %(before)s and {SEEN} and {APART}"
    return found(where, "s.id desc", person_id, before=before)


def pairs(person_id: int) -> list[PairView]:
    """Pairs of languages with what waits for this trusted member's voice."""
    return [PairView(*row) for row in rows(_PAIRS, viewer=person_id)]


def for_trusted(person_id: int, source: str, target: str, before: int) -> list[SuggestionView]:
    """What waits in one pair, the newest first; what the member has spoken on is left out."""
    where = f"{_OPEN} and {_UNSAID} and s.source = %(source)s and s.target = %(target)s and s.id < %(before)s"
    return found(where, "s.id desc", person_id, source=source, target=target, before=before)


def sent(person_id: int, before: int) -> list[SuggestionView]:
    """What this person suggested and what came of it, the newest first; texts that they can no longer see are left out."""
    where = f"s.proposer_id = %(viewer)s and s.id < %(before)s and {SEEN}"
    return found(where, "s.id desc", person_id, before=before)
