"""Arriving, settings, profile, follow: HTTP to values and back."""

from allauth.account.views import SignupView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts import access, actions
from redbridge.accounts.adapter import welcome as welcome_address
from redbridge.accounts.forms import LanguagesForm, SettingsForm, SignupForm
from redbridge.accounts.models import Person
from redbridge.kernel.http import after_post
from redbridge.kernel.limits import Limit, hit

FOLLOWING = Limit("follow", 600, 3600)
YEAR = 60 * 60 * 24 * 365


class Signup(SignupView):  # type: ignore[misc]
    """allauth's sign-up, and a handle that somebody took between our look and our write."""

    def form_valid(self, form: SignupForm) -> HttpResponse:
        """The database has the last word on who was first."""
        try:
            with transaction.atomic():
                return self.arrive(form)
        except IntegrityError:
            form.add_error("username", _("Someone took this handle a moment ago. Choose another."))
        except ValidationError as late:
            form.add_error(None, late)
        refused: HttpResponse = self.form_invalid(form)
        return refused

    def arrive(self, form: SignupForm) -> HttpResponse:
        """Make the person and sign them in."""
        answer: HttpResponse = super().form_valid(form)
        return answer

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
        return redirect(_onward(request))
    return render(request, "accounts/welcome.html", {"form": form, "next": _onward(request)}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def own_settings(request: HttpRequest) -> HttpResponse:
    """What others see of me, what I read, how pages look."""
    me = Person.objects.get(pk=access.person_of(request).id)
    initial = {
        "name": me.name,
        "bio": me.bio,
        "interface": me.interface,
        "theme": request.COOKIES.get("theme", me.theme),
    }
    form = SettingsForm(request.POST or None, languages=me.languages, initial=initial)
    if not form.is_valid():
        context = {"form": form, "me": me, "nav": "you", "at": "settings"}
        return render(request, "accounts/settings.html", context, status=status(form))
    kept = {key: form.cleaned_data[key] for key in ("name", "bio", "interface", "theme")}
    actions.settle(me.pk, languages=form.languages(), **kept)
    return _with_cookies(redirect("settings"), kept)


def _with_cookies(answer: HttpResponse, kept: dict[str, str]) -> HttpResponse:
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
    return after_post(
        request,
        f"/@{other.handle}",
        "accounts/follow.html",
        {"handle": other.handle, "followed": wanted and other.id != me.id},
    )


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """The community code, whole."""
    return render(request, "accounts/guidelines.html", {"nav": "rules"})
