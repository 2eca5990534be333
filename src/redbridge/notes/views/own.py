"""Small deeds on one's own notes and comments: deleting, restoring, correcting the language, looking back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, signed_in, viewer_id
from redbridge.notes import actions, queries
from redbridge.notes.access import access_note, access_own_comment, access_own_note
from redbridge.notes.forms import LanguageForm
from redbridge.notes.views.fragments import comment_fragment
from redbridge.notes.views.looking_back import differences


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


@require_safe
@signed_in
def deleted(request: HttpRequest) -> HttpResponse:
    """What one deleted in the last thirty days."""
    return render(request, "notes/deleted.html", {"gone": queries.deleted(person_of(request).id)})


@require_safe
def history(request: HttpRequest, note_id: int) -> HttpResponse:
    """What a note said before, newest first, with what each edit changed."""
    note = access_note(viewer_id(request), reads(request), note_id)
    shown = differences(note, queries.versions(note.id), queries.own_words(note.id))
    return render(request, "notes/history.html", {"note": note, "versions": shown})
