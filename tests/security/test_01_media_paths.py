"""Row 1 (CVE-2023-36460): whatever a file is called and whatever is in it, nothing appears outside the media root."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from redbridge.kernel.errors import Refusal
from redbridge.media import actions, jobs
from redbridge.media.rules import check_uploads
from tests.media.making import files_under, sample, with_exif

pytestmark = pytest.mark.django_db

NAMES = [
    "../../../../escaped.png", "..\\..\\..\\escaped.png", "/tmp/escaped.png", "/etc/cron.d/escaped",
    "//host/share/escaped.png", "C:\\escaped.png", "C:escaped.png", "....//....//escaped.png",
    "..%2f..%2fescaped.png", "%2e%2e%2fescaped.png",
    "..%c0%afescaped.png", "..%255cescaped.png", "../escaped.png\0.jpg", "escaped.php\0.png", "escaped.png/.",
    "escaped.png/..",
    ".", "..", "...", "", " ", "~root/escaped.png", "$HOME/escaped.png", "`touch escaped`.png", "$(touch escaped).png",
    "|touch escaped", ";touch escaped;.png", "-rf.png", "--output=escaped", "@/etc/passwd", "file:///tmp/escaped.png",
    "http://127.0.0.1/escaped.png", "msl:/tmp/escaped.png", "ephemeral:/tmp/escaped", "text:/etc/passwd", "%!PS.png",
    "escaped.png\r\nX-Injected: 1", "escaped\u202egnp.exe", "．．／escaped.png", "a" * 300 + "/../escaped.png",
    ".htaccess", "con.png", "incoming/../../escaped", "pictures/001/1/240.webp", "\ud83dlone.png",
    "<img src=x onerror=alert(1)>.png",
]
KEY = re.compile(r"incoming/[0-9a-f]{32}|pictures/\d{3}/\d+/240\.(avif|webp)")
TAILS = {
    "php": b"<?php file_put_contents('/tmp/escaped', 1); ?>",
    "html": b"<script>fetch('/x')</script>",
    "zip": b"PK\x03\x04../../escaped",
    "msl": b"<image><read filename='/etc/passwd'/><write filename='/tmp/escaped'/></image>",
}
STRANGERS = [
    b"push graphic-context\nfill 'url(https://127.0.0.1/|touch escaped)'\npop graphic-context",
    b"%!PS\nuserdict /setpagedevice undef (%pipe%touch escaped) (w) file",
    b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    b"#define x_width 1\n#define x_height 1\nstatic char x_bits[]={0};",
    b"/* XPM */\nstatic char *x[]={\"1 1 1 1\",\" c None\",\" \"};",
]


@pytest.fixture
def house(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose every file we can count, the media root deep inside it, and we standing beside that."""
    root = tmp_path / "a" / "b" / "media"
    root.mkdir(parents=True)
    monkeypatch.chdir(root.parent)
    settings.REDBRIDGE_MEDIA_URL = root.as_uri()
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    return tmp_path


def posted(name: str, data: bytes) -> Any:
    """The file as it comes out of Django's reader of forms, its name as raw as the wire allows."""
    raw = name.encode("utf-8", "surrogatepass").replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    body = (b'--cut\r\nContent-Disposition: form-data; name="pictures"; filename="' + raw
            + b'"\r\nContent-Type: image/png\r\n\r\n' + data + b"\r\n--cut--\r\n")
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=cut")
    files = request.FILES.getlist("pictures")
    return files[0] if files else Raw(name, data)


class Raw(io.BytesIO):
    """A file whose name nobody cleaned: what another front might let pass."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name, self.size = name, len(data)

    def chunks(self) -> Iterator[bytes]:
        yield self.getvalue()


def publish(file: Any) -> None:
    check_uploads([file])
    for picture in actions.claim(1, [file], [""], "note", 1):
        jobs.render_picture(picture_id=picture.id)


def outside(house: Path) -> set[str]:
    return {name for name in files_under(house) if not name.startswith(("a/b/media/", "uploads/"))}


def test_no_name_reaches_the_file_system(house: Path) -> None:
    data = sample("PNG", 64, 48)
    for name in NAMES:
        publish(posted(name, data))
        actions.claim(1, [Raw(name, data)], [""], "note", 1)  # type: ignore[list-item]
    kept = files_under(house / "a" / "b" / "media")
    assert len(NAMES) >= 40 and len(kept) == len(NAMES) * 3
    assert all(KEY.fullmatch(name) for name in kept)
    assert outside(house) == set()
    assert not any("escaped" in name for name in files_under(house)) and not Path("/tmp/escaped").exists()


def test_no_content_is_run_or_kept(house: Path) -> None:
    for tail in TAILS.values():
        for data in (sample("GIF", 64, 48) + tail, with_exif() + tail, sample("PNG", 64, 48) + tail):
            publish(posted("x.php", data))
    root = house / "a" / "b" / "media"
    for name in files_under(root):
        assert not any(tail in (root / name).read_bytes() for tail in TAILS.values())
    assert outside(house) == set() and not Path("/tmp/escaped").exists()


@pytest.mark.parametrize("data", STRANGERS)
def test_what_other_libraries_would_interpret_is_no_picture(house: Path, data: bytes) -> None:
    with pytest.raises(Refusal):
        publish(posted("x.png", data))
    assert files_under(house / "a") == set()


def test_a_planted_link_in_the_way_is_not_followed_out(house: Path) -> None:
    root, target = house / "a" / "b" / "media", house / "target"
    (picture,) = actions.claim(1, [posted("x.png", sample("PNG", 64, 48))], [""], "note", 1)
    place = root / "pictures" / f"{picture.id % 1000:03d}" / str(picture.id)
    place.mkdir(parents=True)
    (place / "240.webp").symlink_to(target)
    jobs.render_picture(picture_id=picture.id)
    assert not target.exists() and not (place / "240.webp").is_symlink()
