"""What a case is about, whatever became of it: no reader's right is asked here, so only moderation's own code may."""

from dataclasses import dataclass
from datetime import datetime

from redbridge.kernel.reads import rows

_OWNERS = {
    "note": "select author_id, language, coalesce(edited, published) from notes_note where id = %(id)s and kind <> 'emptied'",
    "comment": "select author_id, language, published from notes_comment where id = %(id)s",
    "remark": "select author_id, language, at from guidelines_remark where id = %(id)s",
    "person": "select id, bio_language, code_accepted from accounts_person where id = %(id)s",
}


@dataclass(frozen=True)
class Owner:
    """Whose a subject is, the language of its words, and since when it has stood as it stands."""

    author_id: int
    language: str
    since: datetime | None


def owner(kind: str, subject_id: int) -> Owner | None:
    """None for what was never there or has been erased."""
    found = rows(_OWNERS[kind], {"id": subject_id})
    return Owner(*found[0]) if found else None
