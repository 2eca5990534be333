"""Mail goes through a job and a real SMTP server."""

from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import send_mail
from django.test import Client
from django.test.utils import override_settings

from redbridge.kernel.letter import as_html
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
LATER = "redbridge.kernel.mail.LaterBackend"


class Postbox:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        self.taken.append(envelope)
        return "250 taken"


@pytest.fixture
def postbox() -> Any:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=0, ready_timeout=60)
    server.port = _free_port()
    server.start()
    smtp = {"EMAIL_BACKEND": LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port, "EMAIL_USE_SSL": False, "EMAIL_USE_TLS": False}
    with override_settings(**smtp):
        yield box
    server.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_mail_waits_for_its_job(postbox: Postbox) -> None:
    send_mail("你好", "A line.", "house@example.org", ["joss@example.org"])
    assert postbox.taken == []
    run_jobs()
    assert [envelope.rcpt_tos for envelope in postbox.taken] == [["joss@example.org"]]


def test_signing_up_sends_a_link_in_the_newcomers_language(postbox: Postbox) -> None:
    form = {"username": "xiaolin", "email": "lin@example.org", "password1": "a-long-enough-secret-7", "birth_year": "1994"}
    assert Client().post("/accounts/signup/?lang=zh-hans", form).status_code == 302
    run_jobs()
    words = _text(postbox.taken[0].content)
    assert "/accounts/confirm-email/" in words
    assert "xiaolin" in words
    assert "红桥" in words
    assert "打开这个链接" in words


def _text(content: bytes) -> str:
    import email

    message: Message = email.message_from_bytes(content)
    _whole, text, _html = message.walk()
    payload = text.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_what_somebody_said_is_set_apart_from_what_we_say() -> None:
    page = as_html("s", "We say.\n\n> They <b>said</b>\n> this.\n\nAnd > that.", "en", "http://localhost:8000")
    assert "They &lt;b&gt;said&lt;/b&gt;<br>this." in page and "&gt; They" not in page
    assert page.count("border-left") == 1
    assert "And &gt; that." in page
