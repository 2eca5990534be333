"""Run in the environment of a site: prints, as JSON, the statements of one page for the first loaded person."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

RUN = json.loads((Path(os.environ["REDBRIDGE_DATA"]) / "run" / "site.json").read_text())
os.environ |= {"DJANGO_SETTINGS_MODULE": "redbridge.config.settings", "REDBRIDGE_SITE_URL": RUN["site_url"],
               "REDBRIDGE_HUB_URL": RUN["hub_url"]}


def main() -> None:
    """Ask for the page until it comes the short way from what is kept, and write down what the last time asked."""
    from redbridge.config.wsgi import application
    from redbridge.kernel import reads

    asked: list[str] = []
    inside: Any = reads
    plainly = inside._ready

    def watched(line: Any, sql: str, values: Any) -> Any:
        asked.append(_written_in(sql, values))
        return plainly(line, sql, values)

    key = _session()
    inside._ready = watched
    for _time in range(4):
        asked.clear()
        _get(application, sys.argv[1], key)
    print(json.dumps(asked))


def _written_in(sql: str, values: Any) -> str:
    from redbridge.kernel import reads

    for name, value in values.items():
        text = reads.as_text(value)
        sql = sql.replace(f"%({name})s", "null" if text is None else "'" + text.decode().replace("'", "''") + "'")
    return sql.replace("%%", "%")


def _session() -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from redbridge.accounts.models import Person
    from redbridge.accounts.sessions import SessionStore

    person = Person.objects.order_by("id")[0]
    session: Any = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return str(session.session_key)


def _get(application: Any, path: str, key: str) -> None:
    answer = application({
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": f"sessionid={key}; csrftoken={'a' * 32}",
        "HTTP_ACCEPT_LANGUAGE": "en"}, lambda status, headers, error=None: None)
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()


main()
