"""Sign-in and safety: the ways into an account, and where it is open at this moment."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts import access, factors, signins
from redbridge.accounts.models import Person
from redbridge.kernel.limits import Limit, hit

KEYS = Limit("keys", 60, 3600)


@require_safe
@never_cache
@access.key_holder
def security(request: HttpRequest) -> HttpResponse:
    """Every way into the account, and every place it is open."""
    me = Person.objects.get(pk=access.person_of(request).id)
    context = {
        "me": me,
        "ways": factors.ways_in(me),
        "signins": signins.signins(me.pk, request.session.session_key or ""),
        "nav": "you",
        "at": "security",
    }
    return render(request, "accounts/security.html", context)


@require_POST
@access.key_holder
def end_session(request: HttpRequest) -> HttpResponse:
    """End one other sign-in, or all of them (`which` is its name or "others")."""
    me, which = access.person_of(request), request.POST.get("which", "")[:40]
    hit(KEYS, me.id)
    own = request.session.session_key or ""
    if which == "others":
        signins.end_others(me.id, own)
        messages.success(request, _("Every other device has to sign in again."))
    elif which != signins.public_id(own) and signins.end_one(me.id, which):
        messages.success(request, _("That device has to sign in again."))
    else:
        raise Http404
    return redirect("security")
