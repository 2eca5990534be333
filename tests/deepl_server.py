"""A server that speaks the DeepL API as its pages describe it, limits and all, for tests."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.troubled_server import Troubled

SOURCES = ("DE", "EN", "FR", "JA", "NB", "PT", "ZH")
TARGETS = ("DE", "EN-GB", "EN-US", "FR", "JA", "NB", "PT-BR", "PT-PT", "ZH", "ZH-HANS", "ZH-HANT")
MOST_TEXTS, MOST_BYTES = 50, 128 * 1024


class DeepLServer(Troubled):
    """Answers `[TARGET] text`, or what `table` has for a text. Modes: those of `Troubled`, `short`, `wrong_types`."""

    def __init__(self, key: str = "right") -> None:
        super().__init__()
        self.key, self.quota, self.silent_of_languages = key, 1_000_000, False
        self.table: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, Any]:
        if not path.startswith("/v2/languages") or self.silent_of_languages:
            return 404, {"message": "Not found"}
        which = parse_qs(urlsplit(path).query).get("type", ["source"])[0]
        return 200, [{"language": code, "name": code} for code in (SOURCES if which == "source" else TARGETS)]

    def post(self, path: str, asked: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if path != "/v2/translate":
            return 404, {"message": "Not found"}
        if headers.get("Authorization") != f"DeepL-Auth-Key {self.key}":
            return 403, {"message": f"Forbidden: {headers.get('Authorization')}"}
        if int(headers["Content-Length"]) > MOST_BYTES:
            return 413, {"message": "Request entity too large"}
        if len(asked["text"]) > MOST_TEXTS:
            return 400, {"message": "Too many texts"}
        if asked["source_lang"] not in SOURCES or asked["target_lang"] not in TARGETS:
            return 400, {"message": "Value for 'target_lang' not supported."}
        return self._translated(asked["text"], asked["target_lang"])

    def _translated(self, texts: list[str], target: str) -> tuple[int, Any]:
        self.quota -= sum(map(len, texts))
        if self.quota < 0:
            return 456, {"message": "Quota exceeded"}
        rows: list[Any] = [
            {"detected_source_language": "ZH", "text": self.table.get(text, f"[{target}] {text}")} for text in texts
        ]
        if self.mode == "short":
            rows = rows[:-1]
        if self.mode == "wrong_types":
            rows[0] = {"text": 5}
        return 200, {"translations": rows}
