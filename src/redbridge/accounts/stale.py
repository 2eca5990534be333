"""Forms that outlived their session: what was typed must come back, with a sentence, whatever happened meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from redbridge.accounts.access import person_of, viewer_id

V = TypeVar("V", bound=Callable[..., object])


@dataclass(frozen=True)
class Stale:
    """Why nothing was written, and the status that says so."""

    sentence: str
    status: int


def keeps_typed(view: V) -> V:
    """Mark a view that shows its own form again when the page had grown old (see config.errors.csrf_failure)."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def why_stale(request: HttpRequest) -> Stale | None:
    """The reason this form cannot be taken now; None when all is well."""
    if not viewer_id(request):
        return Stale(
            _("You have been signed out. Sign in in another tab, then send this again; all you typed is here."), 401
        )
    if getattr(request, "page_was_old", False):
        return Stale(_("This page had grown old. All you typed is here; send it once more."), 403)
    if person_of(request).suspended:
        return Stale(_("Your account is paused, so you can read but not write."), 403)
    return None
