"""`make check`: ruff, strict mypy, the import contract, templates, catalogues, migrations. Runs all, then says what failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "ruff": [str(BIN / "ruff"), "check", "."],
    "imports": [str(BIN / "lint-imports")],
    "catalogues": [sys.executable, "tools/catalogues.py", "check"],
    "templates": [sys.executable, "tools/templates.py"],
    "mypy": [str(BIN / "mypy")],
}


def main() -> int:
    """Run every check; the exit status is how many failed."""
    environment = os.environ | {
        "PYTHONPATH": "src",
        "REDBRIDGE_SECRET_KEY": "checks sign nothing and need no secret",
        "REDBRIDGE_DATABASE_URL": "postgresql:///nowhere",
    }
    failed = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        print(f"{name} …", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
        print(f"{name}: {'FAILED' if name in failed else 'ok'} ({time.monotonic() - started:.1f} s)", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks are clean")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
