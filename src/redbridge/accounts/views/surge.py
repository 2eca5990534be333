"""Everybody may know that a surge is on, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts import rules, surge
from redbridge.accounts.access import viewer_id


@require_safe
def about_surge(request: HttpRequest) -> HttpResponse:
    """What it is, whether it is on, and the last ones."""
    me = viewer_id(request)
    context = {
        "now": surge.surge(), "surges": surge.lately()[:10], "hours": rules.LINKS_OFF_HOURS, "days": rules.SURGE_KEPT_DAYS,
        "mine": bool(me and surge.came_in(me, surge.lately())),
    }
    return render(request, "accounts/surge/page.html", context)
