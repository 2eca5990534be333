"""How many requests work at once, who waits, and who hears at once that the house is full."""

import threading
from typing import Any

import pytest

from redbridge.config.serve import gate as gate_room
from redbridge.config.serve.gate import LATEST, RETRY_AFTER, Gate, Turns


class Busy:
    """An application that works until it is told to end."""

    def __init__(self) -> None:
        self.end, self.inside = threading.Event(), threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.inside.release()
        assert self.end.wait(10)
        start("200 OK", [])
        return [b""]


def ask(gate: Gate, method: str, said: list[str]) -> threading.Thread:
    """Ask from a thread of its own; its status goes into `said`."""
    asking = threading.Thread(target=lambda: gate({"REQUEST_METHOD": method}, lambda status, headers: said.append(status)))
    asking.start()
    return asking


def test_past_the_queue_a_read_is_refused_at_once() -> None:
    inside, said = Busy(), list[str]()
    gate = Gate(inside, most=1, patience=8)
    first = ask(gate, "GET", said)
    assert inside.inside.acquire(timeout=5)
    second = ask(gate, "GET", said)
    while gate.waiting[True].acquire(blocking=False):
        gate.waiting[True].release()
    ask(gate, "GET", said).join(2)
    assert said == ["503 Service Unavailable"]
    inside.end.set()
    first.join(5)
    second.join(5)
    assert said[1:] == ["200 OK"] * 2


def test_writes_leave_room_for_a_reader() -> None:
    inside, said = Busy(), list[str]()
    gate = Gate(inside, most=2, patience=8, for_reads=1)
    asking = [ask(gate, "POST", said) for _ in range(3)]
    assert inside.inside.acquire(timeout=5)
    assert not inside.inside.acquire(timeout=0.2), "two writes at work"
    asking.append(ask(gate, "GET", said))
    assert inside.inside.acquire(timeout=5), "a reader waits behind writes"
    inside.end.set()
    for one in asking:
        one.join(5)
    assert said == ["200 OK"] * 4


def test_who_waits_too_long_is_told_and_holds_nothing() -> None:
    inside, said = Busy(), list[str]()
    gate = Gate(inside, most=1, patience=0.02)
    first = ask(gate, "GET", said)
    assert inside.inside.acquire(timeout=5)
    for method in ("GET", "POST"):
        ask(gate, method, said).join(5)
    assert said == ["503 Service Unavailable"] * 2
    inside.end.set()
    first.join(5)
    ask(gate, "POST", said).join(5)
    assert said[2:] == ["200 OK"] * 2


def test_who_is_sent_away_comes_again_when_those_before_can_have_been_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred knock at once, ten a second get in: every two seconds each, they would knock some 2,000 times."""
    now = [100.0]
    monkeypatch.setattr(gate_room, "monotonic", lambda: now[0])
    turns = Turns()
    for _ in range(100):
        turns.served()
        now[0] += 0.1
    assert turns.refused() == RETRY_AFTER, "one alone"
    said = [turns.refused() for _ in range(200)]
    assert said == sorted(said) and 18 <= said[-1] <= 21
    waiting, knocks, inside = sorted(now[0] + seconds for seconds in said), 0, 0
    while waiting:
        now[0] = max(now[0], waiting.pop(0))
        knocks += 1
        if inside < (now[0] - 110) * 10:
            turns.served()
            inside += 1
        else:
            waiting = sorted([*waiting, now[0] + turns.refused()])
    assert knocks < 600
    now[0] += 3600
    assert turns.refused() == RETRY_AFTER, "long after"


def test_nobody_is_sent_away_for_longer_than_half_a_minute() -> None:
    turns = Turns()
    assert [turns.refused() for _ in range(1000)][-1] == LATEST
