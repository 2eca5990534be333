"""Notes inside other people's pages: oEmbed, and the page it names."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from redbridge.sharing import rules
from redbridge.sharing.access import access_entry
from redbridge.sharing.queries import Entry

WIDTH, HEIGHT, LEAST = 400, 640, 240
POLICY = ("default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
          "frame-ancestors *; sandbox allow-popups allow-popups-to-escape-sandbox")  # fmt: skip


@require_safe
def embed(request: HttpRequest, note_id: int) -> HttpResponse:
    """A note as a page for a frame: no script, no cookie asked for, nothing that knows who looks."""
    entry = access_entry(rules.asked_for(request.GET.get("lang", "")), note_id)
    response = render(request, "sharing/embed.html", {"entry": entry, "asked": _asked(request)})
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 (oembed.com): JSON for an address of a note that everyone may see; 404 for any other."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    note_id = rules.note_of(request.GET.get("url", "")[:500], settings.REDBRIDGE_SITE_URL)
    if note_id is None:
        raise Http404
    entry = access_entry(rules.asked_for(request.GET.get("lang", "")), note_id)
    size = _size(request)
    answer = JsonResponse(_about(entry, *size) | {"html": _frame(entry, _asked(request), *size)})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _asked(request: HttpRequest) -> str:
    """The end of an address that asks for the same language again."""
    lang = request.GET.get("lang", "")
    return f"?lang={lang}" if rules.asked_for(lang) else ""


def _size(request: HttpRequest) -> tuple[int, int]:
    def most(name: str, ours: int) -> int:
        said = request.GET.get(name, "")
        return max(LEAST, min(ours, int(said))) if said.isdecimal() and len(said) < 6 else ours

    return most("maxwidth", WIDTH), most("maxheight", HEIGHT)


def _about(entry: Entry, width: int, height: int) -> dict[str, Any]:
    site = settings.REDBRIDGE_SITE_URL
    found = {"version": "1.0", "type": "rich", "title": entry.heading, "author_name": entry.author_name,
             "author_url": f"{site}/@{entry.author_handle}", "provider_name": settings.REDBRIDGE_SITE_NAME,
             "provider_url": site, "cache_age": 300, "width": width, "height": height}  # fmt: skip
    size = thumbnail(entry)
    if size:
        found |= {"thumbnail_url": f"{site}{entry.url}/preview.jpg", "thumbnail_width": size[0], "thumbnail_height": size[1]}
    return found


def thumbnail(entry: Entry) -> tuple[int, int] | None:
    """The size of the note's preview in pixels; None where it has none."""
    if entry.card:
        return 1200, 630
    cover = entry.cover
    if cover is None:
        return None
    width = min(cover.width, max(w for w in cover.widths if w <= 1080))
    return width, max(1, round(width / cover.ratio))


def _frame(entry: Entry, asked: str, width: int, height: int) -> str:
    return format_html(
        '<iframe src="{}{}/embed{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
        settings.REDBRIDGE_SITE_URL, entry.url, asked, width, height, entry.heading,
    )  # fmt: skip
