"""Hot reads: prepared statements by name, past the cursors, which cost more than most of these statements.

Values go as text, so the SQL says their types (`%(ids)s::bigint[]`); rows come as psycopg makes them. In a transaction, or
where somebody watches what is asked (tests count statements), Django's own cursor does it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import errors, pq
from psycopg.adapt import Transformer

from redbridge.kernel import pipeline

Value = str | int | float | bool | Sequence[str] | Sequence[int] | None
Row = tuple[Any, ...]
T = TypeVar("T")

_NAMED = re.compile(r"%\((\w+)\)s")
_QUOTED = re.compile(r'["\\]')
SOON = 2.0
"""Seconds to wait for a connection here; whoever asks has a longer way to go on, which waits as long as Django does."""
FORGOTTEN = b"26000"
"""invalid_sql_statement_name."""
ALREADY_THERE = b"42P05"
"""duplicate_prepared_statement."""
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


class Ask(NamedTuple):
    """One statement with its values."""

    sql: str
    values: Mapping[str, Value]


def raw(sql: str, values: Mapping[str, Value]) -> list[Row]:
    """All rows as the server wrote them, bytes and None; in a transaction as `rows`. `int` and `float` read either."""
    line = _line()
    if line is None:
        return _slowly(sql, values)
    with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
        return _raw(_answer(line, sql, values))


def together(*asked: Ask) -> list[list[Row]]:
    """`raw` for each of the statements, for one wait: none may need what another answers."""
    django: Any = connections[DEFAULT_DB_ALIAS]
    with django.wrap_database_errors, _borrowed(django) as line:
        if line is None:
            return [_slowly(*ask) for ask in asked]
        return [_raw(answer) for answer in _answers(line, asked)]


def give_back() -> None:
    """At the end of a request that is not Django's: its connection to the pool, as Django does at the end of one of its own."""
    django = connections[DEFAULT_DB_ALIAS]
    if not django.in_atomic_block:
        django.close_if_unusable_or_obsolete()


class Made(Generic[T]):
    """One statement whose rows `make`, a pure function, makes into something, kept by the bytes the server sent.

    Reading twenty rows of thirty columns costs more than finding them again. A changed row is other bytes.
    """

    def __init__(self, sql: str, make: Callable[[Row], T], most: int) -> None:
        self.sql, self.make, self.most = sql, make, most
        self.kept: dict[Row, T] = {}

    def __call__(self, values: Mapping[str, Value]) -> list[T]:
        """All rows; raises as `rows`."""
        line = _line()
        if line is None:
            return [self.make(row) for row in _slowly(self.sql, values)]
        with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
            answer = _answer(line, self.sql, values)
            keys = _raw(answer)
            found: list[Any] = [self.kept.get(key) for key in keys]
            return found if None not in found else self._complete(_reader(line, answer), keys, found)

    def known(self, rows: Sequence[Row]) -> list[T | None]:
        """What was made of rows like these, as `raw` gives them; None for others."""
        return [self.kept.get(row) if isinstance(row[0], bytes) else self.make(row) for row in rows]

    def _complete(self, reader: Any, keys: list[Any], found: list[Any]) -> list[T]:
        if len(self.kept) > self.most:
            self.kept.clear()
        for place, key in enumerate(keys):
            if found[place] is None:
                found[place] = self.kept[key] = self.make(reader.load_row(place, tuple))
        return found


@contextmanager
def _borrowed(django: Any) -> Iterator[Any]:
    """`_line`, straight from the pool for the moment where Django holds none: its own way of opening one costs twice as much."""
    if django.connection is not None or django.pool is None or _is_watched(django):
        yield _line()
        return
    django.pool.open()
    line = django.pool.getconn(SOON)
    try:
        yield line
    finally:
        django.pool.putconn(line)


def _is_watched(django: Any) -> bool:
    """No fast way inside a transaction: psycopg begins it with its first statement."""
    return bool(django.in_atomic_block or django.queries_logged or django.execute_wrappers)


def _line() -> Any:
    """Psycopg's connection; None where Django's own cursor must ask."""
    django: Any = connections[DEFAULT_DB_ALIAS]
    if _is_watched(django):
        return None
    if django.connection is None:
        django.connect()
    return django.connection


def _slowly(sql: str, values: Mapping[str, Value]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]
        found: list[Row] = cursor.fetchall()
    return found


def _raw(answer: Any) -> list[Row]:
    value, columns = answer.get_value, range(answer.nfields)
    return [tuple([value(place, column) for column in columns]) for place in range(answer.ntuples)]


def _answer(line: Any, sql: str, values: Mapping[str, Value]) -> Any:
    name, sent = _ready(line, sql, values)
    answer = line.pgconn.exec_prepared(name, sent)
    if _is_forgotten(answer):
        _prepared[line].clear()
        answer = line.pgconn.exec_prepared(*_ready(line, sql, values))
    _check(answer, line)
    return answer


def _answers(line: Any, asked: Sequence[Ask]) -> list[Any]:
    ready = [_ready(line, *ask) for ask in asked]
    found = pipeline.answers(line.pgconn, ready)
    if any(map(_is_forgotten, found)):
        _prepared[line].clear()
        return [_answer(line, *ask) for ask in asked]
    for answer in found:
        _check(answer, line)
    return found


def _ready(line: Any, sql: str, values: Mapping[str, Value]) -> pipeline.Ready:
    """The name of the statement, which the server knows now, and the values as it reads them."""
    name, statement, order = _compiled(sql)
    known = _prepared.setdefault(line, set())
    if name not in known:
        answer = line.pgconn.prepare(name, statement)
        # Of several asked together one may be new and the others forgotten: the new one is there already.
        if not _is(answer, ALREADY_THERE):
            _check(answer, line)
        known.add(name)
    return name, [as_text(values[key]) for key in order]


def _is_forgotten(answer: Any) -> bool:
    """After a rollback or a change of tables psycopg deallocates every statement of the connection, ours too."""
    return _is(answer, FORGOTTEN)


def _is(answer: Any, state: bytes) -> bool:
    return bool(answer.error_field(pq.DiagnosticField.SQLSTATE) == state)


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
