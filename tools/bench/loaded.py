"""A site with many notes, loaded once into a folder that is kept, and started when a section first asks for it."""

import json
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools.bench.running import Site, start
from tools.bench.visitor import Visitor


@dataclass(frozen=True)
class Size:
    """As `redbridge demo` takes it."""

    name: str
    people: int
    notes: int
    follows: int


SIZES = {"small": Size("small", 2_000, 10_000, 30_000), "whole": Size("whole", 200_000, 1_000_000, 3_000_000)}
HANDLES = ("tudou_mama_0", "laowang_noodle_1")
"""The first two loaded people: one reads English, one Chinese."""

_FRESH = """
select handle from accounts_person p where state = 'active' and languages[1] = 'zh-Hans' and handle !~ '^b[0-9a-f]{8}_'
  and not exists (select 1 from kernel_hit where key = 'publish:' || p.id) order by random() limit 1
"""
"""Not those whom the section of signing up has made: they have another password."""


class Loaded:
    """The folder, and the sites on it that run at the moment."""

    def __init__(self, folder: Path, size: Size, port: int) -> None:
        self.folder, self.size, self.port = folder, size, port
        self.running: dict[str, Site] = {}

    def site(self, size: Size | None = None) -> Site:
        """The loaded site of this size, running and at rest."""
        wanted = size or self.size
        if wanted.name not in self.running:
            self.stop()
            site = start(self.folder / wanted.name, self.port, "--no-demo")
            self._load(site, wanted)
            site.settle()
            self.running[wanted.name] = site
        return self.running[wanted.name]

    def _load(self, site: Site, size: Size) -> None:
        mark = self.folder / f"{size.name}.loaded"
        if not mark.exists():
            print(f"Loading {size.notes:,} notes (once)", flush=True)
            said = site.command("demo", "--people", str(size.people), "--notes", str(size.notes), "--follows", str(size.follows))
            mark.write_text(said)
            print(said, flush=True)

    def reader(self, site: Site, number: int = 0) -> Visitor:
        """Somebody signed in: 0 reads English, 1 Chinese."""
        return Visitor(site.url).sign_in(HANDLES[number], (site.data / "demo-password").read_text())

    def fresh(self, site: Site) -> Visitor:
        """Somebody loaded who has done nothing yet that is counted: who publishes in two runs within an hour meets the limit."""
        with psycopg.connect(self.database(site)) as line:
            found = line.execute(_FRESH).fetchone()
        if not found:
            raise SystemExit("everybody has published lately")
        return Visitor(site.url).sign_in(found[0], (site.data / "demo-password").read_text())

    def database(self, site: Site) -> str:
        """The address of the site's database."""
        found: dict[str, str] = json.loads((site.data / "run" / "site.json").read_text())
        return found["database_url"]

    def stop(self) -> None:
        """Stop what runs."""
        for site in self.running.values():
            site.stop()
        self.running.clear()
