"""Without a network: a page that says so in one's own language, and nothing of the person who was here before."""

from playwright.sync_api import Page, expect

from tests.browser.people import Person


def ready(page: Page) -> None:
    """The worker has taken over and has what it keeps."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def kept(page: Page) -> list[str]:
    """Every address in every cache."""
    found: list[str] = page.evaluate("""async () => { const all = []; for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname); return all; }""")
    return found


def test_a_page_without_network_says_so_in_ones_own_language(ohio: Person, chengdu: Person) -> None:
    for person, said in ((ohio, "You are offline"), (chengdu, "现在没有网络")):
        person.go("/")
        ready(person.page)
        person.page.context.set_offline(True)
        person.go("/following")
        expect(person.page.get_by_role("heading", level=1)).to_have_text(said)
        style = person.page.evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor")
        assert style not in ("", "rgba(0, 0, 0, 0)"), "its styles were not kept"
        person.page.context.set_offline(False)
        person.reload()
        expect(person.page.get_by_role("heading", level=1)).not_to_have_text(said)


def test_nothing_of_anybodys_is_kept(chengdu: Person) -> None:
    chengdu.sign_up("lin")
    path = chengdu.card("只给自己看的", "很私人。")
    ready(chengdu.page)
    for address in ("/", path, "/notifications", "/settings/", f"/@{chengdu.handle}"):
        chengdu.go(address)
    found = kept(chengdu.page)
    assert found and {p for p in found if not p.startswith(("/static/", "/offline/"))} == set()
    bodies: str = chengdu.page.evaluate("""async () => { let all = ""; for (const name of await caches.keys()) {
        const cache = await caches.open(name); for (const key of await cache.keys()) if (key.url.includes("/offline/"))
        all += await (await cache.match(key)).text(); } return all; }""")
    assert bodies and chengdu.handle not in bodies and "data-person" not in bodies
    chengdu.page.context.set_offline(True)
    chengdu.go(path)
    expect(chengdu.page.locator("body")).not_to_contain_text("很私人")
    chengdu.page.context.set_offline(False)


def test_signing_out_empties_the_browser(ohio: Person) -> None:
    ohio.sign_up("joss")
    ready(ohio.page)
    ohio.page.evaluate("localStorage.setItem('draft', 'mine')")
    ohio.go("/accounts/logout/")
    ohio.page.locator("main form button[type=submit]").click()
    ohio.page.wait_for_url(ohio.base + "/")
    assert ohio.page.evaluate("localStorage.getItem('draft')") is None
    ohio.page.go_back()
    expect(ohio.page.locator("body")).not_to_contain_text(ohio.handle)
