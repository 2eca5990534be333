"""A package file into its folder: looked at before anything is written, and there whole or not at all."""

import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from redbridge.translation.packages.found import Package, read
from redbridge.translation.packages.words import CannotPull, size

INCOMING = ".incoming"
"""The folder beside the packages for what is on its way."""
MOST_FILES, MOST_BYTES, MOST_RATIO = 2_000, 4_000_000_000, 60
_SKIPPED = ("stanza",)
"""Data of other programs, which we cut sentences without."""
_BLOCK = 1024 * 1024


def install(file: Path, folder: Path, name: str, trial: Callable[[Package], None]) -> Package:
    """Unpack a package beside its place, try it, move it there in one step. Raises CannotPull; then nothing changed.

    `name`: what its folder is called. `trial` raises whatever it likes of a package that does not work.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = _judged(archive, file.name)
            return _place(archive, members, folder / name, trial)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise CannotPull(f"{file.name} is no whole package ({str(error) or type(error).__name__}).") from error
    except OSError as error:
        raise CannotPull(f"{file.name} cannot be unpacked in {folder} ({error.strerror or error}).") from error


def _judged(archive: zipfile.ZipFile, what: str) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """Its files by their paths below the package's own folder; raises CannotPull for what no honest package holds."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    paths = [_path(info, what) for info in infos]
    top = _top(paths)
    whole, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if len(infos) > MOST_FILES or whole > MOST_BYTES or whole > 10_000_000 + MOST_RATIO * packed:
        raise CannotPull(f"{what} would unpack to {len(infos)} files of {size(whole)}: no package is like that.")
    members = {path.relative_to(top): info for path, info in zip(paths, infos, strict=True)}
    if len(members) != len(infos):
        raise CannotPull(f"{what} holds two files of one name.")
    return {path: info for path, info in members.items() if path.parts[0] not in _SKIPPED}


def _path(info: zipfile.ZipInfo, what: str) -> PurePosixPath:
    """Where a file wants to be; raises CannotPull for a place outside, and for what is no plain file."""
    # `orig_filename` is as written: zipfile itself cuts at a null byte and turns back slashes round.
    name = info.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name or "\0" in name or ":" in path.parts[0]:
        raise CannotPull(f"{what} wants to write outside its folder ({name[:80]!r}).")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise CannotPull(f"{what} holds a link or a device ({name[:80]!r}).")
    if info.flag_bits & 1:
        raise CannotPull(f"{what} is locked with a password.")
    return path


def _top(paths: list[PurePosixPath]) -> PurePosixPath:
    """The one folder that everything is in, or the archive itself."""
    tops = {path.parts[0] for path in paths if len(path.parts) > 1}
    return PurePosixPath(tops.pop()) if len(tops) == 1 and all(len(path.parts) > 1 for path in paths) else PurePosixPath()


def _place(
    archive: zipfile.ZipFile, members: dict[PurePosixPath, zipfile.ZipInfo], place: Path, trial: Callable[[Package], None]
) -> Package:
    with _making(place) as fresh:
        for path, info in members.items():
            _write(archive, info, fresh / path)
        package = read(fresh)
        if package is None:
            raise CannotPull(f"{Path(archive.filename or place).name} holds no model that Redbridge knows.")
        _tried(package, trial)
        _sync(fresh)
        return _settle(fresh, place)


def _tried(package: Package, trial: Callable[[Package], None]) -> None:
    try:
        trial(package)
    except Exception as error:  # whatever the libraries say of a file
        raise CannotPull(f"{package.folder.name} does not work ({str(error)[:200]}).") from error


@contextmanager
def _making(place: Path) -> Iterator[Path]:
    """A new folder to fill, named as it will be; gone afterwards where it was not moved away."""
    around = place.parent / INCOMING / "unpacking"
    fresh = around / place.name
    shutil.rmtree(around, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    """One file; zipfile gives no more bytes than it announced and compares their checksum at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as packed, path.open("xb") as plain:
        shutil.copyfileobj(packed, plain, _BLOCK)
        plain.flush()
        os.fsync(plain.fileno())


def _sync(folder: Path) -> None:
    """So that names, too, outlast a power cut."""
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _settle(fresh: Path, place: Path) -> Package:
    """Into its place in one step. A package that is there stays; what is none makes room."""
    there = read(place)
    if there is None:
        if place.exists():
            place.rename(fresh.with_name(f"{place.name}.old"))
        fresh.rename(place)
        handle = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)
        there = read(place)
    assert there
    return there
