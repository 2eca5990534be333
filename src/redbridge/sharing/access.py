"""The door to what leaves the house: everyone may see it, or it is not there."""

from collections.abc import Sequence

from django.http import Http404

from redbridge.accounts.queries import present_handle
from redbridge.accounts.rules import is_handle
from redbridge.kernel.errors import Moved
from redbridge.kernel.reading import Read
from redbridge.notes.queries import LAST_ID
from redbridge.sharing import queries
from redbridge.sharing.queries import Entry


def access_entry(reads: Sequence[str], note_id: int) -> Entry:
    """A note that everyone may see, or 404."""
    found = queries.entries(reads, [note_id]) if note_id <= LAST_ID else []
    if not found:
        raise Http404
    return found[0]


def access_author(reads: Sequence[str], handle: str) -> tuple[int, str, str, Read]:
    """Id, handle, name and bio of somebody who shows their notes to everyone, or 404; raises Moved for a handle they gave up."""
    if not is_handle(handle.lower()):
        raise Http404
    found = queries.author(handle, reads)
    if found is None:
        present = present_handle(handle)
        if present and queries.author(present, reads):
            raise Moved(f"/@{handle}", f"/@{present}")
        raise Http404
    return found
