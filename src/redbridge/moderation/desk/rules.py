"""What a queue can be narrowed to, and how. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from redbridge.kernel import cursors
from redbridge.kernel.languages import NAMES
from redbridge.translation.rules import UNKNOWN

PAGE = 30
COUNTED = 100
"""Counts go no further: past it stands "99+", at the same cost for a hundred cases and a hundred thousand."""
SEVERITIES = (5, 4, 3, 2, 1)
SHOWS = ("waiting", "mine", "second", "sealed")
ORDERS = ("gravest", "oldest")
AGES = {"": 0, "hour": 1, "day": 24, "week": 168}
"""At least so many hours old."""
WORDS_LONGEST = 2000
"""Graphemes: what the one who decides says to the author, and the facts."""
WHY_LONGEST = 500


@dataclass(frozen=True)
class Queue:
    """What is asked for. `languages` empty: all; `severity` 0: any; `after`: severity and id of the last one shown."""

    show: str = "waiting"
    languages: tuple[str, ...] = ()
    language: str = "mine"
    """As the address says it: mine, all, or one."""
    severity: int = 0
    age: str = ""
    order: str = "gravest"
    after: tuple[int, int] = (0, 0)

    @property
    def severities(self) -> tuple[int, ...]:
        """Those to look through."""
        return (self.severity,) if self.severity else SEVERITIES

    def address(self, **other: str) -> str:
        """The same queue, narrowed otherwise, from its beginning."""
        said = {"show": self.show, "language": self.language, "severity": str(self.severity or ""), "age": self.age,
                "order": self.order} | other
        plain = {"show": "waiting", "language": "mine", "severity": "", "age": "", "order": "gravest"}
        query = urlencode({name: value for name, value in said.items() if value != plain.get(name)})
        return f"/desk?{query}" if query else "/desk"

    def next_page(self, severity: int, id_: int) -> str:
        """The address of what comes after this one."""
        return self.address(after=cursors.pack(severity, id_))


def queue(said: Mapping[str, str], mine: Sequence[str]) -> Queue:
    """What an address asks for; whatever is not understood is as if it were not said. `mine`: appointed for, none is all."""
    language, severity = said.get("language", "mine"), said.get("severity", "")
    language = language if language in ("mine", "all", UNKNOWN) or language in NAMES else "mine"
    found = Queue(
        show=_one(said.get("show", ""), SHOWS), language=language,
        languages=(*family(mine),) if language == "mine" else () if language == "all" else (language,),
        severity=int(severity) if severity in {str(one) for one in SEVERITIES} else 0,
        age=_one(said.get("age", ""), tuple(AGES)), order=_one(said.get("order", ""), ORDERS),
    )
    try:
        severity_, id_ = cursors.unpack(said["after"], "ii") if said.get("after") else (0, 0)
    except cursors.BadCursor:
        return found
    return replace(found, after=(int(severity_), int(id_)))


def family(languages: Sequence[str]) -> list[str]:
    """These languages in whatever script, and what no language was told of; nothing for nothing, which is all."""
    if not languages:
        return []
    bases = {code.split("-")[0] for code in languages}
    kin = {code for code in (*NAMES, *languages, *bases) if code.split("-")[0] in bases}
    return [*sorted(kin | ({"yue"} if "zh" in bases else set())), UNKNOWN]


def _one(said: str, of: Sequence[str]) -> str:
    return said if said in of else of[0]
