"""Packs of the tests, and a folder to put them in."""

from pathlib import Path

RULE = """
  - id: {id}
    title: {{en: {title}, zh-Hans: 规则, zh-Hant: 規則}}
    text: {{en: {text}, zh-Hans: 正文, zh-Hant: 內文}}
    category: spam
    severity: {severity}
    regions: {regions}
    action: {action}
    match: {{terms: [{terms}]}}
"""
SOME = {"title": "No shouting", "text": "Speak as in a room.", "severity": 2, "regions": "all", "action": "hold",
        "terms": "shouting word"}


def rule(id_: str, **said: object) -> str:
    """A rule in YAML."""
    return RULE.format(id=id_, **SOME | said)


def pack(name: str, version: int, *rules: str) -> str:
    """A pack in YAML."""
    return f"pack: {name}\nversion: {version}\nrules:" + "".join(rules)


def put(folder: Path, name: str, version: int, *rules: str) -> str:
    """The same as a file; its source."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(pack(name, version, *rules), "utf-8")
    return pack(name, version, *rules)
