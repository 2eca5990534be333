"""A person's own list of who looked at their data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from redbridge.accesslog import queries, rules, words
from redbridge.accounts.access import person_of, signed_in
from redbridge.kernel.cursors import pack, unpack


@require_safe
@signed_in
def access(request: HttpRequest) -> HttpResponse:
    """All looks, the newest first, a page at a time."""
    cursor = request.GET.get("before", "")
    before = int(unpack(cursor, "i")[0]) if cursor else queries.NEWEST
    found = queries.looks(person_of(request).id, before, rules.PAGE + 1)
    more = len(found) > rules.PAGE
    found = found[: rules.PAGE]
    next_url = f"{reverse('access')}?before={pack(found[-1].id)}" if more else ""
    context = {"at": "access", "looks": found, "next_url": next_url, "said": words}
    return render(request, "accesslog/access.html", context)
