"""What `redbridge doctor` looks at: each part in one sentence, and how to mend it."""

import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import psycopg
from django.conf import settings
from django.core.mail import get_connection
from django.db import connection

from redbridge.config import tables
from redbridge.config.up.start import OLDEST
from redbridge.media.storage import Unreachable, storage
from redbridge.policy import site
from redbridge.translation.addresses import addresses
from redbridge.translation.engines import configured
from redbridge.translation.engines.looking import look_at
from redbridge.translation.packages.folders import default_folder, described
from redbridge.translation.vision import tesseract

PATIENCE = 5.0
LEAST_FREE = 1_000_000_000
"""Bytes on the disk: a day of pictures for a small site."""
SIGN_OF_LIFE = 15
"""Seconds: five of the worker's own."""


class Ill(Exception):
    """Something is wrong: a sentence that says what, and how to mend it."""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's."""

    part: str
    well: bool
    words: str


def everything() -> Iterator[Finding]:
    """Look at every part in turn; one that is ill never hides the next."""
    down = False
    for part, look in PARTS.items():
        found = Finding(part, False, "cannot be told without the database") if down and part in KEPT else _look(part, look)
        down = down or (part == "database" and not found.well)
        yield found


def _look(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, look())
    except Ill as error:
        return Finding(part, False, str(error))
    except Exception as error:  # whatever a driver or a mail library raises, the next part is looked at
        return Finding(part, False, f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}")


def python() -> str:
    """The interpreter; one too old would not have come this far."""
    return platform.python_version()


def database() -> str:
    """Does it answer, and is it new enough? Asked past the pool, which would wait for a better moment."""
    wanted = {n: v for n, v in connection.get_connection_params().items() if n not in ("cursor_factory", "context")}
    try:
        with psycopg.connect(**wanted, connect_timeout=int(PATIENCE)) as line:
            number = line.info.server_version
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise Ill(f"{reason}. Start `redbridge up`, or look at REDBRIDGE_DATABASE_URL.") from error
    if number < OLDEST:
        raise Ill(f"PostgreSQL {number // 10000} is too old. Move to {OLDEST // 10000} or newer.")
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def migrations() -> str:
    """Are all tables as this code wants them?"""
    lacking = tables.missing()
    if lacking:
        raise Ill(f"{len(lacking)} not applied, {lacking[0]} first. Run `redbridge migrate`.")
    return "all applied"


def media() -> str:
    """Can pictures be kept?"""
    try:
        return storage().check()
    except Unreachable as error:
        raise Ill(str(error)) from error


def mail() -> str:
    """Can mail leave?"""
    if settings.REDBRIDGE_MAIL_URL.startswith("file:"):
        return _writable(settings.REDBRIDGE_MAIL_URL, "REDBRIDGE_MAIL_URL") + ", as files: nothing is sent"
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(settings.REDBRIDGE_MAIL_BACKEND):
            return place
    except OSError as error:
        raise Ill(f"{place} does not take mail ({error}). Look at REDBRIDGE_MAIL_URL.") from error


def _writable(url: str, name: str) -> str:
    folder = Path(unquote(urlsplit(url).path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise Ill(f"{folder} cannot be written ({error.strerror}). Give this user the right, or change {name}.") from error
    return str(folder)


def engine() -> str:
    """Do the translation engines answer?"""
    looks = look_at(configured())
    if not settings.REDBRIDGE_TRANSLATION_URL and not looks[0].pairs:
        return "none: people see originals and what people translated. `redbridge pull_engine --site` brings one."
    ill = [f"{look.name} ({look.words})" for look in looks if not look.well]
    if ill:
        raise Ill(f"no translation from {', '.join(ill)}. Mend it, or change REDBRIDGE_TRANSLATION_URL.")
    held = [_in_process(one.url) for one in configured() if one.kind == "inprocess"]
    return "; ".join([", ".join(look.name for look in looks), *held])


def _in_process(named: str) -> str:
    """What a folder of models holds, and what the site's languages lack."""
    return described(Path(named) if named else default_folder(settings.REDBRIDGE_DATA), settings.REDBRIDGE_LANGUAGES)


def vision() -> str:
    """Who reads the text in pictures? Nobody is no fault: the alt text asks for it then."""
    named = ", ".join(one.key for one in addresses(settings.REDBRIDGE_VISION_URL))
    languages = ", ".join(tesseract.languages())
    found = [part for part in (named, f"tesseract ({languages})" if languages else "") if part]
    lacking = "nothing, so alt texts ask for it: install tesseract-ocr and tesseract-ocr-chi-sim, or set REDBRIDGE_VISION_URL"
    return ", then ".join(found) or lacking


def rules() -> str:
    """Do the host's packs of rules count as they are?"""
    found = site.shelf()
    if found.faults:
        told = "; ".join(map(str, found.faults[:3]))
        raise Ill(f"{told}. The last good one counts; mend the file. docs/policy.md tells how one is written.")
    return found.version


def worker() -> str:
    """Was a worker alive a moment ago?"""
    with connection.cursor() as cursor:
        cursor.execute("select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers")
        (age,) = cursor.fetchone() or (None,)
    if age is None or age > SIGN_OF_LIFE:
        raise Ill("no sign of life. Start `redbridge up`, or `redbridge worker` alone.")
    return f"alive {age:.0f} s ago"


def pages() -> str:
    """Do pages come?"""
    return _answers(f"{settings.REDBRIDGE_SITE_URL}/readyz", "Start `redbridge up`, or `redbridge web` alone.")


def hub() -> str:
    """Does live news come?"""
    return _answers(f"{settings.REDBRIDGE_HUB_URL}/readyz", "Start `redbridge up`, or `redbridge hub` alone.")


def _answers(url: str, mend: str) -> str:
    try:
        answer = httpx.get(url, timeout=PATIENCE, trust_env=False)
    except httpx.HTTPError as error:
        raise Ill(f"{url} does not answer ({type(error).__name__}). {mend}") from error
    if answer.status_code != httpx.codes.OK:
        raise Ill(f"{url} answers {answer.status_code}: {answer.text[:200].strip()}. {mend}")
    return url


def disk() -> str:
    """Is there room for what people bring?"""
    free = shutil.disk_usage(settings.REDBRIDGE_DATA).free
    if free < LEAST_FREE:
        raise Ill(f"{free // 1_000_000} MB free under {settings.REDBRIDGE_DATA}. Make room, or move the folder.")
    return f"{free // 1_000_000_000} GB free"


KEPT = {"migrations", "worker"}
"""Parts that are asked of the database."""

PARTS: dict[str, Callable[[], str]] = {
    "python": python,
    "database": database,
    "migrations": migrations,
    "media": media,
    "mail": mail,
    "translation": engine,
    "text in pictures": vision,
    "rules": rules,
    "worker": worker,
    "pages": pages,
    "hub": hub,
    "disk": disk,
}
