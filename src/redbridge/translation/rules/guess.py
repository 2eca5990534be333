"""What detection answers."""

from dataclasses import dataclass

UNKNOWN = "und"


@dataclass(frozen=True)
class Guess:
    """`language` in BCP 47 (`und`: no words in it), `confidence` from 0 to 1."""

    language: str
    confidence: float
