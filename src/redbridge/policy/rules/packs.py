"""A pack of rules: YAML in, frozen values out, each fault told with its line."""

import re
from dataclasses import dataclass, field
from typing import Any

import re2
import yaml

from redbridge.policy.rules import faults
from redbridge.policy.rules.exploding import explodes
from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.nodes import N_, PackError, listed, mapping, text, whole
from redbridge.policy.rules.regions import REGIONS

__all__ = ["Match", "Pack", "PackError", "Rule", "Term", "read_pack"]

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
ACTIONS = ("label", "limit", "hold", "withhold", "remove", "suspend")
LARGEST = 4_000_000
"""Characters of a file."""
DEEPEST = 8
MOST_RULES, MOST_TERMS, MOST_PATTERNS, MOST_ALLOWED, MOST_REGIONS = 200, 50_000, 1_000, 10_000, 250
_FOLD = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef“‘])|(?<=[”’]) (?=[\u2e80-\u9fff])")
"""Where YAML folds a line of Chinese it puts a space that nobody wrote."""
LONGEST = {"id": 40, "title": 80, "text": 4_000, "category": 40, "term": 100, "pattern": 500, "allow": 200}
PATTERN_MEMORY = 1 << 20
"""Bytes that one pattern may take when compiled; RE2 refuses what needs more."""


@dataclass(frozen=True)
class Term:
    """Words to be met in whatever spelling; with `pinyin` as its sounds too."""

    text: str
    pinyin: bool = False


@dataclass(frozen=True)
class Match:
    """What meets a rule: terms, RE2 patterns, links on the host's blocklist; `allow` are phrases in which a term is harmless."""

    terms: tuple[Term, ...] = ()
    patterns: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    blocklist: bool = False


@dataclass(frozen=True)
class Rule:
    """Titles and texts by language; `regions` () is everywhere; severity from 1 to 5."""

    id: str
    title: dict[str, str] = field(hash=False)
    text: dict[str, str] = field(hash=False)
    category: str
    severity: int
    regions: tuple[str, ...]
    action: str
    match: Match = Match()
    line: int = field(default=0, compare=False)
    """Of its id in the file, for those who tell of a fault."""


@dataclass(frozen=True)
class Pack:
    """One file."""

    name: str
    version: int
    rules: tuple[Rule, ...]


def read_pack(source: str) -> Pack:
    """A pack from its YAML; raises PackError for the first fault."""
    top = mapping(_root(source), N_("a pack"), ("pack", "version", "rules"))
    rules = [_rule(node) for node in listed(top["rules"], "rules", MOST_RULES)]
    if not rules:
        raise PackError(top["rules"].start_mark.line + 1, N_("a pack needs at least one rule"))
    seen = set[str]()
    for rule in rules:
        if rule.id in seen:
            raise PackError(rule.line, N_("the id %(id)s stands twice"), id=rule.id)
        seen.add(rule.id)
    _not_too_many(top["rules"], rules)
    return Pack(text(top["pack"], "pack", LONGEST["id"], slug=True), whole(top["version"], "version", 1, 999_999), tuple(rules))


def _root(source: str) -> yaml.Node:
    if len(source) > LARGEST:
        raise PackError(1, N_("the file is longer than %(most)s characters"), most=f"{LARGEST:,}")
    try:
        _flat(source)
        root = yaml.compose(source, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise faults.of_yaml(error, source) from error
    except UnicodeEncodeError as error:
        raise PackError(source.count("\n", 0, error.start) + 1, N_("this is not UTF-8")) from error
    if root is None:
        raise PackError(1, N_("the file is empty"))
    return root


def _flat(source: str) -> None:
    """No aliases, which can stand for a whole world, and no depths, into which the composer would fall."""
    depth = 0
    for event in yaml.parse(source, yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise PackError(line, N_("aliases (*) have no place in a pack; write the words again"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise PackError(line, N_("it is nested too deep"))


def _rule(node: yaml.Node) -> Rule:
    parts = mapping(node, N_("a rule"), ("id", "title", "text", "category", "severity", "regions", "action"), ("match",))
    action = text(parts["action"], "action", 20)
    if action not in ACTIONS:
        raise PackError(parts["action"].start_mark.line + 1, N_("'%(key)s' is no action; there are %(keys)s"), key=action,
                        keys=", ".join(ACTIONS))
    return Rule(
        text(parts["id"], "id", LONGEST["id"], slug=True), _spoken(parts["title"], "title"), _spoken(parts["text"], "text"),
        text(parts["category"], "category", LONGEST["category"], slug=True), whole(parts["severity"], "severity", 1, 5),
        _regions(parts["regions"]), action, _match(parts["match"]) if "match" in parts else Match(),
        parts["id"].start_mark.line + 1,
    )  # fmt: skip


def _spoken(node: yaml.Node, name: str) -> dict[str, str]:
    parts = mapping(node, name, LANGUAGES)
    return {language: _FOLD.sub("", text(parts[language], f"{name}.{language}", LONGEST[name])) for language in LANGUAGES}


def _regions(node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode) and node.value == "all":
        return ()
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise PackError(node.start_mark.line + 1, N_("regions should be all, or a list of codes such as [DE, FR]"))
    # YAML 1.1 takes NO for a boolean: what was written counts.
    codes = [_region(one) for one in listed(node, "regions", MOST_REGIONS)]
    return tuple(dict.fromkeys(codes))


def _region(node: yaml.Node) -> str:
    code = node.value if isinstance(node, yaml.ScalarNode) else ""
    if code not in REGIONS:
        raise PackError(node.start_mark.line + 1, N_("'%(code)s' is no region; write ISO 3166-1 codes of two capital letters"),
                        code=code)
    return str(code)


def _match(node: yaml.Node) -> Match:
    parts = mapping(node, "match", (), ("terms", "patterns", "allow", "blocklist"))

    def each(name: str, most: int) -> list[yaml.Node]:
        return listed(parts[name], name, most) if name in parts else []

    return Match(
        tuple(_term(one) for one in each("terms", MOST_TERMS)),
        tuple(_pattern(one) for one in each("patterns", MOST_PATTERNS)),
        tuple(_words(one, N_("a phrase of allow"), LONGEST["allow"]) for one in each("allow", MOST_ALLOWED)),
        "blocklist" in parts and _yes(parts["blocklist"], "blocklist"),
    )


def _term(node: yaml.Node) -> Term:
    if isinstance(node, yaml.ScalarNode):
        return Term(_words(node, N_("a term"), LONGEST["term"]))
    parts = mapping(node, N_("a term"), ("text",), ("pinyin",))
    return Term(_words(parts["text"], N_("a term"), LONGEST["term"]), "pinyin" in parts and _yes(parts["pinyin"], "pinyin"))


def _words(node: yaml.Node, name: str, longest: int) -> str:
    words = text(node, name, longest)
    if not Folded(words).dense:
        signs = N_("%(name)s needs letters or digits; signs alone are for a pattern")
        raise PackError(node.start_mark.line + 1, signs, name=name)
    return words


def _yes(node: yaml.Node, name: str) -> bool:
    if isinstance(node, yaml.ScalarNode) and node.value in ("true", "false"):
        return bool(node.value == "true")
    raise PackError(node.start_mark.line + 1, N_("%(name)s should be true or false"), name=name)


def _pattern(node: yaml.Node) -> str:
    """A pattern that RE2 takes, in little memory, and that needs at least one character."""
    pattern = text(node, N_("a pattern"), LONGEST["pattern"])
    try:
        empty = compiled(pattern).search("")
    except re2.error as error:
        raise faults.of_re2(_said(error), pattern, node.start_mark.line + 1) from error
    if explodes(pattern):
        why = N_("the pattern explodes: a repeat within a repeat, as in (a+)+, can be read in countless ways; one repeat will do")
        raise PackError(node.start_mark.line + 1, why)
    if empty:
        raise PackError(node.start_mark.line + 1, N_("the pattern meets an empty text, and so every text"))
    return pattern


def compiled(pattern: str) -> Any:
    """By RE2, whose time is linear whatever the pattern; raises re2.error."""
    return re2.compile(pattern, options())


def options(memory: int = PATTERN_MEMORY) -> Any:
    """How patterns are read: case means nothing, nothing is logged."""
    found = re2.Options()
    found.case_sensitive, found.log_errors, found.max_mem = False, False, memory
    return found


def _said(error: Exception) -> str:
    reason = error.args[0] if error.args else "unreadable"
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)


def _not_too_many(node: yaml.Node, rules: list[Rule]) -> None:
    """Each rule keeps to the maxima; so does the pack as a whole."""
    for name, most in (("terms", MOST_TERMS), ("patterns", MOST_PATTERNS), ("allow", MOST_ALLOWED)):
        if sum(len(getattr(rule.match, name)) for rule in rules) > most:
            raise PackError(node.start_mark.line + 1, N_("the rules have more than %(most)s %(name)s together"), most=f"{most:,}",
                            name=name)
