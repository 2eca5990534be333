"""What the roles of a site are called, and what each may do, as those who hold one read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redbridge.kernel.reads import rows

NAMES: Mapping[str, str | Promise] = {
    "administrator": _("administrator"), "lead": _("lead moderator"), "moderator": _("moderator"),
    "trusted": _("trusted with other people's translations"),
}
_DESK = (
    _("At the desk you read what was reported and decide it. "
      "A suspension takes a second person, and nobody decides about themselves."),
    _("Members know you by a number, never by your name."),
    _("When you read something private, the person it belongs to sees that, with your reason."),
)
_SEALED = _("You also see what is sealed, report it to the authorities, and lift a seal together with another lead.")
MAY: Mapping[str, tuple[str | Promise, ...]] = {
    "moderator": _DESK, "lead": (*_DESK, _SEALED),
    "administrator": (
        *_DESK, _SEALED, _("You change the rules, and read what is private of an account where there is a reason."),
    ),
    "trusted": (_("You accept or decline what others suggest: better translations, and terms of the glossary."),),
}
_HELD = """
select role, array_remove(array_agg(language order by language), '') from accounts_appointment
where person_id = %(person)s::bigint group by role
"""


@dataclass(frozen=True)
class Held:
    """A role somebody holds. `languages` it is for; none said is all."""

    role: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """As its holder reads it."""
        return str(NAMES[self.role])

    @property
    def may(self) -> tuple[str, ...]:
        """What it lets them do, a sentence each."""
        return tuple(map(str, MAY[self.role]))


def held(person_id: int) -> list[Held]:
    """All roles of somebody, the highest first."""
    found = {role: tuple(languages) for role, languages in rows(_HELD, {"person": person_id})}
    return [Held(role, found[role]) for role in NAMES if role in found]
