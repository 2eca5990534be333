"""`redbridge detect_language`: a text a line in, a JSON line each out."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from redbridge.translation.rules import Guess, detect

LONGEST = 1_000_000
"""Bytes of a line that are read; detection looks at the first 4,000 characters."""


def main(words: Sequence[str]) -> int:
    """Answers each line as it comes, until there are no more."""
    reads = _asked(words)
    try:
        for text in _lines(sys.stdin.buffer):
            sys.stdout.write(_said(detect(text, reads)) + "\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # nobody listens any more: whatever Python would still flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _asked(words: Sequence[str]) -> tuple[str, ...]:
    parser = argparse.ArgumentParser(
        prog="redbridge detect_language",
        description='Says which language each line of standard input is in: {"language": "zh-Hans", "confidence": 0.98}. '
        "Languages are BCP 47: zh where no character tells Simplified from Traditional, und where no word is.",
    )
    parser.add_argument("--reads", default="", metavar="LANGUAGES", help="what the author reads, in order: zh-Hans,en")
    return tuple(filter(None, parser.parse_args(words).reads.split(",")))


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Texts of any bytes, the end of an endless line left unread."""
    while line := stream.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
        yield line.decode(errors="replace").rstrip("\r\n")


def _said(guess: Guess) -> str:
    return json.dumps({"language": guess.language, "confidence": round(guess.confidence, 2)})
