"""Names of languages, each in itself, never with a flag."""

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
    return SHORT.get(code) or NAMES.get(code) or NAMES.get(code.split("-")[0], code)
