"""Pages of the shell itself: its keys, its source. They read no table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge import __version__
from redbridge.web import source


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
