"""Who may see a note, who may answer it: one condition each, for every statement that reads one."""

# A person's id in the place of `viewer`, 0 for nobody.
VIEWER = "%(viewer)s"

_FOLLOWS = "exists (select 1 from accounts_follow x where x.follower_id = {one} and x.followed_id = {other})"
_TOGETHER = "not exists (select 1 from accounts_apart x where x.person_id = {viewer} and x.other_id = {p}.id)"
# What moderation holds back only its author sees, what it removed nobody.
_VISIBLE = f"""
{{n}}.deleted is null and {{n}}.standing <> 'removed' and {{p}}.state = 'active' and ({{p}}.id = {{viewer}} or (
    {{n}}.standing = '' and {{n}}.visibility <> 'me' and {_TOGETHER}
    and (({{n}}.visibility = 'everyone' and not {{p}}.private)
         or ({_FOLLOWS.format(one="{viewer}", other="{p}.id")}
             and ({{n}}.visibility <> 'mutuals' or {_FOLLOWS.format(one="{p}.id", other="{viewer}")})))))
"""
_ANSWERABLE = f"""
({{p}}.id = {{viewer}} or {{n}}.replies = 'everyone' or ({{n}}.replies <> 'me'
    and {_FOLLOWS.format(one="{viewer}", other="{p}.id")}
    and ({{n}}.replies <> 'mutuals' or {_FOLLOWS.format(one="{p}.id", other="{viewer}")})))
"""
_OPEN = "({n}.visibility = 'everyone' and not {p}.private)"
_PUBLIC = "{n}.deleted is null and {n}.standing = '' and {p}.state = 'active' and " + _OPEN
# What an ended account left of a note: what others wrote under it, for those who could read it. Where that was not everybody,
# to each only what they wrote themselves.
_LEFT_OPEN = "({n}.kind = 'emptied' and {n}.visibility = 'everyone')"
_LEFT = "({n}.kind = 'emptied' and ({n}.visibility = 'everyone' or {c}.author_id = {viewer}))"
_STANDS = "{c}.deleted is null and ({c}.standing = '' or ({c}.standing = 'held' and {c}.author_id = {viewer}))"


def visible(n: str = "n", p: str = "p", viewer: str = VIEWER) -> str:
    """The condition that `viewer` (0 for nobody) may see note `n` of its author `p`, both aliases in the statement.

    A private person's notes for everyone are for their followers; a block hides each from the other.
    """
    return _VISIBLE.format(n=n, p=p, viewer=viewer)


def left(n: str = "n", c: str = "c", viewer: str = VIEWER) -> str:
    """The condition that note `n` went with its author's account and `viewer` may still read comment `c` under it."""
    return _LEFT.format(n=n, c=c, viewer=viewer)


def left_open(n: str = "n") -> str:
    """The condition that note `n` went with its author's account, and was kept from nobody."""
    return _LEFT_OPEN.format(n=n)


def over(n: str = "n", p: str = "a", c: str = "c", viewer: str = VIEWER) -> str:
    """The condition that nothing of note `n` of its author `p` keeps comment `c` under it from `viewer`."""
    return f"({visible(n, p, viewer)} or {left(n, c, viewer)})"


def public_over(n: str = "n", p: str = "a") -> str:
    """The condition that nothing of note `n` of its author `p` keeps what stands under it from anybody; blocks apart."""
    return f"({public(n, p)} or {left_open(n)})"


def shown_here(n: str = "n", viewer: str = VIEWER, region: str = "%(region)s") -> str:
    """The condition that note `n` is not withheld where the reader is, `kernel.region.here()`; its author reads it anywhere."""
    return f"({n}.author_id = {viewer} or not {region} = any({n}.withheld))"


def together(p: str = "p", viewer: str = VIEWER) -> str:
    """The condition that no block stands between `viewer` and person `p`."""
    return _TOGETHER.format(p=p, viewer=viewer)


def answerable(n: str = "n", p: str = "p", viewer: str = VIEWER) -> str:
    """The condition that `viewer`, who may see note `n` of `p`, may comment on it; for nobody: may once signed in."""
    return _ANSWERABLE.format(n=n, p=p, viewer=viewer)


def open_to_all(n: str = "n", p: str = "p") -> str:
    """The condition that note `n` is kept from nobody by what its author `p` chose, deleted or not."""
    return _OPEN.format(n=n, p=p)


def served_to_all(n: str = "n", p: str = "p") -> str:
    """The condition that pictures of note `n` of `p` need nobody's name, nor where they are: open to all, its author is
    there, and moderation keeps it from nobody."""
    return f"({p}.state = 'active' and {n}.standing = '' and {n}.withheld = '{{}}' and {open_to_all(n, p)})"


def public(n: str = "n", p: str = "p") -> str:
    """The condition that everyone may see note `n` of `p`, whoever asks; blocks apart."""
    return _PUBLIC.format(n=n, p=p)


def findable(n: str = "n", p: str = "p", viewer: str = VIEWER) -> str:
    """The condition that `viewer` may come upon note `n` of `p` without following `p`: visible, and its reach not limited."""
    return f"not {n}.limited and {visible(n, p, viewer)}"


def offered(n: str = "n", p: str = "p") -> str:
    """The condition that note `n` of `p` is offered to everyone: public, and its reach not limited."""
    return f"not {n}.limited and {public(n, p)}"


def stands(c: str = "c", viewer: str = VIEWER) -> str:
    """The condition that comment `c` is there for `viewer`: not deleted, not removed, held only for its author."""
    return f"({_STANDS.format(c=c, viewer=viewer)})"


def stands_for_all(c: str = "c") -> str:
    """The condition that comment `c` is there for everyone who reads its note."""
    return f"({c}.deleted is null and {c}.standing = '')"


def answers(above: str = "above", viewer: str = VIEWER) -> str:
    """The condition that what a comment answers is there for `viewer`; `above` may be null, for one that answers the note."""
    return f"({above}.id is null or {stands(above, viewer)})"
