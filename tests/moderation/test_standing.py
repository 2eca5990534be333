"""Where I stand: the page, the statement in each language, the notice, the mail; mine alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from redbridge.accounts.models import Person
from redbridge.accounts.staff import name_of
from redbridge.moderation.decisions import queries, rules
from redbridge.moderation.decisions.actions import restore, undo
from redbridge.moderation.decisions.showing import pieces, shown
from redbridge.moderation.models import Decision
from tests.cast import LANGUAGES, client, write
from tests.jobs import run_again, run_jobs
from tests.moderation.deciding import decided, staff
from tests.moderation.test_decisions import EFFECTS
from tests.pages import Page

pytestmark = pytest.mark.django_db
INTERFACE = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@pytest.fixture
def mod(db: None) -> Person:
    return staff()


@pytest.fixture
def note(joss: Person) -> int:
    return write(joss, "Need a visa fast?", "Cheap visas, message me.", words="")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [*EFFECTS, "restore"])
def test_every_kind_reads_whole_in_every_language(note: int, joss: Person, mod: Person, lang: str, kind: str) -> None:
    if kind == "restore":
        decided("remove", "note", note, joss, mod)
    made = decided(kind, "note", note, joss, mod)
    with translation.override(lang):
        said = shown(made, [INTERFACE[lang]])
    told = [said.pill, said.whose, said.who, said.costs, said.mark, said.where]
    assert all(told) and not any("%(" in words for words in told)
    if kind != "restore":
        assert said.rule_text == made.statement["rule"]["text"][INTERFACE[lang]] and "2" in said.rule_title
    if lang != "en":
        with translation.override("en"):
            english = shown(made, ["en"])
        assert not set(told) & {english.pill, english.who, english.costs, english.mark, english.where}


def test_the_words_concerned_are_marked_and_nothing_else() -> None:
    assert pieces("Need a visa? Cheap visas.", [[13, 18]]) == [("Need a visa? ", False), ("Cheap", True), (" visas.", False)]
    assert pieces("all", [[0, 3]]) == [("all", True)] and pieces("", []) == []


def test_the_page_says_first_what_one_can_do(note: int, joss: Person, mod: Person) -> None:
    empty = client(joss).get("/settings/standing").content.decode()
    assert "No limit is active." in empty and "Nothing has been decided about you." in empty and "standing-open" in empty
    made = decided("limit", "note", note, joss, mod, spans=((18, 29),), until=timezone.now() + timedelta(days=7))
    page = client(joss).get("/settings/standing").content.decode()
    assert "You can post, comment and follow. One limit is active." in page and "standing-limited" in page
    assert f"Case {made.case.number}" in page and f"moderator <b>{name_of(mod.pk)}</b>" in page
    assert "<mark>Cheap visas</mark>" in page and f"/transparency/receipt/{made.receipt}" in page
    assert "is not shown in Explore until" in page and "1 of 3." in page
    undo(made.pk, mod.pk, "")
    after = client(joss).get("/settings/standing").content.decode()
    assert "No limit is active." in after and "Taken back," in after and "Its mark was taken back." in after


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_statement_is_in_each_language_whatever_the_page_is_in(note: int, joss: Person, mod: Person, lang: str) -> None:
    made = decided("remove", "note", note, joss, mod)
    page = Page(client(joss).get(f"/settings/standing/{made.pk}?in={INTERFACE[lang]}"))
    (card,) = page.all("article", id="statement")
    assert card.attrs["lang"] == INTERFACE[lang]
    assert " ".join(made.statement["rule"]["text"][INTERFACE[lang]].split()) in card.words


def test_what_the_moderator_wrote_is_translated_with_the_original_one_tap_away(note: int, joss: Person, mod: Person) -> None:
    made = decided("warn", "note", note, joss, mod, words="签证要找正规机构。", language="zh-Hans")
    made.statement["said"]["translations"] = {"en": {"words": "Ask a proper agency.", "by": "engine", "engine": "Mill"}}
    made.save()
    page = client(joss).get("/settings/standing").content.decode()
    assert "Ask a proper agency." in page and "签证要找正规机构。" in page


@pytest.mark.parametrize("who", ["lin", "guest", "mod"])
def test_a_statement_is_for_the_one_it_concerns(note: int, joss: Person, lin: Person, mod: Person, who: str) -> None:
    made = decided("limit", "note", note, joss, mod)
    answered = client({"lin": lin, "guest": None, "mod": mod}[who]).get(f"/settings/standing/{made.pk}")
    assert answered.status_code == (302 if who == "guest" else 404) and b"visa" not in answered.content


def test_no_action_is_told_to_nobody_it_is_about(note: int, joss: Person, mod: Person) -> None:
    made = decided("no_action", "note", note, joss, mod)
    run_jobs()
    assert client(joss).get(f"/settings/standing/{made.pk}").status_code == 404 and mail.outbox == []


@pytest.mark.parametrize("kind", ["pause", "suspend"])
def test_who_may_not_write_reads_and_knows_why(note: int, joss: Person, mod: Person, kind: str) -> None:
    decided(kind, "note", note, joss, mod, until=timezone.now() + timedelta(days=7))
    run_jobs()
    browser = client(joss)
    page = browser.get("/settings/standing").content.decode()
    state = {"pause": "standing-limited", "suspend": "standing-closed"}[kind]
    assert state in page and "You can read" in page and "appeal" in page
    assert b"Something was decided" in browser.get("/notifications").content


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notice_and_mail_come_once_in_the_persons_language(note: int, joss: Person, mod: Person, lang: str) -> None:
    Person.objects.filter(pk=joss.pk).update(interface=INTERFACE[lang])
    made = decided("limit", "note", note, joss, mod)
    run_jobs()
    run_again("moderation.decisions.handlers.tell_author")
    run_jobs()
    (letter,) = mail.outbox
    with translation.override(lang):
        said = shown(Decision.objects.get(pk=made.pk), [INTERFACE[lang]])
    assert letter.to == ["joss@example.org"] and made.case.number in letter.subject and said.pill in letter.subject
    body = " ".join(letter.body.split())
    for words in (said.rule_title, said.rule_text, said.who, said.costs, said.mark, said.where):
        assert " ".join(words.split()) in body
    assert f"/settings/standing/{made.pk}" in letter.body and "nsubscribe" not in letter.body
    assert client(joss).get("/notifications").content.count(b"notice-open") == 1


def test_who_gave_no_address_gets_no_mail(note: int, joss: Person, mod: Person) -> None:
    Person.objects.filter(pk=joss.pk).update(email="")
    decided("limit", "note", note, joss, mod)
    run_jobs()
    assert mail.outbox == []


def test_taking_back_is_told_too(note: int, joss: Person, mod: Person) -> None:
    made = decided("remove", "note", note, joss, mod)
    run_jobs()
    mail.outbox.clear()
    restore(made.case_id, mod.pk, "We were wrong.", "en")
    run_jobs()
    assert any(letter.subject.startswith("Taken back") for letter in mail.outbox)


def test_steps_tell_what_happened_and_lead_there(note: int, joss: Person, mod: Person) -> None:
    made, other = decided("remove", "note", note, joss, mod), staff("other")
    undo(made.pk, other.pk, "", kept="appeal_granted")
    page = Page(client(joss).get("/settings/standing"))
    steps = [node.attrs["href"] for node in page.all("a") if "step-title" in node.attrs.get("class", "")]
    assert steps == [f"/settings/standing/{made.pk}"] * 2
    assert f"decided by {name_of(other.pk)}, not {name_of(mod.pk)}" in client(joss).get("/settings/standing").content.decode()


def test_steps_in_chinese_end_before_the_day_as_well(note: int, joss: Person, mod: Person) -> None:
    undo(decided("remove", "note", note, joss, mod).pk, staff("other").pk, "", kept="appeal_granted")
    page = Page(client(joss).get("/settings/standing?lang=zh-hans"))
    assert next(node.words for node in page.all("a") if "step-title" in node.attrs.get("class", "")) == "经申诉撤销"


def test_what_was_taken_back_costs_nothing_any_more(note: int, joss: Person, mod: Person) -> None:
    made = decided("remove", "note", note, joss, mod)
    path = f"/settings/standing/{made.pk}?lang=en"
    assert "Nobody sees it any more." in client(joss).get(path).content.decode()
    undo(made.pk, staff("other").pk, "", kept="appeal_granted")
    after = client(joss).get(path).content.decode()
    assert "Nobody sees it any more." not in after and "Nothing any more." in after


def test_every_limit_is_named_until_there_are_too_many(joss: Person, mod: Person) -> None:
    for n in range(4):
        decided("label", "note", write(joss, f"Note number {n}", "Words.", words=""), joss, mod)
        page = str(Page(client(joss).get("/settings/standing?lang=en")).words)
        above = page[: page.index("Decision")]
        assert [f"Note number {m}" in above for m in range(n + 1)] == [m > n - 3 for m in range(n + 1)]
        assert ("Everything else reaches people as usual." in above) is (n < 3)


def test_seen_is_when_it_was_first_opened(note: int, joss: Person, mod: Person) -> None:
    made = decided("limit", "note", note, joss, mod)
    client(joss).head("/settings/standing")
    assert Decision.objects.get(pk=made.pk).seen is None
    client(joss).get("/settings/standing")
    assert Decision.objects.get(pk=made.pk).seen is not None


def test_hidden_kinds_are_those_that_take_nothing() -> None:
    assert set(rules.HIDDEN_KINDS) == {"no_action"}


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Pacific/Auckland"])
def test_the_day_of_what_was_written_is_one_day_in_every_zone(note: int, joss: Person, mod: Person, zone: str) -> None:
    made = decided("limit", "note", note, joss, mod)
    with timezone.override(zone), translation.override("en"):
        made.statement["content_date"] = f"{timezone.localtime().year}-03-09"  # there the new year comes at another hour
        assert shown(made, ["en"]).whose == "Your note of 9 March."


@pytest.mark.parametrize("standing_too", [False, True])
def test_past_the_first_page_nothing_is_lost_or_doubled(
    note: int, joss: Person, mod: Person, monkeypatch: pytest.MonkeyPatch, standing_too: bool
) -> None:
    """What stands is on the first page whatever is newer; with more of it than that page takes, the rest follows."""
    monkeypatch.setattr(queries, "LATEST", 4)
    monkeypatch.setattr(queries, "LIVE_MOST", 3)
    first = decided("warn", "note", note, joss, mod)
    fields = {field.attname: getattr(first, field.attname) for field in Decision._meta.concrete_fields if field.name != "id"}
    over = {"undone": timezone.now(), "statement": first.statement | {"undone": {"why": "", "how": "undone", "by": ""}}}
    for number in range(23):
        Decision.objects.create(**fields | (over if number % 3 or not standing_too else {"kind": "limit"}))
    mine = [str(pk) for pk in Decision.objects.order_by("-pk").values_list("pk", flat=True)]
    live = [str(pk) for pk in Decision.objects.filter(undone=None).order_by("-pk").values_list("pk", flat=True)]
    url, seen, pages = "/settings/standing", list[str](), 0
    while url:
        page = Page(client(joss).get(url + ("&" if "?" in url else "?") + "lang=en"))
        links = [node.attrs["href"].rpartition("/")[2] for node in page.all("a", **{"class": "step-title"})]
        if not pages:
            assert set(live[:3]) <= set(links)
            assert ("8 limits are active" in page.words) == standing_too
        assert ("Joined" in page.words) == (not page.all("a", rel="next"))
        seen += dict.fromkeys(links)
        url = "".join("/settings/standing" + node.attrs["href"] for node in page.all("a", rel="next"))
        pages += 1
    assert sorted(seen) == sorted(mine) and pages > 4
    assert client(joss).get("/settings/standing?before=nonsense").status_code == 400
