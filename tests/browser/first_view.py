"""What a first visit makes a slow phone fetch, and how much moves under its owner's eyes."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

SLOWED = 4
WATCH = """
window.moved = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True)
class FirstView:
    """Bytes over the wire by kind (Document, Stylesheet, Script, Image, …) and the layout shift."""

    bytes: dict[str, int]
    scripts: int
    """Bytes of scripts alone, as they came, without the heads of the answers."""
    shift: float

    @property
    def without_pictures(self) -> int:
        """All but what notes show."""
        return sum(many for kind, many in self.bytes.items() if kind != "Image")


def first_view(browser: Browser, url: str, width: int) -> FirstView:
    """Open a page with nothing kept, on a processor slowed down, and look at it until it rests; then scroll a little."""
    page = browser.new_page(viewport={"width": width, "height": 844 if width < 640 else 900}, has_touch=width < 640)
    try:
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        kinds: dict[str, str] = {}
        heads: dict[str, int] = {}
        came: dict[str, int] = defaultdict(int)
        scripts: list[int] = []

        def note(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"]
            heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

        def count(event: dict[str, Any]) -> None:
            kind = kinds.get(event["requestId"], "Other")
            came[kind] += int(event["encodedDataLength"])
            if kind == "Script":
                scripts.append(int(event["encodedDataLength"]) - heads[event["requestId"]])

        cdp.on("Network.responseReceived", note)
        cdp.on("Network.loadingFinished", count)
        page.add_init_script(WATCH)
        page.goto(url, wait_until="load")
        page.wait_for_timeout(1500)
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(700)
        return FirstView(dict(came), sum(scripts), float(page.evaluate("window.moved")))
    finally:
        page.context.close()
