"""Whoever is appointed hears of it, and of the end of it: by notice and by mail, in their language, once each."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.notifications.handlers import tell_of_appointment, tell_of_release
from redbridge.notifications.models import Notice
from tests.cast import arrive, client
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    """Mail goes by its job, and ends where tests can look at it."""
    settings.EMAIL_BACKEND = "redbridge.kernel.mail.LaterBackend"
    settings.REDBRIDGE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def notices(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(("language", "role", "given", "ended"), [
    ("en", "lead moderator", "You have a role here", "has ended"),
    ("zh-Hans", "主管审核员", "你在这里有了职务", "职务结束了"),
    ("zh-Hant", "主管審核員", "你在這裡有了職務", "職務結束了"),
])
def test_a_role_given_and_ended_is_told_by_notice_and_mail(language: str, role: str, given: str, ended: str) -> None:
    lin = arrive("lin", language)
    for flags, kind, said in (((), "appointed", given), (("--end",), "released", ended)):
        mail.outbox = []
        call_command("appoint", "lin", "lead", *flags)
        run_jobs()
        (letter,) = mail.outbox
        assert letter.to == [lin.email] and said in letter.subject and role in letter.subject and role in letter.body
        assert "/settings/role" in letter.body and ("/settings/security" in letter.body) == (kind == "appointed")
        assert notices(lin)[-1] == kind
        page = client(lin).get("/notifications").content.decode()
        assert 'href="/settings/role"' in page and "follows you" not in page
    assert Audit.objects.filter(subject_id=lin.pk, verb__in=("appoint lead", "end lead")).count() == 2


def test_what_is_given_twice_and_what_nobody_held_is_no_news(lin: Person) -> None:
    call_command("appoint", "lin", "moderator", "--language", "zh-Hans")
    call_command("appoint", "lin", "moderator", "--language", "zh-Hans")
    with pytest.raises(Exception, match="is no lead"):
        call_command("appoint", "lin", "lead", "--end")
    run_jobs()
    assert len(mail.outbox) == 1 and "中文" in mail.outbox[0].body and notices(lin) == ["appointed"]


def test_the_trusted_need_no_desk_and_are_asked_for_no_second_factor(lin: Person) -> None:
    call_command("appoint", "lin", "trusted")
    run_jobs()
    assert "/settings/security" not in mail.outbox[0].body
    page = client(lin).get("/settings/role?lang=en").content.decode()
    assert "terms of the glossary" in page and 'href="/desk"' not in page


def test_the_page_of_a_role_says_what_it_needs(lin: Person) -> None:
    page = client(lin).get("/settings/role?lang=en").content.decode()
    assert "You hold no role here" in page
    call_command("appoint", "lin", "moderator", "--language", "zh-Hans")
    page = client(lin).get("/settings/role?lang=en").content.decode()
    assert "You have neither yet" in page and 'href="/settings/security"' in page and "second person" in page
    Authenticator.objects.create(user=lin, type="totp", data={"secret": "x"})
    page = client(lin).get("/settings/role?lang=en").content.decode()
    assert "You have one." in page and 'class="button primary " href="/desk"' in page and "Members know you as M-" in page


@pytest.mark.parametrize("tell", [tell_of_appointment, tell_of_release])
def test_a_listener_that_runs_twice_tells_once(committed: None, tell: Any) -> None:
    joss = arrive("joss", "en")
    at = int(joss.code_accepted.timestamp()) - 1 if joss.code_accepted else 0
    tell(joss.pk, at)
    Notice.objects.update(seen=joss.code_accepted)
    first = list(Notice.objects.values())
    tell(joss.pk, at)
    assert list(Notice.objects.values()) == first and len(first) == 1


def test_that_staff_looked_is_said_as_such(lin: Person) -> None:
    Notice.objects.create(person=lin, actor=lin, kind="looked")
    page = client(lin).get("/notifications?lang=en").content.decode()
    assert "read something private of yours" in page and 'href="/settings/access"' in page
