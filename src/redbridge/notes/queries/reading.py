"""What every read of a text shares: the words in the first of the reader's languages there is."""

from typing import Any

import msgspec

# The first language of the reader's that the row is in, its own or a translation; nothing else leaves the database.
READ = """
left join lateral (
    select w.code, {row}.translations -> w.code as words
    from unnest(%(reads)s::text[]) with ordinality w(code, place)
    where w.code = {row}.language or {row}.translations ? w.code
    order by w.place limit 1
) r on true
"""

LAST_ID = 2**62
"""After every id."""

_json = msgspec.json.Decoder()


def words_of(value: Any) -> dict[str, str]:
    """A translation as it stands in a row; {} for none."""
    if value is None:
        return {}
    found: dict[str, str] = _json.decode(value) if isinstance(value, str | bytes) else value
    return found
