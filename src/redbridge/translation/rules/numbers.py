"""Numbers with a unit: what a thing weighs, costs and when it begins must not change on the way."""

import unicodedata
from collections import Counter

import regex

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.:][0-9]+)*"
_UNITS = (
    r"%|‰|°|℃|℉|(?i:(?:km|kg|mg|g|cm|mm|ml|mph|kcal|cal|lbs?|oz|ft|kw|mb|gb|tb|hz|px|usd|rmb|cny|eur)(?![\p{Latin}\p{N}]))"
    r"|斤|公里|千米|厘米|毫米|公斤|千克|毫升|克|元|块钱?|塊錢?|美元|美金|円|岁|歲|分钟|分鐘|小时|小時"
)
# Tens of thousands are counted in another way on the other side, and 8折 is 20% off.
_COUNTED_OTHERWISE = r"[万萬亿億千百kKwWmM折成](?!\p{Latin})"
_MEASURED = regex.compile(
    rf"(?<![\p{{Latin}}\p{{N}}_.:-])(?:(?P<before>[¥￥$€£]\s?)?(?P<number>{_DIGITS})(?![0-9]|\s?{_COUNTED_OTHERWISE})"
    rf"(?P<after>\s?(?:{_UNITS}))?)(?![\p{{Latin}}\p{{N}}_])"
)
_ANY = regex.compile(_DIGITS)
_SEPARATED = regex.compile(r"[.:]")


def measured(words: str) -> list[tuple[int, int]]:
    """Where numbers stand, units and signs of money included, that have either, a decimal point or a colon."""
    found = _MEASURED.finditer(words)
    return [one.span() for one in found if one["before"] or one["after"] or _SEPARATED.search(one["number"])]


def lost(source: str, answer: str) -> bool:
    """Whether a number with a unit, as digits, is missing from the answer. Thousands may be set apart or not."""
    wide = unicodedata.normalize("NFKC", source)
    wanted = Counter(_plain(digits) for a, b in measured(wide) for digits in _ANY.findall(wide[a:b]))
    return bool(wanted - Counter(map(_plain, _ANY.findall(unicodedata.normalize("NFKC", answer)))))


def _plain(digits: str) -> str:
    return digits.replace(",", "").removesuffix(".0").removesuffix(":00")
