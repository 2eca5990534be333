"""Hot reads: prepared statements by name, past the cursors, which cost more than most of these statements.

Values go as text, so the SQL says their types (`%(ids)s::bigint[]`); rows come as psycopg makes them. In a transaction, or
where somebody watches what is asked (tests count statements), Django's own cursor does it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import errors, pq
from psycopg.adapt import Transformer

Value = str | int | float | bool | Sequence[str] | Sequence[int] | None
Row = tuple[Any, ...]

_NAMED = re.compile(r"%\((\w+)\)s")
_QUOTED = re.compile(r'["\\]')
_prepared: "WeakKeyDictionary[Any, set[bytes]]" = WeakKeyDictionary()


def rows(sql: str, values: Mapping[str, Value]) -> list[Row]:
    """All rows of one statement with `%(name)s` for its values; raises what Django's cursor would."""
    # No fast way inside a transaction: psycopg begins it with its first statement.
    django: Any = connections[DEFAULT_DB_ALIAS]
    if django.in_atomic_block or django.queries_logged or django.execute_wrappers:
        return _slowly(sql, values)
    if django.connection is None:
        django.connect()
    with django.wrap_database_errors:
        return _at_once(django.connection, sql, values)


def _slowly(sql: str, values: Mapping[str, Value]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]
        found: list[Row] = cursor.fetchall()
    return found


def _at_once(line: Any, sql: str, values: Mapping[str, Value]) -> list[Row]:
    name, statement, order = _compiled(sql)
    server = line.pgconn
    known = _prepared.setdefault(line, set())
    if name not in known:
        _check(server.prepare(name, statement), line)
        known.add(name)
    answer = server.exec_prepared(name, [as_text(values[key]) for key in order])
    _check(answer, line)
    reader = Transformer(line)
    reader.set_pgresult(answer)
    return reader.load_rows(0, answer.ntuples, tuple)


@lru_cache(maxsize=256)
def _compiled(sql: str) -> tuple[bytes, bytes, tuple[str, ...]]:
    """A name, the statement with $1, and what to send in which order."""
    order = tuple(dict.fromkeys(_NAMED.findall(sql)))
    statement = _NAMED.sub(lambda found: f"${order.index(found[1]) + 1}", sql).replace("%%", "%")
    return f"redbridge_{hash(statement) & 0xFFFFFFFFFFFFFFFF:x}".encode(), statement.encode(), order


def _check(answer: Any, line: Any) -> None:
    if answer.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        raise errors.error_from_result(answer, line.info.encoding)


def as_text(value: Value) -> bytes | None:
    """A value as the server reads it."""
    return _TEXT[type(value)](value)


def _array(values: Sequence[str] | Sequence[int]) -> bytes:
    return ("{" + ",".join([_element(value) for value in values]) + "}").encode()


def _element(value: str | int) -> str:
    return str(value) if isinstance(value, int) else '"' + _QUOTED.sub(r"\\\g<0>", value) + '"'


_TEXT: dict[type, Callable[[Any], bytes | None]] = {
    int: lambda value: b"%d" % value,
    str: str.encode,
    float: lambda value: repr(value).encode(),
    bool: lambda value: b"t" if value else b"f",
    list: _array,
    tuple: _array,
    type(None): lambda value: None,
}
