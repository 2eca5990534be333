"""Nodes of YAML that know their line, read one kind at a time."""

from collections.abc import Sequence

import regex
import yaml

_SLUG = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXT = "tag:yaml.org,2002:str"


class PackError(ValueError):
    """A pack that cannot be taken: the line, counted from 1, and a sentence without its end."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


def _wrong(node: yaml.Node, reason: str) -> PackError:
    return PackError(node.start_mark.line + 1, reason)


def mapping(node: yaml.Node, name: str, wanted: Sequence[str], also: Sequence[str] = ()) -> dict[str, yaml.Node]:
    """Pairs with just these keys, each once: all of `wanted`, any of `also`."""
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(node, f"{name} should be a mapping of {', '.join([*wanted, *also])}")
    found = dict[str, yaml.Node]()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in (*wanted, *also):
            shown = key.value if isinstance(key, yaml.ScalarNode) else "a list"
            raise _wrong(key, f"{shown[:60]!r} is no key of {name}; there are {', '.join([*wanted, *also])}")
        if key.value in found:
            raise _wrong(key, f"the key {key.value} stands twice")
        found[key.value] = value
    for key in wanted:
        if key not in found:
            raise _wrong(node, f"{name} lacks {key}")
    return found


def listed(node: yaml.Node, name: str, most: int) -> list[yaml.Node]:
    """The items of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(node, f"{name} should be a list")
    if len(node.value) > most:
        raise _wrong(node, f"{name} has {len(node.value):,} entries where {most:,} fit")
    return list(node.value)


def text(node: yaml.Node, name: str, longest: int, *, slug: bool = False) -> str:
    """Words that are not empty."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != _TEXT:
        raise _wrong(node, f"{name} should be text; put it in quotes if it is")
    value = node.value.strip()
    if not value:
        raise _wrong(node, f"{name} is empty")
    if len(value) > longest:
        raise _wrong(node, f"{name} has {len(value):,} characters where {longest:,} fit")
    if slug and not _SLUG.fullmatch(value):
        raise _wrong(node, f"{name} should be small letters, digits and single hyphens, such as hidden-ads")
    return str(value)


def whole(node: yaml.Node, name: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = node.value if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":int") else ""
    if not value.isascii() or not value.isdecimal() or not least <= int(value[:9]) <= most or len(value) > 9:
        raise _wrong(node, f"{name} should be a whole number from {least} to {most}")
    return int(value)
