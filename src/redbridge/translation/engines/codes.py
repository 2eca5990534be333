"""Our language codes as an engine names them."""

from collections.abc import Mapping, Sequence

# Newer servers say zh-Hans and zh-Hant, older ones zh and zt; Brazilian Portuguese is pb or pt-BR.
_ALIASES = {
    "zh-Hans": ("zh-Hans", "zh", "zh-CN"),
    "zh": ("zh-Hans", "zh", "zh-CN"),
    "zh-Hant": ("zh-Hant", "zt", "zh-TW"),
    "pt-BR": ("pt-BR", "pb", "pt"),
    "nb": ("nb", "no"),
}
# What an engine without Cantonese makes something of.
_READ_AS = {"yue": ("yue", "zh-HK", *_ALIASES["zh-Hant"], "zh")}
Offered = Mapping[str, Sequence[str]]
"""An engine's codes, each with the codes it translates into (empty: it does not say)."""


def pair(source: str, target: str, offered: Offered) -> tuple[str, str] | None:
    """The engine's codes for a pair, None where it lacks it. Without a list the oldest names are taken."""
    if not offered:
        return _oldest("zh-Hans" if source == "yue" else source), _oldest(target)
    from_ = next((code for code in _READ_AS.get(source, _names(source)) if code in offered), None)
    to = next((code for code in _names(target) if code in offered), None)
    if from_ is None or to is None or (offered[from_] and to not in offered[from_]):
        return None
    return from_, to


def _names(language: str) -> tuple[str, ...]:
    return _ALIASES.get(language) or (language, language.split("-")[0])


def _oldest(language: str) -> str:
    return _ALIASES[language][1] if language in _ALIASES else language.split("-")[0]
