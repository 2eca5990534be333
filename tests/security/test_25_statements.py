"""Row 25 in statements of reasons: what was written, what a moderator says of it, what an engine makes of that, a name, a rule of
a host's pack come alive neither on the page of one's standing nor among the notices nor in the mail."""

import pytest
from django.core import mail
from django.http import HttpResponse

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.kernel.letter import as_html
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.models import Decision
from redbridge.notes.models import Note
from tests.cast import arrive, client, write
from tests.jobs import run_jobs
from tests.moderation.deciding import decided, staff
from tests.security.surfaces import CORPUS, alive

pytestmark = pytest.mark.django_db
BATCHES = [CORPUS[n::5] for n in range(5)]


def poisoned(bad: str, author: Person, mod: Person, kind: str) -> Decision:
    """A decision whose every word is bad."""
    note = write(author, "x", "x")
    Note.objects.filter(pk=note).update(title=bad[:200], words="", body=f"{bad} x7")
    made = decided(kind, "note", note, author, mod, words=bad, language="zh-Hans", facts=bad, spans=((0, len(bad[:200])),))
    bad_rule = {"title": {"en": bad, "zh-Hans": bad, "zh-Hant": bad}, "text": {"en": bad}}
    said = {"words": bad, "language": "zh-Hans", "translations": {"en": {"words": bad, "by": bad, "engine": bad}}}
    made.statement |= {"rule": made.statement["rule"] | bad_rule, "said": said, "who": made.statement["who"] | {"name": bad}}
    made.save()
    return made


@pytest.mark.parametrize("batch", BATCHES, ids=range(5))
def test_no_word_of_a_statement_comes_alive(batch: list[str]) -> None:
    mod = staff()
    for number, bad in enumerate(batch):
        author = arrive(f"bad{number}", "en")
        accounts.settle(author.pk, name=bad[:160], bio=bad)
        kinds = ("limit", "warn") if number % 2 else ("remove", "label")
        made = [poisoned(bad, author, mod, kind) for kind in kinds]
        undo(made[0].pk, mod.pk, bad)
        run_jobs()
        browser = client(author)
        for address in ("/settings/standing", *(f"/settings/standing/{one.pk}?in=zh-Hans&original=said-{one.pk}" for one in made),
                        "/notifications"):
            answered = browser.get(address)
            assert answered.status_code == 200 and alive(answered) == [], (address, bad)
    assert len(mail.outbox) >= 2 * len(batch)
    for letter in mail.outbox:
        page = as_html(str(letter.subject), str(letter.body), "en", "http://localhost:8000")
        assert alive(HttpResponse(page)) == [] and "\n" not in letter.subject, letter.subject
