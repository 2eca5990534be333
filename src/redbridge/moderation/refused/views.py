"""Asking a person to look at what was refused, for whoever may write."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from redbridge.accounts.access import not_suspended, person_of
from redbridge.accounts.ruled import ASKED_LONGEST, refusal, rule_title
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.errors import Refusal
from redbridge.moderation.appeals.views import APPEALING
from redbridge.moderation.refused.actions import ask
from redbridge.moderation.refused.forms import AskForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@not_suspended
def refused(request: HttpRequest) -> HttpResponse:
    """The text with its rule, and a field for what was missed; for a text that nothing is wrong with, that it can be used."""
    if request.method != "POST":
        text = request.GET.get("text", "")[:ASKED_LONGEST]
        return _page(request, text, AskForm(initial={"text": text}), 200)
    form = AskForm(request.POST)
    text = request.POST.get("text", "")[:ASKED_LONGEST]
    if not form.is_valid():
        return _page(request, text, form, 422)
    if stale := why_too_often(request, APPEALING):
        form.add_error("words", stale.sentence)
        return stale.sent(_page(request, text, form, stale.status))
    hit = refusal(text)
    if hit is None:
        return _page(request, text, form, 422)
    try:
        ask(person_of(request).id, text, hit, form.cleaned_data["words"])
    except Refusal as said:
        form.add_error("words", said.message)
        return _page(request, text, form, 422)
    messages.success(request, _("A person looks at it. You will hear what they say."))
    return redirect("appeals")


def _page(request: HttpRequest, text: str, form: AskForm, status: int) -> HttpResponse:
    hit = refusal(text)
    context = {"text": text, "form": form, "rule": hit.rule if hit else "", "title": rule_title(hit.rule) if hit else "",
               "nav": "you", "at": "standing"}
    return render(request, "moderation/refused.html", context, status=status)
