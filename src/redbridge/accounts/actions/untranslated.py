"""What somebody wants to read as it was written: languages, and single notes. Nobody is told, so there is no news."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from redbridge.accounts import rules
from redbridge.accounts.models import Person
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal

_LEAVE_LANGUAGE = """
update accounts_person set untranslated = array_append(untranslated, %(code)s::text)
where id = %(person)s and not untranslated @> array[%(code)s::varchar] and cardinality(untranslated) < %(most)s
"""
_TRANSLATE_LANGUAGE = """
update accounts_person set untranslated = array_remove(untranslated, %(code)s::varchar)
where id = %(person)s and untranslated @> array[%(code)s::varchar]
"""
_LEAVE_NOTE = """
update accounts_person set notes_untranslated =
    (array_append(array_remove(notes_untranslated, %(note)s::bigint), %(note)s::bigint))
    [greatest(1, cardinality(array_remove(notes_untranslated, %(note)s::bigint)) + 2 - %(most)s):]
where id = %(person)s
"""
_TRANSLATE_NOTE = """
update accounts_person set notes_untranslated = array_remove(notes_untranslated, %(note)s::bigint)
where id = %(person)s and notes_untranslated @> array[%(note)s::bigint]
"""


def check_may_leave(person_id: int, code: str) -> None:
    """Raises Refusal("code", …) where somebody leaves as many languages untranslated as there is room for."""
    left = Person.objects.values_list("untranslated", flat=True).get(pk=person_id)
    if code not in left and len(left) >= rules.UNTRANSLATED_MOST:
        raise Refusal("code", _("There is room for %(most)s. Take one out first.") % {"most": rules.UNTRANSLATED_MOST})


def leave_language(person_id: int, code: str) -> None:
    """Never translate this language for somebody. Twice is once."""
    _do(_LEAVE_LANGUAGE, "leave language", person_id, code=code, most=rules.UNTRANSLATED_MOST)


def translate_language(person_id: int, code: str) -> None:
    """Translate it again."""
    _do(_TRANSLATE_LANGUAGE, "translate language", person_id, code=code)


def leave_note(person_id: int, note_id: int) -> None:
    """Show somebody this note as it was written. Past the most there is room for, the one left longest ago is let go."""
    _do(_LEAVE_NOTE, "leave note", person_id, note=note_id, most=rules.NOTES_UNTRANSLATED_MOST)


def translate_note(person_id: int, note_id: int) -> None:
    """Translate it again."""
    _do(_TRANSLATE_NOTE, "translate note", person_id, note=note_id)


@transaction.atomic
def _do(sql: str, verb: str, person_id: int, **values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"person": person_id, **values})
        if cursor.rowcount:
            audit.record(person_id, verb, "person", person_id)
