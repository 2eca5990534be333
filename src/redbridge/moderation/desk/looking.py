"""Looking at what is not for everybody: written to the author's own record, with the case as the reason, before it is shown."""

import time

from django.http import HttpRequest

from redbridge.accesslog import door
from redbridge.accesslog.door import Asked
from redbridge.moderation.access import staff_of
from redbridge.moderation.desk.queries.subject import Subject
from redbridge.moderation.models import Case
from redbridge.moderation.rules import CLAIM

_KEY = "desk_looks"
_KEPT = 50


def may_look(request: HttpRequest, case: Case, subject: Subject) -> bool:
    """Whether this session may be shown it now: it is for everybody, or the look is written down."""
    if not (subject.private or case.sealed):
        return True
    return float(_looks(request).get(str(case.pk), 0)) > time.time()


def write_down(request: HttpRequest, case: Case, subject: Subject, why: str = "") -> None:
    """Write the look into its author's record; for half an hour this session is shown the subject."""
    kind = f"private_{subject.kind}" if subject.private else subject.kind
    asked = Asked(staff_of(request), "words" if why else "report", why, case.number)
    door.see(kind, subject.author_id, asked, subject.id)
    found = _looks(request) | {str(case.pk): time.time() + CLAIM.total_seconds()}
    request.session[_KEY] = dict(sorted(found.items(), key=lambda item: item[1])[-_KEPT:])


def _looks(request: HttpRequest) -> dict[str, float]:
    found: dict[str, float] = request.session.get(_KEY, {})
    return found
