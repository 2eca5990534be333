"""The door to writing: who may do something at all."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redbridge.accounts import queries, rules
from redbridge.accounts.models import Person
from redbridge.accounts.queries import PersonInSession, Profile
from redbridge.kernel.errors import Forbidden, Moved
from redbridge.kernel.reading import leaving
from redbridge.translation.rules.scripts import with_sisters

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def person_of(request: HttpRequest) -> PersonInSession:
    """The signed-in person; only for views behind `member` or `reader`."""
    person: PersonInSession = request.person  # type: ignore[attr-defined]
    return person


def viewer_id(request: HttpRequest) -> int | None:
    """The signed-in person's id, or None."""
    person: PersonInSession | None = request.person  # type: ignore[attr-defined]
    return person.id if person else None


def reads(request: HttpRequest) -> list[str]:
    """What the one who asks reads: see `reading`."""
    return reading(request.reads, request.person)  # type: ignore[attr-defined]


def reading(languages: Sequence[str], person: PersonInSession | None) -> list[str]:
    """These languages, best first; with a script of Chinese the other, which can be made theirs.

    Behind them stands what this person wants as it was written: see `kernel.reading.leaving`.
    """
    return leaving(with_sisters(languages), person.untouched if person else ())


def check_may_write(request: HttpRequest) -> None:
    """Raises Forbidden for somebody who is suspended or whose posting is paused, with the day on which that ends."""
    if sentence := why_not_write(person_of(request)):
        raise Forbidden(sentence)


def check_not_suspended(request: HttpRequest) -> None:
    """Raises Forbidden for a suspended person alone."""
    person = person_of(request)
    if person.suspended:
        raise Forbidden(why_not_write(person))


def why_not_write(person: PersonInSession) -> str:
    """Why somebody may only read for now, until when, and what they can do; empty for most people."""
    if not person.until:
        return _("Your account is paused, so you can read but not write.") if person.suspended else ""
    day = date_format(timezone.localtime(datetime.fromtimestamp(person.until, UTC)), _("j F Y, H:i"))
    if person.suspended:
        return _("Your account is suspended until %(day)s. Until then you can read. You can appeal.") % {"day": day}
    return _("You can read, and write again from %(day)s on. You can appeal.") % {"day": day}


def signed_in(view: View[P]) -> View[P]:
    """Somebody signed in, a suspended person to read only; others go to sign in and come back.

    Whoever may only not post for now keeps their settings.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer_id(request):
            return to_sign_in(request)
        if request.method not in ("GET", "HEAD"):
            check_not_suspended(request)
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def key_holder(view: View[P]) -> View[P]:
    """Somebody signed in, a suspended person too: the keys of an account stay in its owner's hands."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if viewer_id(request) else to_sign_in(request)

    return cast(View[P], guarded)


def not_suspended(view: View[P]) -> View[P]:
    """Somebody signed in who keeps what is theirs alone, also while they may not post: blocks, mutes, reports, settings."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer_id(request):
            return to_sign_in(request)
        check_not_suspended(request)
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def member(view: View[P]) -> View[P]:
    """Somebody signed in who may write: who may only read for now is told so, and until when."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer_id(request):
            return to_sign_in(request)
        check_may_write(request)
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a script gets 401 and the address to go to."""
    back = request.get_full_path() if request.method == "GET" else (request.headers.get("Referer") or "/")
    address = reverse("account_login") + "?next=" + quote(_local(back))
    if request.headers.get("HX-Request"):
        return HttpResponse(_("Sign in first."), status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _local(address: str) -> str:
    path = "/" + address.split("://", 1)[-1].partition("/")[2] if "://" in address else address
    return path if path.startswith("/") and not path.startswith("//") else "/"


def access_reader(handle: str, viewer: int | None) -> Profile:
    """A person whose followers and follows the viewer may look through, or 404."""
    found = access_profile(handle, viewer)
    if not found.readable:
        raise Http404
    return found


def access_anyone(handle: str, viewer: int | None) -> Person:
    """A person of this handle, whoever keeps apart from whom, or 404: to block, to mute, to take that back.

    Raises Moved as `access_profile` does, for the viewer who may know.
    """
    found = Person.objects.filter(handle=handle.lower()[: rules.HANDLE_LONGEST]).exclude(state=Person.State.LEAVING).first()
    if found is None:
        access_profile(handle, viewer)
        raise Http404
    return found


def access_profile(handle: str, viewer: int | None, reads: Sequence[str] = ()) -> Profile:
    """The person as the viewer may see them, or 404; raises Moved for a handle they gave up lately."""
    found = queries.profile(handle, viewer, reads)
    if found is None:
        present = queries.present_handle(handle) if rules.is_handle(handle.lower()) else None
        if present and queries.profile(present, viewer):
            raise Moved(f"/@{handle}", f"/@{present}")
        raise Http404
    return found
