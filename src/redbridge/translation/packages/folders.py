"""Where a site keeps its packages, and which it lacks."""

from collections.abc import Iterable
from pathlib import Path

from redbridge.translation.addresses import addresses
from redbridge.translation.packages.found import found
from redbridge.translation.packages.index import Pair, of_site

NAME = "engines"


def default_folder(data: str | Path) -> Path:
    """`engines` in the data folder."""
    return Path(data) / NAME


def engines_folder(url: str, data: str | Path) -> Path:
    """The first folder that REDBRIDGE_TRANSLATION_URL names, else the one in the data folder."""
    named = (Path(one.url) for one in addresses(url) if one.kind == "inprocess" and one.url)
    return next(named, default_folder(data))


def lacking(folder: Path, languages: Iterable[str]) -> list[Pair]:
    """The pairs that a site with these languages has no package for."""
    here = {package.pair for package in found(folder)}
    return [pair for pair in of_site(languages) if pair not in here]
