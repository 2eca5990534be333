"""What screening costs: a heavy pack against everyday text, then text that is made to be slow. No site is needed."""

import gc
import time
from pathlib import Path

from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from redbridge.policy.rules.shelf import baseline
from tests.policy.heavy import PATTERNS, TERMS, everyday, heavy
from tests.policy.test_cost import HOSTILE
from tests.policy.test_table import TABLES, share
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded

ROUNDS, TEXTS = 7, 40
MISSPELT = "ba*e freeee 的一*是 x"
"""Lets the matcher make all that it makes when first asked for."""
NOTES = (
    ("Bowl number 3, at six", "Morning noodles, and the steam is the best part. My neighbour says they should be eaten within "
     "three minutes; we took five, talked about the rain and her mother's garden, and went to work. #noodles @lin"),
    ("周末和邻居一起包饺子，四十个", "隔壁的 Joss 第一次包饺子，有一半露馅。我们笑了一晚上，最后煮成一锅片汤。" * 5 + "#饺子"),
)
LENGTHS = (1_000, 10_000, 100_000)


def measure(loaded: Loaded, figures: Figures) -> None:
    """Memory first, while nothing else has been made."""
    baseline()
    source, texts = heavy(), [everyday(1_000, seed) for seed in range(TEXTS)]
    before = _memory()
    matcher = Matcher([read_pack(source)])
    for text in [*texts, MISSPELT]:
        matcher.screen(text)
    what = f"{TERMS:,} terms and {PATTERNS} patterns"
    figures.say(f"{what}: memory when in use", f"{(_memory() - before) / 1e6:.1f} MB", "20 MB")
    each = [least(matcher, text, ROUNDS) for text in texts]
    mean, most = sum(each) / len(each), max(each)
    figures.say(f"screening 1,000 characters against {what}, CPU", f"{mean * 1e3:.2f} ms, at most {most * 1e3:.2f}", "2 ms")
    _lengths(matcher, figures)
    ours = Matcher([baseline()])
    short = [sum(least(ours, text, 50) for text in note) for note in NOTES]
    told = ", ".join(f"{seconds * 1e3:.2f}" for seconds in short)
    figures.say("a title and a body of 200 characters against the baseline, in English and in Chinese, CPU-ms", told, "0.2")
    _hostile(ours, figures)
    for language in ("en", "zh"):
        told = f"{share('evasion', language, *TABLES):.1%} caught, {share('harmless', language, *TABLES):.1%} of harmless hit"
        figures.say(f"both tables of evasions and near misses, {language}", told, "95 %, under 1 %")


def _lengths(matcher: Matcher, figures: Figures) -> None:
    texts = [everyday(length) for length in LENGTHS]
    taken = [least(matcher, text, 3) for text in texts]
    told = ", ".join(f"{seconds * 1e3:.1f}" for seconds in taken)
    figures.say("everyday text of 1, 10 and 100 kB, CPU-ms", told, "linear")


def _hostile(matcher: Matcher, figures: Figures) -> None:
    """The worst of them by how much longer 100 kB take than ten times 10 kB."""
    worst, slowest = (0.0, ""), (0.0, "")
    for name, unit in HOSTILE.items():
        few, many = (least(matcher, unit * (length // len(unit)), 2) for length in LENGTHS[1:])
        worst, slowest = max(worst, (many / few / 10, name)), max(slowest, (many, name))
    figures.say(f"hostile text against the baseline, 100 kB to ten times 10 kB; the worst of {len(HOSTILE)}",
                f"{worst[0]:.2f} ({worst[1]})", "1, linear")  # fmt: skip
    figures.say("the slowest hostile text of 100 kB, CPU", f"{slowest[0] * 1e3:.0f} ms ({slowest[1]})")


def least(matcher: Matcher, text: str, rounds: int) -> float:
    """CPU-seconds of the quietest round."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        matcher.screen(text)
        taken.append(time.process_time() - began)
    return min(taken)


def _memory() -> int:
    """Bytes this process holds."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
