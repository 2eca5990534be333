"""How a POST answers: a fragment to a script, a redirect to a browser without one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def is_script(request: HttpRequest) -> bool:
    """Whether a script of ours asked and wants a fragment."""
    return request.META.get("HTTP_HX_REQUEST") == "true"  # `request.headers` would read them all


def after_post(request: HttpRequest, back: str, fragment: str, context: dict[str, Any]) -> HttpResponse:
    """The fragment for a script; else back to the page the form stood on (`back` where the browser does not say)."""
    if is_script(request):
        return render(request, fragment, context)
    return redirect(back_to(request) or back)


def back_to(request: HttpRequest) -> str | None:
    """The page of ours that the form stood on, where it says so."""
    said = request.POST.get("back", "")
    local = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if local else None
