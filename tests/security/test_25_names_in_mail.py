"""Row 25: a name begins no header, becomes no tag and no link in a mail."""

import email
from email import policy
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test.utils import override_settings

from redbridge.kernel import letter
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
NAMES = ["Eve\r\nBcc: all@example.org", "Eve\nContent-Type: text/html\n\n<b>", "<script>alert(1)</script>",
         "\" onmouseover=\"x", "https://evil.example/login", "Eve\u2028Bcc: x@example.org", "=?utf-8?q?x?=\r\n y"]


@pytest.fixture
def folder(tmp_path: Any) -> Any:
    with override_settings(EMAIL_BACKEND="redbridge.kernel.mail.LaterBackend", EMAIL_FILE_PATH=str(tmp_path),
                           REDBRIDGE_MAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend"):
        yield tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_words_and_nothing_else(folder: Any, name: str) -> None:
    send_mail(f"{name} likes your note", f"{name}\n\nhttp://localhost:8000/notes/1", "house@example.org", ["joss@example.org"])
    run_jobs()
    (file,) = folder.iterdir()
    message = email.message_from_bytes(file.read_bytes().rpartition(b"-" * 79)[0], policy=policy.default)
    assert message["Bcc"] is None and message["To"] == "joss@example.org"
    assert message["Content-Type"].startswith("multipart/alternative") and message["Subject"].endswith("likes your note")
    page = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert page.count("href=") == 1 and 'href="http://localhost:8000/notes/1"' in page
    assert "<script" not in page and "<b>" not in page and 'onmouseover="' not in page


def test_only_our_own_address_is_a_link() -> None:
    near = "http://localhost:8000.evil.example/ http://localhost:8000@evil.example http://localhost:80001 http://localhost:8000/ok"
    page = letter.as_html("s", near, "en", "http://localhost:8000")
    assert page.count("href=") == 1 and 'href="http://localhost:8000/ok"' in page
