"""How many notes each month brought, by language: the room that has them says so, this one keeps the sum."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

Count = Callable[[datetime, datetime], Iterable[tuple[str, int]]]
"""From a moment to another: languages and how many."""
_counts: list[Count] = []
_KEEP = """
insert into record_published (month, language, times, counted) values (%s, %s, %s, now())
on conflict (month, language) do update set times = greatest(record_published.times, excluded.times), counted = now()
"""


def published(count: Count) -> Count:
    """Give a function that counts what was published."""
    _counts.append(count)
    return count


def recount(today: date) -> None:
    """Count this month, and the one before in its first days. What was published stays counted when it is deleted."""
    _recount(today.replace(day=1))
    if today.day <= 2:
        _recount((today.replace(day=1) - timedelta(days=1)).replace(day=1))


@transaction.atomic
def _recount(month: date) -> None:
    first = datetime(month.year, month.month, 1, tzinfo=UTC)
    after = datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)
    for count in _counts:
        for language, times in count(first, after):
            with connection.cursor() as cursor:
                cursor.execute(_KEEP, [month, language, times])
