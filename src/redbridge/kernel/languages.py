"""Names of languages, each in itself, never with a flag."""

from functools import lru_cache

INTERFACE = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
"""The languages pages are written in."""

NAMES = INTERFACE | {
    "yue": "粵語", "ja": "日本語", "ko": "한국어", "es": "Español", "fr": "Français", "de": "Deutsch",
    "pt": "Português", "it": "Italiano", "ru": "Русский", "ar": "العربية", "hi": "हिन्दी",
    "id": "Bahasa Indonesia", "th": "ไทย", "tr": "Türkçe", "vi": "Tiếng Việt", "nl": "Nederlands",
    "pl": "Polski", "uk": "Українська",
}
"""Languages a person can say they read."""

SHORT = {"zh": "中文", "zh-Hans": "中文", "zh-Hant": "繁體"}


SCRIPTS = {"zh-Hans": "简体", "zh-Hant": "繁體"}


def script_name(code: str) -> str:
    """A language's name where its script is what matters: 简体, 繁體."""
    return SCRIPTS.get(code) or language_name(code)


def language_name(code: str) -> str:
    """A language's name for marks and switches: 中文, English."""
    return SHORT.get(code) or NAMES.get(code) or NAMES.get(code.split("-")[0]) or _of_the_world(code)


@lru_cache(maxsize=512)
def _of_the_world(code: str) -> str:
    """The name of a language that nobody here can say they read, עברית or Svenska; the code where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-", resolve_likely_subtags=False).get_language_name() or code
    except (ValueError, UnknownLocaleError):
        return code
    return name[:1].upper() + name[1:]
