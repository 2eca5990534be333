"""`make bench` (`BENCH="--small"` for 10,000 notes, `--only pages depth` for some sections, `--no-write` to only print)."""

import argparse
import os
import tempfile
from pathlib import Path

from tools.bench import sections
from tools.bench.figures import Figures
from tools.bench.loaded import SIZES, Loaded

PORT = 8390


def main() -> None:
    """Load once, measure, write."""
    asked = _arguments()
    folder = Path(os.environ.get("REDBRIDGE_BENCH_DATA") or tempfile.mkdtemp(prefix="redbridge-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    size = SIZES["small" if asked.small else "whole"]
    figures = Figures(f"{size.notes:,} notes")
    loaded = Loaded(folder, size, asked.port)
    try:
        for name in asked.only or sections.ALL:
            sections.run(name, loaded, figures)
    finally:
        loaded.stop()
    if not asked.no_write:
        figures.write()
    print(f"The data is kept in {folder}; name it in REDBRIDGE_BENCH_DATA to load it no second time.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="What a site costs.")
    parser.add_argument("--small", action="store_true", help="10,000 notes instead of 1,000,000")
    parser.add_argument("--only", nargs="+", choices=sections.ALL, help="only these sections")
    parser.add_argument("--no-write", action="store_true", help="leave docs/bench.md alone")
    parser.add_argument("--port", type=int, default=PORT, help=f"the first of four ports to use ({PORT})")
    return parser.parse_args()


if __name__ == "__main__":
    main()
