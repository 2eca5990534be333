"""Another handle."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redbridge.accounts import access, actions, rules
from redbridge.accounts.key_forms import HandleForm
from redbridge.accounts.stale import why_too_often
from redbridge.accounts.views.people import status
from redbridge.accounts.views.safety import KEYS
from redbridge.kernel.errors import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def change_handle(request: HttpRequest) -> HttpResponse:
    """The form, and what was typed again where it cannot be."""
    me = access.person_of(request)
    form = HandleForm(request.POST or None, initial={"handle": me.handle})
    often = why_too_often(request, KEYS) if form.is_valid() else None
    if often:
        form.add_error("handle", often.sentence)
    if form.is_valid() and _rename(me.id, form):
        messages.success(request, _("You are @%(handle)s now.") % {"handle": form.cleaned_data["handle"]})
        return redirect("security")
    context = {"form": form, "me": me, "nav": "you", "at": "security", "days": rules.OLD_HANDLE_DAYS}
    answer = render(request, "accounts/handle.html", context, status=often.status if often else status(form))
    return often.sent(answer) if often else answer


def _rename(person_id: int, form: HandleForm) -> bool:
    try:
        actions.rename(person_id, form.cleaned_data["handle"])
    except Refusal as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True
