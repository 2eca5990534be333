"""Back in with a recovery code, for whoever lost the device their passkey was on."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from redbridge.accounts.access import viewer_id
from redbridge.accounts.key_forms import NOT_MATCHED, RecoverForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
def recover(request: HttpRequest) -> HttpResponse:
    """Handle and code; then to where another passkey is made."""
    if viewer_id(request):
        return redirect("security")
    form, status = RecoverForm(request.POST or None), 200
    if request.method == "POST":
        often = ratelimit.consume_or_429(request, action="login")
        if often:
            return cast(HttpResponse, often)
        found, status = _answer(request, form) if form.is_valid() else (None, 422)
        if found:
            return _let_in(request, found)
    return render(request, "account/recover.html", {"form": form}, status=status)


def _answer(request: HttpRequest, form: RecoverForm) -> tuple[Authenticator | None, int]:
    """The codes this one was of, now used up; or None, and the status of a form that says why."""
    handle, code = form.cleaned_data["handle"], form.cleaned_data["code"]
    if not ratelimit.consume(request, action="login_failed", key=f"recover-{handle}"):
        form.add_error(None, _("Too many tries. Wait five minutes, then try again."))
        return None, 429
    codes = Authenticator.objects.filter(user__handle=handle, type=Authenticator.Type.RECOVERY_CODES).first()
    # Where an app is on, a code stands in for the app and never for the password too.
    guarded = Authenticator.objects.filter(user__handle=handle, type=Authenticator.Type.TOTP).exists()
    if codes is None or guarded or not codes.wrap().validate_code(code):
        form.add_error("code", NOT_MATCHED)
        return None, 422
    ratelimit.clear(request, action="login_failed", key=f"recover-{handle}")
    return codes, 302


def _let_in(request: HttpRequest, codes: Any) -> HttpResponse:
    post_authentication(request, codes, reauthenticated=True)
    messages.info(request, _("You are in. That code is used up. Make a new passkey now."))
    return cast(HttpResponse, perform_login(request, Login(user=codes.user, redirect_url=reverse("security"))))
