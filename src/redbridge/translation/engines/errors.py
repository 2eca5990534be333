"""What can go wrong on the way to an engine."""


class Unavailable(Exception):
    """The engine is down, slow or answers nonsense: try again in `retry_after` seconds."""

    def __init__(self, retry_after: float, why: str) -> None:
        super().__init__(f"{why}, again in {retry_after:.0f} s")
        self.retry_after = retry_after


class Failed(Exception):
    """One request went wrong in a way that another may not; `pause`: seconds the engine asks us to wait."""

    def __init__(self, why: str, pause: float = 0.0) -> None:
        super().__init__(why)
        self.pause = pause


class Refused(Exception):
    """The engine understood and will not: no such pair, or a text it does not take."""
