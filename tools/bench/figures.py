"""What was measured, printed as it comes and written into docs/bench.md at the end."""

import datetime
import json
import os
import platform
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench.running import ROOT

PAGE = ROOT / "docs" / "bench.md"


@dataclass
class Figures:
    """Rows of (figure, aim, measured) of one run."""

    size: str
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, what: str, measured: str, aim: str = "") -> None:
        """One figure."""
        self.rows.append((what, aim, measured))
        print(json.dumps({"what": what, "measured": measured, "aim": aim}, ensure_ascii=False), flush=True)

    def section(self) -> str:
        """As a section of docs/bench.md."""
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        lines = [f"## {datetime.date.today().isoformat()}, commit {_commit()}, {self.size}", "",  # noqa: DTZ011
                 f"{os.cpu_count()} cores, {_memory():.0f} GiB, {platform.freedesktop_os_release()['PRETTY_NAME']}, Python "
                 f"{platform.python_version()}; load average at the end {load}.", "",
                 "| figure | aim | measured |", "|---|---|---|"]
        return "\n".join([*lines, *(f"| {what} | {aim} | {measured} |" for what, aim, measured in self.rows), ""])

    def write(self) -> None:
        """Put the section in front of the older ones."""
        head, mark, rest = PAGE.read_text().partition("\n## ")
        PAGE.write_text(f"{head}\n{self.section()}{mark}{rest}")


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _memory() -> float:
    first = Path("/proc/meminfo").read_text().split("\n", 1)[0]
    return int(first.split()[1]) / 2**20
