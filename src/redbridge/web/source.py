"""The code of what runs here, as one archive: whoever uses a site may have it (AGPL, section 13)."""

import io
import tarfile
from functools import cache
from pathlib import Path

from redbridge import __version__

PACKAGE = Path(__file__).parents[1]
CHECKOUT = PACKAGE.parents[1]
KINDS = {".py", ".html", ".txt", ".css", ".js", ".svg", ".png", ".po", ".yaml", ".sql", ".md", ".json", ".otf"}
BESIDE = ("LICENSE", "README.md", "pyproject.toml", "Makefile", "requirements/base.in", "requirements/base.txt")
"""What stands beside the package in a checkout; where it was installed from an archive these are not there."""
NAME = f"redbridge-{__version__}"


@cache
def archive() -> bytes:
    """A tar.gz of the package as it is installed, our own kinds of files and no others."""
    files = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in KINDS and path.is_file()]
    beside = [path for name in BESIDE if (path := CHECKOUT / name).is_file()]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for path in files:
            tar.add(path, f"{NAME}/src/redbridge/{path.relative_to(PACKAGE)}", filter=_plain)
        for path in beside:
            tar.add(path, f"{NAME}/{path.relative_to(CHECKOUT)}", filter=_plain)
    return made.getvalue()


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's name and no machine's habits."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o644
    return entry
