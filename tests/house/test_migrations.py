"""Tables change under people who are at work: from the first release's schema, with its own statements going on."""

import ast
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.up.running import clean, wait_for

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redbridge"
FIRST = {"kernel": "0002", "accounts": "0002", "media": "0001", "translation": "0001", "notes": "0001", "feeds": "0001",
         "notifications": "0001"}
"""The tables of the first Redbridge that anybody ran."""
MIGRATE = """
import json, sys, django
django.setup()
from django.core.management import call_command
for room, name in json.loads(sys.argv[1]):
    call_command("migrate", *([room, name] if name else [room] if room else []), verbosity=0)
"""
# Statements of the first release, as it would go on saying them while the new tables are made.
READS = (
    "select n.id, n.kind, n.card, n.words, n.title, n.body, n.language, n.translations, n.cover, n.picture_count, p.handle,"
    " p.name, t.likes, t.comments from notes_note n join accounts_person p on p.id = n.author_id and p.state = 'active'"
    " left join notes_tally t on t.note_id = n.id where n.deleted is null order by n.id desc limit 20",
    "select id, width, height, state, dc, alt, alt_language, widths, hidden from media_picture where kind = 'note'",
    "select p.id, p.handle, p.languages, p.theme, p.state, s.auth_hash from accounts_session s join accounts_person p"
    " on p.id = s.person_id where s.expire_date > now()",
)
WRITES = (
    "insert into accounts_person (handle, email, name, bio, languages, interface, theme, state, password)"
    " values ('p' || %(n)s, '', 'x', '', '{{en}}', 'en', '', 'active', '!')",
    "insert into notes_note (author_id, client_key, kind, card, words, title, body, language, language_chosen, translations)"
    " values ((select max(id) from accounts_person), gen_random_uuid(), 'card', 'letter', 'w', 't', 'b', 'en', false, '{{}}')",
    "insert into notes_tally (note_id, likes, comments) values ((select max(id) from notes_note), 0, 0)",
    "insert into notes_comment (note_id, author_id, client_key, body, language, language_chosen, translations)"
    " select max(n.id), max(n.author_id), gen_random_uuid(), 'c', 'en', false, '{{}}' from notes_note n",
    "insert into media_picture (owner_id, kind, subject_id, position, alt, alt_language, width, height, state, hidden, dc,"
    " widths, spool)"
    " select max(author_id), 'note', max(id), 0, '', 'und', 1, 1, 'waiting', false, 0, '{{}}', 'x' from notes_note",
)


def url_of(name: str) -> str:
    said = connection.get_connection_params()
    user, host = quote(said.get("user") or ""), quote(said.get("host") or "")
    return f"postgresql://{user}@/{name}?host={host}&port={said.get('port') or 5432}"


@pytest.fixture
def old(django_db_setup: None) -> Iterator[str]:
    """An empty database beside the tests' own."""
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier("redbridge_old"))
    with psycopg.connect(url_of("postgres"), autocommit=True) as line:
        line.execute(drop)
        line.execute("create database redbridge_old")
        yield url_of("redbridge_old")
        line.execute(drop)


def migrate(url: str, *steps: tuple[str, str]) -> None:
    """As `redbridge migrate` does it, in a process of its own."""
    import json

    env = clean({"DJANGO_SETTINGS_MODULE": "redbridge.config.settings", "REDBRIDGE_DATABASE_URL": url,
                 "REDBRIDGE_SECRET_KEY": "a key for tests that signs nothing of worth"})
    done = subprocess.run([sys.executable, "-c", MIGRATE, json.dumps(steps)], env=env, capture_output=True, text=True,
                          timeout=250, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


class OldCode:
    """Reads and writes as the first release did, until told to stop; what it met and how long it ever waited."""

    def __init__(self, url: str) -> None:
        self.turns, self.longest, self.errors = 0, 0.0, list[str]()
        self._stop, self._url = threading.Event(), url
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def _work(self) -> None:
        with psycopg.connect(self._url, autocommit=True, prepare_threshold=None) as line:
            while not self._stop.is_set() or not self.turns:
                self.turns += 1
                for statement in (*READS, *(write.format() % {"n": self.turns} for write in WRITES)):
                    self._say(line, statement)
                time.sleep(0.02)

    def _say(self, line: "psycopg.Connection[tuple[object, ...]]", statement: str) -> None:
        begun = time.monotonic()
        try:
            line.execute(statement)
        except psycopg.Error as error:
            self.errors.append(f"{statement[:60]}: {error}")
        self.longest = max(self.longest, time.monotonic() - begun)

    def end(self) -> None:
        self._stop.set()
        self._thread.join(120)

    def goes_on(self, turns: int = 2) -> None:
        """Once it has done so many more turns, one of them from its beginning to its end."""
        wanted = self.turns + turns
        wait_for(lambda: self.turns >= wanted or not self._thread.is_alive(), "the old code goes on")
        assert self.turns >= wanted, self.errors


@pytest.mark.timeout(900)
def test_old_code_works_on_while_and_after_the_tables_change(old: str) -> None:
    migrate(old, *FIRST.items(), ("account", ""), ("procrastinate", ""))
    code = OldCode(old)
    try:
        code.goes_on()
        began = time.monotonic()
        migrate(old, ("", ""))
        took = time.monotonic() - began
        code.goes_on()
        migrate(old, ("", ""))
    finally:
        code.end()
    assert code.errors == []
    # All of it takes some fifteen seconds; where the machine is busy with other things, a lock is held for longer, too.
    assert code.longest < max(5, took / 3), "nobody waits for a change of tables"


ROOMS = [path for path in sorted(SOURCE.glob("*/migrations/0*.py")) if path.stem[:4] > FIRST.get(path.parent.parent.name, "0000")]
VOLATILE = re.compile(r"NextId|Random|uuid|TimeId\(")
DAY = re.compile(r"Generated by Django \S+ on (\S+)")
BIG = {"note", "comment", "like", "collected", "tally", "notetopic", "person", "follow", "picture", "home", "notice", "version"}
BEFORE_THE_FIRST_RELEASE = "2026-11-26"


def calls(path: Path) -> Iterator[ast.Call]:
    """The operations of a migration."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("migrations."):
            yield node


def words(call: ast.Call) -> dict[str, str]:
    return {word.arg or "": ast.unparse(word.value) for word in call.keywords}


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: f"{path.parent.parent.name}.{path.stem}")
def test_no_change_shuts_old_code_out_or_holds_a_table_for_long(path: Path) -> None:
    wrong = []
    for call in calls(path):
        name, said = ast.unparse(call.func).removeprefix("migrations."), words(call)
        field = said.get("field", "")
        if name == "AddField" and "null=True" not in field and "db_default=" not in field:
            wrong.append(f"{said['name']}: old code inserts without it; give it a db_default")
        if name == "AddField" and VOLATILE.search(field):
            wrong.append(f"{said['name']}: a default made anew for each row rewrites the table")
        if name in ("RenameField", "RenameModel", "AlterModelTable"):
            wrong.append(f"{name}: old code asks by the old name; add, fill, and remove a release later")
        if name == "AddIndex" and _is_new(path) and ast.literal_eval(said["model_name"]) in BIG:
            wrong.append("AddIndex: use AddIndexConcurrently, in a migration of its own")
    assert wrong == []


def _is_new(path: Path) -> bool:
    found = DAY.search(path.read_text("utf-8"))
    return found is None or found[1] > BEFORE_THE_FIRST_RELEASE
