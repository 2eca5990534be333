"""The door to what only the house's own people may do: appointed, and in a session that a second factor opened.

The desk's pages stand behind it, and so do the switches and forms of other rooms that need an appointment.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import quote

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from redbridge.accounts.access import to_sign_in, viewer_id
from redbridge.accounts.staff import Staff, staff

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
FACTORS = ("totp", "webauthn")


def desk(view: View[P]) -> View[P]:
    """Only staff, and only in a session that began or went on with a passkey or an authenticator app. To all others who are
    signed in the desk is not there; `staff_of` tells the view who it is."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        me = viewer_id(request)
        if me is None:
            return to_sign_in(request)
        found = staff(me)
        if found is None:
            raise Http404
        request.staff = found  # type: ignore[attr-defined]
        return _to_factor(request, found) or view(request, *args, **kwargs)

    return cast(View[P], guarded)


def lead_only(view: View[P]) -> View[P]:
    """Behind `desk`: leads and administrators; to a moderator it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not staff_of(request).lead:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def administrator_only(view: View[P]) -> View[P]:
    """Behind `desk`: administrators; to all others it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if "administrator" not in staff_of(request).roles:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def staff_of(request: HttpRequest) -> Staff:
    """Who asks; only for views behind `desk`."""
    found: Staff = request.staff  # type: ignore[attr-defined]
    return found


def _to_factor(request: HttpRequest, who: Staff) -> HttpResponse | None:
    """Where to show or make the second factor first; None for who showed one in this session."""
    if any(record.get("method") == "mfa" and record.get("type") in FACTORS for record in _records(request)):
        return None
    if not who.factors:
        messages.info(request, _("The desk opens with a passkey or an authenticator app. Set one up here, then come back."))
        return redirect("security")
    way = "mfa_reauthenticate_webauthn" if "webauthn" in who.factors else "mfa_reauthenticate"
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk")
    return redirect(f"{reverse(way)}?next={quote(back)}")


def _records(request: HttpRequest) -> list[dict[str, object]]:
    found: list[dict[str, object]] = get_authentication_records(request, request.user)
    return found
