"""Strangers' bytes are decoded in a process that can do no harm and takes nothing with it."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

import pytest
from PIL import Image

from redbridge.media import lab
from redbridge.media.formats import BadPicture
from redbridge.media.pixels import Facts
from tests.media.making import encoded, png_bomb, sample

SRC = str(Path(lab.__file__).parents[2])


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Another program in the darkroom's place."""
    monkeypatch.setattr(lab, "COMMAND", (sys.executable, "-c", code))


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """What a line of code can do in a darkroom."""
    program = f"from redbridge.media.darkroom import confine; confine(); {code}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env={"PYTHONPATH": SRC}, capture_output=True, text=True, check=False)


def test_a_picture_comes_back_developed() -> None:
    facts, *made = list(lab.developed(sample("JPEG")))
    assert facts == Facts(640, 480, facts.dc)  # type: ignore[union-attr]
    assert len(made) == 6


def test_what_cannot_be_decoded_is_called_broken() -> None:
    for data in (b"", b"<svg/>", sample("PNG")[:900], png_bomb(8000, 8000)):
        with pytest.raises(BadPicture):
            list(lab.developed(data))


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGXCPU"])
def test_a_decoder_that_crashes_makes_the_picture_broken(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    instead(monkeypatch, f"import os, signal; os.kill(os.getpid(), signal.{name})")
    with pytest.raises(BadPicture):
        list(lab.developed(sample("PNG")))


def test_one_that_dies_before_it_is_given_anything_is_judged_by_how_it_died(monkeypatch: pytest.MonkeyPatch) -> None:
    hand_over = lab._hand_over

    def late(pipe: IO[bytes], *wish: Any) -> None:
        gone = select.poll()
        gone.register(pipe, select.POLLERR)
        assert gone.poll(30_000)
        hand_over(pipe, *wish)

    monkeypatch.setattr(lab, "_hand_over", late)
    instead(monkeypatch, "")
    assert list(lab.developed(sample("PNG"))) == []
    instead(monkeypatch, "import os; os.kill(os.getpid(), 15)")
    with pytest.raises(lab.Interrupted):
        list(lab.developed(sample("PNG")))


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_a_machine_that_stops_it_does_not(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    instead(monkeypatch, f"import os, signal; signal.signal(signal.{name}, 0) if {name!r} == 'SIGINT' else 0;"
                         f"os.kill(os.getpid(), signal.{name})")
    with pytest.raises(lab.Interrupted):
        list(lab.developed(sample("PNG")))


def test_silence_in_the_middle_of_a_file_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, """print('{"rendition": 240, "format": "webp", "bytes": 100}', flush=True)""")
    with pytest.raises(lab.Interrupted):
        list(lab.developed(b""))


def test_one_that_hangs_is_stopped_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(lab, "DEADLINE", 0.3)
    started = time.monotonic()
    with pytest.raises(lab.Interrupted):
        list(lab.developed(sample("PNG")))
    assert time.monotonic() - started < 50


def test_it_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDBRIDGE_SECRET_KEY", "hush")
    instead(monkeypatch, "import os, sys; sys.exit(3 if any('REDBRIDGE' in n for n in os.environ) else 0)")
    assert list(lab.developed(sample("PNG"))) == []


def test_it_cannot_write_a_file_or_swallow_the_memory(tmp_path: Path) -> None:
    wrote = confined(f"open({str(tmp_path / 'x')!r}, 'w').write('x' * 99999)")
    assert "File too large" in wrote.stderr and (tmp_path / "x").stat().st_size == 0
    assert "MemoryError" in confined("bytearray(3 * 1024 ** 3)").stderr


def test_it_knows_neither_django_nor_the_network() -> None:
    asked = "print([m for m in ('django', 'socket', 'ssl') if m in sys.modules])"
    seen = confined(f"import redbridge.media.pixels, sys; {asked}")
    assert seen.stdout.strip() == "[]", seen.stderr


def test_it_leaves_when_its_parent_is_killed() -> None:
    noise = encoded(Image.effect_noise((3000, 3000), 90).convert("RGB"), "PNG", compress_level=1)
    child = subprocess.Popen(lab.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": SRC})
    assert child.stdin and child.stdout
    child.stdin.write(b'{"bytes": %d}\n' % len(noise) + noise)
    child.stdin.flush()
    assert child.stdout.readline().startswith(b'{"width"')
    child.stdin.close()
    try:
        assert child.wait(60) == 1
    finally:
        child.kill()
        child.stdout.close()


def test_pictures_are_developed_one_at_a_time() -> None:
    first = lab.developed(sample("PNG"))
    next(first)
    second = threading.Thread(target=lambda: list(lab.developed(sample("PNG", 100, 100))), daemon=True)
    second.start()
    second.join(1)
    assert second.is_alive()
    first.close()
    second.join(60)
    assert not second.is_alive()


def test_a_reader_who_stops_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    made = lab.developed(sample("PNG", 2000, 2000))
    next(made)
    made.close()
    assert started[0].returncode == -signal.SIGKILL
    assert not Path(f"/proc/{started[0].pid}").exists() or os.name != "posix"


def test_a_file_of_twenty_megabytes_gets_through_the_pipe() -> None:
    whole = sample("JPEG")
    facts = next(iter(lab.developed(whole + bytes(20 * 1024 * 1024 - len(whole)))))
    assert isinstance(facts, Facts)
