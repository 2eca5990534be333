"""Every change that people made, with before and after, who and when."""

from redbridge.corrections.queries.rows import SEEN_ANYWHERE, SuggestionView, found, rows
from redbridge.notes.queries import LAST_ID

_ROW = """
(s.kind = %(kind)s and s.subject_id = %(subject)s
 or exists (select 1 from corrections_reach q where q.suggestion_id = s.id and q.kind = %(kind)s and q.subject_id = %(subject)s))
"""
_IS_SEEN = f"select 1 from corrections_suggestion s where s.id = %(id)s and {SEEN_ANYWHERE}"  # noqa: S608 (our own words)


def changes(viewer_id: int, before: int = LAST_ID, kind: str = "", subject_id: int = 0) -> list[SuggestionView]:
    """Accepted suggestions and undone ones, the newest first; all, or those on one row."""
    where = f"s.state in ('accepted', 'undone') and s.id < %(before)s and {SEEN_ANYWHERE}" + (f" and {_ROW}" if kind else "")
    return found(where, "s.id desc", viewer_id, before=before, **({"kind": kind, "subject": subject_id} if kind else {}))


def is_seen(viewer_id: int, suggestion_id: int) -> bool:
    """Whether the viewer may see a row that this change stands on."""
    return bool(rows(_IS_SEEN, viewer=viewer_id, id=suggestion_id))
