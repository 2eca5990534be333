"""Arriving, settings, profile, follow: HTTP to values and back."""

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.views import SignupView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redbridge.accounts import access, actions
from redbridge.accounts.adapter import welcome as welcome_address
from redbridge.accounts.forms import LanguagesForm, SignupForm
from redbridge.accounts.models import Person
from redbridge.accounts.people_forms import SettingsForm
from redbridge.kernel.errors import TooOften
from redbridge.kernel.http import after_post
from redbridge.kernel.limits import Limit, client_address, hit
from redbridge.media.queries import by_ids as pictures_by_ids

BY_HAND = Limit("sign-up-by-hand", 10, 3600)
FOLLOWING = Limit("follow", 600, 3600)
YEAR = 60 * 60 * 24 * 365


class Signup(SignupView):  # type: ignore[misc]
    """allauth's sign-up, and a handle that somebody took between our look and our write."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whether very many sign up is looked at where somebody does."""
        if request.method == "POST":
            actions.watch_sign_ups()
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def form_valid(self, form: SignupForm) -> HttpResponse:
        """The database has the last word on who was first."""
        try:
            if form.by_hand:
                self.check_often()
            with transaction.atomic():
                return self.arrive(form)
        except IntegrityError:
            form.add_error("username", _("Someone took this handle a moment ago. Choose another."))
        except ValidationError as late:
            form.add_error(None, late)
        refused: HttpResponse = self.form_invalid(form)
        return refused

    def check_often(self) -> None:
        """Few come without a proof of work from one address; raises ValidationError for the next."""
        try:
            hit(BY_HAND, client_address(self.request))
        except TooOften as often:
            often_said = _("Many have signed up from here without a proof of work. Try again in an hour, or with scripts on.")
            raise ValidationError(often_said, code="rate_limited") from often

    def arrive(self, form: SignupForm) -> HttpResponse:
        """Make the person and sign them in; the form has sent the letter that asks to confirm the address."""
        person, answer = form.try_save(self.request)
        if person:
            address = self.get_success_url()
            # Who chose a password a moment ago is not asked for it again.
            record_authentication(self.request, person, "password", reauthenticated=True)
            answer = complete_signup(self.request, user=person, email_verification="none", redirect_url=address)
        return cast(HttpResponse, answer)

    def get_success_url(self) -> str:
        """Through the welcome, wherever they were going."""
        return welcome_address(self.request)


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """The second and last screen: what I read, best first."""
    person = access.person_of(request)
    form = LanguagesForm(request.POST or None, languages=list(person.languages))
    if form.is_valid():
        actions.settle(person.id, languages=form.languages())
        # Who came for something goes straight to it; who came to look around first meets some people.
        onward = _onward(request)
        return redirect(f"{reverse('people')}?next=/" if onward == "/" else onward)
    return render(request, "accounts/welcome.html", {"form": form, "next": _onward(request)}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def own_settings(request: HttpRequest) -> HttpResponse:
    """What others see of me, what I read, how pages look."""
    me = Person.objects.get(pk=access.person_of(request).id)
    initial = {name: getattr(me, name) for name in SettingsForm.KEPT} | {"theme": request.COOKIES.get("theme", me.theme)}
    initial["interests"] = " ".join(f"#{key}" for key in me.interests)
    form = SettingsForm(request.POST or None, request.FILES or None, owner=me.pk, languages=me.languages, initial=initial)
    if not form.is_valid():
        banner = pictures_by_ids([me.banner] if me.banner else []).get(me.banner or 0)
        context = {"form": form, "me": me, "banner": banner, "nav": "you", "at": "settings"}
        return render(request, "accounts/settings.html", context, status=status(form))
    kept = {key: form.cleaned_data[key] for key in SettingsForm.KEPT}
    _settle(me.pk, form, kept)
    return _with_cookies(redirect("settings"), kept)


@transaction.atomic
def _settle(person_id: int, form: SettingsForm, kept: dict[str, Any]) -> None:
    actions.settle(person_id, languages=form.languages(), **kept)
    for kind in actions.FACES:
        if picture := form.cleaned_data[kind]:
            actions.show_face(person_id, kind, picture)
        elif form.cleaned_data[f"no_{kind}"]:
            actions.hide_face(person_id, kind)


def _with_cookies(answer: HttpResponse, kept: dict[str, Any]) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, kept["interface"].lower(), max_age=YEAR, samesite="Lax", secure=secure
    )
    answer.set_cookie("theme", kept["theme"], max_age=YEAR, samesite="Lax", secure=secure)
    return answer


def status(form: Form) -> int:
    """422 for a form that was sent and refused."""
    return 422 if form.is_bound else 200


@require_POST
@access.member
def follow(request: HttpRequest, handle: str) -> HttpResponse:
    """Follow or unfollow, as the form says; the button again where a script asked."""
    me = access.person_of(request)
    hit(FOLLOWING, me.id)
    other = access.access_profile(handle, me.id)
    wanted = request.POST.get("on", "1") == "1"
    (actions.follow if wanted else actions.unfollow)(me.id, other.id)
    after = access.access_profile(handle, me.id)
    return after_post(request, f"/@{other.handle}", "accounts/follow.html", {"profile": after})
