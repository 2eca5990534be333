"""`make lock`: resolve requirements/*.in into files with hashes and no address of any index."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
HEADER = "# Locked with hashes from {name}.in by `make lock`. Installed with --require-hashes; edit the .in file, not this one.\n"


def main() -> None:
    """Lock all three sets."""
    for name in ("uv", "base", "dev"):
        made = subprocess.run(
            [
                sys.executable,
                "-m",
                "uv",
                "pip",
                "compile",
                "-q",
                "--python-version",
                "3.11",
                "--universal",
                "--upgrade",
                "--generate-hashes",
                "--no-header",
                "--no-annotate",
                f"{name}.in",
            ],
            cwd=FOLDER,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        kept = [
            line for line in made.splitlines(keepends=True) if not line.startswith(("--index", "--extra", "--find"))
        ]
        (FOLDER / f"{name}.txt").write_text(HEADER.format(name=name) + "".join(kept))
        print(f"requirements/{name}.txt: {sum('==' in line for line in kept)} packages")


if __name__ == "__main__":
    main()
