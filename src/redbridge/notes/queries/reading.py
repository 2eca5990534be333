"""What every read of a text shares: the words in the first of the reader's languages there is."""

from typing import Any

import msgspec

from redbridge.accounts.rules import LANGUAGES_MOST

# The first language of the reader's that the row is in, its own or a translation; nothing else leaves the database.
# Spelled out, since a walk through the array costs more than all else a card is made of.
_CASES = " ".join(
    f"when {{row}}.language = (%(reads)s::text[])[{n}] or {{row}}.translations ? (%(reads)s::text[])[{n}] "
    f"then (%(reads)s::text[])[{n}]"
    for n in range(1, LANGUAGES_MOST + 1)
)
READ = f"""
cross join lateral (select case {_CASES} end as code) w
cross join lateral (select w.code, {{row}}.translations -> w.code as words) r
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
