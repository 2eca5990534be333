"""Debian's tesseract in a process of its own, with an end to its time, its memory and what it says."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import redbridge
from redbridge.translation.vision.told import lines_of

SECONDS = 40
"""By the clock."""
SPARSE = "11"
"""Words wherever they stand: a meme is no page."""
MOST_SAID = 1_000_000
"""Bytes of its table."""
LATIN, CHINESE = ("eng",), ("chi_sim", "chi_tra")
"""Of Chinese the first that is there: both together take twice as long and take one script for the other."""


@cache
def program() -> str:
    """Where tesseract is; "" where it is not installed."""
    return shutil.which("tesseract") or ""


@cache
def languages() -> tuple[str, ...]:
    """English and one Chinese, as far as it has data for them."""
    if not program():
        return ()
    told = subprocess.run([program(), "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    there = told.stdout.split()
    return tuple(name for names in (LATIN, CHINESE) for name in [one for one in names if one in there][:1])


def read(picture: bytes) -> str:
    """The text it is sure of; "" where there is none, it is not there, or it did not come to an end."""
    if not languages():
        return ""
    return lines_of(_table(picture))


def _table(picture: bytes) -> str:
    command = [sys.executable, "-P", "-m", "redbridge.translation.vision.confined", program(), "stdin", "stdout",
               "-l", "+".join(languages()), "--psm", SPARSE, "tsv"]
    source = str(Path(redbridge.__file__).resolve().parent.parent)
    # No environment but the way to our own code: secrets stay here.
    env = {"PYTHONPATH": source, "PATH": os.defpath, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, env=env, timeout=SECONDS, check=False,
                              start_new_session=True)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout[:MOST_SAID].decode("utf-8", "replace") if done.returncode == 0 else ""
