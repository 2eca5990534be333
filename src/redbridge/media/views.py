"""Renditions to browsers. No session, no page, no words of a person's."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from redbridge.media.queries import FORMATS, is_served
from redbridge.media.storage import picture_key, storage

HEADERS = {
    # An address never changes its bytes.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
BLOCK = 64 * 1024


@require_safe
def rendition(request: HttpRequest, picture_id: int, width: int, fmt: str) -> HttpResponseBase:
    """One file of one picture; 404 while it is not made or its subject is hidden, and that is not kept."""
    if not is_served(picture_id, width):
        return _nothing()
    try:
        file = storage().open(picture_key(picture_id, width, fmt))
    except FileNotFoundError:
        return _nothing()
    response = FileResponse(file, filename=f"{picture_id}-{width}.{fmt}", content_type=FORMATS[fmt], headers=HEADERS)
    response.block_size = BLOCK
    return response


def _nothing() -> HttpResponse:
    return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
