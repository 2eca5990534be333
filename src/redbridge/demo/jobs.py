"""Drawing the demo's pictures: some seconds of work that no page waits for."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from redbridge.kernel.jobs import job
from redbridge.notes import actions as notes
from redbridge.notes.models import Note


@job(queue="default", priority=-5)
def draw_note(key: str) -> None:
    """Draw a demo note's pictures and give them to it; a note that has its pictures is left alone."""
    from redbridge.demo import content

    one = content.note(key)
    note = Note.objects.filter(client_key=content.key_of(key), cover=None).first()
    if note:
        uploads = [_drawn(picture, number) for number, picture in enumerate(one["pictures"])]
        alts = [picture["alt"][one["language"]] for picture in one["pictures"]]
        notes.add_pictures(note.author_id, note.pk, uploads, alts, one["language"])


def _drawn(picture: dict[str, Any], number: int) -> "SimpleUploadedFile":
    from redbridge.demo import scenes

    file = BytesIO()
    scenes.draw(picture["scene"], picture["seed"], picture["ratio"]).save(file, "JPEG", quality=92)
    return SimpleUploadedFile(f"drawing-{number}.jpg", file.getvalue(), "image/jpeg")
