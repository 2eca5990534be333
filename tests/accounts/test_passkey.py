"""A passkey alone: no e-mail, no password, no phone. Ceremonies in a real browser are in tests/browser/test_passkey.py."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from redbridge.accounts import actions
from redbridge.accounts.models import Person, Session
from redbridge.accounts.queries import session_person
from tests.accounts.device import ARRIVE, NEW, OPTIONS, SIGN_IN, Device, sign_in, sign_up
from tests.cast import LANGUAGES, PASSWORD, client
from tests.jobs import waiting
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def ming(device: Device) -> Client:
    """The browser of somebody who came by passkey alone."""
    browser = client(None)
    assert sign_up(browser, device).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/following").status_code == 200


def add(browser: Client, device: Device, name: str = "Phone") -> Any:
    """Another passkey, through the form."""
    options = Page(browser.get("/accounts/mfa/webauthn/add/")).all("form", **{"data-module": "passkey"})[0].attrs["data-options"]
    return browser.post("/accounts/mfa/webauthn/add/", {"name": name, "credential": json.dumps(device.make(json.loads(options)))})


def test_it_is_enough(device: Device) -> None:
    browser = client(None, "zh-CN,zh;q=0.9,en;q=0.5")
    assert sign_up(browser, device)["Location"] == "/welcome/"
    person = Person.objects.get()
    assert (person.handle, person.email, person.name, person.birth_year) == ("ming", "", "ming", 1994)
    assert not person.has_usable_password() and not EmailAddress.objects.exists() and mail.outbox == []
    assert (person.languages, person.state) == (["zh-Hans", "en"], "active") and person.code_accepted
    assert any(name.startswith("search") or "arriv" in name for name, _args in waiting())
    assert is_in(browser)


def test_nothing_is_kept_before_the_last_step(device: Device) -> None:
    client(None).post(OPTIONS, NEW)
    assert not Person.objects.exists() and not Authenticator.objects.exists()


def test_a_session_of_somebody_waiting_is_short_and_of_somebody_arrived_is_not(device: Device) -> None:
    browser = client(None)
    browser.post(OPTIONS, NEW)
    assert browser.session.get_expiry_age() <= 15 * 60
    sign_up(browser, device)
    assert browser.session.get_expiry_age() > 86400 and Session.objects.filter(person__isnull=False).count() == 1


def test_it_opens_again(ming: Client, device: Device) -> None:
    browser = client(None)
    assert sign_in(browser, device, next="/notes/new")["Location"] == "/notes/new"
    assert session_person(str(browser.session.session_key))
    assert sign_in(client(None), device, next="https://evil.example/")["Location"] == "/"


def test_where_somebody_was_going_is_kept(device: Device) -> None:
    assert sign_up(client(None), device, next="/notes/5")["Location"] == "/welcome/?next=%2Fnotes%2F5"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("field", "value"), [
    ("username", ""), ("username", "a"), ("username", "lin"), ("username", "admin"), ("username", "é" * 4),
    ("username", "x" * 5000), ("birth_year", ""), ("birth_year", "soon"), ("birth_year", "2024"), ("birth_year", "94"),
])
def test_what_is_wrong_is_said_beside_its_field(lin: Person, device: Device, lang: str, field: str, value: str) -> None:
    browser = client(None)
    assert sign_up(browser, device, **{field: value}).status_code == 422
    page = Page(browser.post(f"{ARRIVE}?lang={lang}", NEW | {field: value}))
    other = "username" if field == "birth_year" else "birth_year"
    assert page.status == 422 and page.error(field) and page.value(other) == NEW[other]
    assert Person.objects.count() == 1


CHEATS = {
    "another site": {"site": "evil.example"}, "another origin": {"origin": "https://evil.example"},
    "an open connection": {"origin": "http://localhost.evil.example"}, "no finger": {"verifies": False},
}


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_passkey_that_was_made_otherwise_is_refused(cheat: dict[str, Any]) -> None:
    page = Page(sign_up(client(None), Device(**cheat)))
    assert page.status == 422 and not Person.objects.exists()
    assert page.value("username") == "ming" and any(node.attrs.get("class") == "error" and node.words for node in page.nodes)


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_passkey_that_is_used_otherwise_is_refused(ming: Client, device: Device, cheat: dict[str, Any]) -> None:
    for name, value in cheat.items():
        setattr(device, name, value)
    browser = client(None)
    assert sign_in(browser, device, next="/following")["Location"] == "/accounts/login/?next=%2Ffollowing"
    assert not is_in(browser)


def test_an_answer_is_good_once(device: Device) -> None:
    browser = client(None)
    form = NEW | {"credential": json.dumps(device.make(browser.post(OPTIONS, NEW).json()))}
    assert browser.post(ARRIVE, form).status_code == 302
    browser.logout()
    assert browser.post(ARRIVE, form | {"username": "other"}).status_code == 422
    assert client(None).post(ARRIVE, form | {"username": "other"}).status_code == 422
    assert Person.objects.count() == 1


def test_anothers_name_on_ones_own_key_opens_nothing(ming: Client, device: Device) -> None:
    stranger = Device(id=b"another-credential")
    sign_up(client(None), stranger, username="other")
    stranger.owner = device.owner
    browser = client(None)
    sign_in(browser, stranger)
    assert not is_in(browser)


WHOLE = '{"id":"AA","rawId":"AA","type":"public-key","response":{%s}}'
BROKEN = ["", "null", "[]", "1", '"x"', "{", "{}", '{"response": 1}', WHOLE % "", "[" * 9000, "x" * 100_000, "\0",
          WHOLE % '"clientDataJSON":"AA","attestationObject":"_____w"',
          WHOLE % '"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA","userHandle":"////"']


@pytest.mark.parametrize("credential", BROKEN, ids=range(len(BROKEN)))
def test_no_crafted_answer_breaks_anything(ming: Client, credential: str) -> None:
    browser = client(None)
    browser.post(OPTIONS, NEW | {"username": "new"})
    assert browser.post(ARRIVE, NEW | {"username": "new", "credential": credential}).status_code == 422
    browser.get(SIGN_IN, headers={"Accept": "application/json"})
    assert browser.post(SIGN_IN, {"credential": credential}).status_code == 302 and not is_in(browser)
    assert ming.post("/accounts/mfa/webauthn/add/", {"name": "x", "credential": credential}).status_code == 422


def test_of_what_a_browser_sends_only_what_is_needed_is_kept() -> None:
    browser, device = client(None), Device()
    answer = device.make(browser.post(OPTIONS, NEW).json()) | {"more": "x" * 5000}
    browser.post(ARRIVE, NEW | {"credential": json.dumps(answer)})
    kept = Authenticator.objects.get().data
    assert set(kept) == {"name", "credential"} and len(json.dumps(kept)) < 2000


def test_a_handle_taken_meanwhile_is_said_and_the_rest_stays(device: Device) -> None:
    browser = client(None)
    options = browser.post(OPTIONS, NEW).json()
    actions.arrive(Person(handle="ming"), interface="en", languages=["en"], birth_year=1990)
    page = Page(browser.post(ARRIVE, NEW | {"credential": json.dumps(device.make(options))}))
    assert page.status == 422 and page.error("username") and page.value("birth_year") == "1994"


def test_another_is_added_renamed_and_removed(ming: Client) -> None:
    assert add(ming, Device(id=b"the-second-one")).status_code == 302
    first, second = Authenticator.objects.filter(type="webauthn").order_by("id")
    assert ming.post(f"/accounts/mfa/webauthn/keys/{second.pk}/edit/", {"name": "Old phone"}).status_code == 302
    assert "Old phone" in Page(ming.get("/settings/security")).words
    assert ming.post(f"/accounts/mfa/webauthn/keys/{first.pk}/remove/").status_code == 302
    assert list(Authenticator.objects.filter(type="webauthn")) == [second]


def test_the_last_way_in_stays(ming: Client) -> None:
    (key,) = Authenticator.objects.filter(type="webauthn")
    page = Page(ming.post(f"/accounts/mfa/webauthn/keys/{key.pk}/remove/"))
    assert page.status == 422 and "only way in" in page.words and Authenticator.objects.filter(pk=key.pk).exists()
    person = Person.objects.get()
    person.set_password(PASSWORD)
    person.save()
    browser = client(person)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert browser.post(f"/accounts/mfa/webauthn/keys/{key.pk}/remove/").status_code == 302


def test_anothers_passkey_is_out_of_reach(ming: Client, lin: Person) -> None:
    (key,) = Authenticator.objects.filter(type="webauthn")
    browser = client(lin)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for deed in ("edit", "remove"):
        assert browser.post(f"/accounts/mfa/webauthn/keys/{key.pk}/{deed}/", {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).data["name"] != "mine"


@pytest.mark.parametrize("name", ["x" * 41, "", "x" * 5000])
def test_a_name_has_an_end(ming: Client, name: str) -> None:
    (key,) = Authenticator.objects.filter(type="webauthn")
    assert ming.post(f"/accounts/mfa/webauthn/keys/{key.pk}/edit/", {"name": name}).status_code == 422


def test_a_passkey_beside_a_password_asks_nothing_more_of_the_password(lin: Person) -> None:
    browser = client(lin)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    device = Device()
    assert add(browser, device).status_code == 302
    assert client(None).post("/accounts/login/", {"login": "lin", "password": PASSWORD})["Location"] == "/"
    assert sign_in(client(None), device)["Location"] == "/"


def test_what_is_sensitive_asks_for_the_passkey_again(ming: Client, device: Device) -> None:
    session = ming.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    asked = ming.get("/accounts/mfa/webauthn/add/")
    assert asked["Location"].startswith("/accounts/mfa/webauthn/reauthenticate/?next=")
    page = Page(ming.get(asked["Location"]))
    options = json.loads(page.all("form", **{"data-module": "passkey"})[0].attrs["data-options"])
    form = {"credential": json.dumps(device.use(options)), "next": page.hidden("next")}
    assert ming.post("/accounts/mfa/webauthn/reauthenticate/", form)["Location"] == "/accounts/mfa/webauthn/add/"
    assert ming.get("/accounts/mfa/webauthn/add/").status_code == 200
