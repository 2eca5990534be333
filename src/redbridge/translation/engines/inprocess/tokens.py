"""Text into the pieces of a model and back, and what a model of several languages wants to be told."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from redbridge.translation.engines.inprocess.bpe import BytePairs
from redbridge.translation.packages.found import BPE, MOST_JSON, Package, small_json

MOST_VOCABULARY = 50 * MOST_JSON
_SPOKEN = re.compile(r">>[A-Za-z_]{2,12}<<")
_LABELS = {
    "zh": ("cmn_Hans", "zho_Hans", "zh_cn", "zho", "cmn", "zh"), "zh-Hans": ("cmn_Hans", "zho_Hans", "zh_cn", "cmn", "zh"),
    "zh-Hant": ("cmn_Hant", "zho_Hant", "zh_tw"), "en": ("eng",), "ja": ("jpn",), "ko": ("kor",), "es": ("spa",),
    "fr": ("fra",), "de": ("deu",), "it": ("ita",), "pt": ("por",), "pt-BR": ("pob", "por"), "ru": ("rus",), "ar": ("ara",),
    "vi": ("vie",), "th": ("tha",), "id": ("ind",), "ms": ("zsm_Latn",), "tr": ("tur",), "nb": ("nob",), "yue": ("yue_Hant",),
}  # fmt: skip


class Tokens(Protocol):
    """Both ways between text and pieces; shared by threads."""

    def encode(self, text: str) -> list[str]:
        """The pieces of a text, as the model reads it."""

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of pieces, as the model writes it."""


class SentencePieces:
    """SentencePiece, one model a side."""

    def __init__(self, reader: Path, writer: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._reader = SentencePieceProcessor(model_file=str(reader))
        self._writer = self._reader if writer == reader else SentencePieceProcessor(model_file=str(writer))

    def encode(self, text: str) -> list[str]:
        """See `Tokens`."""
        pieces: list[str] = self._reader.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """See `Tokens`."""
        text: str = self._writer.decode(list(pieces))
        # Packages with one model for both sides may write pieces that it does not know: those keep their sign for a space.
        return text.replace("▁", " ")


def tokens(package: Package) -> Tokens:
    """The pieces that a package was trained on."""
    if package.reader.name == BPE:
        return BytePairs(package.reader, package.source, package.target)
    return SentencePieces(package.reader, package.writer)


def ending(package: Package) -> list[str]:
    """What is put behind the pieces of a text: OPUS-MT wants its end told where the model does not do so itself."""
    adds = small_json(package.model / "config.json").get("add_source_eos", False)
    return [] if adds or package.kind != "OPUS-MT" else ["</s>"]


def beginning(package: Package, target: str) -> list[str]:
    """What is put before the pieces of a text, for a model that writes several languages; [] for others.

    Raises LookupError for one that writes several, and `target` not.
    """
    spoken = _spoken(package) if package.kind == "OPUS-MT" else frozenset()
    if not spoken:
        return []
    labels = [f">>{name}<<" for name in (*_LABELS.get(target, ()), target, target.replace("-", "_"))]
    known = [label for label in labels if label in spoken]
    if not known:
        raise LookupError(f"{package.folder.name} does not write {target}")
    return known[:1]


@lru_cache(maxsize=64)
def _spoken(package: Package) -> frozenset[str]:
    """The labels of languages in the source vocabulary."""
    for side in ("shared", "source"):
        for path in (package.model / f"{side}_vocabulary.json", package.model / f"{side}_vocabulary.txt"):
            if path.is_file() and path.stat().st_size < MOST_VOCABULARY:
                words = json.loads(path.read_bytes()) if path.suffix == ".json" else path.read_text("utf-8").splitlines()
                return frozenset(word for word in words if isinstance(word, str) and _SPOKEN.fullmatch(word))
    return frozenset()
