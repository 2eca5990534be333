"""Every setting a host can make, in one register: name, default, how it is read, and what it is for.

docs/settings.md is held complete against this list by a test.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from redbridge.kernel.errors import SettingError
from redbridge.translation.addresses import addresses


@dataclass(frozen=True)
class Setting:
    """One environment variable. `read` raises ValueError with the end of a sentence: what it should be."""

    name: str
    default: str
    read: Callable[[str], Any]
    help: str


def url_of(*schemes: str, empty: bool = False) -> Callable[[str], str]:
    """A reader for an address with one of these schemes."""

    def read(value: str) -> str:
        if empty and not value:
            return ""
        parts = urlsplit(value)
        if parts.scheme not in schemes or not (parts.netloc or parts.path or parts.scheme == "console"):
            raise ValueError(f"should be an address that begins with {' or '.join(s + '://' for s in schemes)}")
        return value.rstrip("/")

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader for a whole number within bounds."""

    def read(value: str) -> int:
        if not value.isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"should be a whole number from {least} to {most}")
        return int(value)

    return read


def one_of(*words: str) -> Callable[[str], str]:
    """A reader for one of some words."""

    def read(value: str) -> str:
        if value not in words:
            raise ValueError(f"should be one of: {', '.join(words)}")
        return value

    return read


def words(value: str) -> tuple[str, ...]:
    """A comma-separated list."""
    return tuple(word.strip() for word in value.split(",") if word.strip())


def header(value: str) -> str:
    """The name of a header."""
    if value and not re.fullmatch(r"[A-Za-z0-9-]{1,60}", value):
        raise ValueError("should be the name of a header: letters, figures, hyphens")
    return value


def existing_file(value: str) -> str:
    """A file that is there."""
    if value and not Path(value).is_file():
        raise ValueError("should be a file that is there and can be read")
    return value


def secret(value: str) -> str:
    """A key that nobody guesses."""
    if value and len(value) < 32:
        raise ValueError("should be at least 32 characters that nobody can guess")
    return value


def engines(value: str) -> str:
    """Translation engines, checked."""
    addresses(value)
    return value


def visions(value: str) -> str:
    """Vision models or judges behind chat endpoints, checked."""
    if any(one.kind != "openai" for one in addresses(value)):
        raise ValueError("should begin with openai:// or openai+http://")
    return value


def index_of_packages(value: str) -> str:
    """An index over TLS, or on this very machine."""
    parts = urlsplit(value)
    if parts.scheme != "https" and (parts.scheme, parts.hostname) not in (("http", "localhost"), ("http", "127.0.0.1")):
        raise ValueError("should be an address that begins with https://")
    return value


def key(value: str) -> str:
    """What goes into a header of HTTP."""
    if not re.fullmatch("[!-~]*", value):
        raise ValueError("should be plain characters without spaces")
    return value


def sentence(value: str) -> str:
    """A line of plain words."""
    if len(value) > 500 or not value.isprintable():
        raise ValueError("should be one line of at most 500 characters")
    return value


def source(value: str) -> str:
    """A reader for a page of the site or an address elsewhere."""
    return value if value == "/source" else url_of("http", "https")(value)


SETTINGS = (
    Setting(
        "REDBRIDGE_DATA", "var", lambda v: str(Path(v).resolve()), "The folder that holds everything a site keeps."
    ),
    Setting(
        "REDBRIDGE_DATABASE_URL",
        "",
        url_of("postgresql", "postgres", empty=True),
        "The PostgreSQL database (15 or newer). Empty: `redbridge up` runs one of its own in the data folder.",
    ),
    Setting(
        "REDBRIDGE_SECRET_KEY",
        "",
        secret,
        "Signs sessions and links. Empty: made on first start and kept in the data folder.",
    ),
    Setting(
        "REDBRIDGE_RECORD_KEY",
        "",
        key,
        "Signs the daily heads of the public record: 32 bytes in base64. Empty: made once and kept in the data folder.",
    ),
    Setting("REDBRIDGE_SITE_URL", "http://localhost:8000", url_of("http", "https"), "The address people type."),
    Setting(
        "REDBRIDGE_HUB_URL",
        "http://localhost:8001",
        url_of("http", "https"),
        "The address of the hub, where live news comes from.",
    ),
    Setting(
        "REDBRIDGE_CACHE_URL",
        "",
        url_of("redis", "rediss", "unix", empty=True),
        "A Redis or Valkey cache. Empty: a table in PostgreSQL.",
    ),
    Setting(
        "REDBRIDGE_MEDIA_URL",
        "",
        url_of("file", "s3", empty=True),
        "Where pictures are kept: a folder, or a bucket as s3://bucket/prefix?endpoint=…&region=…. "
        "Empty: `media` in the data folder.",
    ),
    Setting(
        "REDBRIDGE_MAIL_URL",
        "",
        url_of("console", "file", "smtp", "smtps", empty=True),
        "How mail leaves. Empty: files in `mail` in the data folder.",
    ),
    Setting("REDBRIDGE_MAIL_FROM", "Redbridge <redbridge@localhost>", str, "The sender of mail."),
    Setting(
        "REDBRIDGE_TRANSLATION_URL",
        "",
        engines,
        "Translation engines in order of preference, with spaces between. Empty: originals and human translations only.",
    ),
    Setting("REDBRIDGE_TRANSLATION_KEY", "", key, "The key of the first engine over a network that has none in its address."),
    Setting(
        "REDBRIDGE_TRANSLATE_PRIVATE",
        "no",
        one_of("no", "yes"),
        "Whether text that is not public may go to engines that are not said to be local; its readers are told.",
    ),
    Setting(
        "REDBRIDGE_VISION_URL",
        "",
        visions,
        "Who reads the text in pictures: openai://KEY@host?model=… or openai+http://…. Empty: tesseract, if it is installed.",
    ),
    Setting(
        "REDBRIDGE_JUDGE_URL",
        "",
        visions,
        "Who drafts decisions for the moderators: openai://KEY@host?model=… or openai+http://…. Empty: nobody.",
    ),
    Setting("REDBRIDGE_JUDGE_BUDGET", "500", whole(0, 1_000_000), "How many things the judge is asked about in a day."),
    Setting(
        "REDBRIDGE_ENGINE_INDEX_URL",
        "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json",
        index_of_packages,
        "The index that `redbridge pull_engine` takes packages from.",
    ),
    Setting(
        "REDBRIDGE_LANGUAGES", "en,zh-Hans", words, "The languages public notes are translated into, as BCP 47 tags."
    ),
    Setting("REDBRIDGE_SITE_NAME", "Redbridge", str, "The name of this site."),
    Setting(
        "REDBRIDGE_SOURCE_URL",
        "/source",
        source,
        "Where the source code of what runs here can be had, as its licence asks. Unset: a page of the site says so.",
    ),
    Setting("REDBRIDGE_MIN_AGE", "13", whole(0, 21), "The youngest a member may be, in years."),
    Setting(
        "REDBRIDGE_SURGE_SIGNUPS",
        "240",
        whole(0, 1_000_000),
        "Sign-ups a minute past which newcomers are looked at more closely for six hours, by itself. 0: only when switched on.",
    ),
    Setting(
        "REDBRIDGE_DISPUTE_BODY",
        "",
        sentence,
        "Where somebody can take a decision that stood after an appeal: name and address of a dispute settlement body.",
    ),
    Setting("REDBRIDGE_BODY_LIMIT", "1000", whole(1, 20000), "The longest body of a note, in graphemes."),
    Setting(
        "REDBRIDGE_POLICY_FOLDER",
        "",
        str,
        "The folder with the host's packs of rules and its list of blocked domains. Empty: `policy` in the data folder.",
    ),
    Setting(
        "REDBRIDGE_SEALED_PICTURES",
        "leads",
        one_of("leads", "nobody"),
        "Who may look at pictures that are sealed: leads, each with a reason that is written down, or nobody.",
    ),
    Setting("REDBRIDGE_TRUSTED_PROXIES", "", words, "Addresses of proxies whose X-Forwarded-For is believed."),
    Setting(
        "REDBRIDGE_REGION_HEADER", "", header,
        "The header in which a trusted proxy says whence a request comes, such as CF-IPCountry; unset: regions stay unknown.",
    ),
    Setting(
        "REDBRIDGE_REGION_FILE", "", existing_file,
        "A file of countries by address, in MMDB form, on this machine; unset: regions stay unknown.",
    ),
    Setting("REDBRIDGE_LOG", "console", one_of("console", "json"), "How log lines look."),
)


def read(setting: Setting, environment: Mapping[str, str]) -> Any:
    """The value of one setting; raises SettingError with a sentence that says how to mend it."""
    raw = environment.get(setting.name, "").strip() or setting.default
    try:
        return setting.read(raw)
    except ValueError as error:
        raise SettingError(f"{setting.name} {error}{_shown(setting.name, raw)}. {setting.help}") from error


def _shown(name: str, raw: str) -> str:
    """What was set, as a log may hold it: without keys and passwords."""
    return "" if name.endswith("_KEY") else f"; it is {_without_secrets(raw)[:80]!r}"


def _without_secrets(raw: str) -> str:
    """Without what stands before an @, or where that was forgotten and looks like a key."""
    told = re.sub(r"(\S*?//)?\S*@", lambda found: f"{found[1] or ''}…@", raw)
    return re.sub(r"\b(deepl[+a-z]*:|openai[+a-z]*:(?!//)|openai://(?=sk-))[^\s@]+", r"\1…", told)


def load(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """All settings by name; raises SettingError for the first wrong one."""
    known = {setting.name: read(setting, environment) for setting in SETTINGS}
    ours = {n for n in environment if n.startswith("REDBRIDGE_") and not n.startswith(OF_TESTS)}
    strangers = sorted(ours - known.keys() - INTERNAL)
    if strangers:
        raise SettingError(f"{strangers[0]} is not a setting of Redbridge. docs/settings.md lists them all.")
    return known


OF_TESTS = "REDBRIDGE_TEST_"
"""How the tests' own variables begin: nothing here reads them, and a shell that has them still starts a site."""
INTERNAL = {"REDBRIDGE_CRASH_ROUNDS", "REDBRIDGE_METRICS_DIR"}
"""Names that the tests and the supervisor use among themselves."""
