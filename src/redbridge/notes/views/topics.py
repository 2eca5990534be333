"""A topic under all its names, and who says that two topics are one."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.accounts.trust import is_trusted
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import Limit, hit
from redbridge.notes import actions, queries, rules
from redbridge.notes.queries import TopicView
from redbridge.notes.queries.pairs import Pair, pairs
from redbridge.notes.views.read import PAGE, before, listing

JOINING = Limit("join_topics", 60, 3600)


@require_safe
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Notes under a topic, newest first. A topic nobody used is an empty page that invites, not an error."""
    return _page(request, name, {})


def _page(request: HttpRequest, name: str, wrong: dict[str, str]) -> HttpResponse:
    key = rules.topic_key(name)
    if not key:
        raise Http404
    found = queries.topic(key)
    ids = queries.ids_by_topic(viewer_id(request), found.ids, before(request), PAGE) if found else []
    # How it was spelled first is told by notes that may be seen, not by hidden ones.
    shown = found if ids else None
    names = shown.read(reads(request)) if shown else []
    about: dict[str, Any] = {"topic": names[0].name if names else name, "names": names, "key": key, "wrong": wrong}
    about |= _said(request, shown)
    response = listing(request, ids, f"/topics/{quote(name)}", "notes/topic.html", about)
    response.status_code = 422 if wrong else response.status_code
    return response


def _said(request: HttpRequest, shown: TopicView | None) -> dict[str, Any]:
    """What members say of it, for members."""
    me = viewer_id(request)
    found: list[Pair] = pairs(me, shown.ids) if me and shown else []
    return {"pairs": found, "trusted": bool(found) and is_trusted(me)}


@require_POST
@member
def join_topic(request: HttpRequest, name: str) -> HttpResponse:
    """Say that this topic and another are one (`name`); trusted members agree to a `pair`, decline it, take it apart."""
    me, found = person_of(request), queries.topic(rules.topic_key(name))
    hit(JOINING, me.id)
    if found is None or not queries.ids_by_topic(me.id, found.ids, queries.LAST_ID, 1):
        raise Http404
    try:
        _do(request, me.id, found)
    except Refusal as refusal:
        return _page(request, name, {"said": refusal.message, "typed": request.POST.get("name", "")[:100]})
    return redirect("topic", name)


def _do(request: HttpRequest, me: int, found: TopicView) -> None:
    asked = request.POST.get("pair", "")
    if not asked:
        actions.propose_pair(me, found.names[0].id, _other(me, request.POST.get("name", "")))
        return
    pair = next((one for one in pairs(me, found.ids) if str(one.id) == asked), None)
    joins = request.POST.get("do") == "join"
    # Whoever proposed it needs somebody else's yes.
    if pair is None or not is_trusted(me) or (joins and pair.mine):
        raise Http404
    (actions.join_pair if joins else actions.part_pair)(me, pair.id)


def _other(me: int, typed: str) -> int:
    key = rules.topic_key(typed.strip().removeprefix("#").removeprefix("＃")[:200])
    other = queries.topic(key) if key else None
    if other is None or not queries.ids_by_topic(me, [other.names[0].id], queries.LAST_ID, 1):
        raise Refusal("name", _("Nobody has written about that topic yet. Name one that there is."))
    return other.names[0].id
