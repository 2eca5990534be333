"""Whoever's keys are changed hears of it by mail, in their language: what changed, and nothing of where or with what."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from redbridge.accounts.models import Person
from tests.accounts.test_codes import CODES, confirmed, turn_on
from tests.cast import PASSWORD, arrive
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
NEW = "a-much-better-one-9"
WHERE: dict[str, Any] = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 (Macintosh) Safari/canary7f3a"}


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    """Mail goes by its job, and ends where tests can look at it."""
    settings.EMAIL_BACKEND = "redbridge.kernel.mail.LaterBackend"
    settings.REDBRIDGE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def letters() -> list[Any]:
    """What was sent meanwhile; each is whole, in words and as a page, and tells nothing of where it was done."""
    assert mail.outbox == [], "not before its job"
    run_jobs()
    found: list[Any] = list(mail.outbox)
    mail.outbox = []
    for letter in found:
        said = str(letter.message()) + letter.body
        assert WHERE["REMOTE_ADDR"] not in said and "canary7f3a" not in said and "Safari" not in said
        assert [kind for _page, kind in letter.alternatives] == ["text/html"]
        assert letter.body.count("@") == 0 and "/settings/security" in letter.body
    return found


def password(browser: Client, person: Person) -> None:
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, **WHERE)


def app_off(browser: Client, person: Person) -> None:
    turn_on(browser)
    browser.post("/accounts/mfa/totp/deactivate/", **WHERE)


def key_off(browser: Client, person: Person) -> None:
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "x", "credential": {}})
    browser.post(f"/accounts/mfa/webauthn/keys/{key.pk}/remove/", **WHERE)


def email_off(browser: Client, person: Person) -> None:
    EmailAddress.objects.create(user=person, email="other@example.net", verified=True)
    browser.post("/accounts/email/", {"action_remove": "1", "email": "other@example.net"}, **WHERE)


DEEDS: dict[str, tuple[Callable[[Client, Person], None], dict[str, str]]] = {
    "password": (password, {"en": "Your password was changed", "zh-Hans": "密码已更改", "zh-Hant": "密碼已變更"}),
    "app off": (app_off, {"en": "Your authenticator app is off", "zh-Hans": "身份验证器已关闭", "zh-Hant": "驗證器已關閉"}),
    "key off": (key_off, {"en": "A passkey was removed", "zh-Hans": "移除了一个通行密钥", "zh-Hant": "移除了一把通行密鑰"}),
    "email off": (email_off, {"en": "An email was removed", "zh-Hans": "移除了一个邮箱", "zh-Hant": "移除了一個電子郵件"}),
}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("deed", DEEDS)
def test_each_change_is_told(deed: str, language: str) -> None:
    person = arrive("ming", language)
    browser = confirmed(person)
    # What the browser asks for at this moment is not what its owner reads.
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-TW" if language == "en" else "en"
    do, subjects = DEEDS[deed]
    do(browser, person)
    told = letters()
    assert subjects[language] in [letter.subject for letter in told]
    assert all(letter.to == ["ming@example.org"] for letter in told)
    assert all(f'lang="{language.lower()}"' in letter.alternatives[0][0].lower() for letter in told)


def test_who_gives_up_an_address_hears_of_it_there() -> None:
    person = arrive("ming", "en")
    EmailAddress.objects.filter(user=person).update(verified=True)
    EmailAddress.objects.create(user=person, email="other@example.net", verified=True)
    confirmed(person).post("/accounts/email/", {"action_primary": "1", "email": "other@example.net"}, **WHERE)
    (letter,) = letters()
    assert (letter.subject, letter.to) == ("Your email was changed", ["ming@example.org"])


def test_an_app_and_codes_are_told_of_once_they_are_committed(committed: None) -> None:
    browser = confirmed(arrive("ming", "zh-Hant"))
    turn_on(browser)
    browser.post(CODES + "generate/", **WHERE)
    assert {"驗證器已開啟", "產生了新的復原碼"} <= {letter.subject for letter in letters()}
