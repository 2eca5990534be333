"""Appealing, for the one it concerns and for reporters; suspended people too: nobody has more need of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import key_holder, person_of, reads, viewer_id
from redbridge.accounts.stale import keeps_typed, why_stale, why_too_often
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import back_to
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.appeals import actions, queries, reports
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.appeals.forms import AppealForm
from redbridge.moderation.appeals.queries import Appealable
from redbridge.moderation.forms import CATEGORIES

APPEALING = Limit("appeal", 20, 3600)
ANSWERING_BACK = Limit("withdraw-appeal", 60, 3600)
"""Taking appeals back, and accepting decisions."""


@keeps_typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The form of an appeal, and what became of it; without a script the whole way."""
    if request.method != "POST":
        return _fresh(request, decision_id)
    form, stale = AppealForm(request.POST), why_stale(request, suspended_too=True)
    asked = _asked(request, decision_id, needed=not stale)
    if stale := stale or (why_too_often(request, APPEALING) if form.is_valid() else None):
        form.add_error("words", stale.sentence)
        return stale.sent(_page(request, decision_id, asked, form, stale.status))
    if not form.is_valid() or not asked or not _filed(asked, form, person_of(request).id):
        return _page(request, decision_id, asked, form, 422)
    messages.success(request, _("Your appeal has arrived. You will hear what is decided."))
    return redirect(back_to(request) or _home(asked))


@key_holder
def _fresh(request: HttpRequest, decision_id: int) -> HttpResponse:
    asked = access_appealable(person_of(request).id, decision_id, reads(request))
    return _page(request, decision_id, asked, AppealForm(), 200)


def _asked(request: HttpRequest, decision_id: int, *, needed: bool) -> Appealable | None:
    """The decision, or 404; where the form comes too late it is shown without, to whomever it may be."""
    me = viewer_id(request)
    try:
        return access_appealable(me or 0, decision_id, reads(request))
    except Http404:
        if needed:
            raise
    return None


def _filed(asked: Appealable, form: AppealForm, person_id: int) -> bool:
    try:
        actions.file(person_id, asked, form.cleaned_data["words"])
    except Refusal as refusal:
        form.add_error("words", refusal.message)
        return False
    return True


def _page(request: HttpRequest, decision_id: int, asked: Appealable | None, form: AppealForm, status: int) -> HttpResponse:
    at = "standing" if asked is None or asked.concerned else "reports"
    context = {"asked": asked, "form": form, "decision_id": decision_id, "nav": "you", "at": at}
    return render(request, "moderation/appeals/appeal.html", context, status=status)


def _home(asked: Appealable) -> str:
    return "/settings/standing" if asked.concerned else "/settings/reports"


def _answers(act: Callable[[int, Appealable], str]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that does one thing to a decision of one's own and says so where the form stood."""

    @require_POST
    @key_holder
    def view(request: HttpRequest, decision_id: int) -> HttpResponse:
        me = person_of(request).id
        asked = access_appealable(me, decision_id)
        hit(ANSWERING_BACK, me)
        messages.success(request, act(me, asked))
        return redirect(back_to(request) or _home(asked))

    return view


def _withdrawn(me: int, asked: Appealable) -> str:
    """Take one's appeal back."""
    return _("Your appeal is taken back.") if actions.withdraw(me, asked) else _("There is no appeal of yours that waits here.")


def _accepted(me: int, asked: Appealable) -> str:
    """Accept the decision."""
    actions.accept(me, asked)
    return _("Noted. You can still appeal until the last day.")


withdraw, accept = _answers(_withdrawn), _answers(_accepted)


@require_safe
@never_cache
@key_holder
def appeals(request: HttpRequest) -> HttpResponse:
    """All one's appeals, the newest first, and what became of each."""
    found = queries.of_person(person_of(request).id, reads(request))
    return render(request, "moderation/appeals/appeals.html", {"found": found, "nav": "you", "at": "standing"})


@require_safe
@never_cache
@key_holder
def reported(request: HttpRequest) -> HttpResponse:
    """What one reported, and what was decided: never who else did, nor what it cost anybody beyond what everyone sees."""
    after = request.GET.get("after", "")
    page = reports.page(person_of(request).id, reads(request), after)
    context = {"page": page, "categories": {value: label for value, label, _words in CATEGORIES}, "nav": "you", "at": "reports"}
    return render(request, "moderation/appeals/reports.html", context)
