"""The composer: writing a note, scheduling it, changing one."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redbridge.accounts.access import member, person_of
from redbridge.accounts.stale import keeps_typed, why_stale, why_too_often
from redbridge.kernel.limits import Limit
from redbridge.media.queries import pictures
from redbridge.notes import actions, queries
from redbridge.notes.access import access_own_note
from redbridge.notes.forms import new_key
from redbridge.notes.models import BODY_CEILING, TITLE_CEILING, Composition, Note
from redbridge.notes.note_form import NoteForm, initial, initial_of, typed
from redbridge.notes.queries import DraftView
from redbridge.notes.since import Elsewhere, since_of
from redbridge.notes.views.screened import tell
from redbridge.translation.engines import translates

PUBLISHING = Limit("publish", 300, 3600)
EDITING = Limit("edit", 300, 3600)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The composer. A refused form comes back as it was typed, with the sentence beside its field."""
    if request.method != "POST":
        return _fresh(request)
    if moved := _moved(request):
        return composer(request, _bound(request, moved), 200)
    form = _bound(request)
    refused = _refusal(request, form, PUBLISHING)
    if refused:
        return _again(request, form) or refused
    try:
        return _schedule(request, form) if request.POST.get("do") == "schedule" else _publish(request, form)
    except Elsewhere as other:
        return told_of(request, form, other)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, note_id: int) -> HttpResponse:
    """Change a note of one's own."""
    if request.method != "POST":
        return _fresh_edit(request, note_id)
    # Who may not write now gets back what they typed, and nothing of the note; only then is it asked whose it is.
    note = Note.objects.filter(pk=note_id, author_id=_me(request), deleted=None).first()
    form = _bound(request, note=note)
    if stale := why_stale(request):
        form.add_error(None, stale.sentence)
        return stale.sent(composer(request, form, stale.status))
    note = access_own_note(_me(request), note_id)
    if moved := _moved(request):
        return composer(request, _bound(request, moved, note), 200)
    if refused := _refusal(request, form, EDITING):
        return refused
    person = person_of(request)
    screened = actions.edit_screened(person.id, person.languages, note.pk, form.draft())
    tell(request, screened, _("Saved. What it said before stays readable."))
    return redirect("note", note.pk)


def _publish(request: HttpRequest, form: NoteForm) -> HttpResponse:
    person = person_of(request)
    made = actions.publish_screened(person.id, person.languages, form.draft(), since_of(request.POST))
    tell(request, made.screened, _published())
    return redirect("note", made.id)


def _published() -> str:
    if not translates():
        return _("Published.")
    return _("Published. Readers of other languages get their own version in a moment.")


def _me(request: HttpRequest) -> int:
    person = request.person  # type: ignore[attr-defined]
    return person.id if person else 0


def _bound(request: HttpRequest, data: QueryDict | None = None, note: Note | None = None) -> NoteForm:
    return NoteForm(data or request.POST, request.FILES, owner=_me(request), note=note)


def _refusal(request: HttpRequest, form: NoteForm, limit: Limit) -> HttpResponse | None:
    """The form as it was typed with what is wrong; None when all is well."""
    stale = why_stale(request) or (why_too_often(request, limit) if form.is_valid() else None)
    if stale:
        form.add_error(None, stale.sentence)
        return stale.sent(composer(request, form, stale.status))
    return None if form.is_valid() else composer(request, form, 422)


def _again(request: HttpRequest, form: NoteForm) -> HttpResponse | None:
    """To the note, where this very form was published before: its pictures are the note's by now. What another tab published
    under its name with other words is told, with this form."""
    said = form.cleaned_data if hasattr(form, "cleaned_data") else {}
    known = said.get("client_key") and _me(request) and queries.published_as(_me(request), str(said["client_key"]))
    if not known:
        return None
    if queries.has_said(known, *(said.get(name, "") for name in ("title", "words", "body"))):
        return redirect("note", known)
    return told_of(request, form, Elsewhere(note_id=known))


def _schedule(request: HttpRequest, form: NoteForm) -> HttpResponse:
    due = form.when(timezone.now())
    if form.cleaned_data["pictures"]:
        form.add_error("pictures", _("A scheduled note takes pictures that are uploaded already. Save the draft first."))
    if form.errors or due is None:
        return composer(request, form, 422)
    actions.schedule(_me(request), typed(request.POST), form.draft(), due, since_of(request.POST))
    return redirect("drafts")


def _moved(request: HttpRequest) -> QueryDict | None:
    """The form with a picture one place on, or taken out, where such a button was pressed; scripts do so by themselves."""
    at, _sign, step = (request.POST.get("move") or request.POST.get("take_out") or "").partition(":")
    ids = request.POST.getlist("picture")
    if not at.isdecimal() or at not in ids or step not in ("", "1", "-1"):
        return None
    lists = {name: [*request.POST.getlist(name), *[""] * len(ids)][: len(ids)] for name in ("picture", "alt", "crop")}
    order = list(range(len(ids)))
    place = order.pop(ids.index(at))
    if step:
        order.insert(max(0, place + int(step)), place)
    data = request.POST.copy()
    for name, values in lists.items():
        data.setlist(name, [values[n] for n in order])
    return data


@member
def _fresh(request: HttpRequest) -> HttpResponse:
    key = request.GET.get("draft", "")
    found = Composition.objects.filter(author_id=_me(request), deleted=None, client_key=key).first() if _is_key(key) else None
    begun = initial(_kept(found) if found else _asked(request.GET))
    offered = None if found else next((one for one in queries.drafts(_me(request)) if not one.due), None)
    scheduled = found.due if found else None
    return composer(request, NoteForm(initial=_in_zone(request, begun), owner=_me(request)), 200, offered, scheduled)


def _kept(found: Composition) -> dict[str, Any]:
    return dict(found.fields) | {"client_key": str(found.client_key), "seen": found.changed.isoformat()}


def _asked(said: QueryDict) -> dict[str, str]:
    """What an address begins a note with: links of ours, and what another app shares with this one (web/installed.py)."""
    body = "\n".join(part for part in (said.get("body", ""), said.get("link", "")) if part)
    return {"kind": said.get("kind", "pictures"), "title": said.get("title", "")[:TITLE_CEILING], "body": body[:BODY_CEILING]}


@member
def _fresh_edit(request: HttpRequest, note_id: int) -> HttpResponse:
    note, key = access_own_note(_me(request), note_id), request.GET.get("draft", "")
    begun: dict[str, Any] = initial_of(note, pictures("note", [note.pk]).get(note.pk, []))
    if _is_key(key) and (kept := Composition.objects.filter(author_id=_me(request), client_key=key, deleted=None).first()):
        begun = _kept(kept)
    return composer(request, NoteForm(initial=begun, owner=_me(request), note=note), 200)


def _is_key(said: str) -> bool:
    return len(said) == 36 and said.replace("-", "").isalnum() and said.isascii()


def _in_zone(request: HttpRequest, begun: dict[str, Any]) -> dict[str, Any]:
    return {"zone": request.COOKIES.get("zone", "")[:64]} | begun


def told_of(request: HttpRequest, form: NoteForm, other: Elsewhere) -> HttpResponse:
    """The form as it was typed, with what another page made of its draft meanwhile; sent again, it is taken all the same."""
    data = request.POST.copy()
    data["over"] = other.changed.isoformat() if other.changed else ""
    if other.note_id:
        data["client_key"], data["seen"] = new_key(), ""
    again = _bound(request, data, form.note)
    again.is_valid()
    again.errors.clear()
    again.add_error(None, other.message)
    return composer(request, again, 409, elsewhere=place_of(request, other))


def place_of(request: HttpRequest, other: Elsewhere) -> str:
    """Where the other words are to be read."""
    if other.note_id:
        return reverse("note", args=[other.note_id])
    note, key = request.POST.get("note", ""), request.POST.get("client_key", "")
    return f"{reverse('edit', args=[int(note)]) if note.isdecimal() and len(note) < 20 else reverse('write')}?draft={key}"


def composer(
    request: HttpRequest, form: NoteForm, status: int, offered: DraftView | None = None, scheduled: datetime | None = None,
    elsewhere: str = "",
) -> HttpResponse:
    """The composer's page; it says of a note that is `scheduled` what a change of it means, and leads to what is `elsewhere`."""
    context = {"form": form, "nav": "write", "note": form.note, "offered": offered, "scheduled": scheduled, "now": timezone.now(),
               "elsewhere": elsewhere, "page": since_of(form.data).page or new_key(),
               "since": form.data if form.is_bound else form.initial}
    return render(request, "notes/new.html", context, status=status)
