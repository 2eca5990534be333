"""The composer, deleting, and correcting the language."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redbridge.accounts.access import member, person_of
from redbridge.accounts.stale import keeps_typed, why_stale, why_too_often
from redbridge.kernel.limits import Limit
from redbridge.notes import actions
from redbridge.notes.access import access_own_comment, access_own_note
from redbridge.notes.forms import LanguageForm, NoteForm
from redbridge.notes.views.fragments import comment_fragment

PUBLISHING = Limit("publish", 300, 3600)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The composer. A refused form comes back as it was typed, with the sentence beside its field."""
    if request.method != "POST":
        return _fresh(request)
    form = NoteForm(request.POST, request.FILES)
    stale = why_stale(request) or (why_too_often(request, PUBLISHING) if form.is_valid() else None)
    if stale:
        form.add_error(None, stale.sentence)
        return stale.sent(_composer(request, form, stale.status))
    if not form.is_valid():
        return _composer(request, form, 422)
    note_id = actions.publish(person_of(request).id, person_of(request).languages, form.draft())
    messages.success(request, _("Published. Readers of other languages get their own version in a moment."))
    return redirect("note", note_id)


@member
def _fresh(request: HttpRequest) -> HttpResponse:
    return _composer(
        request,
        NoteForm(
            initial={
                "kind": request.GET.get("kind", "pictures"),
                "card": "letter",
                "body": request.GET.get("body", "")[:200],
            }
        ),
        200,
    )


def _composer(request: HttpRequest, form: NoteForm, status: int) -> HttpResponse:
    return render(request, "notes/new.html", {"form": form, "nav": "write"}, status=status)


@require_POST
@member
def delete(request: HttpRequest, note_id: int) -> HttpResponse:
    """Hide a note of one's own; the page after it offers to take that back."""
    person = person_of(request)
    actions.remove_note(person.id, access_own_note(person.id, note_id))
    return redirect(f"/@{person.handle}?deleted={note_id}")


@require_POST
@member
def restore(request: HttpRequest, note_id: int) -> HttpResponse:
    """Bring a deleted note of one's own back."""
    person = person_of(request)
    actions.restore_note(person.id, access_own_note(person.id, note_id, deleted=True))
    return redirect("note", note_id)


@require_POST
@member
def note_language(request: HttpRequest, note_id: int) -> HttpResponse:
    """The author corrects the language we found in a note."""
    person, form = person_of(request), LanguageForm(request.POST)
    note = access_own_note(person.id, note_id)
    if form.is_valid():
        actions.relabel_note(person.id, note, form.cleaned_data["language"])
    return redirect("note", note_id)


@require_POST
@member
def comment_language(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The author corrects the language we found in a comment."""
    person, form = person_of(request), LanguageForm(request.POST)
    comment = access_own_comment(person.id, comment_id)
    if form.is_valid():
        actions.relabel_comment(person.id, comment, form.cleaned_data["language"])
    return comment_fragment(request, comment_id)
