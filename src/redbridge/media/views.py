"""Renditions to browsers. No page, no words of a person's; who asks matters only where a picture is guarded."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from redbridge.media import guards
from redbridge.media.queries import FORMATS, Served, served
from redbridge.media.storage import picture_key, storage

HEADERS = {
    # An address never changes its bytes.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
ONLY_FOR_YOU = HEADERS | {"Cache-Control": "private, no-store"}
BLOCK = 64 * 1024


@require_safe
def rendition(request: HttpRequest, picture_id: int, width: int, fmt: str) -> HttpResponseBase:
    """One file of one picture; 404 while it is not made or its subject is hidden, and that is not kept."""
    found = served(picture_id, width)
    if found is None or (found.guarded and not _may_see(request, found)):
        return _nothing()
    try:
        file = storage().open(picture_key(picture_id, width, fmt))
    except FileNotFoundError:
        return _nothing()
    response = FileResponse(file, filename=f"{picture_id}-{width}.{fmt}", content_type=FORMATS[fmt],
                            headers=ONLY_FOR_YOU if found.guarded else HEADERS)
    response.block_size = BLOCK
    return response


def _may_see(request: HttpRequest, found: Served) -> bool:
    person = request.person  # type: ignore[attr-defined]
    viewer_id: int | None = person.id if person else None
    return viewer_id == found.owner_id or guards.opens(found.kind, viewer_id, found.subject_id)


def _nothing() -> HttpResponse:
    return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
