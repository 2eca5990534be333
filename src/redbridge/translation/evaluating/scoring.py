"""Figures: how near to what people wrote, how much of what must stay stayed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from redbridge.kernel.spans import spans
from redbridge.translation.evaluating.seeing import Seen

KINDS = {"topic": "hashtag", "mention": "mention", "emoji": "emoji", "url": "url"}
# Sacrebleu's way to cut a text into words; other languages that are written without spaces are cut into characters.
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char", "yue": "zh"}


def score(seen: Sequence[Seen], seconds: float) -> dict[str, Any]:
    """The figures of one direction, as the command prints them."""
    return {
        **nearness(seen), "kept": kept(seen), "refused": sum(one.refused for one in seen), "texts": len(seen),
        "seconds": round(seconds, 3),
    }  # fmt: skip


def nearness(seen: Sequence[Seen]) -> dict[str, float]:
    """BLEU and chrF of what is seen against what people wrote, from 0 to 100."""
    import sacrebleu

    told, wanted = [one.text for one in seen], [[one.pair.reference for one in seen]]
    tokenizer = _TOKENIZERS.get(seen[0].pair.target_language.split("-")[0], "13a")
    bleu = sacrebleu.corpus_bleu(told, wanted, tokenize=tokenizer)
    return {"bleu": round(bleu.score, 2), "chrf": round(sacrebleu.corpus_chrf(told, wanted).score, 2)}


def kept(seen: Iterable[Seen]) -> dict[str, float]:
    """The share of each kind of span that is seen letter by letter as it was written; 1 where there was none."""
    had: Counter[str] = Counter()
    has: Counter[str] = Counter()
    for one in seen:
        before, after = _spans(one.pair.text), _spans(one.text)
        for key, count in before.items():
            had[key[0]] += count
            has[key[0]] += min(count, after[key])
    return {name: round(has[kind] / had[kind], 4) if had[kind] else 1.0 for kind, name in KINDS.items()}


def _spans(text: str) -> Counter[tuple[str, str]]:
    return Counter((span.kind, span.text) for span in spans(text) if span.kind in KINDS)
