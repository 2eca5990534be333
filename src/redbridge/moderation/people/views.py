"""A person as staff sees them. What is private comes through the door, and only as the answer to a form that says why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from redbridge.accesslog import door, words
from redbridge.accesslog.door import Asked
from redbridge.accounts.models import Person
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.errors import Refusal
from redbridge.kernel.ids import time_of
from redbridge.kernel.limits import Limit
from redbridge.kernel.private import Fact
from redbridge.moderation.access import desk, staff_of
from redbridge.moderation.people.forms import DoorForm

LOOKING = Limit("look", 60, 3600)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """What everybody may see of somebody; to a form that says why, what is behind the door."""
    about = get_object_or_404(Person.objects.exclude(state=Person.State.GONE), handle=handle.lower())
    kinds = door.kinds(staff_of(request))
    if request.method != "POST":
        return _page(request, about, DoorForm(kinds), 200)
    form = DoorForm(kinds, request.POST)
    stale = why_too_often(request, LOOKING) if form.is_valid() else None
    if stale:
        form.add_error("why", stale.sentence)
        return stale.sent(_page(request, about, form, stale.status))
    facts = _given(request, about, form) if form.is_valid() else None
    return _page(request, about, form, 422 if facts is None else 200, facts)


def _given(request: HttpRequest, about: Person, form: DoorForm) -> list[Fact] | None:
    """What the door gives; None with what is wrong on the form."""
    said = form.cleaned_data
    try:
        asked = Asked(staff_of(request), said["why"], said["words"], said["under"].strip())
        return door.give(said["kind"], about.pk, asked, said["subject"])
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.message)
    except Http404:
        form.add_error("subject", words.ABSENT)
    return None


def _page(request: HttpRequest, about: Person, form: DoorForm, status: int, facts: list[Fact] | None = None) -> HttpResponse:
    shown: dict[str, Any] = {"handle": about.handle, "name": about.name, "state": about.state, "joined": time_of(about.pk),
                             "paused_until": about.paused_until, "suspended_until": about.suspended_until}
    context = {"about": shown, "form": form, "facts": facts, "words": words, "nav": "desk"}
    response = render(request, "moderation/people/person.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
