"""Make .venv from the hashed requirements. Runs on the bare system Python, so it uses the standard library only."""

import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def say(words: str) -> None:
    """Print at once, so that a person sees what is going on."""
    print(words, flush=True)


def stop(words: str) -> None:
    """End with one sentence."""
    raise SystemExit(words)


def make_venv() -> None:
    """An own Python with uv in it, uv's wheel checked by hash."""
    if sys.version_info < (3, 11):
        stop(f"Redbridge needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PY=python3.12 run")
    if not PYTHON.exists():
        say("Making .venv")
        try:
            venv.create(VENV, with_pip=True, clear=VENV.exists())
        except (subprocess.CalledProcessError, ImportError):
            shutil.rmtree(VENV, ignore_errors=True)
            stop("This Python cannot make a virtual environment. On Debian: apt-get install python3-venv")
    run(
        "pip",
        [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--no-deps",
            "--require-hashes",
            "-r",
            "requirements/uv.txt",
        ],
    )


def run(what: str, command: list[str]) -> None:
    """Run a step of the set-up, with a line when it takes long; stop with its own words if it fails."""
    # The machine's own certificates, since its owner may trust others than uv does.
    environment = {"UV_SYSTEM_CERTS": "1", "PIP_ROOT_USER_ACTION": "ignore"} | os.environ
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    began = time.monotonic()
    while True:
        try:
            if process.wait(timeout=3):
                stop(f"Setting up stopped at {what}: its reason stands above. Run the same command again to go on.")
            return
        except subprocess.TimeoutExpired:
            say(f"  {what} … {time.monotonic() - began:.0f} s")


def install(kind: str) -> None:
    """Install the locked requirements and Redbridge itself, in place."""
    say(f"Installing what {'running' if kind == 'base' else 'testing'} needs")
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "-q", "--compile-bytecode", "--python", str(PYTHON)]
    run("the packages", [*uv, "--require-hashes", "--only-binary", ":all:", "-r", f"requirements/{kind}.txt"])
    if kind == "base":
        run("redbridge", [*uv, "--no-deps", "--no-build-isolation", "-e", "."])
        run("the bytecode", [str(PYTHON), "-m", "compileall", "-q", "src"])
        run("the catalogues", [str(PYTHON), "tools/catalogues.py", "compile"])


def main() -> None:
    """`setup.py base` for running, `setup.py dev` for tests and checks."""
    kind = sys.argv[1]
    if kind == "base":
        make_venv()
    install(kind)
    (VENV / f".{kind}").touch()
    say("Set-up done")


if __name__ == "__main__":
    main()
