"""The door to what leaves the house: everyone may see it, or it is not there."""

from collections.abc import Sequence

from django.http import Http404

from redbridge.notes.queries import LAST_ID
from redbridge.sharing import queries
from redbridge.sharing.queries import Entry


def access_entry(reads: Sequence[str], note_id: int) -> Entry:
    """A note that everyone may see, or 404."""
    found = queries.entries(reads, [note_id]) if note_id <= LAST_ID else []
    if not found:
        raise Http404
    return found[0]
