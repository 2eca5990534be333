"""A pack as heavy as a host may have: 10,000 terms and 200 patterns, half of each Chinese; and texts to hold against it."""

import random
import re
from functools import cache

from redbridge.policy.rules.shelf import baseline
from tests.policy.packs import pack, rule

TERMS, PATTERNS, RULES = 10_000, 200, 10
SYLLABLES = """ba be ci co da de fo ga go ha in ka la lo me mi no pa ra re
               sa so ta to un va we ya zo""".split()  # noqa: SIM905 (29 short words)


@cache
def common() -> str:
    """Characters as often as plain Chinese has them: those of the baseline's own words."""
    return "".join(re.findall("[\u4e00-\u9fff]", "".join(found.text["zh-Hans"] for found in baseline().rules)))


def heavy() -> str:
    """The same every time."""
    chance = random.Random(20261126)
    latin = [" ".join(_word(chance, 2, 5) for _ in range(chance.randint(1, 3))) for _ in range(TERMS // 2)]
    chinese = ["".join(chance.choices(common(), k=chance.randint(2, 6))) for _ in range(TERMS // 2)]
    patterns = [rf"\b{one} (now|today) \d{{4,}}\b" for one in latin[: PATTERNS // 2]]
    patterns += [rf"{one}.{{0,8}}\d+(元|块)" for one in chinese[: PATTERNS // 2]]
    terms = latin + chinese
    return pack(*(_rule(number, terms[number::RULES], patterns[number::RULES]) for number in range(RULES)))


def everyday(length: int, seed: int = 7) -> str:
    """Common words and characters, in which some terms stand by chance, with emoji and numbers between."""
    chance, parts = random.Random(seed), list[str]()
    while len(parts) * 12 < length + 100:
        parts.append("".join(chance.choices(common(), k=chance.randint(4, 12))) + chance.choice("，。！ "))
        words = " ".join(_word(chance, 1, 3) for _ in range(6))
        parts.append(words + chance.choice([". ", ", ", " 😀 ", f" {chance.random():.2f} "]))
    return "".join(parts)[:length]


def _word(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most)))


def _rule(number: int, terms: list[str], patterns: list[str]) -> str:
    return rule(f"rule-{number}", terms=terms, patterns=patterns)
