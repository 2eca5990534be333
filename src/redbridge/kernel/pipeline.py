"""Several prepared statements sent at once and waited for once, by libpq's pipeline mode.

Each wait for the server puts two processes to sleep and wakes them again, which costs more than most hot statements.
"""

import select
from collections.abc import Iterator, Sequence
from typing import Any

from psycopg import OperationalError, pq

Ready = tuple[bytes, list[bytes | None]]
"""The name of a prepared statement and its values."""
_END = pq.ExecStatus.PIPELINE_SYNC


def answers(server: Any, ready: Sequence[Ready]) -> list[Any]:
    """A result for each statement, in order; an error in one leaves those after it undone, and they say so.

    Raises OperationalError where the connection is lost; then it is not fit to be used again.
    """
    server.enter_pipeline_mode()
    try:
        for name, values in ready:
            server.send_query_prepared(name, values)
        server.pipeline_sync()
        found = list(_results(server))
    except BaseException:
        server.finish()  # answers that nobody took would be taken for those of the next statement
        raise
    server.exit_pipeline_mode()
    return found


def _results(server: Any) -> Iterator[Any]:
    """Everything up to the end of the pipeline. libpq says None after each statement's result."""
    look = select.poll()
    look.register(server.socket, select.POLLIN)
    while True:
        while server.is_busy():
            look.poll()  # lets other threads run, which libpq's own waiting would not
            server.consume_input()
        answer = server.get_result()
        if server.status != pq.ConnStatus.OK:
            raise OperationalError("the connection to the database was lost")
        if answer is None:
            continue
        if answer.status == _END:
            return
        yield answer
