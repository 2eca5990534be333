"""The door to a text that somebody wants to correct, and to a suggestion: what one may not see is not there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.http import Http404

from redbridge.accounts.access import access_profile
from redbridge.accounts.models import Person
from redbridge.accounts.trust import is_trusted
from redbridge.corrections import queries, surfaces
from redbridge.corrections.models import Suggestion
from redbridge.kernel.languages import NAMES
from redbridge.media.models import Picture
from redbridge.notes.access import access_comment, access_note
from redbridge.notes.models import Note
from redbridge.notes.queries import CommentView, NoteView
from redbridge.translation.rules import scripts, translatable

State = Suggestion.State


@dataclass(frozen=True)
class Text:
    """One row as its corrections see it: its words by field, and what readers of `target` are shown."""

    kind: str
    id: int
    author_id: int
    author_name: str
    language: str
    target: str
    words: Mapping[str, str]
    said: Mapping[str, str]
    url: str
    note_id: int
    comment_id: int
    public: bool = True

    def shown(self, field: str) -> str:
        """A field as readers of `target` have it, "" where there is no translation of it."""
        return self.said.get(field, "")


def access_text(viewer_id: int | None, kind: str, id_: int, target: str) -> Text:
    """A row that can be corrected for readers of `target`, or 404.

    It is public, or the viewer's own; another's own words in `target` stand as they wrote them.
    """
    if target not in NAMES:
        raise Http404
    found = _READ[kind](viewer_id, id_, target)
    found = replace(found, public=surfaces.is_public(kind, id_))
    mine = found.author_id == viewer_id
    wrong = not translatable(found.language, [target]) or not any(found.words.values())
    if wrong or not (found.public or mine) or (found.said.get("by") == "author" and not mine):
        raise Http404
    return found


def as_it_stands(viewer_id: int | None, kind: str, id_: int, target: str) -> Text:
    """`access_text` of what readers of `target` have: of the other script of Chinese where theirs is made of that."""
    found = access_text(viewer_id, kind, id_, target)
    sister = scripts.SISTERS.get(target, "")
    return found if found.said or not sister else access_text(viewer_id, kind, id_, sister)


def _note(viewer_id: int | None, id_: int, target: str) -> Text:
    note = access_note(viewer_id, [target], id_)
    words = {"title": note.title, "words": note.words, "body": note.body}
    who = (note.author_id, note.author_name, note.language, target)
    return Text("note", id_, *who, words, note.translation, note.url, note.id, 0)


def _comment(viewer_id: int | None, id_: int, target: str) -> Text:
    comment = access_comment(viewer_id, [target], id_)
    who = (comment.author_id, comment.author_name, comment.language, target)
    return Text("comment", id_, *who, {"body": comment.body}, comment.translation, comment.url, comment.note_id, comment.id)


def _person(viewer_id: int | None, id_: int, target: str) -> Text:
    found = Person.objects.filter(pk=id_).first() if id_ < 2**63 else None
    if found is None:
        raise Http404
    seen, said = access_profile(found.handle, viewer_id), found.bio_translations.get(target, {})
    return Text("person", id_, id_, seen.name, found.bio_language, target, {"bio": found.bio}, said, f"/@{seen.handle}", 0, 0)


def _place(viewer_id: int | None, id_: int, target: str) -> Text:
    note = access_note(viewer_id, [target], id_)
    row = Note.objects.only("place", "place_language", "places").get(pk=note.id)
    who = (note.author_id, note.author_name, row.place_language, target)
    return Text("place", id_, *who, {"place": row.place}, row.places.get(target, {}), note.url, note.id, 0)


def _picture(part: str, viewer_id: int | None, id_: int, target: str) -> Text:
    """One of the two texts of a picture, for those who see what it stands on."""
    row = Picture.objects.filter(pk=id_, hidden=False).first() if id_ < 2**63 else None
    if row is None or row.kind not in ("note", "comment"):
        raise Http404
    on_note = row.kind == "note"
    on: NoteView | CommentView = (access_note if on_note else access_comment)(viewer_id, [target], row.subject_id)
    made = row.translations.get(target, {})
    who = (on.author_id, on.author_name, getattr(row, f"{part}_language"), target)
    words, said = {part: getattr(row, part)}, made if made.get(part) else {}
    ids = (on.id, 0) if isinstance(on, NoteView) else (on.note_id, on.id)
    return Text(part, id_, *who, words, said, on.url, *ids)


_READ: dict[str, Callable[[int | None, int, str], Text]] = {
    "note": _note, "comment": _comment, "person": _person, "place": _place,
    "alt": partial(_picture, "alt"), "said": partial(_picture, "said"),
}


def access_suggestion(viewer_id: int, id_: int) -> Suggestion:
    """A suggestion about a text the viewer may see, not yet decided for good, or 404."""
    found = Suggestion.objects.filter(pk=id_, state__in=(State.WAITING, State.ACCEPTED)).first() if id_ < 2**63 else None
    if found is None or (found.state == State.ACCEPTED and found.spread):
        raise Http404
    return _seen(viewer_id, found)


def access_own_suggestion(person_id: int, id_: int) -> Suggestion:
    """A suggestion of this person's that still waits, or 404."""
    own = Suggestion.objects.filter(pk=id_, proposer_id=person_id, state=State.WAITING) if id_ < 2**63 else None
    if own is None or (found := own.first()) is None:
        raise Http404
    return found


def access_change(viewer_id: int, id_: int) -> Suggestion:
    """An accepted suggestion that somebody may undo: the text's author, the one who proposed it, or anyone trusted; or 404."""
    found = Suggestion.objects.filter(pk=id_, state=State.ACCEPTED).first() if id_ < 2**63 else None
    if found is None or not queries.is_seen(viewer_id, found.pk):
        raise Http404
    if viewer_id not in (found.author_id, found.proposer_id) and not is_trusted(viewer_id):
        raise Http404
    return found


def _seen(viewer_id: int, found: Suggestion) -> Suggestion:
    access_text(viewer_id, found.kind, found.subject_id, found.target)
    return found


def language_of(viewer_id: int | None, kind: str, id_: int) -> str:
    """The language a text is in that the viewer may see, or 404."""
    return _READ[kind](viewer_id, id_, "").language


def settled_target(language: str, asked: str, reads: Sequence[str], site: Sequence[str]) -> str:
    """The language to suggest in: the one asked for, else the first the reader or the site has that is not the text's."""
    if asked:
        return asked
    return next((code for code in translatable(language, [*reads, *site]) if code in NAMES), "")

