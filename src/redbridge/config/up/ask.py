"""`python -m redbridge.config.up.ask`, the address on standard input: what the supervisor wants to know of a database, as JSON.

A process of its own, so that the supervisor never loads a driver. Prints `{"version": 150004, "encoding": "UTF8",
"applied": ["notes.0001_initial", ...], "demo": true}`, or one line of what is wrong and ends with 1.
"""

import json
import sys
from typing import LiteralString

import psycopg

SECONDS = 10


def ask(url: str) -> dict[str, object]:
    """Version, encoding, the migrations that were applied, and whether the demo is there; raises psycopg.Error."""
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as line:
        applied: list[str] = []
        demo = False
        if _one(line, "select to_regclass('django_migrations') is not null"):
            applied = [row[0] for row in line.execute("select app || '.' || name from django_migrations")]
        if _one(line, "select to_regclass('kernel_audit') is not null"):
            demo = bool(_one(line, "select exists (select 1 from kernel_audit where kind = 'demo')"))
        encoding = _one(line, "show server_encoding")
        return {"version": line.info.server_version, "encoding": encoding, "applied": applied, "demo": demo}


def _one(line: psycopg.Connection[tuple[object, ...]], statement: LiteralString) -> object:
    return (line.execute(statement).fetchone() or (None,))[0]


def main() -> int:
    """Print the answer. The address comes on standard input: arguments are public."""
    try:
        sys.stdout.write(json.dumps(ask(sys.stdin.read().strip())))
    except psycopg.Error as error:
        sys.stdout.write(str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
