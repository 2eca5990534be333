"""Tiny translation models in the real file formats, made by hand: each piece of a text becomes one of the other language.

A Transformer whose cross-attention looks at the position it is about to write, and whose output layer knows the
dictionary. Positions and words are codes of plus and minus one, which layer norm leaves as they are and int8 keeps.
What loads, batches and decodes them is the real code.
"""

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

from tests.translation.tiny_words import CHARACTERS, WORDS

WIDTH = 96
"""Numbers a word's code has, and as many a position's."""
POSITIONS = 512
SPECIAL = ("<unk>", "<s>", "</s>")
KEPT = "0123456789_{}.,!?:;'()-"
"""Pieces that mean the same on both sides, so that placeholders come through."""
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WHOLE = ("the", "cat", "is", "happy", "today")
"""Words that byte pairs join."""
WIDE = 2 * WIDTH
SHARP, NEVER = 4.0, -50.0
Numbers = NDArray[np.float32]


def make_pair(folder: Path, source: str, target: str, speaks: tuple[str, ...] = ()) -> Path:
    """An OPUS-MT model as CTranslate2 keeps it, in `folder/opus-mt-SOURCE-TARGET`. Languages are en and zh, or like one.

    `speaks`: labels like ">>cmn_Hans<<" of a model of several languages.
    """
    made = folder / f"opus-mt-{source}-{target}"
    made.mkdir(parents=True)
    first, second = _side(source), _side(target)
    (made / "source.spm").write_bytes(tokenizer(first))
    (made / "target.spm").write_bytes(tokenizer(second))
    reads, writes = (*_pieces(first), *speaks), _pieces(second)
    _save(made, reads, writes, _dictionary(reads, writes, second))
    return made


def make_argos(folder: Path, source: str, target: str, version: str = "1.9", reads: str = "both", **metadata: str) -> Path:
    """An Argos package, `folder/translate-SOURCE_TARGET-VERSION.argosmodel`: a zip of one folder.

    `reads`: whose words its one SentencePiece model knows, "en", "zh" or "both".
    """
    name = f"translate-{source}_{target}-{version.replace('.', '_')}"
    inside = folder / "making" / name
    (inside / "model").mkdir(parents=True)
    (inside / "sentencepiece.model").write_bytes(tokenizer(reads))
    _save(inside / "model", _pieces(reads), _pieces("both"), _dictionary(_pieces(reads), _pieces("both"), _side(target)))
    return _packed(inside, source, target, version, metadata)


def make_bpe(folder: Path, source: str, target: str) -> Path:
    """An Argos package of the older kind, whose pieces are byte pairs of Moses' words. From English only."""
    inside = folder / "making" / f"translate-{source}_{target}-1_0"
    (inside / "model").mkdir(parents=True)
    merges = [f"{word[:at]} {word[at]}{'</w>' if at + 1 == len(word) else ''}" for word in WHOLE for at in range(1, len(word))]
    (inside / "bpe.model").write_text("\n".join(["#version: 0.2", *sorted(merges, key=lambda merge: "</w>" in merge)]))
    reads = (*SPECIAL, *WORDS, *".,!?", "&apos;s", *(f"{letter}@@" for letter in LETTERS))
    writes = (*SPECIAL, *CHARACTERS, *".,!?")
    means = {piece: piece for piece in reads if piece in writes} | dict(zip(WORDS, CHARACTERS, strict=True))
    _save(inside / "model", reads, writes, {**dict(zip(reversed(reads), CHARACTERS, strict=False)), **means})
    return _packed(inside, source, target, "1.0", {})


def _packed(inside: Path, source: str, target: str, version: str, metadata: dict[str, str]) -> Path:
    said = {"package_version": version, "argos_version": version, "from_code": source, "from_name": source,
            "to_code": target, "to_name": target, **metadata}
    (inside / "metadata.json").write_text(json.dumps(said))
    (inside / "README.md").write_text("A tiny model, made for tests.\n")
    packed = inside.parent.parent / f"{inside.name}.argosmodel"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(inside.rglob("*")):
            archive.write(file, file.relative_to(inside.parent))
    return packed


def said(text: str, target: str) -> str:
    """What a tiny OPUS-MT model answers to one sentence: for comparing."""
    second = _side(target)
    first = "zh" if second == "en" else "en"
    reader, writer = _processor(first), _processor(second)
    means = _dictionary(_pieces(first), _pieces(second), second)
    made: str = writer.decode([means.get(piece, piece) for piece in reader.encode(text, out_type=str)])
    return made


def _side(language: str) -> str:
    return "zh" if language.startswith(("zh", "zt")) else "en"


@cache
def tokenizer(side: str) -> bytes:
    """A SentencePiece model of the words of a side: "en", "zh" or "both"."""
    made = io.BytesIO()
    words = [f"▁{word}" for word in WORDS] if side != "zh" else []
    signs = [*KEPT, *(CHARACTERS if side != "en" else ())]
    lines = [" ".join(WORDS[at : at + 8]) for at in range(0, len(WORDS), 8)] * 2
    lines += [" ".join(signs), " ".join(LETTERS)] * 2
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=made, model_type="unigram", hard_vocab_limit=False, vocab_size=600,
        character_coverage=1.0, user_defined_symbols=[*words, *signs], normalization_rule_name="identity",
        minloglevel=2, num_threads=1,
    )
    return made.getvalue()


@cache
def _processor(side: str) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_proto=tokenizer(side))


@cache
def _pieces(side: str) -> tuple[str, ...]:
    reader = _processor(side)
    pieces = map(reader.id_to_piece, range(reader.get_piece_size()))
    return (*SPECIAL, *(piece for piece in pieces if piece not in SPECIAL))


@cache
def _dictionary(source: tuple[str, ...], target: tuple[str, ...], side: str) -> dict[str, str]:
    """What becomes of each piece: words and characters go by their place in the lists, other pieces to some word."""
    kept = {piece: piece for piece in source if piece in target and piece in (*KEPT, *SPECIAL, "▁")}
    words = [f"▁{word}" for word in WORDS]
    from_, to = (CHARACTERS, words) if side == "en" else (words, CHARACTERS)
    made = kept | {piece: other for piece, other in zip(from_, to, strict=True) if piece in source}
    rest = [piece for piece in source if piece not in made]
    return made | {piece: to[place % len(to)] for place, piece in enumerate(rest)}


@cache
def _codes(many: int, seed: int) -> Numbers:
    """`many` codes so unlike that none is taken for another."""
    return np.random.default_rng(seed).choice(np.array([-1.0, 1.0], np.float32), (many, WIDTH))


def _save(folder: Path, source: tuple[str, ...], target: tuple[str, ...], means: dict[str, str]) -> None:
    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    _read(spec.encoder, len(source))
    _write(spec.decoder, source, target, means)
    spec.register_source_vocabulary(list(source))
    spec.register_target_vocabulary(list(target))
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _read(encoder: Any, many: int) -> None:
    """The encoder gives each piece's code beside its position's."""
    words = _codes(many, 1)
    encoder.embeddings[0].weight = np.hstack([words, np.zeros_like(words)])
    _frame(encoder)


def _write(decoder: Any, source: tuple[str, ...], target: tuple[str, ...], means: dict[str, str]) -> None:
    """The decoder looks at the piece of its own position and says what the dictionary says."""
    decoder.embeddings.weight = np.zeros((len(target), WIDE), np.float32)
    _frame(decoder)
    _look(decoder.layer[0].attention)
    words, at = _codes(len(source), 1), {piece: place for place, piece in enumerate(target)}
    weight, bias = np.zeros((len(target), WIDE), np.float32), np.full(len(target), NEVER, np.float32)
    for place, piece in enumerate(source):
        weight[at[means[piece]], :WIDTH] += words[place]
        bias[at[means[piece]]] = 0.0
    decoder.projection.weight, decoder.projection.bias = weight, bias


def _frame(side: Any) -> None:
    """Positions, norms, and layers that change nothing."""
    places = _codes(POSITIONS, 2)
    side.position_encodings.encodings = np.sqrt(np.float32(WIDE)) * np.hstack([np.zeros_like(places), places])
    layer = side.layer[0]
    for norm in (side.layer_norm, layer.self_attention.layer_norm, layer.ffn.layer_norm):
        _norm(norm)
    _linear(layer.self_attention.linear[0], np.zeros((3 * WIDE, WIDE), np.float32))
    for linear in (layer.self_attention.linear[1], layer.ffn.linear_0, layer.ffn.linear_1):
        _linear(linear, np.zeros((WIDE, WIDE), np.float32))


def _look(attention: Any) -> None:
    """Ask for the own position, sharply; take the word that stands there."""
    same = np.eye(WIDE, dtype=np.float32)
    word, place = same.copy(), same.copy()
    word[WIDTH:] = place[:WIDTH] = 0
    _norm(attention.layer_norm)
    _linear(attention.linear[0], SHARP * place)
    _linear(attention.linear[1], np.vstack([place, word]))
    _linear(attention.linear[2], np.sqrt(np.float32(WIDE)) * word)


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDE, np.float32), np.zeros(WIDE, np.float32)


def _linear(linear: Any, weight: Numbers) -> None:
    linear.weight, linear.bias = weight, np.zeros(len(weight), np.float32)
