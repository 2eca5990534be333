"""Nodes of YAML that know their line, read one kind at a time."""

from collections.abc import Sequence

import regex
import yaml

_SLUG = regex.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TEXT = "tag:yaml.org,2002:str"


def N_(words: str) -> str:
    """Words that the catalogues hold; pages translate them, this room does without Django."""
    return words


class PackError(ValueError):
    """A pack that cannot be taken: the line, counted from 1, and a sentence without its end.

    `words` are as the catalogues have them, with a place for each of `values`; `name` among these is a word of ours too.
    """

    def __init__(self, line: int, words: str, **values: object) -> None:
        self.line, self.words, self.values = line, words, values
        super().__init__(f"line {line}: {self.reason}")

    @property
    def reason(self) -> str:
        """In English."""
        return self.words % self.values if self.values else self.words


def _wrong(node: yaml.Node, words: str, **values: object) -> PackError:
    return PackError(node.start_mark.line + 1, words, **values)


def mapping(node: yaml.Node, name: str, wanted: Sequence[str], also: Sequence[str] = ()) -> dict[str, yaml.Node]:
    """Pairs with just these keys, each once: all of `wanted`, any of `also`."""
    keys = ", ".join([*wanted, *also])
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(node, N_("%(name)s should be a mapping of %(keys)s"), name=name, keys=keys)
    found = dict[str, yaml.Node]()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in (*wanted, *also):
            shown = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
            raise _wrong(key, N_("'%(key)s' is no key of %(name)s; there are %(keys)s"), key=shown[:60], name=name, keys=keys)
        if key.value in found:
            raise _wrong(key, N_("the key %(key)s stands twice"), key=key.value)
        found[key.value] = value
    for key in wanted:
        if key not in found:
            raise _wrong(node, N_("%(name)s lacks %(key)s"), name=name, key=key)
    return found


def listed(node: yaml.Node, name: str, most: int) -> list[yaml.Node]:
    """The items of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(node, N_("%(name)s should be a list"), name=name)
    if len(node.value) > most:
        raise _wrong(node, N_("%(name)s has %(many)s entries where %(most)s fit"), name=name, many=f"{len(node.value):,}",
                     most=f"{most:,}")
    return list(node.value)


def text(node: yaml.Node, name: str, longest: int, *, slug: bool = False) -> str:
    """Words that are not empty."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != _TEXT:
        raise _wrong(node, N_("%(name)s should be text; put it in quotes if it is"), name=name)
    value = node.value.strip()
    if not value:
        raise _wrong(node, N_("%(name)s is empty"), name=name)
    if len(value) > longest:
        raise _wrong(node, N_("%(name)s has %(many)s characters where %(most)s fit"), name=name, many=f"{len(value):,}",
                     most=f"{longest:,}")
    if slug and not _SLUG.fullmatch(value):
        raise _wrong(node, N_("%(name)s should be small letters, digits and single hyphens, such as hidden-ads"), name=name)
    return str(value)


def whole(node: yaml.Node, name: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = node.value if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":int") else ""
    if not value.isascii() or not value.isdecimal() or not least <= int(value[:9]) <= most or len(value) > 9:
        raise _wrong(node, N_("%(name)s should be a whole number from %(least)s to %(most)s"), name=name, least=least, most=most)
    return int(value)
