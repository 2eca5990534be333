"""What can go wrong in words a person can use. A refusal names the field; the message is already in their language."""


class Refusal(Exception):
    """Something the person can mend: shown beside `field`, with what they typed kept."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class Forbidden(Refusal):
    """Somebody who may read but not write: answered with 403 and the reason."""

    def __init__(self, message: str) -> None:
        super().__init__("", message)


class Withheld(Exception):
    """A note that is there and not shown where the reader is, `region`, for a `rule`: answered with 451 and both."""

    def __init__(self, region: str, rule: str) -> None:
        super().__init__(f"withheld in {region} for {rule}")
        self.region, self.rule = region, rule


class Moved(Exception):
    """What stood under the path `old` stands under `new` for now: answered with a redirect, a POST with one that keeps it."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} moved to {new}")
        self.old, self.new = old, new


class Busy(Exception):
    """The house has no hands free: answered with 503 and `Retry-After` (seconds)."""

    def __init__(self, retry_after: int = 2) -> None:
        super().__init__(f"busy, again in {retry_after} s")
        self.retry_after = retry_after


class TooOften(Exception):
    """A limit was reached: answered with 429 and `Retry-After` (seconds)."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too often, again in {retry_after} s")
        self.retry_after = retry_after


class SettingError(Exception):
    """A missing or wrong setting: one sentence that says which and how to mend it."""
