"""The doors: versions and drafts are everybody's, a remark is its author's to take back, or an administrator's."""

from django.http import Http404, HttpRequest

from redbridge.accounts.staff import staff
from redbridge.guidelines.models import Draft, Remark, Version

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
    """A remark of one's own, for leads and administrators anybody's; else 404."""
    found = Remark.objects.filter(pk=min(remark_id, LAST_ID), deleted=None).first()
    who = staff(person_id) if found and found.author_id != person_id else None
    if found is None or (found.author_id != person_id and not (who and who.lead and who.factors)):
        raise Http404
    return found
