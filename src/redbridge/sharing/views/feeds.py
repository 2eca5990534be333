"""RSS 2.0 of a person's notes and of a topic's."""

import hashlib
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from redbridge.notes import queries as notes
from redbridge.notes.rules import topic_key
from redbridge.sharing import queries, rules
from redbridge.sharing.access import access_author
from redbridge.sharing.queries import Entry


@require_safe
def of_person(request: HttpRequest, handle: str) -> HttpResponse:
    """What somebody wrote for everyone, newest first; 404 for those who keep their notes to some."""
    author_id, handle, name, bio = access_author(rules.asked_for(request.GET.get("lang", "")), handle)
    ids = notes.ids_by_author(None, author_id, notes.LAST_ID, rules.FEED)
    return _feed(request, ids, {"title": f"{name} (@{handle})", "about": bio.text or name, "page": f"/@{handle}"})


@require_safe
def of_topic(request: HttpRequest, name: str) -> HttpResponse:
    """What everyone wrote under a topic, newest first; a topic nobody used is an empty feed."""
    key = topic_key(name)
    if not key:
        raise Http404
    found = notes.topic(key)
    ids = notes.ids_by_topic(None, found.ids, notes.LAST_ID, rules.FEED) if found else []
    shown = " #".join(one.name for one in found.names) if found and ids else name
    return _feed(request, ids, {"title": f"#{shown}", "about": f"#{shown}", "page": f"/topics/{quote(key, safe='')}"})


def _feed(request: HttpRequest, ids: list[int], about: dict[str, str]) -> HttpResponse:
    lang = request.GET.get("lang", "")
    reads = rules.asked_for(lang)
    entries = queries.entries(reads, ids)
    asked = f"?lang={lang}" if reads else ""
    site = settings.REDBRIDGE_SITE_URL
    context: dict[str, Any] = {"entries": entries, "asked": asked, "site": site, "date": format_datetime, **about}
    body = rules.for_xml(render_to_string("sharing/feed.xml", context, request))
    return _answer(request, body, entries)


def _answer(request: HttpRequest, body: str, entries: list[Entry]) -> HttpResponse:
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    changed = max((entry.changed for entry in entries), default=None)
    response = HttpResponse(body, content_type="application/rss+xml; charset=utf-8",
                            headers={"ETag": etag, "Cache-Control": "public, no-cache", "Access-Control-Allow-Origin": "*"})
    if changed:
        response["Last-Modified"] = format_datetime(changed, usegmt=True)
    # By its digest alone: a note that was hidden leaves, and no date grows.
    known: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)
    return known or response
