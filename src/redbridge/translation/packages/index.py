"""The index of packages: a JSON list of what can be had, as Argos keeps it."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from redbridge.translation.packages import wire
from redbridge.translation.packages.pairs import PIVOT, Pair
from redbridge.translation.packages.words import CannotPull

MOST = 5_000_000
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_VERSION = re.compile(r"[0-9][0-9.]{0,15}")


@dataclass(frozen=True)
class Offer:
    """One package that can be had. `sha256` is "" and `size` None where the index does not say."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    sha256: str
    size: int | None

    @property
    def name(self) -> str:
        """As a folder is called."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def offers(url: str) -> list[Offer]:
    """All that the index has; raises CannotPull where it cannot be reached or is none."""
    try:
        said = json.loads(wire.get(url, MOST, url))
    except httpx.HTTPError as error:
        raise CannotPull(f"{url} cannot be reached ({str(error) or type(error).__name__}). Without a network: "
                         "bring a package as a file, `redbridge pull_engine FILE.argosmodel`.") from error
    except (ValueError, RecursionError) as error:
        raise CannotPull(f"{url} is no index of packages.") from error
    if not isinstance(said, list):
        raise CannotPull(f"{url} is no index of packages.")
    return [offer for one in said if isinstance(one, dict) and (offer := _offer(one))]


def newest(offered: Iterable[Offer]) -> dict[Pair, Offer]:
    """The newest package of each pair."""
    return {(o.source, o.target): o for o in sorted(offered, key=lambda offer: _number(offer.version))}


def chosen(offered: Iterable[Offer], wanted: Pair) -> list[Offer]:
    """The newest package of a pair, or the two over English; raises CannotPull where there is no way."""
    there = newest(offered)
    ways: Sequence[Sequence[Pair]] = ([wanted], [(wanted[0], PIVOT), (PIVOT, wanted[1])])
    way = next((way for way in ways if all(step in there for step in way)), None)
    if way is None:
        raise CannotPull(f"The index has no package for {wanted[0]}-{wanted[1]}; `redbridge pull_engine --list` shows all.")
    return [there[step] for step in way]


def _offer(one: dict[str, Any]) -> Offer | None:
    source, target, version = one.get("from_code"), one.get("to_code"), one.get("package_version")
    if not (isinstance(source, str) and isinstance(target, str) and isinstance(version, str)):
        return None
    links = [link for link in one.get("links") or () if isinstance(link, str) and link.startswith(("https:", "http:"))]
    plain = _CODE.fullmatch(source) and _CODE.fullmatch(target) and _VERSION.fullmatch(version)
    if not plain or not links or one.get("type", "translate") != "translate":
        return None
    sha256, size = str(one.get("sha256") or "").lower(), one.get("size")
    return Offer(source, target, version, tuple(links), sha256, size if isinstance(size, int) and size > 0 else None)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)
