"""The desk under five thousand reports of one note in a minute, and with a hundred thousand cases instead of a thousand."""

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from tools.bench.costs import page_cost
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import ROOT, Site, cpu, environment
from tools.bench.visitor import Visitor

FEW, MANY = 1_000, 100_000
REPORTS, SECONDS, LINES = 5_000, 50, 8
"""A hundred a second; the issue is 83. So many connections send them."""
ROUNDS, NOTICED = 20, 120
SECRET = "a" * 32
# Cases of notes there are, the first ones on the first page, so that it shows the same with a thousand and with more.
_FILL = """
insert into moderation_case (kind, subject_id, author_id, number, language, category, severity, source, state)
select 'note', coalesce(n.id, -s.n), n.author_id, '2026-b' || s.n, (array['en', 'zh-Hans', 'zh-Hant', 'ja'])[1 + s.n %% 4],
       'spam', 1 + s.n %% 5, 'report', 'open' from generate_series(%(first)s::int, %(last)s::int) s(n)
left join (select id, author_id, row_number() over (order by id) as place from notes_note
           where id <> %(note)s and not exists (
               select 1 from moderation_case c where c.kind = 'note' and c.subject_id = notes_note.id)
           order by id limit %(last)s::int) n on n.place = s.n
"""
_EMPTY = "delete from moderation_case where number like '2026-b%'"
_FLOODED = """
select c.number, c.reports, (select count(*) from moderation_report r where r.case_id = c.id),
       (select count(*) from moderation_report r where r.kind = 'note' and r.subject_id = %(note)s)
from moderation_case c where c.kind = 'note' and c.subject_id = %(note)s
"""
_TOLD = "select count(*) from notifications_notice where kind = 'reported' and person_id = any(%s)"


def measure(loaded: Loaded, figures: Figures) -> None:
    """First the queue by how much waits, then the flood."""
    site = loaded.site()
    with psycopg.connect(loaded.database(site), autocommit=True) as line:
        crowd = _crowd(site)
        staff = Visitor(site.url, cookies={"sessionid": crowd["moderator"], "csrftoken": SECRET})
        with _cases(line):
            _queue(site, line, staff, crowd["note"], figures)
            _Flood(site, line, staff, crowd, figures).measure()


def _crowd(site: Site) -> dict[str, Any]:
    command = [sys.executable, "tools/bench/crowd.py", str(REPORTS)]
    done = subprocess.run(command, cwd=ROOT, env=environment(site.data), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    site.settle()
    return found


@contextmanager
def _cases(line: "psycopg.Connection[Any]") -> Iterator[None]:
    line.execute(_EMPTY)
    try:
        yield
    finally:
        line.execute(_EMPTY)


def _queue(site: Site, line: "psycopg.Connection[Any]", staff: Visitor, note: int, figures: Figures) -> None:
    taken = []
    for first, last in ((1, FEW), (FEW + 1, MANY)):
        line.execute(_FILL, {"first": first, "last": last, "note": note})
        line.execute("vacuum analyze moderation_case")
        taken.append(page_cost(site, staff, "/desk", ROUNDS))
        figures.say(f"the desk's queue, {last:,} cases, CPU-ms", str(taken[-1]))
    few, many = taken
    figures.say("the queue: 100,000 cases to 1,000, median; quietest batch", f"{many.both / few.both:.2f}, "
                f"{many.quiet / few.quiet:.2f}", "1")  # fmt: skip


@dataclass
class _Flood:
    site: Site
    line: "psycopg.Connection[Any]"
    staff: Visitor
    crowd: dict[str, Any]
    figures: Figures

    def measure(self) -> None:
        """Before, during, after, and the end of it."""
        self.report(0)
        number = self.flooded()[0]
        pages = {"the queue": "/desk", "the case's page": f"/desk/{number}"}
        before = {name: page_cost(self.site, self.staff, path, ROUNDS) for name, path in pages.items()}
        slow = {name: self.looks(path, 40) for name, path in pages.items()}
        during = self.flood(list(pages.values()))
        for name, path in pages.items():
            one, all_ = before[name], page_cost(self.site, self.staff, path, ROUNDS)
            told = f"{one}; {all_}: {all_.both / one.both:.2f}x"
            self.figures.say(f"{name} with one report of the note and with {REPORTS:,}, CPU-ms", told, "not slowed")
            told = f"{_spread(slow[name])}; {_spread(during[path])}"
            self.figures.say(f"{name} by the clock, before the flood and in it: median and 95 %", told, "not slowed")
        self.decide(number)

    def report(self, place: int) -> float:
        """One person's report; the milliseconds until it was kept."""
        visitor = Visitor(self.site.url, cookies={"sessionid": self.crowd["sessions"][place], "csrftoken": SECRET})
        return self.send(visitor, place)

    def send(self, visitor: Visitor, place: int) -> float:
        began = time.perf_counter()
        said = {"category": "scam" if place % 3 else "spam", "words": "" if place % 10 else f"Number {place} says that it lies."}
        answer = visitor.post_with(SECRET, f"/report/note/{self.crowd['note']}", said)
        if answer.status != 302:
            raise SystemExit(f"report {place}: {answer.status}")
        return 1000 * (time.perf_counter() - began)

    def looks(self, path: str, many: int) -> list[float]:
        """Milliseconds by the clock of so many looks at a page."""
        return [self.look(path) for _each in range(many)]

    def look(self, path: str) -> float:
        began = time.perf_counter()
        if self.staff.get(path).status != 200:
            raise SystemExit(path)
        return 1000 * (time.perf_counter() - began)

    def flood(self, paths: list[str]) -> dict[str, list[float]]:
        """All others report, so many a second; how long the pages took meanwhile."""
        before = self.spent()
        began, taken, gone = time.monotonic(), list[float](), list[BaseException]()
        threads = [threading.Thread(target=self.share, args=(first, began, taken, gone)) for first in range(1, 1 + LINES)]
        for one in threads:
            one.start()
        seen: dict[str, list[float]] = {path: [] for path in paths}
        while any(one.is_alive() for one in threads):
            for path in paths:
                seen[path].append(self.look(path))
            time.sleep(0.4)
        took = time.monotonic() - began
        if gone:
            raise gone[0]
        spent = [(now - past) / (REPORTS - 1) for now, past in zip(self.spent(), before, strict=True)]
        self.said(taken, took, spent, sum(map(len, seen.values())))
        return seen

    def spent(self) -> tuple[float, float, float]:
        """CPU-milliseconds of web, database and worker so far, those of connections that have ended too."""
        web, database, worker = (1000 * cpu(self.site.of(name)) for name in ("cli web", "postgres", "cli worker"))
        return web, database, worker

    def share(self, first: int, began: float, taken: list[float], gone: list[BaseException]) -> None:
        """One connection's reports, each when its turn comes."""
        visitor = Visitor(self.site.url)
        try:
            for place in range(first, REPORTS, LINES):
                time.sleep(max(0.0, began + place * SECONDS / REPORTS - time.monotonic()))
                visitor.cookies = {"sessionid": self.crowd["sessions"][place], "csrftoken": SECRET}
                taken.append(self.send(visitor, place))
        except BaseException as error:
            gone.append(error)

    def said(self, taken: list[float], took: float, spent: list[float], pages: int) -> None:
        _number, counted, kept, of_note = self.flooded()
        rate = f"{(REPORTS - 1) / took:.0f} a second"
        self.figures.say(f"{REPORTS:,} people report one note, {rate}: cases; reports kept, in the case, counted",
                         f"1; {of_note:,}, {kept:,}, {counted:,}", f"1; {REPORTS:,} each, 83 a second")  # fmt: skip
        web, database, worker = spent
        self.figures.say("a report, CPU-ms", f"{web + database:.2f} (app {web:.2f}, database {database:.2f}; {pages} pages of "
                         f"the desk and the jobs' statements in it), worker {worker:.2f}")  # fmt: skip
        self.figures.say("a report by the clock, median and 95 %", _spread(taken))

    def flooded(self) -> tuple[str, int, int, int]:
        """Number of the case, reports it counts, that name it, that are of the note; leaves the program where cases are two."""
        found = self.line.execute(_FLOODED, {"note": self.crowd["note"]}).fetchall()
        if len(found) != 1:
            raise SystemExit(f"{len(found)} cases of one note")
        row: tuple[str, int, int, int] = found[0]
        return row

    def decide(self, number: str) -> None:
        """The case is decided, and everybody hears of it."""
        self.site.settle()
        before, began = self.spent(), time.monotonic()
        answer = self.staff.post_with(SECRET, f"/desk/{number}/decide", {"kind": "no_action", "rule": "", "facts": "Looked at."})
        if answer.status != 302:
            raise SystemExit(f"deciding: {answer.status}")
        asked = 1000 * (time.monotonic() - began)
        while (told := self.told()) < REPORTS and time.monotonic() < began + NOTICED:
            time.sleep(0.05)
        took = time.monotonic() - began
        web, database, worker = (now - past for now, past in zip(self.spent(), before, strict=True))
        self.figures.say(f"deciding it: the answer by the clock; until {REPORTS:,} reporters are told",
                         f"{asked:.0f} ms; {told:,} told after {took:.1f} s, CPU-ms: app {web:.0f}, database {database:.0f}, "
                         f"worker {worker:.0f}")  # fmt: skip

    def told(self) -> int:
        found = self.line.execute(_TOLD, [self.crowd["people"]]).fetchone()
        return int(found[0]) if found else 0


def _spread(taken: list[float]) -> str:
    return f"{statistics.median(taken):.0f}, {statistics.quantiles(taken, n=20)[-1]:.0f} ms"
