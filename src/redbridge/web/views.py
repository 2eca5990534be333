"""Pages of the shell itself: its keys, its source. They read no table."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from redbridge import __version__
from redbridge.web import installed, source
from redbridge.web.words import html_lang


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    """Which key does what."""
    return render(request, "web/keyboard.html", {"nav": ""})


@require_safe
def source_page(request: HttpRequest) -> HttpResponse:
    """What runs here, under which licence, and where its code is."""
    return render(request, "web/source.html", {"version": __version__, "archive": f"{source.NAME}.tar.gz"})


@require_safe
def source_archive(request: HttpRequest) -> HttpResponse:
    """The code itself."""
    headers = {"Content-Disposition": f'attachment; filename="{source.NAME}.tar.gz"', "Cache-Control": "public, max-age=3600"}
    return HttpResponse(source.archive(), content_type="application/gzip", headers=headers)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a browser needs to install the site, in the page's language."""
    return JsonResponse(installed.manifest(), content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root since it may answer only for what lies below it."""
    response = render(request, "web/sw.js", {"kept": installed.kept()}, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest, lang: str) -> HttpResponse:
    """The page the worker keeps, the same for everybody."""
    if lang not in installed.LANGUAGES:
        raise Http404
    some: Any = request
    some.person = None
    with translation.override(lang):
        response = render(request, "web/offline.html")
    response["Content-Language"] = html_lang(lang)
    return response
