"""Who may see a note: one condition, for every statement that reads one."""

_VISIBLE = """
{n}.deleted is null and {p}.state = 'active' and ({p}.id = %(viewer)s or (
    {n}.visibility <> 'me'
    and not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s and x.other_id = {p}.id)
    and (({n}.visibility = 'everyone' and not {p}.private)
         or (exists (select 1 from accounts_follow x where x.follower_id = %(viewer)s and x.followed_id = {p}.id)
             and ({n}.visibility <> 'mutuals'
                  or exists (select 1 from accounts_follow x where x.follower_id = {p}.id and x.followed_id = %(viewer)s))))))
"""


def visible(n: str = "n", p: str = "p") -> str:
    """The condition that `%(viewer)s` (0 for nobody) may see note `n` of its author `p`, both aliases in the statement.

    A private person's notes for everyone are for their followers; a block hides each from the other.
    """
    return _VISIBLE.format(n=n, p=p)
