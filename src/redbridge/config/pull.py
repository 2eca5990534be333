"""`redbridge pull_engine`: models for translating in process, from an index or a file. Without Django's apps."""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from redbridge.config import env
from redbridge.translation.packages import download, index, pairs
from redbridge.translation.packages.folders import engines_folder, lacking
from redbridge.translation.packages.found import Package, found
from redbridge.translation.packages.index import Offer
from redbridge.translation.packages.unpack import INCOMING, install
from redbridge.translation.packages.words import CannotPull, say

SUFFIX = ".argosmodel"


def parser() -> argparse.ArgumentParser:
    """The arguments of `redbridge pull_engine`."""
    made = argparse.ArgumentParser(prog="redbridge pull_engine", description=(
        "Bring models that translate on this machine. They are downloaded once and used as soon as they are there."))
    made.add_argument("wanted", nargs="*", metavar="PAIR", help=f"en-zh and the like, or a package as a file ({SUFFIX})")
    made.add_argument("--site", action="store_true", help="what the languages of this site need and lack")
    made.add_argument("--list", action="store_true", help="what the index has, and what is here")
    made.add_argument("--folder", type=Path, metavar="DIR", help="where packages are kept (`engines` in the data folder)")
    made.add_argument("--sha256", metavar="HEX", default="", help="the checksum that the one download must have")
    return made


def main(words: Sequence[str]) -> int:
    """0 when all that was wanted is there, 1 when not: one sentence on standard error says why."""
    asked = parser().parse_args(words)
    values = env.load()
    folder = asked.folder or engines_folder(values["REDBRIDGE_TRANSLATION_URL"], values["REDBRIDGE_DATA"])
    home = values["REDBRIDGE_ENGINE_INDEX_URL"]
    try:
        if asked.list:
            return _list(index.offers(home), folder)
        if not asked.wanted and not asked.site:
            raise CannotPull("Which? `redbridge pull_engine en-zh zh-en`, or --site for what this site's languages need.")
        with _alone(folder):
            _pull(asked, values["REDBRIDGE_LANGUAGES"], home, folder)
    except CannotPull as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The same command goes on from there.\n")
        return 1
    return 0


def _pull(asked: argparse.Namespace, languages: Sequence[str], home: str, folder: Path) -> None:
    files = [Path(word) for word in asked.wanted if word.endswith(SUFFIX) or os.sep in word]
    wanted_pairs = [pairs.pair(word) for word in asked.wanted if Path(word) not in files]
    wanted_pairs += lacking(folder, languages) if asked.site else []
    for file in files:
        _tell(_from_file(file, folder))
    offered = index.offers(home) if wanted_pairs else []
    wanted = list(dict.fromkeys(offer for pair in wanted_pairs for offer in index.chosen(offered, pair)))
    for offer in wanted:
        _tell(_from_index(offer, home, folder, asked.sha256))
    if asked.site and not wanted_pairs:
        say(f"All that this site's languages need is in {folder}.")


def _from_file(file: Path, folder: Path) -> Package:
    if not file.is_file():
        raise CannotPull(f"There is no file {file}.")
    return install(file, folder, file.name.removesuffix(SUFFIX).lstrip(".") or "package", _trial)


def _from_index(offer: Offer, home: str, folder: Path, sha256: str) -> Package:
    there = next((package for package in found(folder) if package.folder.name == offer.name), None)
    if there:
        return there
    part = folder / INCOMING / f"{offer.name}{SUFFIX}.part"
    download.fetch(offer.links, home, part, offer.name, (sha256 or offer.sha256).lower(), offer.size)
    try:
        return install(part, folder, offer.name, _trial)
    finally:
        part.unlink(missing_ok=True)


def _trial(package: Package) -> None:
    """Load it once: what does not work must not wait to be found out by a reader."""
    from redbridge.translation.engines.inprocess import try_out

    try_out(package)


def _tell(package: Package) -> None:
    say(f"{package.source}-{package.target} is ready: {package.folder} ({package.kind} {package.version}).".replace(" )", ")"))


def _list(offered: Sequence[Offer], folder: Path) -> int:
    here = {package.pair for package in found(folder)}
    there = index.newest(offered)
    for pair in sorted({*there, *here}):
        version = there[pair].version if pair in there else "-"
        say(f"{pair[0]}-{pair[1]:<8}{version:<8}{'here' if pair in here else ''}".rstrip())
    return 0


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time in a folder; the kernel lets go however this ends."""
    try:
        (folder / INCOMING).mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / INCOMING / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotPull(f"{folder} cannot be written ({error.strerror}). Give this user the right, or name another "
                         "with --folder.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise CannotPull(f"Somebody is pulling into {folder} already.") from error
    finally:
        os.close(handle)
