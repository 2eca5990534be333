"""What is found, what one may mean, and how a browser asks us from its own address line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import reads, viewer_id
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, client_address, hit
from redbridge.notes.access import wanted
from redbridge.notes.queries import TopicName, cards, popular_topics
from redbridge.search import queries
from redbridge.search.rules import Asked, ask, pieces

SEARCHING = Limit("search", 600, 600)
SUGGESTING = Limit("suggest", 1200, 600)
PAGE = 20
FEW = {"people": 4, "topics": 10}
"""On the page of all kinds."""
SUGGESTED = 4
NOTHING: dict[str, Any] = {"people": [], "topics": [], "cards": [], "said": {}, "next": "", "more_of": []}
KINDS = ("all", "notes", "people", "topics")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """People, topics and notes with the words of `q`; `in` is one of KINDS, `after` a place in the list."""
    asked, kind = ask(request.GET.get("q", "")), request.GET.get("in", "all")
    kind = kind if kind in KINDS else "all"
    context: dict[str, Any] = {"asked": asked, "kind": kind, "nav": "search", "pieces": pieces, **NOTHING}
    if not asked:
        return render(request, "search/search.html", context | {"topics": _popular(request)})
    hit(SEARCHING, viewer_id(request) or client_address(request))
    context |= _found(request, asked, kind, request.GET.get("after", ""))
    return render(request, "search/results.html" if is_script(request) else "search/search.html", context)


def _found(request: HttpRequest, asked: Asked, kind: str, after: str) -> dict[str, Any]:
    """Rows of each list that the page shows; `after` belongs to the one that goes on."""
    viewer, found = viewer_id(request), {**NOTHING, "more_of": list[str]()}
    if kind in ("all", "people") and not (kind == "all" and after):
        people = queries.find_people(viewer, reads(request), asked, after, PAGE if kind == "people" else FEW["people"])
        found |= {"people": people.rows, "next": people.after}
        found["more_of"] += ["people"] * bool(people.after)
    if kind in ("all", "topics") and not (kind == "all" and after):
        topics = queries.find_topics(viewer, asked, after, PAGE * 2 if kind == "topics" else FEW["topics"])
        found |= {"topics": topics.rows, "next": topics.after}
        found["more_of"] += ["topics"] * bool(topics.after)
    if kind in ("all", "notes"):
        notes = queries.find_notes(viewer, asked, after, PAGE)
        shown = wanted(request, notes.rows)
        found |= {
            "cards": cards(viewer, reads(request), shown),
            "said": queries.said_around(viewer, reads(request), asked, shown),
            "next": notes.after,
        }
    return found


def _popular(request: HttpRequest) -> list[TopicName]:
    """What people write about, by names that the one who asks can read."""
    return [topic.read_in(tuple(reads(request))) for topic in popular_topics(FEW["topics"])]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Topics and people whose names begin with what stands in the field so far: options of a list, nothing more."""
    asked = ask(request.GET.get("q", ""))
    context: dict[str, Any] = {"people": [], "topics": []}
    if asked:
        hit(SUGGESTING, viewer_id(request) or client_address(request))
        viewer = viewer_id(request)
        context = {
            "topics": queries.find_topics(viewer, asked, "", SUGGESTED, by_name=True).rows,
            "people": queries.find_people(viewer, reads(request), asked, "", SUGGESTED, by_name=True).rows,
        }
    return render(request, "search/suggest.html", context)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The description by which a browser offers this site in its own search field."""
    return render(request, "search/opensearch.xml", content_type="application/opensearchdescription+xml")
