"""The doors: to what is reported (only what the reporter may see, and not what is their own), to the desk, to a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import quote

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from redbridge.accounts.access import access_profile, to_sign_in, viewer_id
from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff, staff
from redbridge.moderation.models import Case
from redbridge.notes.access import access_comment, access_note

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
FACTORS = ("totp", "webauthn")


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
    """The note, comment or person, or 404: what somebody may not see they cannot report either."""
    if kind == "note":
        note = access_note(viewer_id, reads, id_)
        found = Subject(kind, id_, note.heading, note.target or note.language, note.url, note.author_handle, note.author_name)
        return _anothers(found, note.author_id, viewer_id)
    if kind == "comment":
        comment = access_comment(viewer_id, reads, id_)
        who = (comment.author_handle, comment.author_name)
        return _anothers(Subject(kind, id_, comment.shown, comment.shown_lang, comment.url, *who), comment.author_id, viewer_id)
    handle = Person.objects.filter(pk=id_).values_list("handle", flat=True).first()
    person = access_profile(handle or "", viewer_id)
    found = Subject(kind, id_, person.bio.text, "", f"/@{person.handle}", person.handle, person.name)
    return _anothers(found, person.id, viewer_id)


def _anothers(subject: Subject, author_id: int, viewer_id: int) -> Subject:
    if author_id == viewer_id:
        raise Http404
    return subject


def desk(view: View[P]) -> View[P]:
    """Only staff, and only in a session that began or went on with a passkey or an authenticator app. To all others who are
    signed in the desk is not there; `staff_of` tells the view who it is."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        me = viewer_id(request)
        if me is None:
            return to_sign_in(request)
        found = staff(me)
        if found is None:
            raise Http404
        request.staff = found  # type: ignore[attr-defined]
        return _to_factor(request, found) or view(request, *args, **kwargs)

    return cast(View[P], guarded)


def lead_only(view: View[P]) -> View[P]:
    """Behind `desk`: leads and administrators; to a moderator it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not staff_of(request).lead:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def staff_of(request: HttpRequest) -> Staff:
    """Who asks; only for views behind `desk`."""
    found: Staff = request.staff  # type: ignore[attr-defined]
    return found


def _to_factor(request: HttpRequest, who: Staff) -> HttpResponse | None:
    """Where to show or make the second factor first; None for who showed one in this session."""
    if any(record.get("method") == "mfa" and record.get("type") in FACTORS for record in _records(request)):
        return None
    if not who.factors:
        messages.info(request, _("The desk opens with a passkey or an authenticator app. Set one up here, then come back."))
        return redirect("security")
    way = "mfa_reauthenticate_webauthn" if "webauthn" in who.factors else "mfa_reauthenticate"
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk")
    return redirect(f"{reverse(way)}?next={quote(back)}")


def _records(request: HttpRequest) -> list[dict[str, object]]:
    found: list[dict[str, object]] = get_authentication_records(request, request.user)
    return found


def access_case(who: Staff, number: str) -> Case:
    """The case of this number, or 404: sealed ones are for leads and administrators, and nobody's own is theirs to see."""
    case = Case.objects.select_related("author", "claimed_by").filter(number=number).first()
    if case is None or (case.sealed and not who.lead) or case.author_id == who.person_id:
        raise Http404
    return case
