"""Row 26: no name in an archive leads out of where it is unpacked, whatever people call themselves and their things."""

import io
import zipfile
from pathlib import Path

import pytest

from redbridge.accounts.models import Person
from redbridge.notes.models import Board
from redbridge.portability import archive
from redbridge.portability.archive.zipping import Packer
from redbridge.portability.rules import archive_name
from tests.cast import answer, write

pytestmark = pytest.mark.django_db
NAMES = ["../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\x", "a/../../b", "~/.ssh/id", "con.txt\0.html",
         "....//x", "%2e%2e%2fx", "‮txt.exe", "x" * 300, "a\nb", "\\\\host\\share"]


@pytest.mark.parametrize("name", [*NAMES, "", ".", "..", "media/../x.webp", "a/b/c.json", "A.json", ".x", "x.", "x.json/",
                                  "媒体.json"])
def test_such_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        archive_name(name)
    with pytest.raises(ValueError, match="not a name"):
        list(Packer().text(name, ["x"]))


def test_whatever_people_call_things(lin: Person, tmp_path: Path) -> None:
    for name in NAMES:
        bare = name.replace("\0", "")
        note = write(lin, bare[:40], f"{bare} #{bare}")
        answer(lin, note, bare)
        Board.objects.create(owner=lin, name=bare[:100])
    Person.objects.filter(pk=lin.pk).update(name="../../x", bio="/etc/passwd")
    lin.refresh_from_db()
    book = zipfile.ZipFile(io.BytesIO(b"".join(archive.pack(lin, lambda pieces: None))))
    assert [archive_name(name) for name in book.namelist()] == book.namelist()
    assert len(book.namelist()) == len(set(book.namelist()))
    book.extractall(tmp_path / "in")
    assert {path.name for path in tmp_path.iterdir()} == {"in"}
