"""Somebody who is leaving is nowhere on the site, and finds one question wherever they go."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from redbridge.portability.rules import OPEN_WHILE_LEAVING

Next = Callable[[HttpRequest], HttpResponse]


class Leaving:
    """Leads the one who is leaving to the page that asks whether they want to come back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        some: Any = request
        if some.person is None or some.person.state != "leaving" or request.path.startswith(OPEN_WHILE_LEAVING):
            return self.get_response(request)
        address = reverse("leaving")
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return redirect(address)
