"""What is translated for me and what never, and which engine gets what of mine."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts import access, actions
from redbridge.accounts.models import Person
from redbridge.accounts.people_forms import UntranslatedForm
from redbridge.accounts.views.relations import RELATING
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import back_to
from redbridge.kernel.languages import language_name, script_name
from redbridge.kernel.limits import hit
from redbridge.translation import engines


@dataclass(frozen=True)
class EngineLine:
    """An engine as the page tells of it. `private`: whether text that is not public goes there too."""

    name: str
    local: bool
    private: bool
    pairs: tuple[tuple[str, str], ...]


@require_safe
@access.signed_in
def translation(request: HttpRequest) -> HttpResponse:
    """Languages left as they were written; and what is sent where."""
    return _page(request, UntranslatedForm(), 200)


@require_POST
@access.not_suspended
def leave(request: HttpRequest) -> HttpResponse:
    """Never translate a language for me, or translate it again, as the form says."""
    me, form = access.person_of(request), UntranslatedForm(request.POST)
    hit(RELATING, me.id)
    leaving = request.POST.get("on", "1") == "1"
    if form.is_valid() and leaving:
        try:
            actions.check_may_leave(me.id, form.cleaned_data["code"])
        except Refusal as full:
            form.add_error("code", full.message)
    if not form.is_valid():
        return _page(request, form, 422)
    code = form.cleaned_data["code"]
    (actions.leave_language if leaving else actions.translate_language)(me.id, code)
    said = _("%(language)s stays as it was written.") if leaving else _("%(language)s is translated for you again.")
    messages.success(request, said % {"language": language_name(code)})
    return redirect(back_to(request) or "translation")


def _page(request: HttpRequest, form: UntranslatedForm, status: int) -> HttpResponse:
    me = Person.objects.get(pk=access.person_of(request).id)
    context = {
        "form": form, "me": me, "nav": "you", "at": "translation", "engines": _engines(),
        "site_language_names": [script_name(code) for code in settings.REDBRIDGE_LANGUAGES],
        "goes_out": engines.private_goes_out(),
    }
    return render(request, "accounts/translation.html", context, status=status)


def _engines() -> list[EngineLine]:
    out = engines.private_goes_out()
    return [
        EngineLine(engines.opened(one).name, one.local, one.local or out, one.pairs) for one in engines.configured()
    ]
