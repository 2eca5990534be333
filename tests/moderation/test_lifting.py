"""What was sealed by mistake comes back: by an appeal or without, by two people who had no part in it, on every surface; the list
that was wrong meets that picture no more, and its keeper hears of it. Nobody else sees anything."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from redbridge.accounts import actions as accounts
from redbridge.accounts.actions import FACES
from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff
from redbridge.accounts.staff import staff as staff_of
from redbridge.kernel.errors import Refusal
from redbridge.kernel.models import Audit
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.moderation import actions as moderation
from redbridge.moderation.appeals import actions as appeals
from redbridge.moderation.appeals import answering
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide, undo
from redbridge.moderation.decisions.jobs import over
from redbridge.moderation.decisions.rules import MINORS, SEALS, Wanted
from redbridge.moderation.desk.actions import lifting
from redbridge.moderation.desk.actions.sealing import seal
from redbridge.moderation.desk.jobs import look_after_seals
from redbridge.moderation.desk.models import Sealing
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.moderation.pictures import actions as pictures
from redbridge.moderation.pictures import queries, rules
from redbridge.moderation.pictures.models import BankedHash, Cleared, PictureHash
from redbridge.moderation.rules import EVIDENCE
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.notifications.models import Notice
from redbridge.portability import actions as portability
from redbridge.portability.archive import reading
from redbridge.record.actions import chain
from redbridge.record.models import Entry
from tests.cast import appoint, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.moderation.test_pictures import bank, jpeg, lines
from tests.pages import Page
from tests.security.test_16_moderated import everything
from tests.security.test_16_no_side_channel import heard, sing

__all__ = ["bank"]
pytestmark = pytest.mark.django_db
KEEPER = "keeper@list.example"


def hands(person: Person) -> Staff:
    found = staff_of(person.pk)
    assert found
    return found


def case_of(note: int, author: Person, by: Person | None = None, why: str = "hash 0f3a") -> Case:
    """The sealed case of a note: by a machine that knew a picture, or by a person."""
    case = open_case("note", note, author_id=author.pk, language="zh-Hans", category=MINORS, severity=5, source="pictures")
    seal(case, hands(by) if by else None, why)
    return Case.objects.get(pk=case)


def appealed(person: Person, words: str = "It is my cat.") -> int:
    made = Decision.objects.get(person=person, kind=SEALS, rule=MINORS, undone=None)
    return appeals.file(person.pk, access_appealable(person.pk, made.pk), words)


@pytest.fixture
def sung(lin: Person, joss: Person) -> dict[str, int]:
    third = arrive("third", "en")
    ids = sing(lin, joss, third)
    Note.objects.filter(pk=ids["note"]).update(published=Note.objects.get(pk=ids["note"]).published)
    return ids


OF_STATEMENTS = ("standing", "statement")
"""Where somebody reads their own words in a statement to them, whatever became of the thing."""


def stood(ids: dict[str, int], *people: Person | None) -> dict[str, Any]:
    """All that giving back has to restore."""
    found = everything(ids, *people)
    return found | {"heard": [line for line in found["heard"] if not line.startswith(OF_STATEMENTS)]}


def test_granted_by_two_the_note_is_back_on_every_surface_as_it_stood(
    sung: dict[str, int], lin: Person, joss: Person, ada: Person, root: Person
) -> None:
    people = (lin, joss, Person.objects.get(handle="third"), None)
    before, words = stood(sung, *people), Note.objects.values("language", "translations").get(pk=sung["note"])
    case = case_of(sung["note"], lin)
    run_jobs()
    assert stood(sung, *people)["heard"] == []
    appeal = appealed(lin)
    answering.propose(hands(ada), appeal, "It is a cat.")
    assert heard(sung, *people[1:]) == [] and Appeal.objects.get().state == "filed", "one alone brings nothing back"
    answering.grant(hands(root), appeal, "You are right, it is a cat.")
    run_jobs()
    assert stood(sung, *people) == before
    assert Note.objects.values("language", "translations").get(pk=sung["note"]) == words, "the author's second language too"
    case.refresh_from_db()
    made = Decision.objects.get()
    assert (case.sealed, case.state, Appeal.objects.get().state) == (False, "decided", "granted") and made.undone
    assert not Strike.objects.filter(taken_back=None).exists() and not Picture.objects.filter(kept=True).exists()
    kept = Sealing.objects.get()
    assert (kept.proposed_by, kept.lifted_by, kept.words) == (ada, root, {}) and kept.lifted
    page = Page(client(lin).get(f"/settings/standing/{made.pk}?lang=en")).words
    assert "Taken back on appeal" in page and "You are right, it is a cat." in page
    assert Notice.objects.filter(person=lin, kind="restored").count() == 1
    assert {"seal case", "propose lifting", "lift seal", "granted appeal"} <= set(Audit.objects.values_list("verb", flat=True))
    chain()
    told = list(Entry.objects.order_by("number").values_list("kind", "rule", "by", "appealed", "reverses"))
    assert told == [("remove", MINORS, "machine", False, None), ("appeal_granted", MINORS, "person", True, 1)]


def test_on_the_desk_one_proposes_and_the_other_agrees(lin: Person, ada: Person, root: Person, mei: Person) -> None:
    case = case_of(write(lin, "图", "words"), lin, mei, "a secret reason")
    appeal, path = appealed(lin), f"/desk/{case.number}"
    answer = f"/desk/appeals/{appeal}/answer"
    assert client(mei).get(f"/desk/appeals/{appeal}").status_code == 404, "who sealed it, and no lead"
    first, second = client(ada, "en"), client(root, "en")
    refused = Page(first.post(answer, {"answer": "grant", "words": "A cat."}))
    assert refused.status == 422 and "Look at it before you decide." in refused.words and "A cat." in refused.html
    for browser in (first, second):
        browser.post(f"{path}/look", {"why": "the appeal"})
    page = Page(first.get(f"/desk/appeals/{appeal}"))
    assert "it takes two to grant it" in page.words
    assert "has to agree" in Page(first.post(answer, {"answer": "grant", "words": "A cat."}, follow=True)).words
    again = Page(first.post(answer, {"answer": "grant", "words": "A cat."}))
    assert again.status == 422 and "You proposed this, so another person has to agree." in again.words
    assert "A cat." in Page(second.get(f"/desk/appeals/{appeal}")).by_id("id_words").words, "what the first said is there to say"
    assert "is back" in Page(second.post(answer, {"answer": "grant", "words": "A cat."}, follow=True)).words
    assert Note.objects.get().standing == "" and not Case.objects.get().sealed


def test_what_a_machine_knew_is_not_said_to_be_words_where_readers_had_opened_the_case(lin: Person, joss: Person) -> None:
    note = write(lin, "图", "words")
    moderation.report(joss.pk, "note", note, "minors", "", "en")
    seal(Case.objects.get().pk, None, "hash 0f3a")
    page = Page(client(lin).get("/settings/standing?lang=en")).words
    assert "a picture is like one that is known" in page and "met these words" not in page


def test_refused_it_stays_and_its_author_reads_why(lin: Person, ada: Person, root: Person) -> None:
    note = write(lin, "图", "words")
    case_of(note, lin)
    appeal = appealed(lin)
    answering.propose(hands(ada), appeal, "A cat, I think.")
    answering.refuse(hands(root), appeal, "It is what the rule says.")
    run_jobs()
    assert Note.objects.get().standing == "removed" and Case.objects.get().sealed and not Sealing.objects.get().proposed_by
    page = Page(client(lin, "en").get("/settings/standing?lang=en")).words
    assert "The decision stands" in page and "It is what the rule says." in page and "A cat, I think." not in page
    assert any("It is what the rule says." in letter.body for letter in mail.outbox if letter.to == [lin.email])
    for who in (lin, None):
        assert client(who).get(f"/notes/{note}").status_code == 404


def test_nobody_with_a_part_in_it_and_nobody_alone_lifts_a_seal(
    lin: Person, ada: Person, root: Person, mei: Person
) -> None:
    case = case_of(write(lin, "图", "words"), lin, ada)
    appoint(lin, "lead")
    for who in (ada, lin, mei):
        with pytest.raises(Refusal):
            lifting.propose(case.pk, hands(who), "No.")
    with pytest.raises(Refusal):
        lifting.lift(case.pk, hands(root), "Nobody proposed it.")
    lifting.propose(case.pk, hands(root), "A cat.")
    for who in (root, ada, lin, mei):
        with pytest.raises(Refusal):
            lifting.lift(case.pk, hands(who), "Yes.")
    assert Case.objects.get().sealed and Note.objects.get().standing == "removed"
    lifting.lift(case.pk, hands(appoint(arrive("grace", "en"), "lead")), "Yes.")
    assert not Case.objects.get().sealed
    with pytest.raises(Refusal):
        lifting.propose(case.pk, hands(root), "Once more.")


def test_no_statement_past_the_verbs_lifts_a_seal(lin: Person, ada: Person, root: Person) -> None:
    case = case_of(write(lin, "图", "words"), lin, ada)
    now = timezone.now()
    for by, other in ((None, None), (root, root), (root, ada), (lin, root)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sealing.objects.update(lifted=now, proposed_by=by, lifted_by=other)
            Case.objects.filter(pk=case.pk).update(sealed=False)


def test_declined_and_taken_back_it_stays_sealed_and_is_proposed_anew(lin: Person, ada: Person, root: Person) -> None:
    case, (one, two) = case_of(write(lin, "图", "words"), lin), (client(ada, "en"), client(root, "en"))
    path = f"/desk/{case.number}"
    assert one.post(f"{path}/lift/propose", {"words": "A cat."}, follow=True).status_code == 200
    assert not Sealing.objects.exclude(proposed=None).exists(), "nobody proposes what they did not look at"
    for browser in (one, two):
        browser.post(f"{path}/look", {"why": "a mistake?"})
    assert one.post(f"{path}/lift/propose", {"words": ""}).status_code == 422
    one.post(f"{path}/lift/propose", {"words": "A cat."})
    assert "A cat." in Page(two.get(path)).words
    for browser, sees in ((two, True), (one, False)):
        assert ("a seal was a mistake" in Page(browser.get("/desk")).words) == sees, "who has to look finds it at the head"
    two.post(f"{path}/lift/decline", {"words": "No cat."})
    assert Sealing.objects.get().proposed_by is None and "No cat." in Page(one.get(path)).words
    one.post(f"{path}/lift/propose", {"words": "A cat."})
    one.post(f"{path}/lift/back")
    refused = Page(two.post(f"{path}/lift/agree", {"words": "I agree."}))
    assert refused.status == 422 and "Nobody proposes" in refused.words and "I agree." in refused.html
    assert Case.objects.get().sealed
    one.post(f"{path}/lift/propose", {"words": "A cat."})
    two.post(f"{path}/lift/agree", {"words": "A cat indeed."})
    assert not Case.objects.get().sealed and Note.objects.get().standing == ""
    late = Page(one.post(f"{path}/lift/decline", {"words": "Too late."}))
    assert late.status == 422 and "not sealed any more" in late.words and "Too late." in late.html
    assert "The seal was lifted" in Page(one.get(path)).words


def test_only_leads_find_it(lin: Person, joss: Person, mei: Person) -> None:
    case = case_of(write(lin, "图", "words"), lin)
    for who in (mei, joss, lin):
        assert client(who).post(f"/desk/{case.number}/lift/propose", {"words": "x"}).status_code == 404
    assert client(None).post(f"/desk/{case.number}/lift/propose", {"words": "x"}).status_code in (302, 404)


@pytest.fixture
def banked(bank: Path) -> Image.Image:
    """A picture that a list of the police knows, by mistake."""
    image = Image.effect_noise((640, 480), 90).resize((40, 30)).resize((640, 480)).convert("RGB")
    bank.write_text(f"# keeper: {KEEPER}\n{lines(image, MINORS, 'police-7')}")
    pictures.load_banks()
    return image


def posted(person: Person, image: Image.Image, quality: int = 90) -> int:
    note = write(person, "看", "words", [upload(jpeg(image, quality))])
    run_jobs(but=())
    return note


def lifted(note: int, ada: Person, root: Person) -> Case:
    case = Case.objects.get(kind="note", subject_id=note)
    lifting.propose(case.pk, hands(ada), "A pattern of noise.")
    lifting.lift(case.pk, hands(root), "It is a pattern of noise.")
    run_jobs(but=())
    return case


def test_the_list_meets_that_picture_no_more_and_every_other_as_before(
    banked: Image.Image, lin: Person, joss: Person, ada: Person, root: Person
) -> None:
    first = posted(lin, banked)
    assert Note.objects.get(pk=first).standing == "removed"
    lifted(first, ada, root)
    assert Note.objects.get(pk=first).standing == "" and Cleared.objects.exists()
    again = posted(joss, banked)
    assert Note.objects.get(pk=again).standing == "" and not Case.objects.filter(subject_id=again).exists(), "the same file"
    pictures.load_banks()
    pictures.look_again("note", first)
    assert Note.objects.get(pk=first).standing == "", "nor when the lists are read anew"
    width, height = banked.size
    cut = posted(joss, banked.crop((int(width * 0.06), int(height * 0.06), int(width * 0.94), int(height * 0.94))))
    bits = PictureHash.objects.get(picture_id=Picture.objects.get(subject_id=cut).pk).bits
    known = PictureHash.objects.get(picture_id=Picture.objects.get(subject_id=first).pk).bits
    assert bits is not None and known is not None and ((bits ^ known) % 2**64).bit_count() > rules.SAME
    assert Note.objects.get(pk=cut).standing == "removed", "another picture near to the line is met"


def test_what_is_cleared_is_cleared_of_its_own_lines_alone(banked: Image.Image, lin: Person, ada: Person, root: Person) -> None:
    note = posted(lin, banked)
    lifted(note, ada, root)
    bits = PictureHash.objects.get().bits
    assert bits is not None and queries.banked_near(bits) == []
    for other in (bits ^ 1, bits):
        BankedHash.objects.create(bank="another", bits=other, keys=rules.keys(other), rule="violence")
    assert {one.rule for one in queries.banked_near(bits)} == {"violence"}, "another rule is another claim"
    far = rules.signed((bits ^ 0b10101) % 2**64)
    assert {one.rule for one in queries.banked_near(far)} >= {MINORS}, "three places away it is another picture"
    near = rules.signed((bits ^ 0b101) % 2**64)
    assert MINORS not in {one.rule for one in queries.banked_near(near)}, "two are the same, saved anew"


def test_the_keeper_hears_of_it_and_of_nobody(banked: Image.Image, lin: Person, ada: Person, root: Person) -> None:
    case = lifted(posted(lin, banked), ada, root)
    (letter,) = [one for one in mail.outbox if one.to == [KEEPER]]
    assert case.number in letter.subject and "police-7" in letter.body and "of 64 places" in letter.body
    hashes = {rules.written(line) for line in Cleared.objects.values_list("line", flat=True)}
    assert hashes and all(one in letter.body for one in hashes)
    assert not any(word in letter.body for word in ("小林", "看", "noise", "/notes/", "/media/")) and not letter.attachments
    assert not Cleared.objects.filter(told=None).exists()


def test_where_a_list_names_no_keeper_nobody_is_written_to(
    bank: Path, banked: Image.Image, lin: Person, ada: Person, root: Person
) -> None:
    bank.write_text(lines(banked, MINORS, "police-7"))
    lifted(posted(lin, banked), ada, root)
    assert not [one for one in mail.outbox if one.to == [KEEPER]] and Cleared.objects.filter(told=None).exists()


@pytest.mark.parametrize(("head", "address"), [
    ("# keeper: a@b.example\n", "a@b.example"), ("#Keeper:a@b.example \n", "a@b.example"), ("# keeper: a@b\n", ""),
    ("# keeper: a@b.example, c@d.example\n", ""), ("keeper: a@b.example\n", ""), ("# our keeper: a@b.example\n", ""),
    ("#\n" * 30 + "# keeper: a@b.example\n", ""), (f"# keeper: {'a' * 300}@b.example\n", ""),
])
def test_a_list_names_its_keeper_near_its_head(head: str, address: str) -> None:
    assert rules.keeper(io.StringIO(head)) == address


def test_where_nobody_may_look_the_numbers_are_shown_and_the_keeper_is_asked_first(
    banked: Image.Image, lin: Person, ada: Person, root: Person, settings: Any
) -> None:
    settings.REDBRIDGE_SEALED_PICTURES = "nobody"
    case, picture = Case.objects.get(subject_id=posted(lin, banked)), Picture.objects.get()
    path, (one, two) = f"/desk/{case.number}", (client(ada, "en"), client(root, "en"))
    for browser in (one, two):
        browser.post(f"{path}/look", {"why": "the appeal"})
        assert browser.get(f"{path}/pictures/{picture.pk}").status_code == 404
    page = Page(one.get(path))
    assert "lets nobody look" in page.words and "of 64 places" in page.words and "police-7" in page.words
    assert str(picture.pk) not in page.html
    refused = Page(one.post(f"{path}/lift/propose", {"words": "They say it is noise."}))
    assert refused.status == 422 and "ask the keeper" in refused.words
    one.post(f"{path}/lift/ask")
    (letter,) = [sent for sent in mail.outbox if sent.to == [KEEPER]]
    assert case.number in letter.subject and "police-7" in letter.body and "小林" not in letter.body
    two.post(f"{path}/lift/ask")
    assert len([sent for sent in mail.outbox if sent.to == [KEEPER]]) == 1, "once"
    one.post(f"{path}/lift/propose", {"words": "They say it is noise."})
    two.post(f"{path}/lift/agree", {"words": "It is noise."})
    assert Note.objects.get().standing == ""


def test_a_sealed_picture_is_in_no_archive(lin: Person, ada: Person, root: Person) -> None:
    note = write(lin, "图", "words", [upload(sample("PNG", 32, 32))])
    media.make_ready(Picture.objects.get().pk, 32, 32, 0, [240])

    def handed() -> list[int]:
        own = [row["id"] for row in reading.walk(reading.PICTURES, lin.pk)]
        rows = reading.with_pictures(reading.walk(reading.NOTES, lin.pk), lin.pk)
        return own + [one["id"] for row in rows for one in row["pictures"]]

    assert len(handed()) == 2
    case = case_of(note, lin)
    assert handed() == []
    lifting.propose(case.pk, hands(ada), "A cat.")
    lifting.lift(case.pk, hands(root), "A cat.")
    assert len(handed()) == 2


def faced(person: Person, *kinds: str) -> list[int]:
    """Pictures of a page, as they stand once they are made."""
    for kind in kinds:
        accounts.show_face(person.pk, kind, upload(sample("PNG", 64, 64)))
    run_jobs(but=())
    return list(Picture.objects.filter(kind__in=kinds).order_by("pk").values_list("pk", flat=True))


def page_case(person: Person, by: Person | None = None) -> Case:
    case = open_case("person", person.pk, author_id=person.pk, language="en", category=MINORS, severity=5, source="report")
    seal(case, hands(by) if by else None, "known")
    return Case.objects.get(pk=case)


def test_a_sealed_picture_of_a_page_is_kept_whatever_its_owner_does(lin: Person, ada: Person, root: Person) -> None:
    avatar, banner = faced(lin, *FACES)
    case = page_case(lin, ada)
    accounts.hide_face(lin.pk, "avatar")
    faced(lin, "banner")
    run_jobs(but=())
    assert set(Picture.objects.filter(kept=True).values_list("pk", flat=True)) == {avatar, banner}
    assert client(lin).get(f"/media/{avatar}/240.webp").status_code == 404, "its owner too"
    grace = appoint(arrive("grace", "en"), "lead")
    lifting.propose(case.pk, hands(root), "A cat.")
    lifting.lift(case.pk, hands(grace), "A cat.")
    left = set(Picture.objects.filter(kind__in=FACES).values_list("pk", flat=True))
    assert avatar not in left and banner not in left and left, "what they took away meanwhile is gone, what they chose is there"


def test_lifted_a_page_has_its_pictures_again(lin: Person, ada: Person, root: Person) -> None:
    avatar, banner = faced(lin, *FACES)
    case = page_case(lin)
    lifting.propose(case.pk, hands(ada), "A cat.")
    lifting.lift(case.pk, hands(root), "A cat.")
    assert set(Picture.objects.filter(hidden=False, kept=False).values_list("pk", flat=True)) == {avatar, banner}
    lin.refresh_from_db()
    assert (lin.avatar, lin.banner) == (avatar, banner)


def test_evidence_outlives_an_account_by_a_year_and_no_longer(lin: Person, ada: Person) -> None:
    (avatar,) = faced(lin, "avatar")
    page_case(lin)
    note = write(lin, "图", "words", [upload(sample("PNG", 32, 32))])
    run_jobs(but=())
    case_of(note, lin)
    portability.leave(lin.pk, "")
    Person.objects.filter(pk=lin.pk).update(leaving=timezone.now() - timedelta(days=1))
    portability.erase(lin.pk)
    run_jobs(but=())
    assert Picture.objects.filter(kept=True).count() == 2 and Picture.objects.filter(pk=avatar).exists()
    assert not Sealing.objects.exclude(words={}).exists(), "what others made of their words went with them"
    look_after_seals.func(0)
    assert Picture.objects.count() == 2
    Sealing.objects.update(at=timezone.now() - EVIDENCE - timedelta(days=1))
    look_after_seals.func(0)
    assert Picture.objects.count() == 0


def test_what_is_sealed_is_not_let_go_before_its_year_is_over(lin: Person, ada: Person) -> None:
    case = case_of(write(lin, "图", "words"), lin, ada)
    old = timezone.now() - timedelta(days=200)
    Decision.objects.update(made=old)
    assert case.state == "decided" and not over().exists()
    Sealing.objects.update(at=timezone.now() - EVIDENCE - timedelta(days=1), reported=timezone.now() - timedelta(days=300))
    assert not over().exists(), "an authority was told later"
    Sealing.objects.update(reported=timezone.now() - EVIDENCE - timedelta(days=1))
    assert over().exists()


@pytest.fixture
def old(lin: Person, ada: Person) -> Case:
    """A page as it was sealed when that wrote no statement; a new picture was shown since."""
    faced(lin, *FACES)
    case = Case.objects.get(pk=open_case("person", lin.pk, author_id=lin.pk, language="en", category=MINORS, severity=5,
                                         source="report"))
    Sealing.objects.create(case=case, by=ada, why="known", at=timezone.now() - timedelta(days=40))
    Case.objects.update(sealed=True)
    Picture.objects.update(hidden=True)
    faced(lin, "banner")
    return case


@pytest.mark.parametrize("state", ["open", "decided", "closed"])
def test_who_was_sealed_without_a_statement_gets_one_and_only_one(old: Case, lin: Person, state: str) -> None:
    for step in {"open": [], "decided": ["decided"], "closed": ["decided", "closed"]}[state]:
        Case.objects.update(state=step)
    shown = set(Picture.objects.filter(hidden=False).values_list("pk", flat=True))
    for _again in range(2):
        call_command("state_seals", stdout=io.StringIO())
        look_after_seals.func(0)
        run_jobs(but=())
    made = Decision.objects.get()
    assert (made.person, made.rule, made.kind) == (lin, MINORS, SEALS) and made.receipt
    assert made.statement["application_date"] == f"{timezone.now() - timedelta(days=40):%Y-%m-%d}"
    assert not Strike.objects.exists(), "a statement that comes late leaves no mark"
    assert set(Picture.objects.filter(hidden=False).values_list("pk", flat=True)) == shown and shown, "what is shown since stays"
    assert Picture.objects.filter(hidden=True, kept=True).exists()
    assert Notice.objects.filter(person=lin, kind="decision").count() == 1
    assert appealed(lin), "and can be appealed from now on"


def test_a_page_of_which_nothing_is_hidden_needs_no_statement(lin: Person, ada: Person) -> None:
    page_case(lin, ada)
    call_command("state_seals", stdout=io.StringIO())
    assert not Decision.objects.exists()


def test_what_another_rule_removed_before_is_sealed_with_a_statement_of_its_own(
    lin: Person, ada: Person, root: Person, mei: Person
) -> None:
    note = write(lin, "图", "words")
    case = open_case("note", note, author_id=lin.pk, language="en", category="scam", severity=3, source="report")
    scam = decide(case, mei.pk, Wanted(SEALS, "scams"))
    seal(case, hands(ada), "known")
    assert set(Decision.objects.values_list("rule", flat=True)) == {"scams", MINORS}
    undo(scam, root.pk, "It was no scam.")
    assert Note.objects.get().standing == "removed", "what is sealed stays away"
    with pytest.raises(Refusal):
        undo(Decision.objects.get(rule=MINORS).pk, root.pk, "No.")


def test_a_second_known_picture_of_a_sealed_page_goes_too(banked: Image.Image, lin: Person) -> None:
    page_case(lin)
    accounts.show_face(lin.pk, "banner", upload(jpeg(banked.crop((0, 120, 640, 333)))))
    run_jobs(but=())
    BankedHash.objects.all().delete()
    bits = PictureHash.objects.get().bits
    assert bits is not None and not Picture.objects.get().hidden
    BankedHash.objects.create(bank="faces", bits=bits, keys=rules.keys(bits), rule=MINORS)
    pictures.meet(queries.pictured([Picture.objects.get().pk])[0], bits)
    assert Picture.objects.get().hidden and Decision.objects.get().person == lin


def test_sealed_again_after_it_was_lifted_it_takes_two_again(lin: Person, ada: Person, root: Person) -> None:
    case = case_of(write(lin, "图", "words"), lin)
    lifting.propose(case.pk, hands(ada), "A cat.")
    lifting.lift(case.pk, hands(root), "A cat.")
    Case.objects.filter(pk=case.pk).update(state="open")
    seal(case.pk, None, "another list")
    assert Note.objects.get().standing == "removed" and Sealing.objects.get().proposed_by is None
    with pytest.raises(Refusal):
        lifting.lift(case.pk, hands(root), "Alone.")


def test_an_appeal_against_a_seal_waits_for_two_leads_and_administrators_hear_of_it(
    lin: Person, mei: Person, ada: Person, root: Person, mailoutbox: Any
) -> None:
    """A moderator is nobody here, and one lead alone is too few."""
    case = case_of(write(lin, "图", "words"), lin, root)
    appealed(lin)
    run_jobs()
    (letter,) = [one for one in mailoutbox if "nobody here may read" in one.subject]
    assert letter.to == [root.email] and "redbridge appoint HANDLE lead" in letter.body and case.number in letter.subject
    assert "nobody here yet" in Page(client(lin).get("/settings/appeals?lang=en")).words
    assert "1 appeal waits that nobody here may read" in Page(client(ada).get("/desk?lang=en")).words
    appoint(arrive("grace", "en"), "lead")
    assert "nobody here may read" not in Page(client(ada).get("/desk?lang=en")).words
    assert "Somebody who did not take this decision will read it" in Page(client(lin).get("/settings/appeals?lang=en")).words


def test_what_is_deleted_by_its_author_while_it_is_sealed_comes_back_as_deleted(lin: Person, ada: Person, root: Person) -> None:
    note = write(lin, "图", "words")
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    case = case_of(note, lin)
    lifting.propose(case.pk, hands(ada), "A cat.")
    lifting.lift(case.pk, hands(root), "A cat.")
    assert client(None).get(f"/notes/{note}").status_code == 404 and Note.objects.get().standing == ""
