"""What people said in the memory: asked for, taken back, and left without a name. `actions.remember` puts it there."""

from django.db import connection

from redbridge.translation.rules import text_hash

_SAID = "select text, engine from translation_memory where hash = %s and source = %s and target = %s and by = 'human'"
_TAKE_BACK = "delete from translation_memory where hash = %s and source = %s and target = %s and by = 'human'"
_UNNAME = """
update translation_memory set engine = '' where hash = %s and source = %s and target = %s and by = 'human' and text = %s
"""


def people_said(source_text: str, source: str, target: str) -> tuple[str | None, str]:
    """What a text is in `target` by people, and who is named for it; None where only machines have said anything."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID, [text_hash(source_text), source, target])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (None, "")


def unremember(source_text: str, source: str, target: str) -> None:
    """Take back what people said; whoever writes the same asks the engines anew."""
    _run(_TAKE_BACK, text_hash(source_text), source, target)


def forget_name(source_text: str, source: str, target: str, said: str) -> None:
    """Leave what somebody said, and name nobody for it."""
    _run(_UNNAME, text_hash(source_text), source, target, said)


def _run(sql: str, *values: bytes | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
