"""A better translation in a browser: the dialog over the note, the author's answer by keyboard, one tap on "wrong"."""

from playwright.sync_api import expect

from tests.browser.people import Person


def test_a_better_translation_from_the_dialog_to_the_name_beside_it(chengdu: Person, ohio: Person) -> None:
    chengdu.sign_up("author")
    path = chengdu.card("桥那边的猫", "猫在桥上睡觉 #桥猫")
    ohio.sign_up("reader")
    ohio.reload_until_count(ohio.base + path, ".crossing")
    page = ohio.page
    wrong = page.locator(".note-scroll .mend button").first
    wrong.click()
    expect(wrong).to_have_attribute("aria-pressed", "true")
    wrong.click()
    expect(wrong).to_have_attribute("aria-pressed", "false")

    page.locator(".note-scroll .mend a").first.click()
    dialog = page.locator("dialog.mend-dialog")
    body = dialog.locator("[name=body]")
    expect(body).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('.mend-row')).gridTemplateColumns.split(' ').length") == 3
    body.fill("The cat sleeps on the bridge")
    dialog.get_by_role("button", name="Suggest this").click()
    expect(dialog.locator(".error").first).to_contain_text("Keep these as the author wrote them: #桥猫")
    expect(body).to_have_value("The cat sleeps on the bridge")
    body.fill("The cat sleeps on the bridge #桥猫")
    dialog.get_by_role("button", name="Suggest this").click()
    expect(dialog.locator("[data-mend-done]")).to_contain_text("Thank you.")
    dialog.get_by_role("link", name="Back to where I was").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".note-scroll .mend a").first).to_be_focused()

    chengdu.go("/corrections")
    keys = chengdu.page.keyboard
    item = chengdu.page.locator("[data-item]")
    expect(chengdu.page.locator(".mend-keys")).to_be_visible()
    keys.press("j")
    expect(item).to_be_focused()
    keys.press("a")
    expect(chengdu.page.locator(".mend-said")).to_contain_text("已采纳")
    ohio.go(path)
    expect(page.locator(".crossing")).to_contain_text(f"mended by {ohio.handle}")
    expect(page.locator("#body [lang=en]").first).to_contain_text("The cat sleeps on the bridge #桥猫")

    chengdu.page.locator(".mend-said").get_by_role("button").click()
    expect(chengdu.page.locator(".mend-said")).to_contain_text("已撤销")
    ohio.go(path)
    expect(page.locator(".crossing")).not_to_contain_text("mended by")


def test_a_phone_stacks_the_three(ohio: Person, chengdu: Person) -> None:
    chengdu.sign_up("stacked")
    path = chengdu.card("河边的树", "树很高")
    ohio.sign_up("phone")
    ohio.page.set_viewport_size({"width": 390, "height": 844})
    ohio.reload_until_count(ohio.base + path, ".crossing")
    ohio.page.locator(".note-scroll .mend a").first.click()
    expect(ohio.page.locator("dialog.mend-dialog [name=body]")).to_be_visible()
    columns = "() => getComputedStyle(document.querySelector('.mend-row')).gridTemplateColumns.split(' ').length"
    assert ohio.page.evaluate(columns) == 1
    assert ohio.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_preview_shows_the_second_language_as_it_is_typed(chengdu: Person) -> None:
    chengdu.sign_up("two")
    page = chengdu.page
    chengdu.go("/notes/new?kind=card")
    page.locator("[name=words]").fill("你好")
    page.locator(".second summary").click()
    page.locator("[name=second_language]").select_option("en")
    page.locator("[name=second_words]").fill("Hello there")
    page.locator('[name=preview-lang][value=en]').check()
    expect(page.locator('[data-face="letter"] .tcard-words')).to_have_text("Hello there")
