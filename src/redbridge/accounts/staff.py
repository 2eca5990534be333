"""Whom the house appointed to look after it, for which languages, and what they are called outside."""

from dataclasses import dataclass

from redbridge.kernel.reads import rows

_STAFF = """
select n.number, array_agg(a.role), array_agg(a.language),
       array(select distinct m.type from mfa_authenticator m where m.user_id = p.id and m.type in ('totp', 'webauthn'))
from accounts_person p
join accounts_appointment a on a.person_id = p.id and a.role <> 'trusted'
join accounts_staffnumber n on n.person_id = p.id
where p.id = %(person)s and p.state = 'active' group by p.id, n.number
"""
_NUMBER = "select number from accounts_staffnumber where person_id = %(person)s"


@dataclass(frozen=True)
class Staff:
    """Somebody appointed. `languages`: those they decide in; none said is all. `factors`: totp, webauthn."""

    person_id: int
    number: int
    roles: frozenset[str]
    languages: tuple[str, ...]
    factors: tuple[str, ...]

    @property
    def name(self) -> str:
        """As members know them."""
        return public_name(self.number)

    @property
    def lead(self) -> bool:
        """Whether sealed cases are theirs to see: a lead or an administrator."""
        return bool(self.roles & {"lead", "administrator"})

    @property
    def role(self) -> str:
        """The highest they hold."""
        return next(role for role in ("administrator", "lead", "moderator") if role in self.roles)

    def decides_in(self, language: str) -> bool:
        """Whether they were appointed for this language; both scripts of Chinese are one."""
        return self.lead or not self.languages or language.split("-")[0] in {own.split("-")[0] for own in self.languages}


def staff(person_id: int) -> Staff | None:
    """What they were appointed to, or None; nothing while suspended or leaving."""
    found = rows(_STAFF, {"person": person_id})
    if not found:
        return None
    number, roles, languages, factors = found[0]
    everywhere = any(role == "moderator" and not language for role, language in zip(roles, languages, strict=True))
    mine = () if everywhere else tuple(sorted({language for language in languages if language}))
    return Staff(person_id, number, frozenset(roles), mine, tuple(factors))


def public_name(number: int) -> str:
    """M-07: how members know somebody of the staff."""
    return f"M-{number:02}"


def name_of(person_id: int | None) -> str:
    """The public name of somebody who is or was appointed; empty for a machine and for those who are gone."""
    found = rows(_NUMBER, {"person": person_id}) if person_id else []
    return public_name(found[0][0]) if found else ""
