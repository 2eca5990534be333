"""What a topic or a handle may become while it is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import member, person_of
from redbridge.kernel.limits import Limit, hit
from redbridge.notes import queries

COMPLETING = Limit("complete", 3000, 3600)


@require_safe
@member
def complete(request: HttpRequest) -> HttpResponse:
    """Options for `?of=#cat` or `?of=@li`, as a list."""
    me, said = person_of(request), request.GET.get("of", "")[:80]
    hit(COMPLETING, me.id)
    topics = queries.topics_like(said[1:]) if said[:1] == "#" else []
    people = queries.people_like(me.id, said[1:]) if said[:1] == "@" else []
    return render(request, "notes/completions.html", {"topics": topics, "people": people})
