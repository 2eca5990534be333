"""Passkeys: arriving with one, signing in with one, and the ones somebody has."""

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.mfa.webauthn import views as theirs
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redbridge.accounts import factors, queries, rules
from redbridge.accounts.access import viewer_id
from redbridge.accounts.key_forms import PasskeyArrival, PasskeySignup
from redbridge.accounts.models import Person
from redbridge.accounts.views.people import Signup

NEWCOMER = "accounts.newcomer"
"""In the session: the id that the passkey of somebody who is arriving was made for."""
WAIT = 15 * 60
"""Seconds a session of nobody lasts, so that visits of the door leave nothing behind."""


def begin_waiting(request: HttpRequest) -> None:
    """A challenge needs a session; of somebody who is nobody yet it is a short one."""
    if not viewer_id(request):
        request.session.set_expiry(WAIT)


@require_POST
def signup_options(request: HttpRequest) -> HttpResponse:
    """What a browser needs to make a newcomer's passkey, as JSON; 422 where the form cannot be taken as it is."""
    if viewer_id(request):
        return HttpResponse(status=409)
    often = ratelimit.consume_or_429(request, action="signup")
    if often:
        return cast(HttpResponse, often)
    form = PasskeySignup(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    begin_waiting(request)
    newcomer = Person(id=queries.new_id(), handle=form.cleaned_data["username"])
    request.session[NEWCOMER] = newcomer.pk
    return JsonResponse(auth.begin_registration(newcomer, passwordless=True))


class PasskeyArriving(Signup):
    """The last step of arriving by passkey: nothing is written before it."""

    http_method_names = ["post"]

    def get_form_class(self) -> type[PasskeyArrival]:
        return PasskeyArrival

    def arrive(self, form: PasskeyArrival) -> HttpResponse:
        """One transaction: the person, the passkey; then signed in, by what they just made."""
        request, data = self.request, form.cleaned_data
        person = Person(id=request.session.pop(NEWCOMER, None), handle=data["username"])
        if person.pk is None:
            raise ValidationError(_("That took a while. Create the passkey once more."))
        person.set_unusable_password()
        form.admit(person, request)
        key = auth.WebAuthn.add(person, factors.device_name(request), data["credential"]).instance
        record_authentication(
            request, person, "mfa", id=key.pk, type=key.type, passwordless=True, reauthenticated=True
        )
        return cast(HttpResponse, complete_signup(request, user=person, redirect_url=self.get_success_url()))


class SignInByKey(theirs.LoginWebAuthnView):  # type: ignore[misc]
    """allauth's, with the way back kept whatever happens."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        begin_waiting(request)
        return cast(HttpResponse, super().get(request, *args, **kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        key = form.cleaned_data["credential"]
        login = Login(user=key.user, redirect_url=get_next_redirect_url(self.request))
        return cast(HttpResponse, flows.perform_passwordless_login(self.request, key, login))

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("That passkey is not known here. Try another way in."))
        back = get_next_redirect_url(self.request)
        return redirect("/accounts/login/" + ("?" + urlencode({"next": back}) if back else ""))


class AddKey(theirs.AddWebAuthnView):  # type: ignore[misc]
    """Another passkey: one that a device finds by itself and asks its owner for, as at sign-up."""

    def get_initial(self) -> dict[str, Any]:
        return {"name": factors.device_name(self.request)[: rules.KEY_NAME_LONGEST]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super(theirs.AddWebAuthnView, self).get_context_data(**kwargs)
        return found | {"options": auth.begin_registration(self.request.user, passwordless=True)}


class RemoveKey(theirs.RemoveWebAuthnView):  # type: ignore[misc]
    """Never the last way in."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # Two passkeys removed at one moment must not both be the last but one.
            person = Person.objects.select_for_update().get(pk=self.request.user.pk)
            try:
                factors.check_may_remove(person)
            except ValidationError as refused:
                form.add_error(None, refused)
                context = self.get_context_data(form=form)
                return cast(HttpResponse, self.render_to_response(context, status=422))
            return cast(HttpResponse, super().form_valid(form))
