"""`make test`: see that a browser is there, run every test, and say plainly what was skipped and why."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def say(words: str) -> None:
    """Print at once."""
    print(words, flush=True)


def debian_chromium() -> None:
    """Debian's package with a Chinese font, where apt and root are there."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    say("Installing Chromium and a Chinese font from Debian (once, about a minute)")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
    ):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


def browser() -> str:
    """A Chromium: this machine's, Debian's, or Playwright's own; "" where none can be had."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if found:
        return found
    debian_chromium()
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        say("Fetching Playwright's own Chromium (once)")
        if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
            return "playwright"
        say("No Chromium could be had: browser tests will be skipped. Install one (Debian: apt-get install chromium).")
    return found


def main() -> int:
    """Run pytest with what was found; its own closing line comes last."""
    os.environ["REDBRIDGE_TEST_BROWSER"] = browser()
    if not os.environ.get("REDBRIDGE_TEST_DATA"):
        say("REDBRIDGE_TEST_DATA is not set: tests on real photographs and texts are skipped.")
    return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
