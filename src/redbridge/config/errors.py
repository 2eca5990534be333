"""Error pages in the shell, each one sentence that says what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from redbridge.kernel.limits import wait_said
from redbridge.notes.reasons import withheld_line

AGAIN = (429, 500, 503)
"""What may well come if one asks once more."""


def page(request: HttpRequest, status: int, sentence: str, heading: str = "") -> HttpResponse:
    """The error page, or its sentence alone where a script asked. `heading`: in place of the one of the status."""
    if request.headers.get("HX-Request"):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    context = {"status": status, "sentence": sentence, "heading": heading}
    context["again"] = status in AGAIN and request.method == "GET"
    return render(request, "web/error.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also what a person may not see: forbidden looks like not found."""
    return page(request, 404, _("There is nothing here. It may have been deleted, or the address has a slip in it."))


def only_for_forms(request: HttpRequest, allowed: str) -> HttpResponse:
    """Somebody came by an address to what only a form is sent to: to them there is nothing here."""
    answer = page(request, 405, _("There is nothing here. It may have been deleted, or the address has a slip in it."))
    answer["Allow"] = allowed
    return answer


def withheld(request: HttpRequest, region: str, rule: str) -> HttpResponse:
    """A note that is there, but not where the reader is: which region, which rule, and nothing of the note."""
    if request.headers.get("HX-Request"):
        return page(request, 451, withheld_line(region, rule))
    return render(request, "notes/withheld.html", {"region": region, "rule": rule}, status=451)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Somebody who may not do this at all."""
    return page(request, 403, _("You cannot do this here. Go back, or look around Explore."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no browser of ours would send."""
    return page(request, 400, _("We could not read that request. Go back and try once more."))


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake."""
    return page(request, 500, _("Something broke on our side. What you wrote was not lost if it was published."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than its session. Views that hold what a person typed show it again themselves."""
    match = resolve(request.path_info)
    if getattr(match.func, "keeps_typed", False):
        request.page_was_old = True  # type: ignore[attr-defined]
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer
    return page(request, 403, _("Go back, reload it, and send it again."), _("This page has grown old"))


def too_often(request: HttpRequest, retry_after: int) -> HttpResponse:
    """429 with the wait in the header and in words."""
    answer = page(request, 429, wait_said(retry_after))
    answer["Retry-After"] = str(retry_after)
    return answer


def busy(request: HttpRequest, retry_after: int) -> HttpResponse:
    """503 at once is kinder than a page that never comes."""
    answer = page(request, 503, _("Many people are here at this moment. Try again in a few seconds."))
    answer["Retry-After"] = str(retry_after)
    return answer
