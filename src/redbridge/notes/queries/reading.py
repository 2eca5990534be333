"""What every read of a text shares: the words in the first of the reader's languages there is."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from redbridge.kernel.reading import HEAD, is_left
from redbridge.media.queries import PictureView
from redbridge.translation.rules import scripts

# The first language of the reader's that the row is in, its own or a translation; nothing else leaves the database.
# Spelled out, since a walk through the array costs more than all else a card is made of. Behind the languages stands what
# this reader wants as it was written; for most people nothing.
_LEFT = f"(%(reads)s::text[])[{HEAD + 1}:]"
LEFT = f"cardinality(%(reads)s::text[]) > {HEAD} and ({{row}}.language = any({_LEFT}) or {{row}}.id::text = any({_LEFT}))"
"""The condition that the row stays as it was written for this reader."""
_CASES = " ".join(
    f"when {{row}}.language = (%(reads)s::text[])[{n}] or {{row}}.translations ? (%(reads)s::text[])[{n}] "
    f"then (%(reads)s::text[])[{n}]"
    for n in range(1, HEAD + 1)
)
READ = f"""
cross join lateral (select case when {LEFT} then {{row}}.language {_CASES} end as code) w
cross join lateral (select w.code, {{row}}.translations -> w.code as words) r
"""

LAST_ID = 2**62
"""After every id."""

_json = msgspec.json.Decoder()


def words_of(value: Any) -> dict[str, str]:
    """A translation as readers are shown it at first; {} for none, and for one that readers call wrong."""
    found = said_of(value)
    return {} if "doubted" in found else found


def said_of(value: Any) -> dict[str, str]:
    """A translation as it stands in a row; {} for none."""
    if value is None:
        return {}
    found: dict[str, str] = _json.decode(value) if isinstance(value, str | bytes) else value
    return found


def picture_read(view: PictureView, reads: Sequence[str]) -> PictureView:
    """A picture with its alt text, and the text in it, as this reader reads them."""
    told = view.told or {}
    return structs.replace(
        view,
        alt_read=scripts.read(view.alt, view.alt_language, told, "alt", reads),
        said_read=scripts.read(view.said, view.said_language, told, "said", reads),
    )


def words_read(
    translation: Mapping[str, str], written: Mapping[str, str], language: str, target: str, reads: Sequence[str], id_: int = 0
) -> tuple[dict[str, str], str]:
    """A translation and its language, in the reader's own script of Chinese.

    What was written in the other script becomes a translation by OpenCC, so that the original stays one tap away.
    """
    script, shown = scripts.wanted(reads), target if translation else language
    if not script or scripts.SISTERS[script] != shown or is_left(reads, language, id_):
        return dict(translation), target
    texts = {name: translation.get(name, text) for name, text in written.items() if text}
    made = {name: scripts.convert(text, shown, script) or text for name, text in texts.items()}
    if translation:
        return {**translation, **made, "engine": scripts.named(translation.get("engine", ""))}, script
    return ({**made, "by": scripts.BY, "engine": scripts.ENGINE}, script) if made != texts else ({}, target)
