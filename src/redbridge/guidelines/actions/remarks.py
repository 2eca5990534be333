"""What members say of a draft, and its words in the languages of the site."""

import json
import uuid

from django.db import connection, transaction
from django.utils import timezone

from redbridge.guidelines.models import Draft, Remark
from redbridge.kernel import audit, events
from redbridge.translation import actions as translation
from redbridge.translation.rules import UNKNOWN, language_of
from redbridge.translation.site import into_site

# What was changed or taken back meanwhile is left alone.
_KEEP = """
update {table} set {column} = {column} || %s::jsonb where id = %s and {text} = %s
"""


@transaction.atomic
def remark(author_id: int, languages: list[str], draft_id: int, client_key: uuid.UUID, body: str) -> int:
    """Say it; the same key again gives the first one's id and writes nothing."""
    language = language_of(body, languages)
    made, new = Remark.objects.get_or_create(
        author_id=author_id, client_key=client_key, defaults={"draft_id": draft_id, "body": body, "language": language}
    )
    if new:
        audit.record(author_id, "remark", "draft", draft_id)
        events.emit("remark.made", remark_id=made.pk)
    return int(made.pk)


@transaction.atomic
def take_back(remark_id: int, by_id: int) -> None:
    """It is gone for everybody, and out of the memory of translations."""
    if Remark.objects.filter(pk=remark_id, deleted=None).update(deleted=timezone.now(), translations={}):
        translation.forget(Remark.objects.filter(pk=remark_id).values_list("body", flat=True))
        audit.record(by_id, "take back", "remark", remark_id)


@transaction.atomic
def restrict_remark(remark_id: int, by_id: int | None, *, standing: str) -> bool:
    """Leave this of a remark, "removed" or "" for all of it; False where it is so already. Its words serve no other
    translation while nobody reads them; given back, they are translated again."""
    row = Remark.objects.select_for_update().filter(pk=remark_id).exclude(standing=standing).first()
    if row is None:
        return False
    row.standing = standing
    if standing:
        translation.forget([row.body])
        row.translations = {}
    row.save(update_fields=["standing", "translations"])
    audit.record(by_id, "remove" if standing else "give back", "remark", remark_id)
    if not standing:
        events.emit("remark.made", remark_id=remark_id)
    return True


def purge_remarks(ids: list[int]) -> None:
    """For good."""
    Remark.objects.filter(pk__in=ids).delete()


def translate_remark(remark_id: int) -> None:
    """A remark in each language of the site."""
    row = Remark.objects.filter(pk=remark_id, deleted=None, standing="").first()
    if row:
        for target, made in into_site({"body": row.body}, row.language, row.translations, public=True):
            _keep("guidelines_remark", "translations", "body", row.pk, row.body, {target: made})


def translate_draft(draft_id: int) -> None:
    """Why it is proposed, and why it was settled so."""
    row = Draft.objects.filter(pk=draft_id).first()
    for text, column in (("why", "translations"), ("outcome", "outcome_translations")) if row else ():
        words, language = getattr(row, text), getattr(row, "language" if text == "why" else "outcome_language")
        for target, made in into_site({text: words}, language, getattr(row, column), public=True) if language != UNKNOWN else ():
            _keep("guidelines_draft", column, text, draft_id, words, {target: made})


def _keep(table: str, column: str, text: str, id_: int, words: str, told: dict[str, dict[str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(table=table, column=column, text=text), [json.dumps(told), id_, words])
