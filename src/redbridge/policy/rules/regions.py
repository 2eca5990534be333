"""Codes of regions."""

from redbridge.policy.rules.letters import lines

REGIONS = frozenset(code for line in lines("regions.txt") for code in line.split())
"""ISO 3166-1, two letters."""
