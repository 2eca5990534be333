"""Asking engines now: does it answer, what has it, how soon."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from redbridge.translation.addresses import Address
from redbridge.translation.engines.chat import Chat
from redbridge.translation.engines.deepl import DeepL
from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.inprocess import InProcess
from redbridge.translation.engines.libretranslate import LibreTranslate
from redbridge.translation.engines.opening import opened
from redbridge.translation.engines.protocol import Engine

SECONDS = 5.0
LOADING = 30.0
"""The first text after a start waits until a model is in memory."""
_HELLO = {"zh": "你好", "ja": "こんにちは", "ko": "안녕하세요", "es": "hola", "fr": "bonjour", "de": "hallo"}


@dataclass(frozen=True)
class Look:
    """How an engine did just now: `words` say what is wrong where it is not `well`; `pairs`: what it says it has."""

    name: str
    well: bool
    words: str
    pairs: Sequence[str]
    milliseconds: int


def look_at(found: Sequence[Address], seconds: float = SECONDS) -> list[Look]:
    """All at the same time, so that a slow one holds up none. Each translates one word, which is not counted."""
    with ThreadPoolExecutor(max(1, len(found))) as threads:
        return list(threads.map(lambda address: _look(address, seconds), found))


def _look(address: Address, seconds: float) -> Look:
    """A fresh engine: one that this process left alone is asked all the same."""
    engine = opened.__wrapped__(address)
    name, started = address.name or engine.name, time.monotonic()
    deadline = started + (LOADING if address.kind == "inprocess" else seconds)
    try:
        pairs = _offered(engine, deadline)
        trouble = _trial(engine, address, pairs, deadline)
    except Unavailable as error:
        said = f": {error.said}" if error.said else ""
        return Look(name, False, _without(address.secret, error.why + said), (), _since(started))
    return Look(name, not trouble, trouble, pairs, _since(started))


def _offered(engine: Engine, deadline: float) -> Sequence[str]:
    match engine:
        case LibreTranslate() | DeepL():
            return engine.offered(deadline)
        case InProcess():
            return ["{}>{}".format(*package.pair) for package in engine.packages()]
    return ()


def _trial(engine: Engine, address: Address, pairs: Sequence[str], deadline: float) -> str:
    """What is wrong with the answer to one word, "" where it is one."""
    if isinstance(engine, InProcess) and not pairs:
        return "no packages there: `redbridge pull_engine` brings them"
    source, target = _pair(engine, address, pairs)
    answers = engine.translate([_HELLO.get(source.split("-")[0], "hello")], source, target, deadline)
    if isinstance(engine, Chat) and answers == [""]:
        return "it answers, but not with a translation: try another model"
    return "" if answers else f"it does not translate {source} into {target}"


def _pair(engine: Engine, address: Address, pairs: Sequence[str]) -> tuple[str, str]:
    """One that the host wants or the folder has, else Chinese into English."""
    wanted = next((pair for pair in address.pairs if "*" not in pair), None)
    if wanted is None and isinstance(engine, InProcess):
        source, _, target = pairs[0].partition(">")
        return source, target
    return wanted or ("zh-Hans", "en")


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _without(secret: str, words: str) -> str:
    """A server may repeat the key it was given."""
    return (words.replace(secret, "…") if secret else words)[:300]
