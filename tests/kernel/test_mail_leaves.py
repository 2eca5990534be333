"""SMTP as hosts have it: STARTTLS, TLS, a password, and a server that has bad minutes."""

import datetime
import email
import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test.utils import override_settings

from redbridge.config import examine, mail
from redbridge.kernel.mail import send

WORDS: dict[str, Any] = {"subject": "你好", "body": "A line.\n\nhttp://localhost:8000/x?a=1&b=2",
                         "sender": "House <house@example.org>", "to": ["joss@example.org"],
                         "lang": "zh-hans", "mark": "<one@example.org>"}


class Box:
    """Keeps what it is given, after answering what it was told to."""

    answers: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.tls: list[bool] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if said := self.answers.get("rcpt"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if said := self.answers.get("data"):
            return said
        self.tls.append(server.transport.get_extra_info("sslcontext") is not None)
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 taken"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for 127.0.0.1, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(7).not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), True).sign(key, hashes.SHA256()))
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                       serialization.NoEncryption()) + made.public_bytes(serialization.Encoding.PEM))
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[Box, int]]]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(Box, "answers", {})
    running: list[Controller] = []

    def start(secure: str = "starttls") -> tuple[Box, int]:
        box, port = Box(), free_port()
        tls: dict[str, Any] = {"tls_context": context, "require_starttls": True} if secure == "starttls" else {}
        if secure:
            tls |= {"auth_required": True, "auth_require_tls": secure == "starttls", "authenticator": knows}
        running.append(Controller(box, hostname="127.0.0.1", port=port, ready_timeout=60,
                                  ssl_context=context if secure == "tls" else None, **tls))
        running[-1].start()
        return box, port

    yield start
    for controller in running:
        controller.stop()


def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"site", b"p@ss/word"), handled=False)


def sent(url: str, **words: Any) -> None:
    with override_settings(**mail.settings(url), REDBRIDGE_MAIL_URL=url):
        send.func(**WORDS | words)


def test_a_mail_leaves_under_starttls_with_a_password(server: Any) -> None:
    box, port = server()
    sent(f"smtp://site:p%40ss%2Fword@127.0.0.1:{port}")
    (message,) = box.taken
    assert box.tls == [True] and message["Message-ID"] == "<one@example.org>"
    _whole, text, html = message.walk()
    assert text.get_content_type() == "text/plain" and html.get_content_type() == "text/html"
    page = str(html.get_payload(decode=True), "utf-8")
    assert '<html lang="zh-hans">' in page and 'href="http://localhost:8000/x?a=1&amp;b=2"' in page


def test_smtps_is_tls_from_the_first_byte(server: Any) -> None:
    box, port = server("tls")
    sent(f"smtps://site:p%40ss%2Fword@127.0.0.1:{port}")
    assert box.tls == [True]


def test_a_server_without_starttls_gets_nothing_unless_told(server: Any) -> None:
    box, port = server("")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        sent(f"smtp://127.0.0.1:{port}")
    assert box.taken == []
    sent(f"smtp://127.0.0.1:{port}?starttls=off")
    assert box.tls == [False]


def test_a_certificate_nobody_vouches_for_gets_nothing(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    box, port = server()
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ssl.SSLCertVerificationError):
        sent(f"smtp://site:p%40ss%2Fword@127.0.0.1:{port}")
    assert box.taken == []


def test_a_wrong_password_is_tried_again_since_the_host_can_mend_it(server: Any) -> None:
    _box, port = server()
    with pytest.raises(smtplib.SMTPAuthenticationError):
        sent(f"smtp://site:wrong@127.0.0.1:{port}")


@pytest.mark.parametrize("at", ["rcpt", "data"])
@pytest.mark.parametrize(("answer", "again"), [("451 later", True), ("452 full", True), ("550 nobody", False), ("554 no", False)])
def test_four_is_later_and_five_is_never(server: Any, at: str, answer: str, again: bool) -> None:
    box, port = server("")
    Box.answers = {at: answer}
    url = f"smtp://127.0.0.1:{port}?starttls=off"
    if again:
        with pytest.raises(smtplib.SMTPException):
            sent(url)
    else:
        sent(url)
    assert box.taken == []
    Box.answers = {}
    sent(url)
    assert len(box.taken) == 1


def test_a_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(ConnectionRefusedError):
        sent(f"smtp://127.0.0.1:{free_port()}")


def test_the_doctor_says_so(server: Any) -> None:
    _box, port = server()
    for url, well in ((f"smtp://site:p%40ss%2Fword@127.0.0.1:{port}", True), (f"smtp://127.0.0.1:{free_port()}", False)):
        with override_settings(**mail.settings(url), REDBRIDGE_MAIL_URL=url):
            found = examine._look("mail", examine.mail)
        assert found.well is well and "p@ss" not in found.words


@pytest.mark.parametrize(("url", "port", "starttls", "tls"), [
    ("smtp://mail.example.org", 587, True, False), ("smtps://mail.example.org", 465, False, True),
    ("smtp://localhost:25?starttls=off", 25, False, False), ("smtp://h:2525", 2525, True, False),
])
def test_an_address_says_it_all(url: str, port: int, starttls: bool, tls: bool) -> None:
    said = mail.settings(url)
    assert (said["EMAIL_PORT"], said["EMAIL_USE_TLS"], said["EMAIL_USE_SSL"]) == (port, starttls, tls)
