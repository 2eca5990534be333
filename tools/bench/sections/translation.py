"""What translating costs and keeps: real pairs through a kind engine and hostile ones, detection, preparing a text, a page.

The pairs are the test data's (`REDBRIDGE_TEST_DATA`); without them those figures are left out. The engine is that of the tests,
over HTTP for `evaluate_translation`; it knows what people wrote, so BLEU says what the way through it costs, not how good it is.
"""

import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from redbridge.kernel.spans import spans
from redbridge.translation import glossary
from redbridge.translation.rules import carry, detect, protect, text_hash
from tests.engine_server import MODES, EngineServer
from tests.translation.babble import babble
from tests.translation.test_detecting import table
from tests.translation.test_hostile import LOOP
from tools.bench.costs import page_cost
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import CLI, ROOT, environment
from tools.bench.visitor import Visitor

HOSTILE = ["drops_spans", "doubles_spans", "mangles", "reorders", "loops", "loops_words", "stretches", "adds_spans", "miscounts"]
SAVABLE = ("drops_spans", "doubles_spans", "mangles", "reorders", "miscounts")
ROUNDS = 5


def measure(loaded: Loaded, figures: Figures) -> None:
    """First what needs no site."""
    _detection(figures)
    folder = os.environ.get("REDBRIDGE_TEST_DATA")
    if folder:
        pairs = Path(folder) / "social-pairs.json"
        rows = json.loads(pairs.read_text("utf-8"))
        _preparing([row[row["src_lang"]] for row in rows], figures)
        _evaluation(pairs, figures)
        _hostility(rows, figures)
    _pages(loaded, figures)


def _detection(figures: Figures) -> None:
    lines = table()
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for language, prior, text in lines:
        whole[language.split("-")[0]] += 1
        right[language.split("-")[0]] += detect(text, prior).language == language
    for language in ("en", "zh", "ja", "ko", "es", "fr"):
        share = right[language] / whole[language]
        figures.say(f"lines told right, {language}", f"{share:.1%} of {whole[language]}", "95 %")
    each = min(_cpu(lambda: [detect(text, prior) for _, prior, text in lines]) for _ in range(ROUNDS)) / len(lines)
    figures.say("detecting a line, CPU, the quietest round of five", f"{each * 1e6:.0f} µs", "100 µs")


def _preparing(texts: list[str], figures: Figures) -> None:
    """Spans, glossary and hash of a text, as before an engine is asked; the memory is a statement and left out."""

    def prepare() -> None:
        for text in texts:
            for piece in protect(text).wanted:
                glossary.exact(piece, "zh-Hans", "en")
                glossary.hints(piece, "zh-Hans", "en")
                glossary.plain(piece, "zh-Hans")
                text_hash(piece)

    prepare()
    each = min(_cpu(prepare) for _ in range(ROUNDS)) / len(texts)
    figures.say("preparing a text: spans, glossary, hash; CPU, the quietest round of five", f"{each * 1e3:.3f} ms", "0.3 ms")


def _evaluation(pairs: Path, figures: Figures) -> None:
    with EngineServer() as server:
        server.learn_pairs(pairs)
        done = subprocess.run(
            [*CLI, "evaluate_translation", str(pairs), "--engine", server.url, "--json"],
            cwd=ROOT, env=environment(Path("/nonexistent")), capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    for direction, figure in json.loads(done.stdout).items():
        kept = ", ".join(f"{name} {share:.1%}" for name, share in figure["kept"].items())
        figures.say(
            f"the pairs through a kind engine that knows them, {direction}",
            f"BLEU {figure['bleu']}, chrF {figure['chrf']}; kept: {kept}; {figure['refused']} of {figure['texts']} refused; "
            f"{figure['seconds']:.1f} s",
            "100 % kept",
        )


def _hostility(rows: list[dict[str, Any]], figures: Figures) -> None:
    for mode in HOSTILE:
        whole = loops = saved = worded = 0
        texts = list(_seen(rows, mode))
        for text, seen in texts:
            whole += _spans(seen) == _spans(text)
            loops += bool(LOOP.search(seen)) and not LOOP.search(text)
            words = bool(protect(text).wanted)
            worded += words
            saved += words and seen != text
        told = f"{whole / len(texts):.1%} with all spans whole, {loops} loops seen, {saved / worded:.1%} translated"
        figures.say(f"hostile engine: {mode}", told, "100 %, 0, all" if mode in SAVABLE else "100 %, 0")


def _seen(rows: list[dict[str, Any]], mode: str) -> Iterator[tuple[str, str]]:
    for source, target in (("zh", "en"), ("en", "zh-Hans")):
        texts = [row[source] for row in rows if row["src_lang"] == source]
        carried = carry(texts, partial(_hostile, mode, target), target) or []
        yield from zip(texts, (one.text for one in carried), strict=True)


def _hostile(mode: str, target: str, sent: list[str]) -> list[str]:
    return [MODES[mode](babble(one, target)) for one in sent]


def _spans(text: str) -> Counter[str]:
    return Counter(span.text for span in spans(text))


def _pages(loaded: Loaded, figures: Figures) -> None:
    """One reader whose languages the notes were written in for one half, another who reads the other half in translation."""
    site = loaded.site()
    original, translated = (Visitor(site.url, languages) for languages in ("zh-CN,en", "en"))
    originals, others = page_cost(site, original, "/"), page_cost(site, translated, "/")
    figures.say("Explore for a guest who reads both languages: originals, CPU-ms", str(originals))
    figures.say("Explore for a guest who reads English alone: half of it translated, CPU-ms", str(others))
    figures.say("a page of translated cards, to a page of originals", f"{others.both / originals.both:.2f}", "1")


def _cpu(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
