"""Your data: taking it along, and leaving."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import key_holder, person_of
from redbridge.accounts.models import Person
from redbridge.kernel.limits import Limit, hit
from redbridge.media.storage import storage
from redbridge.portability import access, actions
from redbridge.portability.archive.reading import counts
from redbridge.portability.forms import LeaveForm
from redbridge.portability.models import Export
from redbridge.portability.rules import LEAVE_DAYS

ASKING = Limit("export", 5, 86400)
LEAVING = Limit("leave", 10, 86400)
FETCHING = Limit("fetch-export", 30, 3600)


@require_safe
@never_cache
@key_holder
def data(request: HttpRequest) -> HttpResponse:
    """What can be taken along, how far an archive is, and the way out."""
    me = Person.objects.get(pk=person_of(request).id)
    latest = Export.objects.filter(person_id=me.pk).order_by("-pk").first()
    context = {"me": me, "latest": latest, "there": counts(me.pk), "nav": "you", "at": "data"}
    return render(request, "portability/data.html", context)


@require_POST
@key_holder
def ask(request: HttpRequest) -> HttpResponse:
    """Have an archive made."""
    me = person_of(request)
    hit(ASKING, me.id)
    if not actions.ask(me.id, get_language() or "en"):
        messages.info(request, _("An archive is being packed already."))
    return redirect("data")


@require_safe
@never_cache
@key_holder
@access.fresh
def fetch(request: HttpRequest, export_id: int) -> HttpResponse:
    """The archive itself, to nobody but its owner."""
    me = person_of(request)
    export = access.access_export(me.id, export_id)
    hit(FETCHING, me.id)
    name = f"{me.handle}-{export.asked.date().isoformat()}.zip"
    headers = {"Content-Length": str(export.size), "X-Content-Type-Options": "nosniff"}
    answer = FileResponse(storage().open(export.key), as_attachment=True, filename=name,
                          content_type="application/zip", headers=headers)
    return cast(HttpResponse, answer)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@key_holder
@access.fresh
def leave(request: HttpRequest) -> HttpResponse:
    """End the account: what is lost, and the handle typed by hand."""
    me = Person.objects.get(pk=person_of(request).id)
    if me.leaving:
        return redirect("leaving")
    form = LeaveForm(request.POST or None, own=me.handle)
    if form.is_valid():
        hit(LEAVING, me.pk)
        actions.leave(me.pk, request.session.session_key or "")
        return redirect("leaving")
    context = {"form": form, "there": counts(me.pk), "days": LEAVE_DAYS, "nav": "you", "at": "data"}
    return render(request, "portability/leave.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
@key_holder
def leaving(request: HttpRequest) -> HttpResponse:
    """The only page of somebody who is leaving."""
    me = Person.objects.get(pk=person_of(request).id)
    if me.leaving is None:
        return redirect("data")
    return render(request, "portability/leaving.html", {"me": me})


@require_POST
@key_holder
def stay(request: HttpRequest) -> HttpResponse:
    """Come back."""
    if actions.stay(person_of(request).id):
        messages.success(request, _("Welcome back. Everything is where it was."))
    return redirect("explore")
