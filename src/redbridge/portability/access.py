"""The doors: one's own archive, and only soon after one showed who one is."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from redbridge.portability.models import Export

FRESH = 15 * 60
"""Seconds for which a sign-in, or a password or key given again, is good for what cannot be taken back."""
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def fresh(view: View[P]) -> View[P]:
    """Only soon after signing in; others give password, key or code again and come back. Stands under `key_holder`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def is_fresh(request: Any) -> bool:
    """Whether this browser showed lately who it is; somebody with neither password nor key has nothing to show."""
    if not get_reauthentication_flows(request.user):
        return True
    at = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(at) and time.time() - max(at) < FRESH


def access_export(person_id: int, export_id: int) -> Export:
    """A person's own archive that can be fetched now, or 404."""
    found = Export.objects.filter(pk=export_id, person_id=person_id, state="ready", until__gt=timezone.now()).first()
    if found is None:
        raise Http404
    return found
