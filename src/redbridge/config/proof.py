"""`redbridge verify_record`: is the public record whole? Of a file without any database, or of the site's own."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from redbridge.config.up.words import CannotStart
from redbridge.record.proof import chain, heads
from redbridge.record.proof.heads import Fault, Signed, Signer

LONGEST = 20_000
"""Bytes of a line; none of the record's is longer."""


def main(words: Sequence[str]) -> int:
    """0 and one sentence where it is whole, 1 and the first fault where it is not."""
    asked = _asked(words)
    try:
        keys, signed = _heads(asked)
        with _lines(asked.file) as lines:
            proved = chain.check(lines, heads.check(keys, signed, _key(asked.key)))
    except Fault as fault:
        sys.stdout.write(f"line {fault.number}: {fault.words}\n" if fault.number else f"{fault.words}\n")
        return 1
    except BrokenPipeError:  # nobody listens any more: whatever Python would still flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    sys.stdout.write(_said(proved, keys))
    return 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="redbridge verify_record",
        description="Says whether the public record is whole: nothing changed, nothing cut off, nothing rewritten. "
        "docs/record.md says how to do it without Redbridge.",
    )
    parser.add_argument("file", nargs="?", default="", help="lines of /transparency/record.jsonl, or - for standard input; "
                        "without it, the record of the site that runs here")
    parser.add_argument("--heads", default="", metavar="FILE", help="/transparency/heads.json as you kept it")
    parser.add_argument("--key", default="", metavar="HEX", help="the site's public key as you know it (/transparency/key)")
    return parser.parse_args(words)


def _heads(asked: argparse.Namespace) -> tuple[list[Signer], list[Signed]]:
    if asked.heads:
        return heads.read(_text(asked.heads))
    if asked.file:
        return [], []
    _wake()
    from redbridge.record import queries

    keys = queries.keys()
    _is_own(keys)
    return keys, queries.heads()


def _is_own(keys: Sequence[Signer]) -> None:
    """Whoever wrote other heads into the database has another key than the one beside it; raises Fault."""
    from django.conf import settings

    from redbridge.record.keys import pair, public_of

    said, data = settings.REDBRIDGE_RECORD_KEY, Path(settings.REDBRIDGE_DATA)
    known = said or (data / "record.key").exists()
    if keys and known and public_of(pair(said, data)[0]) not in {one.key for one in keys}:
        raise Fault(0, "no head is signed with this site's own key: the record was made anew, or the key exchanged")


def _key(said: str) -> str:
    """The key that is believed, in hexadecimal; the answer of /transparency/key is taken too."""
    return said.strip().lower().removeprefix("ed25519:")


@contextmanager
def _lines(name: str) -> Iterator[Iterable[bytes]]:
    if not name:
        _wake()
        from redbridge.record import queries

        yield queries.lines()
    elif name == "-":
        yield _each(sys.stdin.buffer.readline)
    else:
        try:
            with Path(name).open("rb") as file:
                yield _each(file.readline)
        except OSError as error:
            raise CannotStart(f"{name} cannot be read: {error.strerror}.") from error


def _each(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """Lines of any bytes; one without an end is given in pieces, which are no lines of the record."""
    return iter(lambda: readline(LONGEST), b"")


def _text(name: str) -> str:
    try:
        return Path(name).read_text("utf-8", "replace")
    except OSError as error:
        raise CannotStart(f"{name} cannot be read: {error.strerror}.") from error


def _wake() -> None:
    """Django and the database, which a file does without."""
    from redbridge.config.cli import follow_running

    follow_running()
    import django

    django.setup()


def _said(proved: chain.Proved, keys: Sequence[Signer]) -> str:
    if not proved.day:
        return f"ok: {proved.lines} lines hold together; no signed head was looked at\n"
    late = proved.lines - proved.covered
    said = f"ok: {proved.lines} lines, {proved.covered} of them under the signed head of {proved.day}"
    return f"{said}{f'; {late} came after it' if late else ''}\nkey {keys[0].key}\n"
