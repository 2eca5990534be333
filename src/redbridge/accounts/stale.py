"""Forms that come too late or too often: what was typed must come back, with a sentence, whatever happened meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from redbridge.accounts.access import person_of, viewer_id, why_not_write
from redbridge.kernel.errors import TooOften
from redbridge.kernel.limits import Limit, hit, wait_said

V = TypeVar("V", bound=Callable[..., object])


@dataclass(frozen=True)
class Stale:
    """Why nothing was written, and the status that says so."""

    sentence: str
    status: int
    retry_after: int = 0

    def sent(self, answer: HttpResponse) -> HttpResponse:
        """The answer with the wait in its header, where waiting helps."""
        if self.retry_after:
            answer["Retry-After"] = str(self.retry_after)
        return answer


def keeps_typed(view: V) -> V:
    """Mark a view that shows its own form again when the page had grown old (see config.errors.csrf_failure)."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def why_stale(request: HttpRequest, *, suspended_too: bool = False) -> Stale | None:
    """The reason this form cannot be taken now; None when all is well. `suspended_too`: what nobody is kept from."""
    if not viewer_id(request):
        return Stale(
            _("You have been signed out. Sign in in another tab, then send this again; all you typed is here."), 401
        )
    if getattr(request, "page_was_old", False):
        return Stale(_("This page had grown old. All you typed is here; send it once more."), 403)
    if not suspended_too and (sentence := why_not_write(person_of(request))):
        return Stale(sentence, 403)
    return None


def why_too_often(request: HttpRequest, limit: Limit) -> Stale | None:
    """Count one more deed of the person's; the reason it cannot be done now, None below the limit."""
    try:
        hit(limit, person_of(request).id)
    except TooOften as often:
        return Stale(wait_said(often.retry_after), 429, often.retry_after)
    return None
