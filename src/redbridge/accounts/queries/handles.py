"""What a handle leads to: somebody, or somebody who gave it up lately. Whether one, or an address, is taken."""

from collections.abc import Iterable

from django.db import connection

_KEPT = "select 1 from accounts_oldhandle where handle = %s and until > now() and person_id <> %s"
_TAKEN = """
select exists (select 1 from accounts_person where handle = %(handle)s),
       exists (select 1 from accounts_oldhandle where handle = %(handle)s and until > now())
"""
# The index holds given addresses only, and a prepared statement must say that it asks for no other.
_EMAIL = """
select exists (select 1 from account_emailaddress where email = %(email)s)
    or exists (select 1 from accounts_person where email = %(email)s and email <> '')
"""
_PRESENT = """
select p.handle from accounts_oldhandle o join accounts_person p on p.id = o.person_id where o.handle = %s and o.until > now()
"""
_IDS = """
select o.handle, p.id from accounts_oldhandle o join accounts_person p on p.id = o.person_id
where o.handle = any(%(handles)s::text[]) and o.until > now() and p.state = 'active'
union all
select handle, id from accounts_person where handle = any(%(handles)s::text[]) and state = 'active'
"""


def handle_is_kept(handle: str, apart_from: int | None = None) -> bool:
    """Whether somebody else than `apart_from` gave this handle up so lately that it still leads to them."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [handle, apart_from or 0])
        return cursor.fetchone() is not None


def is_taken(handle: str) -> tuple[bool, bool]:
    """Whether it is somebody's, and whether it was until lately."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, {"handle": handle})
        now, lately = cursor.fetchone() or (False, False)
    return now, lately


def email_is_taken(email: str) -> bool:
    """Whether the address, in lower case, is on file for anybody, confirmed or not."""
    with connection.cursor() as cursor:
        cursor.execute(_EMAIL, {"email": email})
        return bool(cursor.fetchone() == (True,))


def present_handle(old: str) -> str | None:
    """The handle that a handle given up leads to; None where it leads nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, [old.lower()])
        row = cursor.fetchone()
    return row[0] if row else None


def ids_of(handles: Iterable[str]) -> dict[str, int]:
    """Handles to ids, for the people there are; one given up lately still means its person."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, {"handles": [handle.lower() for handle in handles]})
        return dict(cursor.fetchall())


def new_id() -> int:
    """An id for a person who is about to arrive."""
    with connection.cursor() as cursor:
        cursor.execute("select redbridge_next_id()")
        return int(cursor.fetchone()[0])
