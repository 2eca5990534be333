"""What somebody said when they reported, for a desk that reads another language; and what is forgotten with an account."""

import json

from django.db import connection

from redbridge.accounts.models import Person
from redbridge.kernel.events import subscribe
from redbridge.moderation.desk.models import Sealing
from redbridge.moderation.desk.queries.case import SAID_MOST
from redbridge.moderation.models import Report
from redbridge.translation.rules import language_of
from redbridge.translation.site import into_site

# Words that were changed meanwhile have a job of their own.
_KEEP = """
update moderation_report set words_language = %s, translations = translations || %s::jsonb where id = %s and words = %s
"""


@subscribe("person.changed")
def forget_sealed(person_id: int) -> None:
    """An account was erased: others' renderings of its words, which were put by, go with it."""
    if Person.objects.filter(pk=person_id, state=Person.State.GONE).exists():
        Sealing.objects.filter(case__author=None).exclude(words={}).update(words={})


@subscribe("report.worded", queue="words", priority=-1)
def translate_report(report_id: int) -> None:
    """Render the words of a report into the site's languages; of thousands about one thing those that the desk shows."""
    found = Report.objects.filter(pk=report_id).exclude(words="").first()
    if found is None or Report.objects.filter(case=found.case_id).exclude(words="").filter(pk__gt=report_id)[SAID_MOST:].exists():
        return
    language = language_of(found.words, [found.language])
    _keep(found, language, {})
    for target, made in into_site({"words": found.words}, language, {}, public=False):
        _keep(found, language, {target: made})


def _keep(report: Report, language: str, made: dict[str, dict[str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [language, json.dumps(made), report.pk, report.words])
