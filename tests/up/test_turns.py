"""When those who are sent away shall come again."""

import pytest

from redbridge.config.serve import turns as turns_room
from redbridge.config.serve.turns import LATEST, RETRY_AFTER, Turns


def test_who_is_sent_away_comes_again_when_those_before_can_have_been_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred knock at once, ten a second get in: every two seconds each, they would knock some 2,000 times."""
    now = [100.0]
    monkeypatch.setattr(turns_room, "monotonic", lambda: now[0])
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
