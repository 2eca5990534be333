"""What one person decides about another: block, mute, let read or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redbridge.accounts import access, actions
from redbridge.accounts.models import Mute
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import back_to
from redbridge.kernel.limits import Limit, hit

RELATING = Limit("relate", 300, 3600)


@require_POST
@access.not_suspended
def block(request: HttpRequest, handle: str) -> HttpResponse:
    """Block or unblock, as the form says; who is blocked stands on the page of privacy, since their own is gone."""
    me, other = access.person_of(request), access.access_anyone(handle, access.viewer_id(request))
    hit(RELATING, me.id)
    if request.POST.get("on", "1") == "1":
        actions.block(me.id, other.pk)
        messages.success(request, _("You and @%(handle)s no longer see each other.") % {"handle": other.handle})
    else:
        actions.unblock(me.id, other.pk)
        messages.success(request, _("You and @%(handle)s can see each other again.") % {"handle": other.handle})
    return redirect("privacy")


@require_POST
@access.not_suspended
def mute(request: HttpRequest, handle: str) -> HttpResponse:
    """Mute or unmute, as the form says. Their own page stays as it was."""
    me, other = access.person_of(request), access.access_anyone(handle, access.viewer_id(request))
    hit(RELATING, me.id)
    if request.POST.get("on", "1") == "1":
        try:
            actions.check_may_mute(me.id)
        except Refusal as full:
            messages.error(request, full.message)
            return redirect("privacy")
        actions.mute(me.id, Mute.Kind.PERSON, other_id=other.pk)
        messages.success(request, _("Muted. They are not told; their own page still shows everything."))
    else:
        actions.unmute(me.id, kind="person", other_id=other.pk)
        messages.success(request, _("No longer muted."))
    return redirect(back_to(request) or f"/@{other.handle}")


@require_POST
@access.not_suspended
def answer_request(request: HttpRequest, handle: str) -> HttpResponse:
    """Accept or decline somebody who asked to follow; nothing where they no longer ask."""
    me, other = access.person_of(request), access.access_profile(handle, access.viewer_id(request))
    hit(RELATING, me.id)
    accepted = request.POST.get("answer") == "accept"
    (actions.accept if accepted else actions.decline)(me.id, other.id)
    return redirect(back_to(request) or "notices")


@require_POST
@access.not_suspended
def remove_follower(request: HttpRequest, handle: str) -> HttpResponse:
    """Let somebody read no longer."""
    me, other = access.person_of(request), access.access_profile(handle, access.viewer_id(request))
    hit(RELATING, me.id)
    actions.remove_follower(me.id, other.id)
    return redirect(back_to(request) or f"/@{me.handle}/followers")
