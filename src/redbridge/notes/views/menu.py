"""What else one can do about a note."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import reads, viewer_id
from redbridge.kernel.http import is_script
from redbridge.notes.access import access_note


@require_safe
def menu(request: HttpRequest, note_id: int) -> HttpResponse:
    """The menu of a card: a page of its own, or what a script lays over the card."""
    note = access_note(viewer_id(request), reads(request), note_id)
    return render(request, "notes/menu_pop.html" if is_script(request) else "notes/menu.html", {"note": note})
