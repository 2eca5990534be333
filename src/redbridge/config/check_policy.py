"""`redbridge check_policy`: a text a line in, what the rules say of it a line out. Without Django, without a database."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from redbridge.config import env
from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import Pack, PackError
from redbridge.policy.rules.regions import REGIONS
from redbridge.policy.rules.shelf import folder_of, open_shelf, read_blocklist_of, read_file

LONGEST = 4_000_000
"""Bytes of a line: a text of 100,000 characters fits however it is escaped, and many times that."""


class Refused(Exception):
    """A line or a pack that cannot be used: a sentence."""


def main(words: Sequence[str]) -> int:
    """0 when every line was a question, 1 when some were none, 2 when there are no rules to go by."""
    asked = parser().parse_args(words)
    try:
        matcher = _matcher(asked.pack)
        return int(_answer(matcher))
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # nobody listens any more: whatever Python would still flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """The arguments of `redbridge check_policy`."""
    made = argparse.ArgumentParser(
        prog="redbridge check_policy",
        description='Reads lines such as {"text": "…", "language": "en", "region": "DE"} (only the text is needed) and says '
        'what the rules make of each: {"verdict": "hold", "rules": ["scams"], "spans": [[6, 20]]}. Spans are code points. '
        'A line that is no such object has the verdict null and an "error".',
    )
    made.add_argument("--pack", type=Path, metavar="FILE", help="go by this pack and not by the site's")
    return made


def _matcher(pack: Path | None) -> Matcher:
    values = env.load()
    folder = folder_of(values["REDBRIDGE_POLICY_FOLDER"], values["REDBRIDGE_DATA"])
    if pack:
        return Matcher([_pack(pack)], read_blocklist_of(folder, []))
    shelf = open_shelf(folder)
    if shelf.faults:
        raise Refused("\n".join(map(str, shelf.faults)))
    return Matcher(shelf.packs, shelf.blocklist)


def _pack(path: Path) -> Pack:
    try:
        return read_file(path)
    except PackError as error:
        raise Refused(f"{path}, {error}") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def _answer(matcher: Matcher) -> bool:
    """A line out for each line in, whatever stands in it; whether some line was no question."""
    wrong = False
    for number, line in enumerate(_lines(sys.stdin.buffer), 1):
        try:
            answer = _said(matcher, *_asked(line))
        except Refused as error:
            answer, wrong = {"verdict": None, "rules": [], "spans": [], "error": f"Line {number}: {error}"}, True
            sys.stderr.write(f"Line {number}: {error}\n")
            sys.stderr.flush()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return wrong


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long a byte more than fits, its end left unread."""
    while line := stream.readline(LONGEST + 1):
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST + 1)
        yield line


def _asked(line: bytes) -> tuple[str, str]:
    if len(line) > LONGEST:
        raise Refused(f"it is longer than {LONGEST:,} bytes.")
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("it is not JSON in UTF-8.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise Refused('it should be an object with a "text", such as {"text": "…"}.')
    for name in ("language", "region"):
        if not isinstance(asked.get(name), str | None):
            raise Refused(f'"{name}" should be text.')
    return asked["text"], (asked.get("region") or "").strip().upper()


def _said(matcher: Matcher, text: str, region: str) -> dict[str, Any]:
    """A region that is none is unknown, and nothing is withheld there."""
    verdict = matcher.screen(text)
    where = region if region in REGIONS else ""
    return {"verdict": verdict.action(where), "rules": verdict.rules(where), "spans": verdict.spans(where)}


