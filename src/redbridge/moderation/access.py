"""The doors: to what is reported (only what the reporter may see, and not what is their own), to the desk, to a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from redbridge.accounts.access import access_profile
from redbridge.accounts.desk import desk, lead_only, staff_of
from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff
from redbridge.guidelines.access import access_remark
from redbridge.moderation.models import Case
from redbridge.notes.access import access_comment, access_note

__all__ = ["Subject", "access_case", "access_subject", "desk", "lead_only", "staff_of"]


@dataclass(frozen=True)
class Subject:
    """What a report is about: its words as the reporter reads them, and whose it is."""

    kind: str
    id: int
    words: str
    lang: str
    url: str
    handle: str
    name: str

    @property
    def report_url(self) -> str:
        """Where it is reported."""
        return f"/report/{self.kind}/{self.id}"


def access_subject(viewer_id: int, reads: Sequence[str], kind: str, id_: int) -> Subject:
    """The note, comment, person or remark, or 404: what somebody may not see they cannot report either."""
    if kind == "note":
        note = access_note(viewer_id, reads, id_)
        found = Subject(kind, id_, note.heading, note.target or note.language, note.url, note.author_handle, note.author_name)
        return _anothers(found, note.author_id, viewer_id)
    if kind == "comment":
        comment = access_comment(viewer_id, reads, id_)
        who = (comment.author_handle, comment.author_name)
        return _anothers(Subject(kind, id_, comment.shown, comment.shown_lang, comment.url, *who), comment.author_id, viewer_id)
    if kind == "remark":
        said = access_remark(viewer_id, reads, id_)
        who = (said.handle, said.name)
        return _anothers(Subject(kind, id_, said.said.text, said.said.lang, said.url, *who), said.author_id, viewer_id)
    handle = Person.objects.filter(pk=id_).values_list("handle", flat=True).first()
    person = access_profile(handle or "", viewer_id)
    found = Subject(kind, id_, person.bio.text, "", f"/@{person.handle}", person.handle, person.name)
    return _anothers(found, person.id, viewer_id)


def _anothers(subject: Subject, author_id: int, viewer_id: int) -> Subject:
    if author_id == viewer_id:
        raise Http404
    return subject


def access_case(who: Staff, number: str) -> Case:
    """The case of this number, or 404: sealed ones are for leads and administrators, and nobody's own is theirs to see."""
    case = Case.objects.select_related("author", "claimed_by", "sealing").filter(number=number).first()
    if case is None or (case.sealed and not who.lead) or case.author_id == who.person_id:
        raise Http404
    return case
