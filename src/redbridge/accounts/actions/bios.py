"""A bio in the site's languages."""

import json

from django.db import connection

from redbridge.accounts.models import Person
from redbridge.kernel import events
from redbridge.translation.rules import language_of
from redbridge.translation.site import into_site

# A bio that was changed meanwhile has a job of its own.
_KEEP = """
update accounts_person set bio_language = %s, bio_translations = bio_translations || %s::jsonb where id = %s and bio = %s
"""


def translate_bio(person_id: int) -> None:
    """Render what somebody says of themselves into each language of the site. Everyone may read it, so it is public."""
    person = Person.objects.filter(pk=person_id, state=Person.State.ACTIVE).exclude(bio="").first()
    if person is None:
        return
    language = language_of(person.bio, person.languages)
    told = person.bio_translations if language == person.bio_language else {}
    _keep(person, language, {})
    for target, made in into_site({"bio": person.bio}, language, told, public=True):
        _keep(person, language, {target: made})
        events.emit("person.told", person_id=person.pk)


def _keep(person: Person, language: str, made: dict[str, dict[str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [language, json.dumps(made), person.pk, person.bio])
