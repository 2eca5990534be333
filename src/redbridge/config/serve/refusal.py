"""What is said to whoever no thread sees: a page that needs nothing else to a browser, the sentences alone to a script."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from html import escape

from granian._granian import RSGIHTTPProtocol as HTTPProtocol

TEXT = ("content-type", "text/plain; charset=utf-8")
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
AGAIN = ("Try again", "再试一次", "再試一次")
STYLE = """
:root{color-scheme:light dark;--page:#F5F2EA;--ink:#1E1F22;--ink-2:#55534E;--red:#BE2F1E;--on-red:#FFF9F2}
@media (prefers-color-scheme:dark){:root{--page:#14181B;--ink:#EDE7DA;--ink-2:#B9B5AA;--red:#C63A28;--on-red:#FFF6EC}}
*{box-sizing:border-box;margin:0}
body{display:grid;place-content:center;gap:14px;min-height:100vh;padding:32px 22px;background:var(--page);color:var(--ink-2)}
body{font:17px/1.7 -apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei UI","Noto Sans CJK SC",sans-serif}
svg{width:52px;height:52px;margin-bottom:10px}
p{max-width:34em}
p:first-of-type{color:var(--ink);font-weight:600}
a{justify-self:start;margin-top:10px;padding:9px 22px;border-radius:99px;background:var(--red);color:var(--on-red)}
a{font-weight:600;font-size:15px;text-decoration:none}
"""
SEAL = (
    '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#BE2F1E"/>'
    '<path fill="#FFF6E9" d="M2.5 21C9 21 9.3 8.5 16 8.5S23 21 29.5 21h-7.3a6.2 6.2 0 0 0-12.4 0Z"/>'
    '<path fill="none" stroke="#FFF6E9" stroke-width="1.9" stroke-linecap="round" d="M10.5 25.2h11"/></svg>'
)
_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
PAGE = [
    ("content-type", "text/html; charset=utf-8"), ("x-content-type-options", "nosniff"), ("vary", "Accept"),
    ("content-security-policy", f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; frame-ancestors 'none'"),
]


@dataclass(frozen=True)
class Refusal:
    """The same sentence, once a line, in each of LANGUAGES: to nobody in particular, so in all of them at once."""

    text: bytes
    page: bytes

    def send(self, proto: HTTPProtocol, status: int, accept: str, retry_after: int = 0) -> None:
        """The answer; `accept` is what the request says it takes, empty where it says nothing."""
        later = [("retry-after", str(retry_after))] if retry_after else []
        if "text/html" in accept:
            proto.response_bytes(status, [*PAGE, *later], self.page)
        else:
            proto.response_bytes(status, [TEXT, *later], self.text)


def refusal(*sentences: str, again: bool = False) -> Refusal:
    """`sentences`: in the order of LANGUAGES. `again`: with a way to ask for the same page once more."""
    link = f'<a href="">{" / ".join(AGAIN[:2])}</a>' if again else ""
    said = "".join(f'<p lang="{lang}">{escape(one)}</p>' for lang, one in zip(LANGUAGES, sentences, strict=True))
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Redbridge</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style><body>{SEAL}{said}{link}'
    )
    return Refusal("".join(f"{one}\n" for one in sentences).encode(), page.encode())
