"""What the charts of a year say, from sums: never from lines, of which there may be millions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from redbridge.kernel.reads import rows
from redbridge.record.rules import APPEALED, DECIDED, OUTSIDE

RESTRAINING = tuple(kind for kind in DECIDED if kind not in ("no_action", "restore"))
"""What takes something from somebody."""
TAKEN_BACK = ("appeal_granted", "undone")
BY_ORDER = ("delayed_notice", *OUTSIDE)
"""What is nobody's decision here, and so of no language."""
LANGUAGES_MOST = 8
_SUMS = """
select grouping(month, rule), month, rule, split_part(language, '-', 1) as lang, kind, "by", surface, pace, sum(times)::bigint
from record_tally where month >= %(first)s::date and month < %(end)s::date
group by grouping sets ((month, kind, "by"), (rule, kind), (split_part(language, '-', 1), kind, "by", surface, pace))
"""
_PUBLISHED = """
select split_part(language, '-', 1), sum(times)::bigint from record_published
where month >= %(first)s::date and month < %(end)s::date group by 1
"""
OF_MONTH, OF_RULE, OF_LANGUAGE = 1, 2, 3


@dataclass
class Fair:
    """What a language's notes and their people met with."""

    language: str
    notes: int = 0
    """Published."""
    restrained_notes: int = 0
    restrained: int = 0
    machine: int = 0
    """Restrained by a machine alone."""
    appealed: int = 0
    taken_back: int = 0
    paces: "Counter[int]" = field(default_factory=Counter)
    """How long people took, by class."""

    @property
    def per_thousand(self) -> float | None:
        """Decisions on notes in a thousand published; None where none was."""
        return 1000 * self.restrained_notes / self.notes if self.notes else None

    @property
    def half(self) -> int | None:
        """The class of time within which half was decided; None where people decided nothing."""
        left = sum(self.paces.values()) / 2
        for pace in sorted(self.paces):
            left -= self.paces[pace]
            if left <= 0:
                return pace
        return None

    def add(self, kind: str, by: str, surface: str, pace: int, times: int) -> None:
        """Count one sum in."""
        if kind in RESTRAINING:
            self.restrained += times
            self.restrained_notes += times if surface == "note" else 0
            self.machine += times if by == "machine" else 0
        if kind in DECIDED and by != "machine":
            self.paces[pace] += times
        self.appealed += times if kind in APPEALED else 0
        self.taken_back += times if kind in TAKEN_BACK else 0


@dataclass(frozen=True)
class Charts:
    """Twelve months. `months`: month to (by people, by machines alone); `rules` and `kinds`: the most first."""

    months: dict[date, tuple[int, int]]
    rules: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    outside: list[tuple[str, int]]
    """What others ordered or settled, in the order of BY_ORDER."""
    languages: list[Fair]

    @property
    def whole(self) -> Fair:
        """All languages together."""
        return merged("", self.languages)


def charts(last: date) -> Charts:
    """The twelve months that end with the one of `last`."""
    months = list(_months(last))
    span = {"first": months[0].isoformat(), "end": _after(months[-1]).isoformat()}
    sums = rows(_SUMS, span)
    by_kind = Counter[str]()
    for _set, _month, _rule, _lang, kind, *_rest, times in (row for row in sums if row[0] == OF_RULE):
        by_kind[kind] += times
    kinds, outside = ([(kind, by_kind[kind]) for kind in some if by_kind[kind]] for some in (DECIDED, BY_ORDER))
    return Charts(_by_month(months, sums), _by_rule(sums), kinds, outside, _by_language(sums, dict(rows(_PUBLISHED, span))))


def _by_month(months: Iterable[date], sums: Iterable[tuple[object, ...]]) -> dict[date, tuple[int, int]]:
    counted: Counter[tuple[object, bool]] = Counter()
    for of, month, _rule, _lang, kind, by, _surface, _pace, times in sums:
        if of == OF_MONTH and kind in RESTRAINING:
            counted[month, by == "machine"] += times  # type: ignore[operator]
    return {month: (counted[month, False], counted[month, True]) for month in months}


def _by_rule(sums: Iterable[tuple[object, ...]]) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for of, _month, rule, _lang, kind, _by, _surface, _pace, times in sums:
        if of == OF_RULE and kind in RESTRAINING and rule:
            counted[str(rule)] += times  # type: ignore[operator]
    return counted.most_common()


def _by_language(sums: Iterable[tuple[object, ...]], published: dict[str, int]) -> list[Fair]:
    found: dict[str, Fair] = defaultdict(lambda: Fair(""))
    for of, _month, _rule, lang, kind, by, surface, pace, times in sums:
        if of == OF_LANGUAGE and kind not in BY_ORDER:
            found[str(lang)].add(str(kind), str(by), str(surface), pace, times)  # type: ignore[arg-type]
    for lang, times in published.items():
        found[lang].notes = times
    for lang, fair in found.items():
        fair.language = lang
    ordered = sorted(found.values(), key=lambda fair: (not fair.language, -fair.notes, -fair.restrained))
    few, rest = ordered[:LANGUAGES_MOST], ordered[LANGUAGES_MOST:]
    return [*few, merged("others", rest)] if rest else few


def merged(name: str, of: Iterable[Fair]) -> Fair:
    """Several languages as one."""
    whole = Fair(name)
    for one in of:
        whole.notes += one.notes
        whole.restrained_notes += one.restrained_notes
        whole.restrained += one.restrained
        whole.machine += one.machine
        whole.appealed += one.appealed
        whole.taken_back += one.taken_back
        whole.paces.update(one.paces)
    return whole


def _months(last: date) -> Iterator[date]:
    """Twelve first days, the oldest first."""
    for back in range(11, -1, -1):
        months = last.year * 12 + last.month - 1 - back
        yield date(months // 12, months % 12 + 1, 1)


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
