"""Loaded models: each once a process, dropped after ten minutes without use."""

import threading
import time
from collections.abc import Callable

import structlog

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.inprocess.model import Model
from redbridge.translation.packages.found import Package

log = structlog.get_logger(__name__)

IDLE = 600.0
RETRY_AFTER = 5.0
_shelves: list["Shelf"] = []


class Broken(Exception):
    """A package that does not load; its `mark` is remembered until it changes."""


class Shelf:
    """Shared by threads. `load` makes a model of a package, `idle` are seconds."""

    def __init__(self, load: Callable[[Package], Model] = Model, idle: float = IDLE) -> None:
        self._load, self._idle = load, idle
        self._lock = threading.Lock()
        self._models: dict[str, tuple[Model, float]] = {}
        self._broken: set[str] = set()
        self._sweeper: threading.Thread | None = None
        _shelves.append(self)

    def __len__(self) -> int:
        return len(self._models)

    def take(self, package: Package, deadline: float) -> Model:
        """The model, loaded by the first who asks; raises Broken, and Unavailable where others load past the deadline."""
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise Unavailable(RETRY_AFTER, "still loading")
        try:
            model, _ = self._models.get(package.mark) or (self._fetch(package), 0.0)
            self._models[package.mark] = model, time.monotonic()
            return model
        finally:
            self._lock.release()

    def used(self, package: Package) -> None:
        """It was of use until now."""
        with self._lock:
            if package.mark in self._models:
                self._models[package.mark] = self._models[package.mark][0], time.monotonic()

    def _fetch(self, package: Package) -> Model:
        if package.mark in self._broken:
            raise Broken(package.folder.name)
        began = time.monotonic()
        try:
            model = self._load(package)
        except MemoryError as error:
            raise Unavailable(60.0, "no memory for the model") from error
        except Exception as error:  # whatever two libraries of C++ say of a file
            self._broken.add(package.mark)
            log.error("engine.broken", package=package.folder.name, why=str(error)[:300])
            raise Broken(package.folder.name) from error
        log.info("engine.loaded", package=package.folder.name, seconds=round(time.monotonic() - began, 2))
        self._watch()
        return model

    def _watch(self) -> None:
        if self._sweeper is None:
            self._sweeper = threading.Thread(target=self._sweep, name="models", daemon=True)
            self._sweeper.start()

    def _sweep(self) -> None:
        """Until nothing is left."""
        while True:
            time.sleep(self._idle / 10)
            with self._lock:
                old = time.monotonic() - self._idle
                self._models = {mark: kept for mark, kept in self._models.items() if kept[1] > old}
                if not self._models:
                    self._sweeper = None
                    log.info("engine.unloaded")
                    return


def holding() -> bool:
    """Does this process hold any model?"""
    return any(len(shelf) for shelf in _shelves)
