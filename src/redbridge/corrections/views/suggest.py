"""Suggesting a better translation, taking that back, and calling a translation wrong."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.accounts.stale import keeps_typed, why_stale, why_too_often
from redbridge.accounts.trust import is_trusted
from redbridge.corrections import actions, queries
from redbridge.corrections.access import (
    Text,
    access_own_suggestion,
    access_text,
    as_it_stands,
    language_of,
    settled_target,
)
from redbridge.corrections.forms import SuggestionForm
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import back_to, is_script
from redbridge.kernel.limits import Limit, hit

SUGGESTING = Limit("suggest_translation", 60, 3600)
DOUBTING = Limit("doubt", 300, 3600)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Original, translation and suggestion side by side; a script gets the form alone, for a dialog."""
    if request.method != "POST":
        return _fresh(request, kind, subject_id)
    text = _text(request, kind, subject_id, request.POST.get("to", ""))
    form = SuggestionForm(request.POST, about=text)
    stale = why_stale(request) or (why_too_often(request, SUGGESTING) if form.is_valid() else None)
    if stale:
        form.add_error(None, stale.sentence)
        return stale.sent(_page(request, text, form, stale.status))
    if not form.is_valid():
        return _page(request, text, form, 422)
    try:
        actions.suggest(person_of(request).id, text, form.said())
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _page(request, text, form, 422)
    return _thanks(request, text)


@member
def _fresh(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    text = _text(request, kind, subject_id, request.GET.get("to", ""))
    return _page(request, text, SuggestionForm(about=text), 200)


def _text(request: HttpRequest, kind: str, subject_id: int, asked: str) -> Text:
    me = viewer_id(request)
    target = settled_target(language_of(me, kind, subject_id), asked, reads(request), settings.REDBRIDGE_LANGUAGES)
    return access_text(me, kind, subject_id, target)


def _page(request: HttpRequest, text: Text, form: SuggestionForm, status: int) -> HttpResponse:
    template = "corrections/suggest_in.html" if is_script(request) else "corrections/suggest.html"
    around = queries.around(text.kind, text.id, text.target) if text.kind in ("note", "comment") else []
    return render(request, template, {"text": text, "form": form, "around": around}, status=status)


def _thanks(request: HttpRequest, text: Text) -> HttpResponse:
    mine = text.author_id == viewer_id(request)
    if is_script(request):
        return render(request, "corrections/thanks.html", {"text": text, "mine": mine})
    said = _("Saved. Readers see your words from now on.") if mine else (
        _("Thank you. The author and members we trust will look at it, and you will hear what they decide."))
    messages.success(request, said)
    return redirect(text.url)


@require_POST
@member
def withdraw(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Take a suggestion of one's own back."""
    actions.withdraw(access_own_suggestion(person_of(request).id, suggestion_id))
    messages.success(request, _("Taken back."))
    return redirect("/corrections?show=sent")


@require_POST
@member
def doubt(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Call a translation wrong, or take that back."""
    me, on = person_of(request).id, request.POST.get("on", "1") == "1"
    hit(DOUBTING, me)
    text = as_it_stands(me, kind, subject_id, request.POST.get("to", ""))
    if not text.said or text.said.get("by") == "author":
        raise Http404
    actions.doubt(me, text, on=on)
    if is_script(request):
        return HttpResponse(status=204)
    messages.success(request, _("Noted. Past a few people, the original stands first.") if on else _("Taken back."))
    return redirect(back_to(request) or text.url)


@require_POST
@member
def clear(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """A trusted member has looked: the translation is right."""
    me = person_of(request).id
    text = access_text(me, kind, subject_id, request.POST.get("to", ""))
    if not is_trusted(me):
        raise Http404
    actions.clear_doubts(me, text)
    messages.success(request, _("Readers see the translation again."))
    return redirect(back_to(request) or text.url)
