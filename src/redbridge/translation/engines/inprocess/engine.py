"""The engine in this process."""

import hashlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import structlog

from redbridge.translation.engines.inprocess.model import Model
from redbridge.translation.engines.inprocess.route import Step, route
from redbridge.translation.engines.inprocess.shelf import Broken, Shelf
from redbridge.translation.engines.protocol import NO_HINTS, Hints
from redbridge.translation.packages.found import Package, found

log = structlog.get_logger(__name__)

TRIAL_SECONDS = 60.0


@dataclass(frozen=True)
class Pair:
    """One pair of languages of this engine, an `Engine` by itself: named and keyed by the packages it takes."""

    steps: tuple[Step, ...]
    shelf: Shelf
    local = True

    @property
    def name(self) -> str:
        """"OPUS-MT" or "Argos", or both where the way leads over English."""
        return ", ".join(dict.fromkeys(step.package.kind for step in self.steps))

    @property
    def key(self) -> str:
        """Changes when one of its packages does."""
        return "local:" + "+".join(step.package.mark for step in self.steps)

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; these models know no slang and cannot be told."""
        texts = hints.in_plain(texts)
        try:
            for step in self.steps:
                texts = self._through(step, texts, deadline)
        except (Broken, LookupError, RuntimeError, ValueError) as error:
            log.warning("translation refused", source=source, target=target, texts=len(texts), why=str(error)[:300])
            return None
        return texts

    def _through(self, step: Step, texts: list[str], deadline: float) -> list[str]:
        model = self.shelf.take(step.package, deadline)
        try:
            return model.translate(texts, step.target, deadline)
        finally:
            self.shelf.used(step.package)


class InProcess:
    """All packages of a folder, which is looked at again when something came or went; shared by threads."""

    local = True

    def __init__(self, folder: Path | str, shelf: Shelf | None = None) -> None:
        self._folder, self._shelf = Path(folder), Shelf() if shelf is None else shelf
        self._lock = threading.Lock()
        self._seen: int | None = None
        self._packages: tuple[Package, ...] = ()

    @property
    def name(self) -> str:
        """The kinds of package there are."""
        return ", ".join(sorted({package.kind for package in self.packages()})) or "OPUS-MT"

    @property
    def key(self) -> str:
        """Changes with any package. Who asks for one pair takes that of `serving`."""
        marks = "".join(sorted(package.mark for package in self.packages()))
        return f"local:{hashlib.blake2b(marks.encode(), digest_size=6).hexdigest()}"

    def packages(self) -> tuple[Package, ...]:
        """What the folder holds now."""
        try:
            changed = self._folder.stat().st_mtime_ns
        except OSError:
            return ()
        with self._lock:
            if changed != self._seen:
                self._packages, self._seen = found(self._folder), changed
            return self._packages

    def serving(self, source: str, target: str) -> Pair | None:
        """The engine of one pair, over English where there is no direct way; None where there is none."""
        steps = route(self.packages(), source, target)
        return Pair(steps, self._shelf) if steps else None

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`."""
        pair = self.serving(source, target)
        return pair.translate(texts, source, target, deadline, hints) if pair else None


def try_out(package: Package) -> None:
    """Load a package and have it say a word; raises whatever the libraries do."""
    Model(package).translate(["hello"], package.target, time.monotonic() + TRIAL_SECONDS)
