"""What every engine can do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Hints:
    """What helps with a batch and is never itself translated.

    `terms`: how words of the texts are said in the target language, by the glossary. `context`: the text that these
    answer, for engines that can use it. `plain`: texts with slang in them as one would say them without.
    """

    terms: Mapping[str, str] = field(default_factory=dict)
    context: str = ""
    plain: Mapping[str, str] = field(default_factory=dict)

    def in_plain(self, texts: Iterable[str]) -> list[str]:
        """The texts for an engine that cannot be told a term."""
        return [self.plain.get(text, text) for text in texts]


NO_HINTS = Hints()


class Engine(Protocol):
    """One engine, shared by all threads of a process."""

    @property
    def name(self) -> str:
        """As readers see it beside a translation."""

    @property
    def key(self) -> str:
        """What the memory and the budget know it by: the same as long as it would answer the same."""

    @property
    def local(self) -> bool:
        """Whether text that is not public may go there: in this process, or on a server of the host's."""

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """Each of `texts` in `target` (BCP 47), in order; None where the engine lacks the pair or refuses.

        `deadline` is an instant of `time.monotonic()`. Raises `Unavailable` past it or when it is down.
        """
