"""Run in the environment of a site: makes a note, five thousand people with open sessions and one moderator; prints them as JSON.

Past the sign-up form, whose cost is measured elsewhere: rows as it leaves them.
"""

import json
import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any

RUN = json.loads((Path(os.environ["REDBRIDGE_DATA"]) / "run" / "site.json").read_text())
os.environ |= {"DJANGO_SETTINGS_MODULE": "redbridge.config.settings", "REDBRIDGE_SITE_URL": RUN["site_url"],
               "REDBRIDGE_HUB_URL": RUN["hub_url"]}


def main() -> None:
    """`crowd.py MANY`."""
    import django

    django.setup()
    from redbridge.accounts import actions as accounts
    from redbridge.accounts.models import Appointment
    from redbridge.notes import actions as notes
    from redbridge.notes.actions import Draft

    people = _people(int(sys.argv[1]))
    (author,) = _people(1)
    (hand,) = _people(1)
    accounts.appoint(hand, Appointment.Role.MODERATOR)
    draft = Draft(client_key=uuid.uuid4(), title="Free money for everybody", body="Send me your number and be rich.", uploads=(),
                  kind="card", card="letter", words="Free money")
    note = notes.publish(author.pk, author.languages, draft)
    told = {"note": note, "people": [person.pk for person in people], "sessions": [_session(person) for person in people],
            "moderator": _session(hand, {"account_authentication_methods": [{"method": "mfa", "type": "totp", "at": time.time()}],
                                         "account_authentication_methods_user": str(hand.pk)})}
    print(json.dumps(told))


def _people(many: int) -> list[Any]:
    from django.utils import timezone

    from redbridge.accounts.models import Person

    name = uuid.uuid4().hex[:8]
    rows = [Person(handle=f"d{name}_{number}", name=f"Reader {number}", password="!", languages=["en"], birth_year=1990,
                   code_accepted=timezone.now()) for number in range(many)]
    Person.objects.bulk_create(rows, batch_size=500)
    return list(Person.objects.filter(handle__startswith=f"d{name}_"))


def _session(person: Any, more: dict[str, Any] | None = None) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from redbridge.accounts.sessions import SessionStore

    session: Any = SessionStore()
    session.update({SESSION_KEY: str(person.pk), HASH_SESSION_KEY: person.get_session_auth_hash(),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], **(more or {})})
    session.create()
    return str(session.session_key)


main()
