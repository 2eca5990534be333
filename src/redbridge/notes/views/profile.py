"""Somebody's page: who they are, and the tabs they show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from redbridge.accounts import rules as people
from redbridge.accounts.access import access_profile, reads, viewer_id
from redbridge.accounts.queries import Profile
from redbridge.media.queries import by_ids
from redbridge.notes import queries, rules
from redbridge.notes.views.read import PAGE, before, listing

_IDS = {"notes": queries.ids_by_author, "likes": queries.ids_liked}


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """Somebody's notes, newest first, or another tab of theirs (`?tab=`)."""
    viewer = viewer_id(request)
    person = access_profile(handle, viewer, reads(request))
    if handle != person.handle:
        return redirect(f"/@{person.handle}", permanent=True)
    mine = viewer == person.id
    tabs = _tabs(person, mine)
    tab = request.GET.get("tab", "")
    tab = tab if tab in tabs else next(iter(tabs), "")
    ids = _IDS[tab](viewer, person.id, before(request), PAGE) if tab in _IDS else []
    context: dict[str, object] = {
        "profile": person,
        "notes": queries.note_count(viewer, person.id),
        "banner": by_ids([person.banner] if person.banner else []).get(person.banner or 0),
        "tabs": tabs,
        "tab": tab,
        "boards": queries.boards_of(viewer, reads(request), person.id, rules.BOARDS_MOST) if tab == "collections" else [],
        "nav": "you" if mine else "",
        "deleted": request.GET.get("deleted", "") if mine else "",
    }
    path = f"/@{person.handle}" + (f"?tab={tab}" if tab not in ("", "notes") else "")
    return listing(request, ids, path, "notes/profile.html", context, muted=True)


def _tabs(person: Profile, mine: bool) -> list[str]:
    """The tabs this viewer may open; of a private person nobody but their readers any."""
    shown = people.TABS if mine else person.tabs
    return list(shown) if person.readable else []
