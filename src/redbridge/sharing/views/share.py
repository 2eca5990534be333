"""The page one shares a note from, for whoever has no script or no share sheet."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import reads, viewer_id
from redbridge.notes.access import access_note
from redbridge.sharing import queries


@require_safe
def share(request: HttpRequest, note_id: int) -> HttpResponse:
    """The address, the words and the picture to take along; told where not everyone can open it."""
    note = access_note(viewer_id(request), reads(request), note_id)
    found = queries.entries(reads(request), [note_id])
    address = f"{settings.REDBRIDGE_SITE_URL}{note.url}"
    context = {"note": note, "entry": found[0] if found else None, "address": address, "words": f"{note.heading}\n{address}"}
    return render(request, "sharing/share.html", context)
