"""One real PostgreSQL for the whole run; `REDBRIDGE_TEST_DATABASE_URL` names another."""

import os
import tempfile

_DATA = tempfile.mkdtemp(prefix="redbridge-test-data-")
for name in [n for n in os.environ if n.startswith("REDBRIDGE_") and not n.startswith("REDBRIDGE_TEST_")]:
    if name != "REDBRIDGE_CRASH_ROUNDS":
        del os.environ[name]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
os.environ["REDBRIDGE_DATA"] = _DATA
os.environ["REDBRIDGE_SECRET_KEY"] = "a key for tests that signs nothing of worth"


def _database() -> str:
    named = os.environ.get("REDBRIDGE_TEST_DATABASE_URL")
    if named:
        return named
    from tests.postgres import start

    return start()


os.environ["REDBRIDGE_DATABASE_URL"] = _database()

import django  # noqa: E402 (the settings are made of the environment above)
import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

django.setup()
for _profile, _the_same in (("the same", True), ("others", False)):
    settings.register_profile(_profile, derandomize=_the_same, deadline=None, print_blob=True,
                              suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("others" if os.environ.get("REDBRIDGE_TEST_EXPLORE") else "the same")

from tests.emptying import past_triggers  # noqa: E402

past_triggers()
from tests.again import pytest_collection_modifyitems, pytest_sessionfinish, pytest_terminal_summary  # noqa: E402, F401 (hooks)
from tests.cast import *  # noqa: E402, F403 (fixtures every test may ask for)


@pytest.fixture(autouse=True)
def _no_terms_of_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is looked through for the house's terms alone until something is decided (`approved.again`): a process looks once
    in half a minute, which would be in whichever test it happens, and remember what that test undid."""
    from redbridge.translation.terms import approved

    for name, value in (("_entries", ()), ("_newest", ""), ("_look_at", float("inf"))):
        monkeypatch.setattr(approved, name, value)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process keeps for a minute is asked for anew by each test, and once: whether the minute ends in it is chance."""
    from redbridge.exchange.queries import paid
    from redbridge.feeds.queries import popular_topics

    for kept in (paid, popular_topics):
        kept.forget()
        monkeypatch.setattr(kept, "seconds", float("inf"))


@pytest.fixture(autouse=True)
def _no_engine_is_known_to_be_down() -> None:
    """A port of this machine may be that of a server which was in trouble in another test a moment ago."""
    from redbridge.moderation.judge.endpoint import judges
    from redbridge.translation import vision
    from redbridge.translation.engines import opened

    for known in (opened, judges, vision._endpoints):
        known.cache_clear()


@pytest.fixture(autouse=True)
def _no_surge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks whether a surge is on, which a process does once in some seconds; tests of surges do (`surges`)."""
    from redbridge.accounts import actions, surge

    monkeypatch.setattr(surge.lately, "held", (float("inf"), ()))
    monkeypatch.setattr(actions.watch_sign_ups, "held", (float("inf"), None))


@pytest.fixture
def surges(_no_surge: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of surges is asked for each time."""
    from redbridge.accounts import actions, surge

    for kept in (surge.lately, actions.watch_sign_ups):
        monkeypatch.setattr(kept, "seconds", -1)
        kept.forget()
