"""The whole main job by keyboard alone, and keys that keep quiet while somebody types."""

import contextlib
import re
from pathlib import Path

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Late

from tests.browser.people import SECRET, Person
from tests.browser.site import Site
from tests.media.making import sample

RING = """() => ["", "::after"].some((part) => getComputedStyle(document.activeElement, part).outlineStyle !== "none")
    || document.activeElement.closest(".segment, label") !== null"""
COMPOSED = """() => document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "n", bubbles: true, isComposing: true}))"""


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate(RING), f"{selector} has the focus and does not show it"
            return
    raise AssertionError(f"{selector} was not reached in {most} steps")


FOCUSED = """() => document.activeElement.closest(".card, article.comment")?.id
    ?? document.activeElement.name ?? document.activeElement.tagName"""


def focused(page: Page) -> str:
    """The id of the card or comment that has the focus, or what else has it."""
    found: str = page.evaluate(FOCUSED)
    return found


def step(page: Page, key: str) -> str:
    """Press a key that walks, and see where one is then; where there is nothing further yet, one stays for a moment."""
    before = focused(page)
    page.keyboard.press(key)
    with contextlib.suppress(Late):
        page.wait_for_function(f"before => ({FOCUSED})() !== before", arg=before, timeout=10_000)
    return focused(page)


def has_focus(page: Page, id_: str) -> None:
    """Once this card or comment has it, or one whose id begins so."""
    page.wait_for_function(f"id => ({FOCUSED})().startsWith(id)", arg=id_)


def test_the_main_job_by_keyboard_alone(chengdu: Person, ohio: Person) -> None:
    chengdu.sign_up("lin")
    first, second = chengdu.card("山上下雪了", "早上的样子。"), chengdu.card("今天吃面", "很好吃。")
    numbers = [path.rsplit("/", 1)[-1] for path in (first, second)]
    ohio.sign_up("joss")
    ohio.reload_until_count(ohio.base + "/", f"#note-{numbers[0]}")  # a note comes to Explore by a job
    page, keys = ohio.page, ohio.page.keyboard
    page.context.clear_cookies()

    ohio.go("/accounts/login/")
    tab_to(page, "[name=login]")
    keys.type(ohio.handle)
    tab_to(page, "[name=password]")
    keys.type("a-long-enough-secret-7")
    keys.press("Enter")
    page.wait_for_url(ohio.base + "/")
    ohio.settle()

    expect(page.locator(".card").first).to_be_visible()
    for _ in range(60):
        if step(page, "j") == f"note-{numbers[0]}":
            break
    assert focused(page) == f"note-{numbers[0]}"
    assert step(page, "k") != f"note-{numbers[0]}"
    assert step(page, "j") == f"note-{numbers[0]}"

    keys.press("l")
    expect(page.locator(f"#note-{numbers[0]} form[data-toggle=like] button")).to_have_attribute("aria-pressed", "true")
    keys.press("o")
    expect(page.locator("dialog[open] article.note")).to_be_visible()
    keys.press("c")
    expect(page.locator("dialog[open] .note-foot textarea")).to_be_focused()
    keys.type("Snow here too, jkln and all.")
    expect(page.locator("dialog[open] .note-foot textarea")).to_have_value("Snow here too, jkln and all.")
    tab_to(page, ".note-foot button")
    keys.press("Enter")
    expect(page.locator("dialog[open] article.comment")).to_contain_text("Snow here too")
    page.locator("dialog[open] .note-foot textarea").evaluate("field => field.blur()")
    keys.press("j")
    has_focus(page, "comment-")
    keys.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    has_focus(page, f"note-{numbers[0]}")

    keys.press("n")
    page.wait_for_url(re.compile("/notes/new"))
    ohio.settle()
    tab_to(page, "[name=kind]")
    for _ in range(3):
        if page.evaluate("document.activeElement.value") == "card":
            break
        keys.press("ArrowRight")
    tab_to(page, "[name=words]")
    keys.type("Written without a mouse")
    tab_to(page, "[name=body]")
    keys.type("All of it.")
    page.evaluate("document.body.focus(); document.activeElement.blur()")
    tab_to(page, "form.composer button[type=submit].primary, form[data-composer] button.primary", 120)
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator("article.note")).to_contain_text("Written without a mouse")


def test_a_newcomer_arrives_reads_the_original_and_likes_by_keyboard_alone(chengdu: Person, ohio: Person, site: Site) -> None:
    site.engine.learn("zh", "en", "山上起雾了", "Fog on the mountain")
    chengdu.sign_up("lin")
    path = chengdu.card("山上起雾了", "早上的样子。")
    page, keys = ohio.page, ohio.page.keyboard
    ohio.name_oneself("keys")
    ohio.reload_until_count(f"{ohio.base}/", "article.card:has-text('Fog on the mountain')")
    tab_to(page, "a[href^='/accounts/signup/']")
    keys.press("Enter")
    page.wait_for_url(re.compile("/accounts/signup/"))
    ohio.settle()
    fields = {"username": ohio.handle, "birth_year": "1994", "email": f"{ohio.handle}@example.org", "password1": SECRET}
    for name, typed in fields.items():
        tab_to(page, f"[name={name}]")
        keys.type(typed)
    keys.press("Enter")
    page.wait_for_url(re.compile("/welcome/|/people"))
    while page.url.removeprefix(ohio.base).strip("/?"):
        tab_to(page, "main .button.primary", 200)
        with page.expect_navigation():
            keys.press("Enter")

    number = path.rsplit("/", 1)[-1]
    ohio.settle()
    for _ in range(60):
        if step(page, "j") == f"note-{number}":
            break
    keys.press("o")
    dialog = page.locator("dialog[open] article.note")
    expect(dialog.locator(".note-tcard:visible")).to_contain_text("Fog on the mountain")
    tab_to(page, "dialog[open] button[name=read][value=original]")
    keys.press("Enter")
    expect(dialog.locator(".note-tcard:visible")).to_contain_text("山上起雾了")
    keys.press("l")
    expect(dialog.locator(".note-foot form[data-toggle=like] button")).to_have_attribute("aria-pressed", "true")


def test_a_note_with_a_picture_is_cut_and_published_by_keyboard_alone(ohio: Person, tmp_path: Path) -> None:
    picture = tmp_path / "tea.png"
    picture.write_bytes(sample("PNG", 600, 400))
    ohio.sign_up("joss")
    page, keys = ohio.page, ohio.page.keyboard
    # Before the page is asked for: a chooser that opens before somebody listens is shut again by the browser, without a word.
    page.on("filechooser", lambda chooser: chooser.set_files(picture))
    ohio.go("/")
    keys.press("n")
    page.wait_for_url(re.compile("/notes/new"))
    ohio.settle()
    tab_to(page, ".composer .file")
    keys.press("Enter")
    expect(page.locator('.thumb:not([data-picture=""])')).to_have_count(1)
    tab_to(page, ".thumb [name=alt]", 200)
    keys.type("A cup of tea")
    tab_to(page, ".thumb [data-crop]")
    keys.press("Enter")
    expect(page.locator("#crop-dialog [data-box]")).to_be_focused()
    for _ in range(10):
        keys.press("Shift+ArrowLeft")
    tab_to(page, "#crop-dialog button[value=use]")
    keys.press("Enter")
    cut = page.locator(".thumb [name=crop]")
    expect(cut).to_have_value(re.compile(r"^[\d.,]+$"))
    assert float(cut.input_value().split(",")[2]) < 0.9
    tab_to(page, "[name=title]")
    keys.type("Tea without a mouse")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator("article.note")).to_contain_text("Tea without a mouse")


def test_keys_are_quiet_while_somebody_types_and_listed_when_asked(ohio: Person) -> None:
    ohio.sign_up("joss")
    page, keys = ohio.page, ohio.page.keyboard
    ohio.go("/")
    keys.press("/")
    expect(page.locator("[data-seek]")).to_be_focused()
    keys.type("nonjl?/c")
    expect(page.locator("[data-seek]")).to_have_value("nonjl?/c")
    assert page.url == ohio.base + "/"
    keys.press("Escape")
    expect(page.locator("[data-seek]")).not_to_be_focused()

    keys.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    expect(page.locator(".keys-dialog kbd")).to_have_count(10)
    keys.press("Escape")
    expect(page.locator(".keys-dialog")).to_have_count(0)

    page.evaluate(COMPOSED)
    for chord in ("Control+n", "Meta+j", "Alt+l"):
        page.evaluate("""k => document.body.dispatchEvent(new KeyboardEvent("keydown", {key: k[1], bubbles: true,
            ctrlKey: k[0] == "Control", metaKey: k[0] == "Meta", altKey: k[0] == "Alt"}))""", chord.split("+"))
    page.wait_for_timeout(300)
    assert page.url == ohio.base + "/"


def test_the_keys_weigh_nothing_until_one_is_pressed(ohio: Person) -> None:
    asked: list[str] = []
    ohio.page.on("request", lambda request: asked.append(request.url))
    ohio.go("/")
    ohio.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/keys." in url]
    with ohio.page.expect_request(lambda request: "/keys." in request.url):
        ohio.page.keyboard.press("j")
