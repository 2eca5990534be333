"""What a model answered, read strictly: the numbers asked for, strings, and no word in its own voice."""

import json
from typing import Any

import regex

_THOUGHTS = regex.compile(r"\A\s*<think>.*?</think>", regex.DOTALL)
_FENCE = regex.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", regex.DOTALL)
# How models begin when they decline or step out of their part, and the words of a source that excuse it.
_OWN_VOICE = regex.compile(
    r"\s*(?:(?:i['’]?m|i am|we['’]?re)\s+(?:(?:very|so|really)\s+)?(?:sorry|unable|not able)|sorry,?\s+(?:but\s+)?i\b|"
    r"i\s+(?:can(?:no|['’])t|can ?not|won['’]t|apologi[sz]e)|as\s+an?\s+(?:ai|artificial|(?:large )?language)|"
    r"i['’]?m\s+an?\s+ai\b|(?:sure|certainly|of course)[,!]\s+here|here(?:['’]s| is| are)\s+(?:the|your)\s+translat|"
    r"(?:很|非常)?(?:抱歉|对不起|對不起)[，,！!。]?\s*(?:但|我)|作为(?:一个|一款|一名)?(?:ai|人工智能|语言模型)|"
    r"作為(?:一個|一款|一名)?(?:ai|人工智慧|語言模型)|我(?:无法|不能|無法)(?:为您|為您|协助|協助|帮助|幫助|提供|翻译|翻譯|满足)|"
    r"(?:好的|当然|當然)[，,！!]\s*(?:以下|这是|這是))",
    regex.IGNORECASE,
)
_EXCUSED = regex.compile(
    r"sorry|apolog|can['’]?t|can ?not|unable|not able|won['’]t|\bai\b|language model|artificial|sure|certainly|"
    r"of course|here|抱歉|对不起|對不起|不好意思|不能|无法|無法|没法|沒法|不了|不会|不會|不想|不要|不可|人工智|语言模型|語言模型|"
    r"当然|當然|好的|这是|這是|这里|這裡|以下|遗憾|遺憾|歉|ごめん|すみません|申し訳|미안|죄송|못|désolé|peux pas|puedo|siento",
    regex.IGNORECASE,
)


def read(content: str, texts: list[str]) -> list[str] | None:
    """The translation of each text, "" for one that is none; None where the whole is not what was asked for."""
    rows = _rows(content)
    told = {row["n"]: row["text"] for row in rows or () if _sound(row)}
    if rows is None or len(rows) != len(texts) or sorted(told) != list(range(1, len(texts) + 1)):
        return None
    return [_in_its_part(text, told[number]) for number, text in enumerate(texts, start=1)]


def _rows(content: str) -> list[Any] | None:
    """The list in an answer that is JSON from its first letter to its last, thoughts and one fence around it aside."""
    words = _THOUGHTS.sub("", content, count=1)
    fenced = _FENCE.match(words)
    try:
        said = json.loads(fenced[1] if fenced else words)
    except (ValueError, RecursionError):
        return None
    rows = said.get("translations") if isinstance(said, dict) else None
    return rows if isinstance(rows, list) else None


def _sound(row: Any) -> bool:
    return isinstance(row, dict) and type(row.get("n")) is int and isinstance(row.get("text"), str)


def _in_its_part(source: str, answer: str) -> str:
    """The answer, "" where the model speaks for itself and nothing in the source reads like that."""
    return "" if _OWN_VOICE.match(answer) and not _EXCUSED.search(source) else answer
