"""The composer in a real browser: drafts that outlive a tab and a network, pictures by pieces, moved by keys, cut by hand."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.people import Person
from tests.media.making import encoded


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """Three pictures of one colour each; noise makes them more than one piece."""
    found = []
    for colour in ("red", "green", "blue"):
        noise = Image.merge("RGB", [Image.effect_noise((900, 600), 80)] * 3)
        image = Image.blend(Image.new("RGB", noise.size, colour), noise, 0.3)
        path = tmp_path / f"{colour}.jpg"
        path.write_bytes(encoded(image, "JPEG", quality=97))
        found.append(str(path))
    return found


def begin(person: Person, address: str = "/notes/new") -> Page:
    """The composer, awake."""
    person.go(address)
    expect(person.page.locator("form[data-module]")).to_have_attribute("data-awake", "")
    return person.page


def whole(page: Page, many: int) -> list[str]:
    """Ids of the pictures, once all are with the server."""
    expect(page.locator(".thumb[data-upload]")).to_have_count(0)
    expect(page.locator('.thumb:not([data-picture=""])')).to_have_count(many)
    return [item.input_value() for item in page.locator(".thumb [name=picture]").all()]


def saved(page: Page) -> None:
    expect(page.locator("[data-draft]")).to_contain_text(re.compile(r"Draft saved \d\d:\d\d"))


def test_a_closed_tab_keeps_words_and_pictures(ohio: Person, three: list[str]) -> None:
    ohio.sign_up("joss")
    page = begin(ohio)
    page.locator("input[type=file]").set_input_files(three[:2])
    ids = whole(page, 2)
    # With its pictures it is kept by itself; what is typed last goes as the tab closes, or stays on the device.
    with page.expect_response(lambda answer: all(one in (answer.request.post_data or "") for one in ids)):
        page.get_by_label("Title", exact=True).fill("Kept through the night")
    page.get_by_label("Body", exact=True).fill("and the last word was typed just before")
    page.close()
    ohio.another_tab()
    page = begin(ohio)
    page.locator("[data-offer] a").first.click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Kept through the night")
    expect(page.get_by_label("Body", exact=True)).to_have_value("and the last word was typed just before")
    assert whole(page, 2) == ids


def test_published_before_its_pictures_are_whole_a_note_goes_out_with_them(ohio: Person, three: list[str]) -> None:
    page, tunnel = hurried(ohio, three[:2])
    tunnel.let_go()
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator('[data-of="2"]')).to_have_count(1)


def test_what_is_changed_while_pictures_are_on_their_way_goes_out_as_it_was_left(ohio: Person, three: list[str]) -> None:
    page, tunnel = hurried(ohio, three)
    page.get_by_label("Body", exact=True).fill("typed after it was sent")
    page.locator(".thumb").nth(1).get_by_role("button", name="Remove").click()
    expect(page.locator(".thumb")).to_have_count(2)
    tunnel.let_go()
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator("article.note")).to_contain_text("typed after it was sent")
    expect(page.locator('[data-of="2"]')).to_have_count(1)


class Tunnel:
    """A network that holds up what comes, until it lets go."""

    def __init__(self) -> None:
        self.held: list[Route] | None = []

    def take(self, piece: Route) -> None:
        if self.held is None:
            piece.continue_()
        else:
            self.held.append(piece)

    def let_go(self) -> None:
        held, self.held = self.held or [], None
        for piece in held:
            piece.continue_()


def hurried(person: Person, pictures: list[str]) -> tuple[Page, Tunnel]:
    """Publish is pressed while pictures are on their way through a tunnel."""
    person.sign_up("joss")
    page, tunnel = begin(person), Tunnel()
    page.route("**/uploads/*", lambda piece: tunnel.take(piece))
    page.locator("input[type=file]").set_input_files(pictures)
    page.get_by_label("Title", exact=True).fill("In a hurry")
    person.button("publish")
    expect(page.get_by_text("Pictures are still on their way.")).to_be_visible()
    expect(page.get_by_role("button", name="Publishing", exact=True)).to_be_visible()
    return page, tunnel


def test_of_two_savings_the_later_one_never_arrives_first(ohio: Person) -> None:
    ohio.sign_up("joss")
    page, tunnel = begin(ohio, "/notes/new?kind=card"), Tunnel()
    page.route("**/drafts/save", lambda saving: tunnel.take(saving))
    title = page.get_by_label("Title", exact=True)
    with page.expect_request("**/drafts/save"):
        title.fill("First")
    title.fill("First and last")
    page.wait_for_timeout(4000)
    assert len(tunnel.held or []) == 1, "sent beside one that is on its way"
    with page.expect_request(lambda request: "First+and+last" in (request.post_data or "")) as later:
        tunnel.let_go()
    answer = later.value.response()
    assert answer and answer.status == 204
    ohio.go("/drafts")
    expect(page.locator(".own-row")).to_contain_text("First and last")


def test_words_written_without_a_network_are_there_when_the_page_is_opened_again(ohio: Person) -> None:
    ohio.sign_up("joss")
    page = begin(ohio)
    page.context.set_offline(True)
    page.get_by_label("Title", exact=True).fill("In the tunnel")
    saved(page)
    page.goto("about:blank")
    page.context.set_offline(False)
    page = begin(ohio)
    # Kept on the device, or sent after all by the beacon of the page that was left, once there was a network.
    page.locator("[data-local]:not([hidden]) button, [data-offer] a").first.click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("In the tunnel")


def test_a_note_sent_without_a_network_is_published_once_when_it_is_back(ohio: Person) -> None:
    ohio.sign_up("joss")
    page = begin(ohio, "/notes/new?kind=card")
    page.locator("[name=words]").fill("Sent from the tunnel")
    page.context.set_offline(True)
    page.get_by_role("button", name="Publish", exact=True).last.click()
    expect(page.get_by_text("You are offline. We will send it once, when you are back.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).last.click()
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    ohio.go(f"/@{ohio.handle}")
    expect(page.locator(".card")).to_have_count(1)


def test_back_from_the_published_note_leaves_no_draft_of_it(ohio: Person) -> None:
    ohio.sign_up("joss")
    ohio.card("Published and left", "And Back was pressed.")
    page = ohio.page
    page.go_back()
    page.wait_for_timeout(4000)
    ohio.go("/drafts")
    expect(page.locator(".own-row")).to_have_count(0)


def test_a_broken_upload_goes_on_after_a_reload(ohio: Person, three: list[str]) -> None:
    ohio.sign_up("joss")
    page = begin(ohio)
    page.get_by_label("Title", exact=True).fill("Half a picture")
    saved(page)
    key = page.locator("[name=client_key]").first.input_value()
    page.route("**/uploads/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    page.locator("input[type=file]").set_input_files(three[0])
    expect(page.get_by_text("Waits for the network")).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")
    page = begin(ohio, f"/notes/new?draft={key}")
    whole(page, 1)


def test_pictures_are_moved_by_keys_cut_and_published_so(ohio: Person, three: list[str]) -> None:
    ohio.sign_up("joss")
    page = begin(ohio)
    page.locator("input[type=file]").set_input_files(three)
    one, two, third = whole(page, 3)
    earlier = page.locator(".thumb").nth(2).get_by_role("button", name="Move earlier")
    earlier.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert whole(page, 3) == [third, one, two]
    page.locator(".thumb").nth(1).get_by_role("button", name="Remove").click()
    page.locator(".thumb").first.get_by_role("button", name="Crop").click()
    page.locator("#crop-dialog .segment", has_text="1:1").click()
    page.locator("#crop-dialog [data-box]").press("ArrowRight")
    page.get_by_role("button", name="Use this part").click()
    cut = page.locator(".thumb [name=crop]").first
    expect(cut).not_to_have_value("")
    x, _y, width, height = map(float, cut.input_value().split(","))
    assert abs(width * 900 / (height * 600) - 1) < 0.01 and x > (1 - width) / 2
    ohio.button("publish")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    for _try in range(120):
        image = page.locator(f'.note-picture img[src*="/{third}/"]')
        if image.count() and image.get_attribute("width") == image.get_attribute("height"):
            break
        page.wait_for_timeout(300)
        page.reload()
    assert image.get_attribute("width") == image.get_attribute("height") == "600"
    expect(page.locator(".slide")).to_have_count(2)


def test_topics_and_people_are_offered_to_keys(ohio: Person) -> None:
    ohio.sign_up("joss")
    ohio.card("First", "#citywalk")
    page = begin(ohio, "/notes/new?kind=card")
    body = page.get_by_label("Body", exact=True)
    body.press_sequentially("on a #city")
    expect(page.locator(".completions [role=option]")).to_have_count(1)
    body.press("ArrowDown")
    body.press("Enter")
    expect(body).to_have_value("on a #citywalk ")


def test_a_note_is_scheduled_in_ones_own_time(chengdu: Person) -> None:
    chengdu.sign_up("lin")
    page = begin(chengdu, "/notes/new?kind=card")
    page.locator("[name=words]").fill("明天见")
    page.locator("[data-schedule] summary").click()
    expect(page.locator("[data-schedule] .hint")).to_contain_text("Asia/Shanghai")
    page.locator("[name=due]").fill(page.evaluate("new Date(Date.now() + 86400000).toISOString().slice(0, 11) + '09:30'"))
    page.locator("[name=do]").click()
    page.wait_for_url("**/drafts")
    expect(page.locator(".own-row")).to_contain_text("09:30")
