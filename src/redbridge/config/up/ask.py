"""`python -m redbridge.config.up.ask`, the address on standard input: what the supervisor wants to know of a database, as JSON.

A process of its own, so that the supervisor never loads a driver. Prints `{"version": 150004, "encoding": "UTF8",
"applied": ["notes.0001_initial", ...]}`, or one line of what is wrong and ends with 1.
"""

import json
import sys

import psycopg

SECONDS = 10


def ask(url: str) -> dict[str, object]:
    """Version, encoding and the migrations that were applied; raises psycopg.Error."""
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as connection:
        encoding = connection.execute("show server_encoding").fetchone()
        applied: list[str] = []
        if connection.execute("select to_regclass('django_migrations') is not null").fetchone() == (True,):
            rows = connection.execute("select app || '.' || name from django_migrations").fetchall()
            applied = sorted(row[0] for row in rows)
        return {"version": connection.info.server_version, "encoding": (encoding or ("",))[0], "applied": applied}


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
