"""A request as WSGI applications know it (PEP 3333), made of what Granian says of it."""

import sys
from typing import Any

from granian.rsgi import Scope

Environ = dict[str, Any]
_SAME = {
    "SCRIPT_NAME": "", "wsgi.version": (1, 0), "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
    "wsgi.run_once": False, "wsgi.input_terminated": True,
}
UNREADABLE = "unknown"
"""Who a proxy speaks for, where that is not ASCII: Granian leaves such a header out, and without one the proxy itself asks."""
_NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
"""Those of the headers, as they come."""
_MOST, _LONGEST = 500, 40


def environ_of(scope: Scope) -> Environ:
    """All but `wsgi.input`. Text is Latin-1, as there; a header that came twice is one, and none has an underscore:
    `X_Forwarded_For` would else be taken for what a proxy sent as `X-Forwarded-For`. A target that names its host outdoes `Host`.
    """
    server, _, port = scope.server.rpartition(":")
    found = {
        **_SAME,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": _latin(scope.path),
        "QUERY_STRING": _latin(scope.query_string),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
    }
    headers = scope.headers
    for header, value in headers.items():
        name = _NAMES.get(header) or _name(header)
        if not name:
            continue
        before = found.get(name)
        found[name] = value if before is None else f"{before}{'; ' if name == 'HTTP_COOKIE' else ','}{value}"
    if authority := scope.authority:
        found["HTTP_HOST"] = authority
    if "x-forwarded-for" in headers:
        found.setdefault("HTTP_X_FORWARDED_FOR", UNREADABLE)
    return found


def _latin(text: str) -> str:
    return text if text.isascii() else text.encode().decode("latin-1")


def _name(header: str) -> str:
    if "_" in header:
        return ""
    name = "HTTP_" + header.upper().replace("-", "_")
    if len(_NAMES) < _MOST and len(header) <= _LONGEST:
        _NAMES[header] = name
    return name
