"""People one might follow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from redbridge.accounts.access import person_of, reads, signed_in
from redbridge.notes import queries

MOST = 12


@require_safe
@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Whom to follow. With `next` it is the last screen of arriving, left out where there is nobody to show."""
    found = queries.suggestions(person_of(request).id, reads(request), MOST)
    onward = request.GET.get("next", "")
    onward = onward if onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else ""
    if onward and not found:
        return redirect(onward)
    return render(request, "notes/people.html", {"people": found, "next": onward})
