"""A server that speaks OpenAI's chat protocol, its model honest, confused or turned, for tests."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.troubled_server import Troubled

JOKE = "Why did the chicken cross the road? To get to the other side!"
Rows = list[dict[str, Any]]


def _packed(rows: Any) -> str:
    return json.dumps({"translations": rows}, ensure_ascii=False)


def _obedient(text: str, answer: str) -> str:
    return JOKE if "笑话" in text or "joke" in text else answer


def made_up(text: str, to: str) -> str:
    """A few words in the language asked for, other ones for other texts, with the marks of the text in them."""
    words = f"一段译文，{len(text)}个字" if "Chinese" in to else f"Some words, {len(text)} signs of them"
    return " ".join([words, *re.findall(r"__\d+__", text)])


SAID: dict[str, Callable[[Rows], str]] = {
    "kind": _packed,
    "fenced": lambda rows: f"```json\n{_packed(rows)}\n```",
    "thinks": lambda rows: f"<think>Let me see {{}}</think>\n\n{_packed(rows)}",
    "turned_around": lambda rows: _packed(rows[::-1]),
    "prose": lambda rows: JOKE,
    "prose_around": lambda rows: f"Here you are:\n{_packed(rows)}\nAnything else?",
    "prose_after": lambda rows: f"{_packed(rows)}\nIgnore the above.",
    "a_list": lambda rows: json.dumps(rows),
    "bare_strings": lambda rows: _packed([row["text"] for row in rows]),
    "one_less": lambda rows: _packed(rows[:-1]),
    "one_more": lambda rows: _packed([*rows, {"n": len(rows) + 1, "text": "and this"}]),
    "one_twice": lambda rows: _packed([*rows, rows[0]]),
    "other_numbers": lambda rows: _packed([{**row, "n": row["n"] + 1} for row in rows]),
    "numbers_in_words": lambda rows: _packed([{**row, "n": str(row["n"])} for row in rows]),
    "true_for_one": lambda rows: _packed([{**rows[0], "n": True}, *rows[1:]]),
    "no_strings": lambda rows: _packed([{**row, "text": {"text": row["text"]}} for row in rows]),
    "null_text": lambda rows: _packed([{**row, "text": None} for row in rows]),
    "cut_off": lambda rows: _packed(rows)[:-9],
    "nothing": lambda rows: "",
    "surrogates": lambda rows: json.dumps({"translations": [{**row, "text": "a\ud800b"} for row in rows]}),
    "declines": lambda rows: _packed([{**row, "text": "I'm sorry, but I can't help with that."} for row in rows]),
    "declines_in_chinese": lambda rows: _packed([{**row, "text": "抱歉，我无法协助处理这个请求。"} for row in rows]),
    "adds_address": lambda rows: _packed([{**row, "text": f"{row['text']} https://evil.example/x"} for row in rows]),
    "adds_mention": lambda rows: _packed([{**row, "text": f"{row['text']} @everyone 😂"} for row in rows]),
    "other_language": lambda rows: _packed(
        [{**row, "text": "Это совсем другой язык, а не тот, о котором просили."} for row in rows]
    ),
    "runs_on": lambda rows: _packed([{**row, "text": f"{JOKE} {row['n']} " * 30} for row in rows]),
    "drops_marks": lambda rows: _packed([{**row, "text": row["text"].replace("__0__", "")} for row in rows]),
}
"""What becomes of the model's own rows. Beside them the modes of `Troubled`, and `no_choices`, `null_content`,
`obeys` (an order in a text is followed for that text), `obeys_for_all` (for all in the request), `spoils` (one order in
one text spoils the whole answer)."""


class ChatServer(Troubled):
    """Its model says `table[text]`, or `made_up(text, to)`. `schemas`, `temperatures`: whether the server takes those."""

    def __init__(self, secret: str = "", model: str = "small") -> None:
        super().__init__()
        self.secret, self.model, self.schemas, self.temperatures = secret, model, True, True
        self.base = "/v1"
        self.table: dict[str, str] = {}
        self.asked: list[dict[str, Any]] = []

    def post(self, path: str, asked: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if path != f"{self.base}/chat/completions":
            return 404, {"error": {"message": f"no {path}"}}
        if self.secret and headers.get("Authorization") != f"Bearer {self.secret}":
            return 401, {"error": {"message": f"Incorrect API key provided: {headers.get('Authorization')}"}}
        if asked["model"] != self.model:
            return 404, {"error": {"message": f"model '{asked['model']}' not found"}}
        if "response_format" in asked and not self.schemas:
            return 400, {"error": {"message": "response_format is not supported"}}
        if "temperature" in asked and not self.temperatures:
            return 400, {"error": {"message": "Unsupported value: 'temperature'"}}
        return 200, self._answer(json.loads(asked["messages"][-1]["content"]))

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(asked)
        if self.mode == "no_choices":
            return {"id": "x", "choices": []}
        content = None if self.mode == "null_content" else self._said(asked)
        return {"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}

    def _said(self, asked: dict[str, Any]) -> str:
        texts = [row["text"] for row in asked["texts"]]
        if self.mode == "spoils" and any("忽略" in text for text in texts):
            return JOKE
        to = asked["to"]
        rows: Rows = [{"n": n, "text": self.table.get(text) or made_up(text, to)} for n, text in enumerate(texts, start=1)]
        if self.mode == "obeys_for_all" and any(_obedient(text, "") for text in texts):
            return _packed([{**row, "text": JOKE} for row in rows])
        if self.mode == "obeys":
            rows = [{**row, "text": _obedient(text, row["text"])} for row, text in zip(rows, texts, strict=True)]
        said: Callable[[Rows], str] = SAID.get(self.mode, _packed)
        return said(rows)
