"""What waits, and where to look for a case by its number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from redbridge.accounts.staff import Staff
from redbridge.guidelines.queries import unsettled
from redbridge.kernel.http import is_script
from redbridge.moderation.access import access_case, desk, staff_of
from redbridge.moderation.appeals.queue import stuck
from redbridge.moderation.desk import rules, words
from redbridge.moderation.desk.forms import my_language
from redbridge.moderation.desk.lift import waiting as lifts_for
from redbridge.moderation.desk.queries import queue as queries


@require_safe
@desk
def queue(request: HttpRequest) -> HttpResponse:
    """My languages, the gravest and then the oldest first, unless the address says otherwise."""
    who = staff_of(request)
    number = request.GET.get("number", "").strip()
    if number:
        return redirect("desk_case", access_case(who, number[:20]).number)
    asked = rules.queue(request.GET, who.languages)
    if asked.show == "sealed" and not who.lead:
        asked = rules.queue({}, who.languages)
    lines, next_url = queries.waiting(asked, who.person_id, who.lead, my_language())
    context = {"lines": lines, "next_url": next_url, "queue": asked, "staff": who, "nav": "desk", "w": words}
    if is_script(request):
        return render(request, "moderation/desk/lines.html", context)
    counts = queries.counts(asked.languages)
    return render(request, "moderation/desk/queue.html", context | {
        "stuck": stuck() if who.lead else 0, "lifts": lifts_for(who) if who.lead else [],
        "unsettled": unsettled([]) if "administrator" in who.roles else [],
        "counts": counts, "languages": _languages(who, counts), "full": rules.COUNTED})


def _languages(who: Staff, counts: queries.Counts) -> list[tuple[str, int]]:
    """Those in which something waits, mine first, the fullest first."""
    mine = rules.family(who.languages)
    return sorted(counts.languages.items(), key=lambda item: (item[0] not in mine, -item[1], item[0]))


@require_safe
@desk
def keys(request: HttpRequest) -> HttpResponse:
    """Which key does what on the desk."""
    return render(request, "moderation/desk/keys.html", {"nav": "desk"})
