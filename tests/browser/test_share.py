"""Taking a note outside: the share sheet, the copied link, the page without a script, and a frame on somebody's page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import Person
from tests.quiet_server import QuietServer

SHEET = "Object.defineProperty(navigator, 'share', {value: async (what) => { window.shared = what; }})"
FRAME = '<!doctype html><title>A blog</title><iframe src="{0}" width="400" height="640" sandbox="allow-popups"></iframe>'


@pytest.fixture
def blog() -> Iterator[tuple[str, list[str]]]:
    """Somebody's page of another origin; put its HTML into the list."""
    html: list[str] = [""]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html[0].encode())

        def log_message(self, *args: object) -> None:
            """Quietly."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", html
    server.shutdown()
    server.server_close()


def test_a_note_is_shared_by_the_sheet_or_as_a_copied_link(chengdu: Person) -> None:
    chengdu.sign_up("lin")
    path = chengdu.card("今天的雪", "很好看。")
    page, address = chengdu.page, chengdu.base + path
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chengdu.go(f"{path}?read=both")
    page.evaluate("Object.defineProperty(navigator, 'share', {value: undefined, configurable: true})")
    page.locator(".share-open").click()
    expect(page.locator("#toasts")).to_contain_text("链接已复制")
    assert page.evaluate("navigator.clipboard.readText()") == address

    page.evaluate(SHEET)
    page.locator(".share-open").click()
    page.wait_for_function("() => window.shared")
    assert page.evaluate("window.shared") == {"title": "今天的雪", "url": address}
    assert page.url.endswith("?read=both")


def test_the_page_to_share_from_shows_the_picture(chengdu: Person) -> None:
    chengdu.sign_up("lin")
    path = chengdu.card("今天的雪", "很好看。")
    chengdu.go(f"{path}/share")
    expect(chengdu.page.locator(".share-picture")).to_be_visible()
    assert chengdu.page.locator(".share-picture").evaluate("i => i.decode().then(() => i.naturalWidth)") == 1200
    assert chengdu.page.locator("#share-link").input_value() == chengdu.base + path


def test_a_note_stands_in_a_frame_with_its_picture_and_its_styles(
    chengdu: Person, ohio: Person, browser: Browser, blog: tuple[str, list[str]]
) -> None:
    chengdu.sign_up("lin")
    path = chengdu.card("今天的雪", "很好看。")
    there, html = blog
    html[0] = FRAME.format(f"{ohio.base}{path}/embed")
    ohio.page.goto(there)
    frame = ohio.page.frame_locator("iframe")
    expect(frame.locator(".embed-foot")).to_be_visible()
    assert frame.locator(".embed-picture img").evaluate("i => i.decode().then(() => i.naturalWidth)") == 1080
    assert frame.locator(".embed main").evaluate("m => getComputedStyle(m).display") == "grid", "no styles in the frame"
    html[0] = FRAME.format(ohio.base + path)
    page = browser.new_page()
    page.goto(there)  # waits for what is in the frame, too
    assert "今天的雪" not in page.frames[-1].content(), "a page of the site let itself be framed"
    page.close()
