"""Links to places a host has had enough of: a text file of domains, their subdomains counted."""

from collections.abc import Iterable, Iterator

import regex

from redbridge.kernel.links import MAX_HOST, ascii_host

FILE = "blocked-domains.txt"
MOST_DOMAINS = 200_000
_DOT = r"(?:[.。．｡]|\s?[\[({]\s?(?:[.。．｡]|dot|点)\s?[\])}]\s?+)"
_UNSEEN = regex.compile(r"\p{Cf}")
# Possessive, and only at the beginning of a word: each character is looked at twice at most.
_HOSTS = (
    regex.compile(rf"(?<![\w-])[\w-]++(?:{_DOT}[\w-]++)++", regex.IGNORECASE),
    regex.compile(rf"(?<![a-z0-9-])[a-z0-9-]++(?:{_DOT}[a-z0-9-]++)++", regex.IGNORECASE),
)
_DOTS = regex.compile(_DOT, regex.IGNORECASE)


class Blocklist:
    """Domains as DNS writes them."""

    def __init__(self, domains: Iterable[str]) -> None:
        self._domains = frozenset(domains)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a blocked host is named, as a link or bare, with [.] for a dot too."""
        seen = set[tuple[int, int]]()
        for hosts in _HOSTS if self._domains else ():
            for found in hosts.finditer(text):
                if found.span() not in seen and self.blocks(found[0]):
                    seen.add(found.span())
                    yield found.span()

    def blocks(self, host: str) -> bool:
        """Whether the host or a domain above it is on the list."""
        labels = _DOTS.sub(".", host[-2 * MAX_HOST :]).split(".")
        name = ascii_host(".".join(labels[-20:])) or ""
        parts = name.rstrip(".").split(".")
        return any(".".join(parts[number:]) in self._domains for number in range(len(parts)))


def read_blocklist(source: str) -> tuple[Blocklist, list[int]]:
    """The list, and the lines (from 1) that name no domain; # begins a remark."""
    domains, wrong = set[str](), list[int]()
    for number, line in enumerate(source.splitlines()[:MOST_DOMAINS], 1):
        name = line.partition("#")[0].strip().removeprefix("*.")
        if not name:
            continue
        host = ascii_host(name.rstrip("."))
        if host and "." in host:
            domains.add(host)
        else:
            wrong.append(number)
    return Blocklist(domains), wrong
