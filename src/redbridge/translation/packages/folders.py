"""Where a site keeps its packages, and which it lacks."""

from collections.abc import Iterable
from pathlib import Path

from redbridge.translation.addresses import addresses
from redbridge.translation.packages.found import found
from redbridge.translation.packages.pairs import Pair, coded, of_site

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
    here = {(coded(package.source), coded(package.target)) for package in found(folder)}
    return [pair for pair in of_site(languages) if pair not in here]


def described(folder: Path, languages: Iterable[str]) -> str:
    """What a folder holds and what of it is not as it should be, in one line for a host; "" for nothing at all."""
    packages, packed = found(folder), sorted(path.name for path in folder.glob("*.argosmodel"))
    said = [f"{package.kind} {package.source}-{package.target}" for package in packages]
    said += [f"{name} is not unpacked (`redbridge pull_engine {folder / name}`)" for name in packed]
    missing = [f"{source}-{target}" for source, target in lacking(folder, languages)] if packages else []
    said += [f"{', '.join(missing)} lacking (`redbridge pull_engine --site`)"] if missing else []
    return f"{'; '.join(said)}, in {folder}" if said else ""
