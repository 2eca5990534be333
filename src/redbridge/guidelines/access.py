"""The doors: versions and drafts are everybody's, a remark is everybody's to read and its author's to take back."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from redbridge.accounts.staff import staff
from redbridge.guidelines import queries
from redbridge.guidelines.models import Draft, Remark, Version
from redbridge.guidelines.queries import RemarkView

LAST_ID = 2**62


def access_version(version_id: int) -> Version:
    """The version, or 404."""
    found = Version.objects.filter(pk=min(version_id, LAST_ID)).first()
    if found is None:
        raise Http404
    return found


def access_draft(draft_id: int) -> Draft:
    """The draft, or 404."""
    found = Draft.objects.select_related("base").filter(pk=min(draft_id, LAST_ID)).first()
    if found is None:
        raise Http404
    return found


def may_settle(request: HttpRequest) -> bool:
    """Whether the one who asks proposes and settles changes; a statement for the staff alone."""
    person = getattr(request, "person", None)
    who = staff(person.id) if person and person.staff else None
    return bool(who and "administrator" in who.roles)


def access_own_remark(person_id: int, remark_id: int) -> Remark:
    """A remark of one's own that stands, or 404: what others said is taken away by a decision alone."""
    found = Remark.objects.filter(pk=min(remark_id, LAST_ID), author_id=person_id, deleted=None, standing="").first()
    if found is None:
        raise Http404
    return found


def access_remark(viewer_id: int, reads: Sequence[str], remark_id: int) -> RemarkView:
    """A remark that the viewer may read, or 404."""
    found = queries.remarks_of([min(remark_id, LAST_ID)], viewer_id, reads)
    if not found:
        raise Http404
    return found[0]
