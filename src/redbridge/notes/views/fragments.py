"""The pieces of a note's page that a script swaps in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from redbridge.accounts.access import reads, viewer_id
from redbridge.kernel.http import is_script
from redbridge.notes.access import access_comment
from redbridge.notes.models import Tally
from redbridge.notes.views.crossing import with_crossing


def comment_fragment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One comment as its reader sees it; without a script, back to it on the note's page."""
    view = access_comment(viewer_id(request), reads(request), comment_id)
    if not is_script(request):
        return redirect(view.url)
    (view,) = with_crossing(request, [view])
    total = Tally.objects.values_list("comments", flat=True).get(pk=view.note_id)
    return render(request, "notes/comment.html", {"comment": view, "total": total})
