"""One loaded model: texts in, texts out, in batches of bounded size so that a deadline is kept."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.inprocess.sentences import Piece, halves, join, pieces
from redbridge.translation.engines.inprocess.tokens import Tokens, beginning, ending, tokens
from redbridge.translation.packages.found import Package

LONGEST = 100
"""Pieces of one sentence, some seventy words: models were trained on little more, and forget what is beyond."""
SLACK, GROWTH = 32, 2
"""Pieces of an answer beyond its sentence's: what is longer runs in circles. Below the positions that small models know."""
BATCH = 512
"""Pieces a call. Each piece of the longest answer costs one reading of the whole model, however many are written at once."""
LOOK_FIRST, LOOK_LAST = 0.001, 0.02
BEAM = 2
THREADS = max(1, min(4, (os.cpu_count() or 2) // 2))
"""Of the machine's cores: the others are for pages and database."""
RETRY_AFTER = 5.0
END = "</s>"


class Model:
    """Shared by threads. Loading takes a second and raises whatever the libraries do of a broken package."""

    def __init__(self, package: Package) -> None:
        from ctranslate2 import Translator

        self.package = package
        self._tokens: Tokens = tokens(package)
        self._ending = ending(package)
        self._prefix = [package.prefix] if package.prefix else None
        # One call at a time inside, others wait in its queue: more would share the same cores.
        self._translator = Translator(
            str(package.model), device="cpu", compute_type="int8", inter_threads=1, intra_threads=THREADS
        )

    def translate(self, texts: Sequence[str], target: str, deadline: float) -> list[str]:
        """Each text in `target`; raises Unavailable at the deadline, LookupError where the model lacks the language."""
        cut = [pieces(text, self._fits) for text in texts]
        sentences = [words for text in cut for words, _ in text if words.strip()]
        said = iter(self._say(sentences, beginning(self.package, target), deadline))
        return [join(((next(said) if words.strip() else words, gap) for words, gap in text), target) for text in cut]

    def _fits(self, text: str) -> bool:
        # A piece is a character at least, so short texts need no counting.
        return len(text) <= LONGEST or len(self._tokens.encode(text)) <= LONGEST

    def _say(self, sentences: list[str], before: list[str], deadline: float, again: bool = True) -> list[str]:
        said: list[str] = []
        for batch in _batches([*before, *self._tokens.encode(sentence), *self._ending] for sentence in sentences):
            if time.monotonic() >= deadline:
                raise Unavailable(RETRY_AFTER, "no time left")
            first = len(said)
            for place, written in enumerate(self._decode(batch, deadline), first):
                whole = written[-1:] == [END] or not again
                said.append(self._text(written) if whole else self._in_halves(sentences[place], before, deadline))
        return said

    def _decode(self, batch: list[list[str]], deadline: float) -> list[list[str]]:
        """What the model writes, its end included; without an end it was cut. Past the deadline it writes for nobody."""
        waiting = self._translator.translate_batch(
            batch,
            target_prefix=[self._prefix] * len(batch) if self._prefix else None,
            beam_size=BEAM,
            max_batch_size=BATCH,
            batch_type="tokens",
            max_decoding_length=SLACK + GROWTH * max(map(len, batch)),
            return_end_token=True,
            replace_unknowns=True,
            asynchronous=True,
        )
        _await(waiting, deadline)
        return [_first(one.result()) for one in waiting]

    def _text(self, written: list[str]) -> str:
        words = written[:-1] if written[-1:] == [END] else written
        skip = len(self._prefix) if self._prefix and words[:1] == self._prefix else 0
        return self._tokens.decode(words[skip:]).strip()

    def _in_halves(self, sentence: str, before: list[str], deadline: float) -> str:
        """An answer without end is cut short or runs in circles: half the sentence is asked for at a time, once."""
        two: Sequence[Piece] = halves(sentence) or ((sentence, ""),)
        said = self._say([words for words, _ in two], before, deadline, again=False)
        return join(((words, gap) for words, (_, gap) in zip(said, two, strict=True)), self.package.target)


def _await(waiting: Sequence[Any], deadline: float) -> None:
    """Wait by looking: the library has no wait that ends."""
    pause = LOOK_FIRST
    while not all(one.done() for one in waiting):
        left = deadline - time.monotonic()
        if left <= 0:
            raise Unavailable(RETRY_AFTER, "no time left")
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, LOOK_LAST)


def _first(result: Any) -> list[str]:
    written: list[str] = result.hypotheses[0]
    return written


def _batches(read: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """In order, as many as fit, each taken when its batch is: all are padded to the longest."""
    batch: list[list[str]] = []
    for sentence in read:
        if batch and max(len(sentence), *map(len, batch)) * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch
