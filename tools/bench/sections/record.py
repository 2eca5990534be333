"""The public record: checking what was published, of a file and of a site's own database."""

import os
import secrets
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.postgres import start
from tests.record.making import Site
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import CLI, ROOT, command_line, cpu, environment, family

MANY, KEPT = 50_000, 250_000
_WAITING = """
insert into record_waiting (day, kind, rule, language, "by", seconds, region, surface, appealed, reverses, receipt)
select current_date, 'limit', 'scams', (array['en', 'zh-Hans'])[1 + n %% 2], 'person', 840, '', 'note', false, '', md5(n::text)
from generate_series(1, %s) n
"""
_CHAIN = "import django; django.setup(); from redbridge.record import actions\nwhile actions.chain(): pass"


def measure(loaded: Loaded, figures: Figures) -> None:
    """Lines of a file, as a stranger checks them, then the site's own."""
    from redbridge.record.proof import chain, heads

    site = Site(MANY, every=1_000)
    spent, _clock = best(lambda: heads.check(site.keys, site.heads, site.key))
    figures.say(f"public record: checking the signatures of {len(site.heads)} heads", f"{1000 * spent:.0f} ms")
    signed = heads.check(site.keys, site.heads, site.key)
    spent, clock = best(lambda: chain.check(site.lines, signed))
    figures.say("public record: lines of a file checked in a CPU-second; in a second by the clock",
                f"{MANY / spent:,.0f}; {MANY / clock:,.0f}", "50,000")  # fmt: skip
    _own(figures)


def best(do: Callable[[], object]) -> tuple[float, float]:
    """CPU-seconds of the quietest of five, and seconds by the clock of the quickest."""
    took, clock = list[float](), list[float]()
    for _each in range(5):
        start_, began = time.process_time(), time.perf_counter()
        do()
        took.append(time.process_time() - start_)
        clock.append(time.perf_counter() - began)
    return min(took), min(clock)


def _own(figures: Figures) -> None:
    """`redbridge verify_record` on a database of its own, the start of the command in it."""
    with TemporaryDirectory() as data:
        said = environment(Path(data)) | {"REDBRIDGE_DATABASE_URL": start(), "REDBRIDGE_SECRET_KEY": secrets.token_urlsafe(32),
                                          "DJANGO_SETTINGS_MODULE": "redbridge.config.settings"}
        _run([*CLI, "migrate"], said)
        begun = min(_verified(said, 0) for _each in range(3))
        with psycopg.connect(said["REDBRIDGE_DATABASE_URL"], autocommit=True) as line:
            line.execute(_WAITING, [KEPT])
        _run([CLI[0], "-c", _CHAIN], said)
        runs = [_verified(said, KEPT) for _each in range(3)]
    spent, clock = min(one[0] for one in runs), min(one[1] for one in runs)
    figures.say(f"public record: {KEPT:,} lines of the database checked by the command: in a CPU-second of command and database "
                "together, after its start and with it; in a second by the clock, with it",
                f"{KEPT / (spent - begun[0]):,.0f}, {KEPT / spent:,.0f}; {KEPT / clock:,.0f}", "50,000")  # fmt: skip


def _verified(said: dict[str, str], many: int) -> tuple[float, float]:
    """CPU-seconds of command and database, seconds by the clock."""
    before, began = _cpu(), time.perf_counter()
    told = _run([*CLI, "verify_record"], said)
    clock = time.perf_counter() - began
    if f"ok: {many} lines" not in told:
        raise SystemExit(told)
    time.sleep(0.2)  # until the database has ended the connection's process
    return _cpu() - before, clock


def _cpu() -> float:
    servers = [pid for pid in family(os.getpid())[1:] if "postgres" in command_line(pid)]
    ended = os.times()
    return cpu(servers) + ended.children_user + ended.children_system


def _run(command: list[str], said: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=said, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout
