"""The steps of one start, some of them at the same time, until the site is ready."""

import json
import subprocess
import sys
from typing import Any

from redbridge.config.up import database, engine, folders, stamps
from redbridge.config.up.children import Process
from redbridge.config.up.house import House
from redbridge.config.up.probe import Probe
from redbridge.config.up.spawn import Echo, spawn
from redbridge.config.up.steps import Step, finish, wait
from redbridge.config.up.words import CannotStart, say

DATABASE_PATIENCE, SITE_PATIENCE = 60.0, 120.0
OLDEST = 150000
"""PostgreSQL 15, as server_version counts."""

UNUSED = ("htmax*", "htmx-4*", "htmx-2.js")
"""django-htmx brings many builds and pages load one; compressing the others would take longer than everything else."""

Tasks = dict[str, tuple[Step, Process]]
State = dict[str, Any]
"""What up/ask.py answers."""


def start(house: House) -> None:
    """Bring a site up until it answers; raises CannotStart with the reason when it does not come."""
    _reach(house)
    files = stamps.of_static()
    tasks = {} if stamps.collected(house.plan.data, files) else _collect(house)
    if not house.plan.settings.get("REDBRIDGE_DATABASE_URL"):
        _serve(house)
    state = _migrate(house, tasks)
    stamps.remember_collected(house.plan.data, files)
    house.open()
    _demo(house, state)
    _await(house)
    house.ready = True
    engine.see_to(house)
    say(f"Redbridge is ready at {house.site_url}")


def _reach(house: House) -> None:
    """A bucket that cannot be used is told before anything starts; raises CannotStart."""
    if house.plan.settings.get("REDBRIDGE_MEDIA_URL", "").startswith("s3:"):
        child = spawn([sys.executable, "-m", "redbridge.config.reach"], house.environment, stdout=subprocess.PIPE)
        said, _ = child.communicate()
        if child.returncode:
            raise CannotStart(said.decode().strip())


def _collect(house: House) -> Tasks:
    leave = [word for pattern in UNUSED for word in ("--ignore", pattern)]
    words = ("collectstatic", "--noinput", "--clear", "--verbosity", "0", *leave)
    return {"collectstatic": (Step("Collecting static files", "Static files ready"), house.begin(*words))}


def _serve(house: House) -> None:
    """Our own database, made on the first start."""
    step = Step("Starting the database", "Database ready")
    cluster = database.embedded(house.plan.data)
    child = house.serve(cluster)

    def answers() -> bool:
        house.tend()
        return child.process is not None and cluster.answers(child.process)

    wait(step, answers, DATABASE_PATIENCE, lambda: f"The database does not start: {cluster.last_words()}")


def _migrate(house: House, tasks: Tasks) -> State:
    """Make the tables where something is missing, while static files are collected. The database's state after it."""
    data, code = house.plan.data, stamps.of_migrations()
    state = _ask(house)
    missing = not stamps.applied(data, code, state["applied"])
    if missing:
        words = ("migrate", "--noinput", "--verbosity", "0")
        tasks["migrate"] = (Step("Making the tables", "Tables ready"), house.begin(*words))
    finish(tasks, house.tend)
    if missing:
        state = _ask(house)
        stamps.remember_applied(data, code, state["applied"])
    return state


def _ask(house: House) -> State:
    """What the database says of itself; raises CannotStart for one that cannot be used."""
    child = spawn([sys.executable, "-m", "redbridge.config.up.ask"], house.environment,
                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    said, _ = child.communicate(house.environment["REDBRIDGE_DATABASE_URL"].encode())
    if child.returncode:
        raise CannotStart(f"The database in REDBRIDGE_DATABASE_URL does not answer: {said.decode().strip()}")
    state: State = json.loads(said)
    if state["version"] < OLDEST:
        raise CannotStart(f"The database in REDBRIDGE_DATABASE_URL is PostgreSQL {state['version'] // 10000}; "
                          f"Redbridge needs {OLDEST // 10000} or newer.")
    if state["encoding"] != "UTF8":
        raise CannotStart(f"The database in REDBRIDGE_DATABASE_URL keeps text as {state['encoding']}. "
                          "Make one with the encoding UTF8.")
    return state


def _demo(house: House, state: State) -> None:
    """Fill a new site and say how to sign in. What was said at the first start holds for later ones."""
    data = house.plan.data
    if not folders.wants_demo(data, house.plan.demo):
        return
    kept = data / "run" / "sign-ins"
    if state["demo"] and kept.exists():
        say(kept.read_text().rstrip())
        return
    process = house.begin("demo", stdout=subprocess.PIPE)
    assert process.stdout
    echo = Echo(process.stdout)

    def tend() -> None:
        echo.pump()
        house.tend()

    finish({"demo": (Step("Filling the demo", "Demo ready"), process)}, tend)
    folders.write(kept, "\n".join(echo.lines("sign in as")) + "\n")


def _await(house: House) -> None:
    """Wait until pages and hub answer."""
    probes = [Probe(house.sockets["web"].getsockname(), "/readyz"), Probe(house.sockets["hub"].getsockname(), "/healthz")]

    def answer() -> bool:
        house.tend()
        answered = [probe.look() for probe in probes]
        return all(answered)

    wait(Step("Waiting for the pages", "Pages ready"), answer, SITE_PATIENCE,
         lambda: f"The site does not answer at {house.site_url}; what it said is above.")
