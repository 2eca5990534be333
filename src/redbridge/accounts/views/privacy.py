"""Who may read me, and what I do not want to see."""

from urllib.parse import unquote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redbridge.accounts import access, actions, queries, rules, signins, young
from redbridge.accounts.models import Mute, Person
from redbridge.accounts.people_forms import MuteForm, PrivacyForm
from redbridge.accounts.views import relations
from redbridge.kernel import cursors
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import hit


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def privacy(request: HttpRequest) -> HttpResponse:
    """Private or not, which tabs others see; and lists of whom and what one keeps away."""
    me = Person.objects.get(pk=access.person_of(request).id)
    form = PrivacyForm(request.POST if request.method == "POST" else None, initial=_as_it_is(me))
    if not form.is_valid():
        return _page(request, me, form, MuteForm(), 422 if form.is_bound else 200)
    (actions.close if form.cleaned_data["private"] else actions.open_up)(me.pk)
    actions.settle(me.pk, hides=form.hides(), **form.calm(me))
    signins.note_zone(request.session.session_key or "", unquote(request.COOKIES.get("zone", "")))
    messages.success(request, _("Saved."))
    return redirect("privacy")


@require_POST
@access.not_suspended
def add_mute(request: HttpRequest) -> HttpResponse:
    """Mute a word or a topic."""
    me, form = access.person_of(request), MuteForm(request.POST)
    hit(relations.RELATING, me.id)
    if form.is_valid():
        try:
            actions.check_may_mute(me.id)
        except Refusal as full:
            form.add_error("word", full.message)
    if not form.is_valid():
        person = Person.objects.get(pk=me.id)
        return _page(request, person, PrivacyForm(initial=_as_it_is(person)), form, 422)
    actions.mute(me.id, Mute.Kind(form.cleaned_data["kind"]), form.cleaned_data["word"])
    return redirect("privacy")


@require_POST
@access.not_suspended
def remove_mute(request: HttpRequest, mute_id: int) -> HttpResponse:
    """Take back one of one's own mutes; nothing happens to anybody else's."""
    actions.unmute(access.person_of(request).id, pk=min(mute_id, 2**62))
    return redirect("privacy")


def _as_it_is(me: Person) -> dict[str, object]:
    shows = [tab for tab in rules.TABS if tab not in me.hides]
    return {"private": me.private, "shows": shows,
            "quiet_nights": young.has_quiet_nights(me), "suggested": young.is_suggested(me)}


def _page(request: HttpRequest, me: Person, form: PrivacyForm, muting: MuteForm, status: int) -> HttpResponse:
    after = request.GET.get("after", "")
    before = cursors.unpack(after, "ii") if after else queries.FIRST
    blocked = queries.circle("blocked", me.pk, me.pk, access.reads(request), [int(part) for part in before])
    context = {
        "form": form, "muting": muting, "me": me, "nav": "you", "at": "privacy", "mutes": queries.mutes(me.pk),
        "blocked": blocked, "requests": queries.circle("requests", me.pk, me.pk, access.reads(request)),
        "calm_until": young.grown_after(me) if young.is_young(me) else None,
        "next_url": f"/settings/privacy?after={cursors.pack(*blocked[-1].place)}" if len(blocked) == queries.PAGE else "",
    }
    return render(request, "accounts/privacy.html", context, status=status)
