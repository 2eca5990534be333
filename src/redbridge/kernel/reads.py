"""Hot reads: prepared statements by name, past the cursors, which cost more than most of these statements.

Values go as text, so the SQL says their types (`%(ids)s::bigint[]`); rows come as psycopg makes them. In a transaction, or
where somebody watches what is asked (tests count statements), Django's own cursor does it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import errors, pq
from psycopg.adapt import Transformer

Value = str | int | float | bool | Sequence[str] | Sequence[int] | None
Row = tuple[Any, ...]
T = TypeVar("T")

_NAMED = re.compile(r"%\((\w+)\)s")
_QUOTED = re.compile(r'["\\]')
FORGOTTEN = b"26000"
"""invalid_sql_statement_name."""
_prepared: "WeakKeyDictionary[Any, set[bytes]]" = WeakKeyDictionary()


def rows(sql: str, values: Mapping[str, Value]) -> list[Row]:
    """All rows of one statement with `%(name)s` for its values; raises what Django's cursor would."""
    line = _line()
    if line is None:
        return _slowly(sql, values)
    with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
        answer = _answer(line, sql, values)
        found: list[Row] = _reader(line, answer).load_rows(0, answer.ntuples, tuple)
        return found


class Made(Generic[T]):
    """One statement whose rows `make`, a pure function, makes into something, kept by the bytes the server sent.

    Reading twenty rows of thirty columns costs more than finding them again. A changed row is other bytes.
    """

    def __init__(self, sql: str, make: Callable[[Row], T], most: int) -> None:
        self.sql, self.make, self.most = sql, make, most
        self.kept: dict[tuple[bytes | None, ...], T] = {}

    def __call__(self, values: Mapping[str, Value]) -> list[T]:
        """All rows; raises as `rows`."""
        line = _line()
        if line is None:
            return [self.make(row) for row in _slowly(self.sql, values)]
        with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
            answer = _answer(line, self.sql, values)
            raw, columns = answer.get_value, range(answer.nfields)
            keys = [tuple([raw(place, column) for column in columns]) for place in range(answer.ntuples)]
            found: list[Any] = [self.kept.get(key) for key in keys]
            return found if None not in found else self._complete(_reader(line, answer), keys, found)

    def _complete(self, reader: Any, keys: list[Any], found: list[Any]) -> list[T]:
        if len(self.kept) > self.most:
            self.kept.clear()
        for place, key in enumerate(keys):
            if found[place] is None:
                found[place] = self.kept[key] = self.make(reader.load_row(place, tuple))
        return found


def _line() -> Any:
    """Psycopg's connection; None where Django's own cursor must ask."""
    # No fast way inside a transaction: psycopg begins it with its first statement.
    django: Any = connections[DEFAULT_DB_ALIAS]
    if django.in_atomic_block or django.queries_logged or django.execute_wrappers:
        return None
    if django.connection is None:
        django.connect()
    return django.connection


def _slowly(sql: str, values: Mapping[str, Value]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]
        found: list[Row] = cursor.fetchall()
    return found


def _answer(line: Any, sql: str, values: Mapping[str, Value]) -> Any:
    name, statement, order = _compiled(sql)
    server = line.pgconn
    known = _prepared.setdefault(line, set())
    if name not in known:
        _check(server.prepare(name, statement), line)
        known.add(name)
    sent = [as_text(values[key]) for key in order]
    answer = server.exec_prepared(name, sent)
    if answer.error_field(pq.DiagnosticField.SQLSTATE) == FORGOTTEN:
        # After a rollback or a change of tables psycopg deallocates every statement of the connection, ours too.
        known.clear()
        _check(server.prepare(name, statement), line)
        known.add(name)
        answer = server.exec_prepared(name, sent)
    _check(answer, line)
    return answer


def _reader(line: Any, answer: Any) -> Any:
    reader = Transformer(line)
    reader.set_pgresult(answer)
    return reader


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
    whole = ",".join(map(str if values and isinstance(values[0], int) else _quoted, values))  # type: ignore[arg-type]
    return f"{{{whole}}}".encode()


def _quoted(value: str) -> str:
    return '"' + _QUOTED.sub(r"\\\g<0>", value) + '"'


_TEXT: dict[type, Callable[[Any], bytes | None]] = {
    int: lambda value: b"%d" % value,
    str: str.encode,
    float: lambda value: repr(value).encode(),
    bool: lambda value: b"t" if value else b"f",
    list: _array,
    tuple: _array,
    type(None): lambda value: None,
}
