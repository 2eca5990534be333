"""Which page writes a draft, and what that page has seen of it: two tabs, or a phone and a laptop, may hold the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from redbridge.kernel.errors import Refusal

LONGEST = 36
"""Of a page's name."""


@dataclass(frozen=True)
class Since:
    """`pages` are the page that writes and the one whose words it goes on with; none for what is no page of ours."""

    pages: tuple[str, ...] = ()
    seen: datetime | None = None
    """When the draft had last been changed, as far as the page knows; None where it began without one."""

    @property
    def page(self) -> str:
        """Who writes."""
        return self.pages[0] if self.pages else ""


ANYWHERE = Since()


class Elsewhere(Refusal):
    """Another page changed the draft meanwhile, last at `changed`; or it published it with other words, as `note_id`."""

    def __init__(self, changed: datetime | None = None, note_id: int | None = None) -> None:
        super().__init__("", _became_a_note() if note_id else _changed())
        self.changed, self.note_id = changed, note_id


def since_of(data: Mapping[str, Any]) -> Since:
    """What a form says of itself. `over` is what its person was told of and writes over all the same."""
    pages = tuple(name[:LONGEST] for which in ("page", "after") if (name := str(data.get(which, "")).replace("\x00", "")))
    return Since(pages if data.get("page") else (), _moment(data.get("over")) or _moment(data.get("seen")))


def _moment(said: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said or ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _changed() -> str:
    return _("This draft was changed in another tab or on another device meanwhile. "
             "What you typed is here; sent again, it takes the place of the other.")


def _became_a_note() -> str:
    return _("This note was published from another tab or device, with other words. "
             "What you typed is here; sent again, it becomes a note of its own.")
