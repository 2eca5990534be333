"""Starting a new site with the demo, starting it again, resting."""

import tempfile
from pathlib import Path

from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import memory, start


def measure(loaded: Loaded, figures: Figures) -> None:
    """Seconds by the clock, megabytes at rest."""
    with tempfile.TemporaryDirectory(prefix="redbridge-start-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        first = start(Path(folder) / "site", loaded.port + 2)
        figures.say("first start with the demo, `.venv` present", f"{first.seconds:.1f} s", "20 s")
        first.settle()
        first.stop()
        again = start(Path(folder) / "site", loaded.port + 2)
        figures.say("restart", f"{again.seconds:.1f} s", "5 s")
        again.settle()
        figures.say("all processes idle, PSS", f"{memory(again.family()):.0f} MB", "under 600 MB")
        again.stop()
