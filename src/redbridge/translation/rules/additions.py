"""What an engine may not add: addresses, numbers to call, heaps of marks, its own chatter, rests of our placeholders."""

from collections import Counter

import regex

_ADDRESS = regex.compile(
    r"(?i)(?<![\p{L}\p{N}.@-])(?:[a-z0-9._-]{1,64}@)?(?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}"
    r"(?:com|net|org|cn|io|app|xyz|top|info|me|co|ru|shop|site|online|link|live|club|vip|cc|tv|gg|ly|to|uk|de|jp|kr|hk|tw|example)"
    r"(?![\p{L}\p{N}])"
)
_LONG_NUMBER = regex.compile(r"[0-9](?:[ -]?[0-9]){6,}")
_COUNTING = regex.compile(r"[0-9一二三四五六七八九十两兩几幾百千]\s?[千万萬亿億]|(?i:[0-9]\s?(?:k|m|million|billion|thousand)\b)")
_HEAP = regex.compile(r"\p{M}{5,}")
_STRAY = regex.compile(r"[_＿]\s?[_＿]")

# What a chat model says before it does as it is told, or instead; after each what excuses it: a source that begins so.
_PREFACE = regex.compile(
    r"""(?ix) ^\W* (?: sure[,!.\ ]+here | certainly[,!.\ ] | here(?:'s|\ is|\ are)\ (?:the|your|a)\ translat
    | (?:the\ )?translation(?:\ is)?: | translated(?:\ text)?:
    | 以下是 | [译譯]文[:：] | [翻][译譯](?:如下|[结結]果)?[:：] )"""
)
_PREFACED = regex.compile(
    r"(?i)^\W*(?:(?:the |here.{0,12})?translat|(?:[这這].{0,4})?(?:[译譯]文|翻[译譯])|sure\b|certainly|以下|[当當]然|好的)"
)
_EXCUSE = regex.compile(r"(?i)^\W*(?:as an ai\b|i(?:'m| am) sorry,? (?:but )?i (?:can|could|am)|作[为為](?:一[个個名])?AI)")
_EXCUSED = regex.compile(r"(?i)^\W*(?:as an ai|i'?m sorry|i am sorry|sorry|作[为為]|抱歉|对不起|對不起)")


def adds(source: str, answer: str) -> bool:
    """Whether something stands in the answer that its source has nothing of."""
    return (
        bool({one.lower() for one in _ADDRESS.findall(answer)} - {one.lower() for one in _ADDRESS.findall(source)})
        or _calls(source, answer)
        or _new(_HEAP, answer, _HEAP, source)
        or _new(_PREFACE, answer, _PREFACED, source)
        or _new(_EXCUSE, answer, _EXCUSED, source)
    )


def _calls(source: str, answer: str) -> bool:
    """A number as long as one to call, of digits that its source has not; tens of thousands are written out elsewhere,
    in one piece and with noughts at the end."""
    if not (found := _LONG_NUMBER.findall(answer)):
        return False
    own, counts = Counter(c for c in source if c.isdigit()), _COUNTING.search(source) is not None
    told = (number for number in found if not (counts and number.isdigit() and number.endswith("000")))
    return any(Counter(c for c in number if c.isdigit()) - own for number in told)


def stray(source: str, words: str) -> bool:
    """Whether underscores are left of a placeholder in the words of an answer."""
    return _new(_STRAY, words, _STRAY, source)


def _new(pattern: regex.Pattern[str], answer: str, excuse: regex.Pattern[str], source: str) -> bool:
    return pattern.search(answer) is not None and excuse.search(source) is None
