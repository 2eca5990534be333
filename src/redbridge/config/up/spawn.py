"""One child process: its own session, the parent's death signal, no signal of ours left blocked."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from redbridge.config.deathsig import die_with_parent
from redbridge.config.up.owner import Owner

Output = int | IO[bytes] | None


def spawn(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    owner: Owner | None = None,
    death: int = signal.SIGKILL,
    fds: Sequence[int] = (),
    stdin: Output = subprocess.DEVNULL,
    stdout: Output = None,
    stderr: Output = None,
    folder: Path | None = None,
) -> "subprocess.Popen[bytes]":
    """Start `command`. It gets `death` when we end; call from the main thread, since the signal follows the thread.

    In a session of its own: Ctrl-C reaches the supervisor alone, which stops the others in order.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(environment),
        preexec_fn=_before(os.getpid(), owner, death),
        start_new_session=True,
        pass_fds=tuple(fds),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=folder,
    )


def _before(parent: int, owner: Owner | None, death: int) -> Callable[[], None]:
    def run() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if owner:
            owner.become()
        die_with_parent(parent, death)

    return run


def redbridge(*words: str) -> list[str]:
    """The command line of one of our own commands, by the same Python."""
    return [sys.executable, "-m", "redbridge.config.cli", *words]


class Echo:
    """What a child prints, passed on at once and remembered."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self.pipe = pipe
        self.text = b""
        os.set_blocking(pipe.fileno(), False)

    def pump(self) -> None:
        """Pass on what has come by now; never waits."""
        while said := self.pipe.read():
            self.text += said
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()

    def lines(self, beginning: str) -> list[str]:
        """The lines that begin so, spaces aside."""
        return [line for line in self.text.decode().splitlines() if line.lstrip().startswith(beginning)]
