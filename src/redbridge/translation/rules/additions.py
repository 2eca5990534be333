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

# What a chat model says before it does as it is told.
_CHATTER = regex.compile(
    r"""(?ix) ^\W* (?: sure[,!.\ ]+here | certainly[,!.\ ] | here(?:'s|\ is|\ are)\ (?:the|your|a)\ translat
    | (?:the\ )?translation(?:\ is)?: | translated(?:\ text)?:
    | as\ an\ ai\b | i(?:'m|\ am)\ sorry,?\ (?:but\ )?i\ (?:can|could|am)
    | 以下是 | [译譯]文[:：] | [翻][译譯](?:如下|[结結]果)?[:：] | 作[为為](?:一[个個名])?AI )"""
)
_CHATTED = regex.compile(
    r"(?i)^\W*(?:sure|certainly|here|the transl|transl|as an|i'?m sorry|i am|sorry|以下|[译譯翻作这這][文译譯為为是里]"
    r"|抱歉|对不起|[当當]然)"
)


def adds(source: str, answer: str) -> bool:
    """Whether something stands in the answer that its source has nothing of."""
    return (
        bool({one.lower() for one in _ADDRESS.findall(answer)} - {one.lower() for one in _ADDRESS.findall(source)})
        or _calls(source, answer)
        or _new(_HEAP, answer, _HEAP, source)
        or _new(_CHATTER, answer, _CHATTED, source)
    )


def _calls(source: str, answer: str) -> bool:
    """A number as long as one to call, of digits that its source has not; tens of thousands are written out elsewhere."""
    if not (found := _LONG_NUMBER.findall(answer)) or _COUNTING.search(source):
        return False
    own = Counter(c for c in source if c.isdigit())
    return any(Counter(c for c in number if c.isdigit()) - own for number in found)


def stray(source: str, words: str) -> bool:
    """Whether underscores are left of a placeholder in the words of an answer."""
    return _new(_STRAY, words, _STRAY, source)


def _new(pattern: regex.Pattern[str], answer: str, excuse: regex.Pattern[str], source: str) -> bool:
    return pattern.search(answer) is not None and excuse.search(source) is None
