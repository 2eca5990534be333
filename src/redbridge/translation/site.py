"""Short texts that stand on rows of their own (a bio, a place, what a picture shows) into the site's languages."""

from collections.abc import Iterator, Mapping

from django.conf import settings

from redbridge.kernel.reading import Told
from redbridge.translation.actions import render
from redbridge.translation.rules import UNKNOWN


def into_site(texts: Mapping[str, str], source: str, told: Told, public: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Language and what a column keeps of it (the texts, `by`, `engine`), for each language that `told` lacks a text in.

    For jobs only, as `render`. Raises `engines.Unavailable`.
    """
    said = {name: text for name, text in texts.items() if text}
    for target in settings.REDBRIDGE_LANGUAGES if said and source != UNKNOWN else ():
        if target == source or said.keys() <= told.get(target, {}).keys():
            continue
        if made := render(said, source, target, public):
            yield target, {**made.texts, "by": made.by, "engine": made.engine}
