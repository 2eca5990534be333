"""Reading the glossary: the house's entries and the site's, and what members propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from redbridge.accounts.models import Person
from redbridge.translation import glossary
from redbridge.translation.glossary import Entry
from redbridge.translation.models import Term


@dataclass(frozen=True)
class Credit:
    """Who wrote a site's entry and who checked it; None for the house's own, or where an account has ended."""

    proposer: Person | None = None
    checker: Person | None = None


def listed(stem: str, asked: str) -> list[Entry]:
    """The entries of a language that hold what is asked for in their forms or meanings, by the alphabet."""
    entries = [entry for entry in glossary.known(stem).values() if _holds(entry, glossary.fold(asked))]
    return sorted(entries, key=lambda entry: _letters(entry.reading if stem == "zh" and entry.reading else entry.term))


def _letters(words: str) -> str:
    """Pinyin without its tones, as the alphabet goes."""
    return "".join(c for c in normalize("NFD", glossary.fold(words)) if not combining(c))


def _holds(entry: Entry, asked: str) -> bool:
    said = (words for renderings in entry.said.values() for words in renderings)
    return not asked or any(
        asked in glossary.fold(words) for words in (entry.term, *entry.variants, entry.reading, *entry.means.values(), *said)
    )


def find(stem: str, term: str) -> Entry | None:
    """The entry of a term as it stands in an address."""
    return glossary.known(stem).get(glossary.fold(term))


def approved(language: str, term: str) -> Term | None:
    """The site's own row for a term, None where the house explains it."""
    return Term.objects.filter(language=language, folded=glossary.fold(term), state=Term.State.APPROVED).first()


def credit(row: Term | None) -> Credit:
    """Whom to name under an entry."""
    if row is None:
        return Credit()
    people = Person.objects.exclude(state=Person.State.GONE).in_bulk([i for i in (row.proposer_id, row.decider_id) if i])
    return Credit(people.get(row.proposer_id or 0), people.get(row.decider_id or 0))


def waiting(before: int, most: int) -> Sequence[Term]:
    """Proposals nobody decided yet, oldest first, after the one numbered `before`."""
    return list(Term.objects.filter(state=Term.State.PROPOSED, id__gt=before).order_by("id")[:most])


def mine(person_id: int, most: int) -> Sequence[Term]:
    """What somebody proposed, newest first."""
    return list(Term.objects.filter(proposer_id=person_id).order_by("-id")[:most])


def open_of(person_id: int) -> int:
    """How many of somebody's proposals wait."""
    return Term.objects.filter(proposer_id=person_id, state=Term.State.PROPOSED).count()
