"""Publishing text and signing up: what the request costs, the jobs after it apart."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.shelf import baseline
from tests.load.storm import PASSWORD, proof
from tools.bench.costs import cost, costs
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import Site
from tools.bench.sections.policy import least
from tools.bench.visitor import TOKEN, Visitor

PLAIN = "早上的面热气最好，三分钟吃完，再用微信发老师的作业。"
SHORT = PLAIN.replace("微信", "wx").replace("作业", "zy")
ROUNDS = 25
"""Eight batches and the warming up stay below what one person may publish in an hour."""


def measure(loaded: Loaded, figures: Figures) -> None:
    """CPU-milliseconds in web and database while the worker stands still."""
    site = loaded.site()
    with _resting(site):
        _cards(loaded, site, figures)
        figures.say("signing up with a password, the request, CPU-ms", str(cost(site, _newcomer(site), ROUNDS, 10)), "35")


@contextmanager
def _resting(site: Site) -> Iterator[None]:
    workers = site.of("cli worker")
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)


def _cards(loaded: Loaded, site: Site, figures: Figures) -> None:
    """A card in English, in Chinese, and with letters that may stand for words; and of the last two what screening alone
    takes, in this process, against the rules that the site has."""
    matcher = Matcher([baseline()])
    english, chinese, initials = costs(site, [_publisher(loaded, site, words) for words in ("", PLAIN, SHORT)], ROUNDS, 10)
    alone = [sum(least(matcher, text, 50) for text in parts_of(words, 1)) * 1e3 for words in (PLAIN, SHORT)]
    figures.say("publishing a text card, the request, CPU-ms", str(english), "6")
    figures.say("publishing a card in Chinese, the request, CPU-ms", str(chinese), "6")
    figures.say("the same with initials in it, 用wx发zy, CPU-ms", str(initials), "6")
    figures.say("of these two, screening by itself, CPU-ms", f"{alone[0]:.3f} and {alone[1]:.3f}", "0.2")


def parts_of(words: str, number: int) -> tuple[str, str, str]:
    """Words of the card, title and body, of which no two are alike."""
    said = f"{words}（第{number}碗）" if words else f"Morning noodles, bowl {number}. The steam is the best part."
    return said, f"第{number}碗" if words else f"Bowl {number}", f"{said} #noodles"


def _publisher(loaded: Loaded, site: Site, said: str) -> Callable[[int], None]:
    author = loaded.fresh(site)
    token = token_of(author, "/notes/new?kind=card")

    def publish(number: int) -> None:
        words, title, body = parts_of(said, number)
        answer = author.post_with(token, "/notes/new", {
            "client_key": str(uuid.uuid4()), "kind": "card", "card": "seal", "words": words, "title": title, "body": body})
        _must(answer.status, 302, "publishing")

    return publish


def _newcomer(site: Site) -> Callable[[int], None]:
    """With a proof of work, made before: a storm measured in the last hours has begun a surge that asks for one."""
    visitor, name = Visitor(site.url), uuid.uuid4().hex[:8]
    key = (site.data / "secret").read_text().strip()
    token = token_of(visitor, "/accounts/signup/")
    secret = visitor.cookies["csrftoken"]

    def sign_up(number: int) -> None:
        visitor.cookies = {"csrftoken": secret}  # signing in gives a new one
        answer = visitor.post_with(token, "/accounts/signup/", {
            "username": f"b{name}_{number}", "email": f"b{name}_{number}@example.org", "password1": PASSWORD,
            "birth_year": "1990", "altcha": proof(key)}, X_Forwarded_For=f"10.9.{number // 250}.{number % 250}")
        _must(answer.status, 302, "signing up")

    return sign_up


def token_of(visitor: Visitor, path: str) -> str:
    """The token of the form on a page."""
    found = TOKEN.search(visitor.get(path).body.decode())
    if not found:
        raise SystemExit(f"{path} has no form")
    return found[1]


def _must(status: int, wanted: int, what: str) -> None:
    if status != wanted:
        raise SystemExit(f"{what}: {status}")
