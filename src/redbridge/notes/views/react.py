"""Liking and commenting."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.accounts.offers import offer_codes
from redbridge.accounts.stale import keeps_typed, why_stale, why_too_often
from redbridge.kernel.errors import Forbidden
from redbridge.kernel.http import after_post, is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.notes import actions, queries
from redbridge.notes.access import access_comment, access_note, check_may_answer
from redbridge.notes.forms import CommentForm
from redbridge.notes.views.fragments import comment_fragment
from redbridge.notes.views.read import note_page
from redbridge.notes.views.screened import tell

LIKING = Limit("like", 3000, 3600)
LIKING_COMMENTS = Limit("like_comment", 3000, 3600)
COMMENTING = Limit("comment", 600, 3600)


@require_POST
@member
def like(request: HttpRequest, note_id: int) -> HttpResponse:
    """Like or take it back, as the form says; the button again where a script asked."""
    me, wanted = person_of(request), request.POST.get("on", "1") == "1"
    hit(LIKING, me.id)
    access_note(me.id, reads(request), note_id)
    (actions.like if wanted else actions.unlike)(me.id, note_id)
    note = access_note(me.id, reads(request), note_id)
    if wanted and queries.is_first_like(me.id):
        offer_codes(request, me.id)
    return after_post(request, note.url, "notes/like.html", {"note": note})


@require_POST
@member
def like_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Like a comment or take it back; the button again where a script asked."""
    me, wanted = person_of(request), request.POST.get("on", "1") == "1"
    hit(LIKING_COMMENTS, me.id)
    access_comment(me.id, reads(request), comment_id)
    (actions.like_comment if wanted else actions.unlike_comment)(me.id, comment_id)
    view = access_comment(me.id, reads(request), comment_id)
    return after_post(request, view.url, "notes/like_comment.html", {"comment": view})


@keeps_typed
@require_POST
def comment(request: HttpRequest, note_id: int) -> HttpResponse:
    """Comment. A refused comment comes back as it was typed."""
    note = access_note(viewer_id(request), reads(request), note_id)
    form = CommentForm(request.POST, request.FILES, note_id=note.id, viewer_id=viewer_id(request))
    stale = why_stale(request) or (why_too_often(request, COMMENTING) if form.is_valid() else None)
    if stale:
        form.add_error("body", stale.sentence)
        return stale.sent(note_page(request, note, form, stale.status))
    if not form.is_valid():
        return note_page(request, note, form, 422)
    try:
        check_may_answer(note)
    except Forbidden as no:
        form.add_error("body", no.message)
        return note_page(request, note, form, 403)
    me, data = person_of(request), form.cleaned_data
    said = actions.Said(note_id, data["client_key"], data["body"], data["parent"], picture=data["picture"], alt=data["alt"])
    made = actions.answer_screened(me.id, me.languages, said)
    if not is_script(request):
        tell(request, made.screened)
    return comment_fragment(request, made.id)
