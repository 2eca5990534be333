"""Drafts and scheduled notes of one's own; the pictures that come to them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import member, person_of, signed_in
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.media import uploads
from redbridge.media.rules import MOST_BYTES, MOST_PIECE
from redbridge.media.uploads import OutOfStep, Progress
from redbridge.notes import actions, queries
from redbridge.notes.access import access_draft, access_upload
from redbridge.notes.note_form import NoteForm, typed
from redbridge.notes.since import Elsewhere, since_of
from redbridge.notes.views.write import composer, place_of, told_of

DRAFTING = Limit("draft", 2400, 3600)
UPLOADING = Limit("upload", 400, 3600)
PIECES = Limit("piece", 9000, 3600)


@require_safe
@signed_in
def drafts(request: HttpRequest) -> HttpResponse:
    """Scheduled notes, then drafts; `?thrown=` offers to take one back."""
    found = queries.drafts(person_of(request).id)
    thrown = request.GET.get("thrown", "")
    return render(request, "notes/drafts.html", {"drafts": found, "thrown": int(thrown) if thrown.isdecimal() else 0})


@require_POST
@member
def save(request: HttpRequest) -> HttpResponse:
    """Keep the composer as it stands: by its button, by a script every few seconds, by a tab that closes."""
    me = person_of(request)
    hit(DRAFTING, me.id)
    form = NoteForm(request.POST, owner=me.id)
    key = form.fields["client_key"].clean(request.POST.get("client_key"))
    try:
        fields = typed(request.POST) | _edited(request)
        kept = actions.keep_draft(me.id, key, fields, since_of(request.POST))
    except Elsewhere as other:
        return _other(request, other) if is_script(request) else told_of(request, form, other)
    except Refusal as refusal:
        form.is_valid()
        form.errors.clear()
        form.add_error(refusal.field or None, refusal.message)
        return HttpResponse(refusal.message, status=422) if is_script(request) else composer(request, form, 422)
    if is_script(request):
        return HttpResponse(status=204, headers={"Draft-Seen": kept.changed.isoformat()} if kept else {})
    if request.FILES:
        messages.warning(request, _("The words are kept. Pictures are kept with a draft only where scripts run."))
    return redirect("drafts")


def _other(request: HttpRequest, other: Elsewhere) -> HttpResponse:
    """For a script: what happened, where to read it, and of a draft that was changed its new state."""
    answer = HttpResponse(other.message, status=409, content_type="text/plain; charset=utf-8")
    answer["Content-Location"] = place_of(request, other)
    if other.changed:
        answer["Draft-Seen"] = other.changed.isoformat()
    return answer


def _edited(request: HttpRequest) -> dict[str, int]:
    said = request.POST.get("note", "")
    return {"note": int(said)} if said.isdecimal() and len(said) < 20 else {}


@require_POST
@member
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away; the page after it offers to take that back."""
    actions.discard(access_draft(person_of(request).id, draft_id))
    return redirect(f"{reverse('drafts')}?thrown={draft_id}")


@require_POST
@member
def take_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Bring back a draft that was thrown away."""
    actions.take_back(access_draft(person_of(request).id, draft_id, deleted=True))
    return redirect("drafts")


@require_POST
@member
def unschedule(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Let a scheduled note wait as a draft."""
    me = person_of(request)
    actions.unschedule(me.id, access_draft(me.id, draft_id))
    return redirect("drafts")


@require_POST
@member
def publish_now(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Publish a scheduled note before its time."""
    draft = access_draft(person_of(request).id, draft_id)
    note_id = actions.publish_scheduled(draft.pk, now=True)
    return redirect("note", note_id) if note_id else redirect("drafts")


@require_POST
@member
def begin_upload(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Begin, or find, the upload of one picture of a draft: `upload` its own key, `name`, `length` in bytes."""
    me = person_of(request)
    hit(UPLOADING, me.id)
    draft = actions.open_draft(me.id, key)
    name, length = request.POST.get("name", "")[:500], request.POST.get("length", "")
    try:
        own = uuid.UUID(request.POST.get("upload", ""))
    except ValueError:
        return HttpResponse(status=400)
    if draft is None:
        return HttpResponse(_("This note is published already."), status=422, content_type="text/plain; charset=utf-8")
    try:
        size = int(length) if length.isdecimal() and len(length) < 12 else 0
        return _told(uploads.begin(me.id, own, draft, name, min(size, 10 * MOST_BYTES)), 201)
    except Refusal as refusal:
        return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "HEAD", "PATCH"])
@member
def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """How far an upload has come (GET), or its next piece (PATCH, `Upload-Offset` where it begins, bytes as they are)."""
    me = person_of(request)
    now = access_upload(me.id, upload_id)
    if request.method != "PATCH":
        return _told(now, 200)
    hit(PIECES, me.id)
    offset, size = request.headers.get("Upload-Offset", ""), request.headers.get("Content-Length", "")
    if not (offset.isdecimal() and size.isdecimal()) or len(offset + size) > 20:
        return HttpResponse(status=400)
    if int(size) > MOST_PIECE:
        return HttpResponse(status=413)
    try:
        return _told(uploads.receive(me.id, upload_id, int(offset), request.body), 200)
    except OutOfStep:
        return _told(access_upload(me.id, upload_id), 409)
    except Refusal as refusal:
        return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")


def _told(now: Progress, status: int) -> HttpResponse:
    answer = JsonResponse(
        {"id": str(now.id), "received": now.received, "length": now.length, "picture": now.picture_id and str(now.picture_id)},
        status=status,
    )
    answer["Upload-Offset"], answer["Cache-Control"] = str(now.received), "no-store"
    return answer
