"""Names of languages, each in itself, those too that nobody here can say they read."""

import pytest

from redbridge.kernel.languages import language_name


@pytest.mark.parametrize(("code", "name"), [
    ("en", "English"), ("zh-Hans", "中文"), ("pt-BR", "Português"), ("he", "עברית"), ("sv", "Svenska"), ("fa", "فارسی"),
    ("und", "und"), ("zxx", "zxx"), ("xx", "xx"), ("", ""), ("a b", "a b"),
])
def test_a_language_is_named_in_itself(code: str, name: str) -> None:
    assert language_name(code) == name
