"""One case: what it is about, what is said of it, claiming it and giving it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import reads
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.errors import Refusal, TooOften
from redbridge.kernel.http import back_to
from redbridge.kernel.limits import Limit, hit
from redbridge.media.queries import FORMATS
from redbridge.media.storage import picture_key, storage
from redbridge.moderation.access import access_case, desk, staff_of
from redbridge.moderation.decisions.rules import MINORS
from redbridge.moderation.desk import looking
from redbridge.moderation.desk.actions import claims
from redbridge.moderation.desk.actions.lifting import may_look
from redbridge.moderation.desk.forms import WhyForm
from redbridge.moderation.desk.page import context_of
from redbridge.moderation.desk.queries.subject import Subject, subject
from redbridge.moderation.models import Case

SHOWN = "webp"
CLAIMING = Limit("claim-case", 600, 3600)
READING = Limit("read-case", 120, 3600)
"""Looks that are written down."""


@require_safe
@desk
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The whole of it, or for what is not for everybody the question whether to look."""
    found = access_case(staff_of(request), number)
    return render(request, "moderation/desk/case.html", context_of(request, found))


@require_POST
@desk
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """Take it for half an hour."""
    return _done(request, number, lambda found: claims.claim(found.pk, staff_of(request)), _("It is yours for half an hour."))


@require_POST
@desk
def release(request: HttpRequest, number: str) -> HttpResponse:
    """Give it back."""
    return _done(request, number, lambda found: claims.release(found.pk, staff_of(request)), _("Given back."))


def _done(request: HttpRequest, number: str, do: Callable[[Case], None], sentence: str) -> HttpResponse:
    found = access_case(staff_of(request), number)
    hit(CLAIMING, staff_of(request).person_id)
    try:
        do(found)
        messages.success(request, sentence)
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("desk_case", found.number)


@require_POST
@desk
def look(request: HttpRequest, number: str) -> HttpResponse:
    """Look at what is not for everybody; its author finds that in their record. Sealed pictures need a reason in words."""
    found = access_case(staff_of(request), number)
    about, form = _about(request, found), WhyForm(request.POST)
    if found.sealed and not form.is_valid():
        return render(request, "moderation/desk/case.html", context_of(request, found, why=form), status=422)
    if stale := why_too_often(request, READING):
        if not found.sealed:
            raise TooOften(stale.retry_after)
        form.add_error("why", stale.sentence)
        return stale.sent(render(request, "moderation/desk/case.html", context_of(request, found, why=form), status=stale.status))
    looking.write_down(request, found, about, form.data.get("why", "")[:500] if found.sealed else "")
    return redirect(back_to(request) or reverse("desk_case", args=[found.number]))


def _about(request: HttpRequest, found: Case) -> Subject:
    about = subject(found.kind, found.subject_id, reads(request), whole=False)
    if about is None:
        raise Http404
    return about


@require_safe
@desk
def picture(request: HttpRequest, number: str, picture_id: int) -> HttpResponseBase:
    """A picture of what the case is about, hidden or not, for who may look at it."""
    found = access_case(staff_of(request), number)
    about = subject(found.kind, found.subject_id, reads(request))
    view = next((one for one in (about.pictures if about else []) if one.id == picture_id and one.widths), None)
    if about is None or view is None or not looking.may_look(request, found, about) or _is_not_shown(found):
        raise Http404
    width = max((one for one in view.widths if one <= 960), default=view.widths[0])
    try:
        file = storage().open(picture_key(picture_id, width, SHOWN))
    except FileNotFoundError:
        raise Http404 from None
    headers: dict[str, Any] = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff",
                               "Content-Security-Policy": "default-src 'none'; sandbox"}
    return FileResponse(file, content_type=FORMATS[SHOWN], headers=headers)


def _is_not_shown(found: Case) -> bool:
    """What may be imagery of abuse is shown to nobody before it is sealed, then to leads with a reason, if the host lets them."""
    return not may_look() if found.sealed else found.category == MINORS
