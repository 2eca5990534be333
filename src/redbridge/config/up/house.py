"""One site's processes: how each is started, watched over and stopped."""

import os
import signal
from functools import partial
from socket import socket

from redbridge.config.up import database, folders, ports, watch
from redbridge.config.up.children import Child, Process
from redbridge.config.up.cluster import Cluster
from redbridge.config.up.plan import Plan
from redbridge.config.up.spawn import redbridge, spawn
from redbridge.config.up.words import CannotStart, say

GRACE = 10.0
"""Seconds that processes have to finish what they are at."""
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_TRIM_THRESHOLD_": "2097152",
          "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""Few arenas, and large pieces back to the system when they are free: many threads otherwise keep what one used.

Two MB stay: a page's strings were given back and taken again at each request, for 24 page faults. Large pages where the
system lends them: the 19 MB of a password's hash took 4,865 faults, a third of its time.
"""
TOO_OFTEN = 6
"""Deaths of one child before the site was ever ready: more trying will not help."""


class House:
    """The children of one site. They are stopped in the order of `children`, the database last."""

    def __init__(self, plan: Plan, web: socket, hub: socket) -> None:
        self.plan = plan
        self.sockets = {"web": web, "hub": hub}
        self.children: list[Child] = []
        self.database: Child | None = None
        self.ready = False
        self.site_url = plan.site_url(ports.number(web))
        self.environment = {
            **os.environ,
            **plan.settings,
            "REDBRIDGE_SECRET_KEY": plan.settings.get("REDBRIDGE_SECRET_KEY") or folders.secret(plan.data),
            "REDBRIDGE_SITE_URL": self.site_url,
            "REDBRIDGE_HUB_URL": plan.hub_url(ports.number(web), ports.number(hub)),
        }

    def serve(self, cluster: Cluster) -> Child:
        """Start our own database and keep it alive."""
        self.environment["REDBRIDGE_DATABASE_URL"] = cluster.url
        self.database = Child("database", partial(database.start, cluster), cluster.last_words)
        self.database.tend()
        return self.database

    def open(self) -> None:
        """Start web, hub and worker and keep them alive."""
        self.children = [Child(name, partial(self.begin, name)) for name in ("web", "hub", "worker")]
        self.tend()

    def begin(self, name: str, *words: str, stdout: int | None = None) -> Process:
        """One of our own commands as a child, with the socket it serves where it has one."""
        environment = {**self.environment, **MEMORY, "PGAPPNAME": f"redbridge {name}"}
        made = self.sockets.get(name)
        if made is None:
            return spawn(redbridge(name, *words), environment, stdout=stdout)
        handed = made.fileno()
        return spawn(redbridge(name, *words, "--fd", str(handed)), environment, fds=[handed])

    def send(self, errand: Child) -> None:
        """One more child, which ends by itself."""
        self.children.append(errand)
        self.tend()

    def everybody(self) -> list[Child]:
        """All children that there are by now."""
        return [*([self.database] if self.database else []), *self.children]

    def tend(self) -> None:
        """Bring back what died. Raises CannotStart for a child that never comes up in the first place."""
        started = [child.tend() for child in self.everybody()]
        if any(started):
            self.tell()
        for child in self.everybody():
            if not self.ready and child.deaths >= TOO_OFTEN:
                raise CannotStart(f"The {child.name} does not come up: {child.why()}.")

    def tell(self) -> None:
        """Leave word in the data folder of what runs."""
        folders.tell(self.plan.data, {
            "site_url": self.site_url,
            "hub_url": self.environment["REDBRIDGE_HUB_URL"],
            "database_url": self.environment["REDBRIDGE_DATABASE_URL"],
            "pids": {"up": os.getpid(), **{child.name: child.pid for child in self.everybody()}},
        })

    def mind(self) -> None:
        """Watch over the children until somebody asks to stop (raises Stopped)."""
        while True:
            self.tend()
            watch.rest(min(child.patience() for child in self.everybody()))

    def close(self) -> None:
        """Stop everybody: those who serve first, then the database. A second request to stop hurries."""
        folders.forget(self.plan.data)
        for made in self.sockets.values():
            made.close()
        _stop(self.children, signal.SIGTERM)
        if self.database:
            _stop([self.database], signal.SIGINT)


def _stop(children: list[Child], with_signal: int) -> None:
    for child in children:
        child.send(with_signal)
    try:
        watch.until(lambda: all(child.gone() for child in children), GRACE)
    except watch.Stopped:
        say("Stopping at once.")
    for child in children:
        child.end()
