"""The rules as pages: made of the packs, in three languages, with versions that anybody can compare."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.guidelines import actions, files
from redbridge.guidelines.models import Version
from redbridge.guidelines.rules import compare
from redbridge.policy import site
from redbridge.policy.rules.packs import read_pack
from tests.cast import client, suspend
from tests.guidelines.packs import pack, put, rule
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


@pytest.mark.parametrize(("language", "key"), [("en", "en"), ("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant")])
def test_every_rule_of_every_pack_stands_there_in_the_language_of_the_page(language: str, key: str) -> None:
    page = Page(client(None).get(f"/guidelines?lang={language}"))
    assert len(site.rules()) > 10
    for one in site.rules():
        stands = page.by_id(one.id).words
        assert " ".join(one.title[key].split()) in stands and " ".join(one.text[key].split()) in stands
    place = {"en": "Germany", "zh-Hans": "德国", "zh-Hant": "德國"}[key]
    assert place in page.by_id("signs").words and place not in page.by_id("quiet").words


def test_words_are_escaped_whoever_wrote_the_pack(folder: Path) -> None:
    put(folder, "house", 2, rule("quiet", title="'<script>alert(1)</script>'"))
    html = client(None).get("/guidelines").content.decode()
    assert "&lt;script&gt;alert(1)" in html and "<script>alert" not in html


def test_a_version_is_kept_for_each_pack_once_and_for_each_change(folder: Path) -> None:
    assert actions.keep_versions() == 2 and actions.keep_versions() == 0
    source = put(folder, "house", 2, rule("quiet", text="Speak softly."))
    assert actions.keep_versions() == 1
    newest = Version.objects.order_by("-pk")[0]
    assert (newest.pack, newest.number, newest.source, newest.digest) == ("house", 2, source, files.digest_of(source))
    (folder / "house.yaml").unlink()
    assert actions.keep_versions() == 1 and Version.objects.order_by("-pk")[0].source == ""
    assert actions.keep_versions() == 0
    put(folder, "house", 2, rule("quiet", text="Speak softly."))
    assert actions.keep_versions() == 1
    page = Page(client(None).get("/guidelines/versions")).words
    assert page.count("house 2") == 3 and "no longer in force" in page and "the first version" in page


def test_a_bad_file_changes_nothing(folder: Path) -> None:
    actions.keep_versions()
    (folder / "house.yaml").write_text("pack: house\nversion: 2\nrules: nothing", "utf-8")
    assert actions.keep_versions() == 0
    assert Page(client(None).get("/guidelines")).by_id("quiet")


def test_two_versions_are_compared_word_by_word_by_colour_and_by_sign(folder: Path) -> None:
    actions.keep_versions()
    first = Version.objects.get(pack="house")
    quiet = rule("quiet", text="Speak softly as in a room.", severity=4, terms="'one more', shouting word")
    put(folder, "house", 2, quiet, rule("kind"))
    actions.keep_versions()
    newest = Version.objects.order_by("-pk")[0]
    page = Page(client(None).get(f"/guidelines/versions/{newest.pk}"))
    stands = page.by_id("quiet")
    words = {tag: [node.words for node in stands.walk() if node.tag == tag] for tag in ("ins", "del")}
    assert words == {"ins": ["put in: softly", "put in: grave"], "del": ["taken out: minor"]}
    assert "1 more, 0 fewer" in stands.words and "one more" not in page.words
    assert page.by_id("kind").attrs["class"].split() == ["rule", "new"] and "No longer a rule" in page.words
    plain = Page(client(None).get(f"/guidelines/versions/{newest.pk}?plain=1"))
    assert not plain.all("ins") and not plain.all("del") and "Speak softly as in a room." in plain.words
    old = Page(client(None).get(f"/guidelines/versions/{first.pk}"))
    assert not old.all("ins") and "Speak as in a room." in old.words
    for wrong in (1, 2**62, 2**70):
        assert client(None).get(f"/guidelines/versions/{wrong}").status_code == 404


def test_what_stays_is_the_same_and_order_is_no_change() -> None:
    one, two = (read_pack(pack("x", n, *rules)) for n, rules in ((1, (rule("a"), rule("b"))), (2, (rule("b"), rule("a")))))
    assert {found.how for found in compare(one, two, "en")} == {"same"}
    assert [found.how for found in compare(None, one, "en")] == ["new", "new"]
    assert [found.how for found in compare(one, None, "en")] == ["gone", "gone"]


def test_members_see_what_changed_since_they_accepted_and_accept_it(folder: Path, joss: Person) -> None:
    actions.keep_versions()
    Person.objects.filter(pk=joss.pk).update(code_accepted=timezone.now() + timedelta(seconds=1))
    said = "Since you said that you had read them"
    assert said not in Page(client(joss).get("/guidelines")).words
    Version.objects.update(at=timezone.now() - timedelta(days=3))
    Person.objects.filter(pk=joss.pk).update(code_accepted=timezone.now() - timedelta(days=2))
    put(folder, "house", 2, rule("quiet"))
    actions.keep_versions()
    news = Page(client(joss).get("/guidelines"))
    assert said in news.words and "house 2" in news.words and said not in Page(client(None).get("/guidelines")).words
    assert client(joss).post("/guidelines/accept").status_code == 302
    assert said not in Page(client(joss).get("/guidelines")).words
    suspend(joss)
    before = Person.objects.get(pk=joss.pk).code_accepted
    assert client(joss).post("/guidelines/accept").status_code == 403
    assert Person.objects.get(pk=joss.pk).code_accepted == before


def test_signing_up_leads_there() -> None:
    assert Page(client(None).get("/accounts/signup/")).all("a", href="/guidelines")
