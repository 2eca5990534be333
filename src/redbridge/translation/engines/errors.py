"""What can go wrong on the way to an engine. What a server said about it stands apart: it may repeat somebody's text."""


class Unavailable(Exception):
    """The engine is down, slow or answers nonsense: try again in `retry_after` seconds.

    `asked`: it said so itself. `slow`: no answer in time. `spent`: it may have worked, and be paid, all the same.
    `said`: the server's own words.
    """

    def __init__(
        self, retry_after: float, why: str, *, asked: bool = False, spent: bool = False, slow: bool = False, said: str = ""
    ) -> None:
        super().__init__(f"{why}, again in {retry_after:.0f} s")
        self.retry_after, self.why, self.asked = retry_after, why, asked
        self.spent, self.slow, self.said = spent, slow, said


class Failed(Exception):
    """One request went wrong in a way that another may not; `pause`: seconds the engine asks us to wait. Else as above."""

    def __init__(
        self, why: str, pause: float = 0.0, *, spent: bool = False, slow: bool = False, said: str = ""
    ) -> None:
        super().__init__(why)
        self.pause, self.spent, self.slow, self.said = pause, spent, slow, said


class Refused(Exception):
    """The engine understood and will not: no such pair, or a text it does not take. `status` of HTTP."""

    def __init__(self, why: str, status: int = 0, said: str = "") -> None:
        super().__init__(why)
        self.status, self.said = status, said
