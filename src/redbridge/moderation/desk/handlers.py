"""What somebody said when they reported, for a desk that reads another language."""

import json

from django.db import connection

from redbridge.kernel.events import subscribe
from redbridge.moderation.desk.queries.case import SAID_MOST
from redbridge.moderation.models import Report
from redbridge.translation.rules import language_of
from redbridge.translation.site import into_site

# Words that were changed meanwhile have a job of their own.
_KEEP = """
update moderation_report set words_language = %s, translations = translations || %s::jsonb where id = %s and words = %s
"""


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
