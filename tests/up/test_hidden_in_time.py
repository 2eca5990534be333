"""A running site, its worker and its short way: what moderation hides is gone from all that everybody gets within five seconds,
and stands again when it is given back."""

import subprocess
import sys
import time
from typing import Any

import httpx
import pytest

from tests.up.running import PATIENT, Up, clean, wait_for

SECONDS = 5
WORD = "canary7f3a"
SURFACES = ("/", "/@lin", "/topics/lanterns", "/search?q=lanterns", "/notes/{note}", "/notes/{note}/embed", "/@lin/feed.xml",
            "/topics/lanterns/feed.xml", "/sitemap/0.xml", "/oembed?url={url}/notes/{note}", "/notes/{note}/card.png")
START = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
from redbridge.config.cli import follow_running
follow_running(); django.setup()
"""
WRITE = """
import uuid
from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
person = Person(handle="lin", name="lin")
accounts.arrive(person, interface="en", languages=["en"], birth_year=1990)
draft = notes.Draft(uuid.uuid4(), "card", card="letter", words="canary7f3a", title="canary7f3a", body="canary7f3a #lanterns")
print(notes.publish(person.pk, ["en"], draft))
"""
RESTRICT = "from redbridge.notes import actions as notes; notes.restrict_note({note}, None, **{how})"


def tell(site: Up, words: str) -> str:
    """Run a few lines in the site's own code, as a page or a job of it would."""
    done = subprocess.run([sys.executable, "-c", START + words], env=clean({"REDBRIDGE_DATA": str(site.data)}),
                          capture_output=True, text=True, check=False, timeout=150)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def hears(site: Up, note: str) -> set[str]:
    """Where everybody gets the word, the note's number in the sitemap, its picture."""
    marks: dict[str, bytes] = {"/sitemap/0.xml": note.encode(), "/notes/{note}/card.png": b"PNG"}
    found = set()
    with httpx.Client(base_url=site.url, timeout=PATIENT, trust_env=False) as browser:
        for path in SURFACES:
            answer = browser.get(path.format(note=note, url=site.url))
            if answer.status_code == 200 and marks.get(path, WORD.encode()) in answer.content:
                found.add(path)
    return found


@pytest.fixture(scope="module")
def note(site: Up) -> str:
    made = tell(site, WRITE)
    wait_for(lambda: hears(site, made) == set(SURFACES), f"heard everywhere, not only on {hears(site, made)}")
    return made


@pytest.mark.parametrize("how", [{"standing": "held", "rule": "spam"}, {"standing": "removed", "rule": "spam"}])
def test_gone_within_five_seconds_and_back_again(site: Up, note: str, how: dict[str, Any]) -> None:
    a_look = seconds_until(site, note, set(SURFACES))
    tell(site, RESTRICT.format(note=note, how=how))
    # A machine that is busy with other things takes its time for a look, too.
    assert seconds_until(site, note, set()) < max(SECONDS, 10 * a_look)
    tell(site, RESTRICT.format(note=note, how={"standing": ""}))
    seconds_until(site, note, set(SURFACES))


def seconds_until(site: Up, note: str, where: set[str]) -> float:
    """How long it takes until it is heard there and nowhere else; one look at the least."""
    began = time.monotonic()
    while (heard := hears(site, note)) != where:
        assert time.monotonic() - began < PATIENT, f"heard on {heard}"
    return time.monotonic() - began
