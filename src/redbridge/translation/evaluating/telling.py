"""The figures for people to read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from redbridge.translation.evaluating.scoring import nearness
from redbridge.translation.evaluating.seeing import Seen


def told(figures: Mapping[str, Mapping[str, Any]], seen: Mapping[str, Sequence[Seen]]) -> Iterator[str]:
    """A few lines for each direction, one for each kind of text."""
    for direction, figure in figures.items():
        yield f"{direction}: {figure['texts']} texts in {figure['seconds']:.1f} s, {figure['refused']} refused"
        yield f"  all{'':<16}BLEU {figure['bleu']:5.1f}   chrF {figure['chrf']:5.1f}"
        for kind in sorted({one.pair.kind for one in seen[direction]}):
            these = [one for one in seen[direction] if one.pair.kind == kind]
            near = nearness(these)
            yield f"  {kind or 'other':<19}BLEU {near['bleu']:5.1f}   chrF {near['chrf']:5.1f}   ({len(these)} texts)"
        yield "  kept: " + ", ".join(f"{name} {share:.1%}" for name, share in figure["kept"].items())
