"""The way from one language to another through the packages there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from redbridge.translation.engines.inprocess.tokens import beginning
from redbridge.translation.packages.found import Package

PIVOT = "en"
_NAMES = {
    "zh": ("zh", "zh-Hans", "zh-CN", "zt", "zh-Hant", "zh-TW"),
    "zh-Hans": ("zh-Hans", "zh", "zh-CN"),
    "zh-Hant": ("zh-Hant", "zt", "zh-TW"),
    "pt-BR": ("pt-BR", "pb", "pt"),
    "nb": ("nb", "no"),
}
"""Our codes as packages name them, the best first."""
_READS_TOO = {"zh-Hant": ("zh", "zh-Hans", "zh-CN"), "zh-Hans": ("zt",)}
"""A model of one script reads the other well enough, though it never writes it."""


@dataclass(frozen=True)
class Step:
    """One package on the way; `target` in our code."""

    package: Package
    target: str


def route(packages: Sequence[Package], source: str, target: str) -> tuple[Step, ...]:
    """The direct package, else two over English, else ()."""
    if direct := _best(packages, source, target):
        return (direct,)
    first, second = _best(packages, source, PIVOT), _best(packages, PIVOT, target)
    return (first, second) if first and second and PIVOT not in (source, target) else ()


def _best(packages: Sequence[Package], source: str, target: str) -> Step | None:
    for from_ in (*_names(source), *_READS_TOO.get(source, ())):
        for to in (*_names(target), *(("zh", "zh-Hans") if target == "zh-Hant" else ())):
            for package in packages:
                if package.pair == (from_, to) and _writes(package, target):
                    return Step(package, target)
    return None


def _writes(package: Package, target: str) -> bool:
    """A package for Chinese writes traditional characters where it is one for them, or can be told to."""
    if target != "zh-Hant" or package.target in _NAMES["zh-Hant"]:
        return True
    try:
        return bool(beginning(package, target))
    except LookupError:
        return False


def _names(language: str) -> tuple[str, ...]:
    return _NAMES.get(language) or tuple(dict.fromkeys((language, language.split("-")[0])))
