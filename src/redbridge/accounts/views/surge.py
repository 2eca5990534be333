"""Everybody may know that a surge is on, and until when; leads and administrators switch it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redbridge.accounts import actions, rules, surge
from redbridge.accounts.access import viewer_id
from redbridge.accounts.desk import desk, lead_only, staff_of
from redbridge.kernel.limits import Limit, hit

SWITCHING = Limit("switch-surge", 30, 3600)


class SwitchForm(forms.Form):
    """On for how long, or off."""

    hours = forms.IntegerField(
        label=_("For how many hours"), min_value=1, max_value=rules.SURGE_HOURS_MOST, initial=rules.SURGE_HOURS,
        help_text=_("From 1 to 168. It ends by itself."),
    )


@require_safe
def about_surge(request: HttpRequest) -> HttpResponse:
    """What it is, whether it is on, and the last ones."""
    me = viewer_id(request)
    context = {
        "now": surge.surge(), "surges": surge.lately()[:10], "hours": rules.LINKS_OFF_HOURS, "days": rules.SURGE_KEPT_DAYS,
        "mine": bool(me and surge.came_in(me, surge.lately())),
    }
    return render(request, "accounts/surge/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
@lead_only
def switch_surge(request: HttpRequest) -> HttpResponse:
    """On and off; for leads and administrators in a session with a second factor, else there is nothing here."""
    me = staff_of(request).person_id
    if request.method == "POST":
        hit(SWITCHING, me)
    if request.method == "POST" and request.POST.get("do") == "off":
        actions.end_surge(me)
        return redirect("switch_surge")
    form = SwitchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.begin_surge(me, form.cleaned_data["hours"])
        return redirect("switch_surge")
    context = {"form": form, "now": surge.surge(), "nav": "desk"}
    return render(request, "accounts/surge/switch.html", context, status=422 if form.is_bound else 200)
