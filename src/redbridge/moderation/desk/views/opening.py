"""Taking up what nobody reported: somebody of the staff meets it and brings it to the desk, where it is decided like all else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from redbridge.accounts.access import reads
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.access import access_subject, desk, staff_of
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.decisions.rules import ABOUT
from redbridge.moderation.models import Case
from redbridge.moderation.rules import SEVERITY
from redbridge.translation.rules import UNKNOWN

OPENING = Limit("open-case", 120, 3600)


@require_POST
@desk
def take_up(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Open a case about what one may see oneself and is not one's own, or find the one there is; `kind` is chosen in its form."""
    me = staff_of(request).person_id
    access_subject(me, reads(request), kind, subject_id)
    hit(OPENING, me)
    found = owner(kind, subject_id)
    opened = open_case(
        kind, subject_id, author_id=found.author_id if found else None, language=found.language if found else UNKNOWN,
        category="other", severity=SEVERITY["other"], source="desk", since=found.since if found else None)
    number = Case.objects.values_list("number", flat=True).get(pk=opened)
    wanted = request.POST.get("kind", "")
    return redirect(reverse("desk_case", args=[number]) + (f"?kind={wanted}" if wanted in ABOUT[kind] else ""))
