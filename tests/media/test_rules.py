"""Refusals name the file and say what to do."""

import pytest

from redbridge.kernel.errors import Refusal
from redbridge.media import rules
from tests.media.making import png_bomb, sample, upload


def refused(*files: object) -> str:
    with pytest.raises(Refusal) as refusal:
        rules.check_uploads(files)  # type: ignore[arg-type]
    assert refusal.value.field == "pictures"
    return refusal.value.message


def test_eighteen_pictures_pass_and_nineteen_do_not() -> None:
    picture = sample("PNG", 32, 32)
    rules.check_uploads([upload(picture) for _ in range(18)])
    assert refused(*[upload(picture) for _ in range(19)]) == "A note has room for 18 pictures. Take out 1 picture."
    assert refused(*[upload(picture) for _ in range(30)]).endswith("Take out 12 pictures.")


def test_twenty_megabytes_pass_and_one_byte_more_does_not() -> None:
    picture = sample("JPEG")
    rules.check_uploads([upload(picture + b"\0" * (rules.MOST_BYTES - len(picture)))])
    said = refused(upload(picture + b"\0" * (rules.MOST_BYTES - len(picture) + 1), "cat.jpg"))
    assert said == "“cat.jpg” is 21 MB; a picture may have 20. Choose a smaller one."


def test_a_wrong_kind_is_named_whatever_it_calls_itself() -> None:
    assert "“cat.jpg” is not a picture" in refused(upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cat.jpg"))
    rules.check_uploads([upload(sample("PNG"), "cat.exe")])


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_with_the_limit() -> None:
    assert "more than 40 million pixels" in refused(upload(png_bomb(8000, 8000), "bomb.png"))


def test_an_empty_and_a_damaged_file_are_told_apart() -> None:
    assert "is empty" in refused(upload(b"", "a.jpg"))
    assert "is damaged" in refused(upload(sample("PNG")[:20], "b.png"))


def test_every_bad_file_has_its_sentence_and_the_good_one_none() -> None:
    said = refused(upload(b"%PDF-1.7", "one.pdf"), upload(sample("PNG"), "fine.png"), upload(b"", "two.jpg"))
    assert "one.pdf" in said and "two.jpg" in said and "fine.png" not in said


def test_a_description_past_its_room_is_refused_with_the_overhang() -> None:
    rules.check_alts(["猫" * 1500])
    with pytest.raises(Refusal) as refusal:
        rules.check_alts(["", "猫" * 1507])
    assert refusal.value.message == "Description 2 has room for 1500 characters. Take out 7."


@pytest.mark.parametrize(("name", "shown"), [
    ("photo.jpg", "photo.jpg"),
    ("/etc/cron.d/evil.png", "evil.png"),
    ("C:\\Users\\me\\猫.HEIC", "猫.HEIC"),
    ("gpj.\u202egnp.exe", "gpj.gnp.exe"),
    ("two\nlines\tand\0null.png", "two lines andnull.png"),
    ("", "?"), ("///", "?"), ("\x00", "?"),
])
def test_a_name_is_shown_bare_and_on_one_line(name: str, shown: str) -> None:
    assert rules.shown_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = rules.shown_name("长" * 300 + ".jpeg")
    assert len(shown) == 40 and shown.endswith("…长长长长长.jpeg")
