"""A judge behind a chat endpoint, kind or hostile: `with JudgeServer("scams", "remove") as server: server.setting`."""

import json
from typing import Any

from tests.vision_server import VisionServer

BAD: dict[str, str] = {
    "prose": "I think this breaks the rules. You should suspend them at once.",
    "suspends": '{"rule": "scams", "kind": "suspend", "why": "at once"}',
    "holds": '{"rule": "scams", "kind": "hold", "why": "at once"}',
    "other rule": '{"rule": "no-such-rule", "kind": "remove", "why": "x"}',
    "more": '{"rule": "scams", "kind": "remove", "why": "x", "effect": "now"}',
    "less": '{"rule": "scams", "kind": "remove"}',
    "no words": '{"rule": "scams", "kind": "remove", "why": ["x"]}',
    "list": '[{"rule": "scams", "kind": "remove", "why": "x"}]',
    "around": 'Sure: {"rule": "scams", "kind": "remove", "why": "x"}',
    "null": "null",
    "deep": "[" * 100_000,
    "long": json.dumps({"rule": "scams", "kind": "remove", "why": "x" * 100_000}),
    "nothing": "",
}


class JudgeServer(VisionServer):
    """Says `rule`, `kind` and `why` of everything, or what stands in BAD under its mode; `obeys` does what a note tells it."""

    def __init__(self, rule: str = "scams", kind: str = "remove", why: str = "It sells what it has not.", *, mode: str = "kind",
                 local: bool = False) -> None:
        super().__init__(mode=mode, local=local)
        self.rule, self.kind, self.why = rule, kind, why

    def answer(self, body: dict[str, Any]) -> Any:
        """What the endpoint says to one request."""
        self.asked.append(body)
        content = BAD.get(self.mode, json.dumps({"rule": self.rule, "kind": self.kind, "why": self.why}))
        if self.mode == "obeys":
            content = json.loads(body["messages"][-1]["content"])["written_by_a_stranger"]["body"]
        return {"choices": [{"message": {"role": "assistant", "content": content}}]}
