"""What must come through a translation letter by letter: spans, short codes, faces made of signs."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import regex

from redbridge.kernel.spans import Span, spans

# Engines widen the underscores, lose some, or put spaces between. What an author typed like this is kept as a mark too.
PLACEHOLDER = regex.compile(
    r"(?|[_＿]\s?[_＿]\s?(\p{Nd}{1,4})\s?[_＿]\s?[_＿]|[_＿](?:\s?[_＿])?\s?(\p{Nd}{1,4})\s?[_＿](?:\s?[_＿])?)"
)
# A bracket with signs in it and no two letters side by side, and the arms around it: (｡•́︿•̀｡) ヽ(✿ﾟ▽ﾟ)ノ ¯\_(ツ)_/¯.
_ARM = r"[¯\\/_~ヽヾﾉノ٩۶୧୨ლง乁ㄏ╯╰┌┐┏┛凸づっつゞ彡︵┻━┬─=～☆★*・]"
# An arm is no beginning of what looks like a placeholder: ¯\_(ツ)_/¯__0__ are two marks.
_OTHER_ARM = rf"(?:(?![_＿]\s?[_＿]?\s?\p{{Nd}}{{1,4}}\s?[_＿]){_ARM})"
_SIGN = r"[^\p{L}\p{N}\p{Z}\p{Pd}()（）\n,.!?，。！？、:：;；'\"“”%$¥€£+#@&/*~～]"
_EYE = r"[\p{L}--[ツシωωдДﾟｰづっ益皿ಠಥʖʔʕᴥᴗㅠㅜㅂ]]"
_FACE = (
    rf"{_ARM}{{0,5}}[(（](?=[^()（）\n]{{0,20}}(?:{_SIGN}|[ツシ]))"
    rf"(?:(?!{_EYE}{{2}})[^()（）\n0-9\p{{Emoji_Presentation}}]){{1,20}}[)）]"
    rf"{_OTHER_ARM}{{0,5}}(?:\s?[┻┬][━─]{{1,3}}[┻┬])?"
)
_SMALL_FACE = (
    r"(?<![\p{L}\p{N}])(?: [:;=][-'o^]?[DPp3(\[/|]+ | [:;=][-'o^]?\)+ | [xX]D+ | T[_.]T | TAT | Q[AaWwUu_]Q | [OUou]w[OUou]"
    r" | [>＞][_.﹏][<＜] | \^[_.o]?\^ | o[_.]O | O[_.]o | orz | OTZ | <3+ )(?![\p{L}\p{N}])"
    r" | (?P<eye>[ಠಥㅠㅜ・])[_﹏.]?(?P=eye) | ʕ[^ʔ\n]{1,8}ʔ"
)
_CODE = r"(?<![\p{L}\p{N}:]):[a-z][a-z0-9_+-]{1,30}:(?![\p{L}\p{N}])"
# Names from elsewhere, as apps write them, with a space behind: no handles of ours, but nobody wants them translated.
_NAME = r"(?<![\p{L}\p{N}_.@＠/])[@＠][\p{L}\p{M}\p{N}_]{1,10}(?=\s|$|[@＠#＃])"
_OTHER = regex.compile(rf"{_NAME}|{_CODE}|{_FACE}|(?x:{_SMALL_FACE})|(?P<ours>{PLACEHOLDER.pattern})", regex.V1)
Mark = tuple[int, int]
T = TypeVar("T", Span, tuple[int, int])


def marks(s: str) -> list[Mark]:
    """Where they stand in `s`, as (start, end), in order, never overlapping. A face may have an emoji for an eye."""
    found = spans(s)
    drawn = [mark for mark, met in _meeting([m.span() for m in _OTHER.finditer(s)], found) if _may_hold(mark, met)]
    plain = [mark for mark, met in _meeting([(span.start, span.end) for span in found], drawn) if not met]
    return sorted(drawn + plain)


def _may_hold(mark: Mark, met: list[Span]) -> bool:
    return all(span.kind == "emoji" and mark[0] <= span.start and span.end <= mark[1] for span in met)


def _meeting(these: list[Mark], others: Sequence[T]) -> Iterator[tuple[Mark, list[T]]]:
    """Each of `these` with those of `others` that it overlaps; both in order."""
    at = 0
    for mark in these:
        while at < len(others) and _bounds(others[at])[1] <= mark[0]:
            at += 1
        end = at
        while end < len(others) and _bounds(others[end])[0] < mark[1]:
            end += 1
        yield mark, list(others[at:end])


def _bounds(one: Span | Mark) -> Mark:
    return (one.start, one.end) if isinstance(one, Span) else one
