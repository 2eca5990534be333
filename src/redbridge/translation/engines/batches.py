"""Many texts in as many requests as an engine's limits ask for."""

from collections.abc import Callable, Iterator


def batches(texts: list[str], most: int, room: int, size: Callable[[str], int] = len) -> Iterator[list[str]]:
    """At most `most` texts and `room` (in `size`) a request; one text may be larger by itself."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == most or sum(map(size, batch)) + size(text) > room):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch
