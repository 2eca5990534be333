"""Who is asking and in which language, for one prepared statement a request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import trans_real

from redbridge.accounts import queries, rules, signins
from redbridge.kernel.zones import zone_of

Next = Callable[[HttpRequest], HttpResponse]
CODES = {code for code, _name in settings.LANGUAGES}


class SessionPerson(SessionMiddleware):
    """`request.session` and `request.user` as Django has them, both lazy, and `request.person` by our own statement."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not rules.is_session_key(key):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            key = ""
        super().process_request(request)
        some: Any = request
        some.user = SimpleLazyObject(lambda: get_user(request))
        # `auser` is Django's; allauth's pages never call it, so it is left out.
        some.person = queries.session_person(key) if key else None
        if some.person and some.person.unseen:
            signins.note_seen(key, unquote(request.COOKIES.get("zone", "")))


class Language:
    """The interface's language: `?lang=`, then the cookie it left, then the person's setting, then the browser's wish."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "").lower()
        code = self.choose(request, asked)
        some: Any = request
        some.LANGUAGE_CODE = code
        some.reads = self.reads(request, code)
        with translation.override(code):
            response = self.get_response(request)
        response.setdefault("Content-Language", rules.bcp47(code))
        # A picture or a feed in a language changes nobody's pages.
        if asked in CODES and response.get("Content-Type", "").startswith("text/html"):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        # Back must not show the fragment that a script was given for the same address.
        patch_vary_headers(response, ("Accept-Language", "Cookie", "HX-Request"))
        return response

    @staticmethod
    def choose(request: HttpRequest, asked: str) -> str:
        person = request.person  # type: ignore[attr-defined]
        for code in (
            asked,
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
            person.interface.lower() if person else "",
        ):
            if code in CODES:
                return code
        return translation.get_language_from_request(request)

    @staticmethod
    def reads(request: HttpRequest, code: str) -> list[str]:
        person = request.person  # type: ignore[attr-defined]
        if person and person.languages:
            return list(person.languages)
        accepted = [
            tag
            for tag, _weight in trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
        ]
        return rules.reads(rules.bcp47(code), [tag for tag in accepted if tag != "*"])


class Zone:
    """Times stand in the zone that the browser's script left in the cookie `zone`; without one they are UTC and say so."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(unquote(request.COOKIES.get("zone", "")))):
            return self.get_response(request)


class UnprocessableForms:
    """A form that was refused is 422, on allauth's pages too; scripts and tests need not read the page to know.

    Too many guesses at a password or a code are 429.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            often = bool(codes & {"too_many_login_attempts", "rate_limited"})
            response.status_code = 429 if often else 422
            if often:
                response["Retry-After"] = "300"
        return response
