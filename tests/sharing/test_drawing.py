"""Text cards as pictures: words break where a reader would, each card looks like itself, and no text can break one."""

import random
from itertools import product

import pytest
from PIL import Image, ImageChops

from redbridge.notes.rules import CARDS
from redbridge.sharing.drawing import Words, draw, icon, landscape
from redbridge.sharing.drawing.cards import COLOURS
from redbridge.sharing.drawing.faces import Face, drawable, readable, sides
from redbridge.sharing.drawing.lines import columns, even, fill, paragraphs
from redbridge.sharing.drawing.svg import path, symbols

ENGLISH, CHINESE = "What truly matters to you in life?", "你生活中真正重要的是什么？"


def words(text: str, lang: str = "en", original: str = "") -> Words:
    return Words(text, lang, original or text, lang)


def small(style: str, said: Words) -> Image.Image:
    return draw(style, said, 200)


def count(text: str) -> float:
    return float(len(text))


def test_every_card_of_the_rules_can_be_drawn() -> None:
    assert set(COLOURS) == set(CARDS)


@pytest.mark.parametrize("style", CARDS)
def test_a_picture_is_three_to_four_and_mostly_its_own_ground(style: str) -> None:
    picture = draw(style, words(CHINESE, "zh-Hans"))
    assert (picture.size, picture.mode) == ((1080, 1447), "RGB")
    ground = Image.new("RGB", (1, 1), COLOURS[style]["ground"]).getpixel((0, 0))
    colours = {colour: n for n, colour in picture.getcolors(1_000_000) or []}
    assert max(colours, key=lambda c: colours[c]) == ground


@pytest.mark.parametrize(("style", "lang"), list(product(CARDS, ("en", "zh-Hans", "zh-Hant"))))
def test_words_are_seen_and_stay_inside(style: str, lang: str) -> None:
    text = ENGLISH if lang == "en" else CHINESE
    said, empty = small(style, words(text, lang)), small(style, Words("", lang, text, lang))
    box = ImageChops.difference(said, empty).getbbox()
    assert box and box[0] >= 10 and box[1] >= 10 and box[2] <= 192 and box[3] <= 258, box


def test_letter_is_upright_in_chinese() -> None:
    def box(lang: str, text: str) -> tuple[int, int, int, int]:
        found = ImageChops.difference(small("letter", words(text, lang)), small("letter", words("", lang))).getbbox()
        assert found
        return found

    left, top, right, bottom = box("zh-Hans", "感谢你们为我做的一切")
    assert bottom - top > 3 * (right - left) and left > 150
    left, top, right, bottom = box("en", "Thank you for all of it")
    assert right - left > 2 * (bottom - top)


def test_practice_traces_the_original() -> None:
    one = small("practice", words("Help me", "en", "求帮选"))
    other = small("practice", words("Help me", "en", "猫猫猫"))
    box = ImageChops.difference(one, other).getbbox()
    assert box and box[1] > 190


def test_chinese_breaks_between_words() -> None:
    [part] = paragraphs(CHINESE, "zh-Hans")
    assert "重要" in "|".join(part).split("|") or any("重要" in piece for piece in part)
    for width in range(4, 14):
        assert not any(line.endswith("重") or line.startswith(("？", "，")) for line in fill(part, width, count))


def test_lines_are_even_and_no_more_than_they_need_be() -> None:
    [part] = paragraphs("Potatoes never thought they could become meat dishes!", "en")
    assert len(even(part, 26, count)) == len(fill(part, 26, count)) == 3
    lengths = [len(line) for line in even(part, 26, count)]
    assert max(lengths) - min(lengths) <= 9


def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost() -> None:
    [part] = paragraphs("a " + "x" * 50 + " b", "en")
    assert "".join(fill(part, 12, count)).replace(" ", "") == "a" + "x" * 50 + "b"
    assert max(map(len, fill(part, 12, count))) <= 12


def test_columns_keep_words_whole_and_begin_with_no_full_stop() -> None:
    made = columns("今天来了一位TikTok难民，她说你好。", 9, count)
    assert "".join(made) == "今天来了一位TikTok难民，她说你好。"
    assert any("TikTok" in column for column in made)
    assert not any(column.startswith(("，", "。")) for column in made)


def test_quotation_marks_are_as_wide_as_what_stands_around_them() -> None:
    assert sides("她说“hi”吗", "zh-Hans")[2] and sides("她说“hi”吗", "zh-Hans")[5]
    assert not any(sides("I said “你好” to", "zh-Hans")[i] for i in (7, 10))
    assert not any(sides("It’s “so”", "en"))


def test_emoji_fall_away_and_what_has_a_plain_form_keeps_it() -> None:
    assert drawable("so romantic 💕, yes 👩‍👩‍👧", "en") == "so romantic, yes"
    assert drawable("下雪真的很浪漫💕！", "zh-Hans") == "下雪真的很浪漫！"
    assert drawable("sun ☀️", "en") == "sun ☀"
    assert drawable("😀", "en") == ""


def test_a_script_without_a_face_leaves_the_card_without_words() -> None:
    assert readable("Grüße, 世界", "en") and not readable("안녕하세요", "ko") and not readable("مرحبا", "ar")
    assert small("seal", words("안녕하세요", "ko")).tobytes() == small("seal", words("", "ko")).tobytes()


def test_the_same_words_give_the_same_picture() -> None:
    assert small("indigo", words(ENGLISH)).tobytes() == small("indigo", words(ENGLISH)).tobytes()


def test_no_text_breaks_a_card() -> None:
    chance = random.Random(20250113)
    ranges = [(32, 0x3000), (0x4E00, 0x9FFF), (0xA000, 0xD7FF), (0x1F000, 0x1FAFF), (0x10000, 0x10FFFE)]
    for n in range(60):
        text = "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 90)))
        assert draw(CARDS[n % 6], words(text, ("en", "zh-Hans", "zh-Hant")[n % 3]), 100).size[0] == 100
    for text in ("", " ", "\n" * 80, "字" * 700, "x" * 700, "a\n" * 300, "“" * 90):
        for style in CARDS:
            assert draw(style, words(text, "zh-Hans"), 60).size[0] == 60
            assert draw(style, words(text, "en"), 60).size[0] == 60


def test_a_long_text_is_shorter_than_its_place() -> None:
    assert Face("en", 20).length("“It’s") < Face("zh-Hans", 20).length("“它是")


def test_the_drawing_is_that_of_the_page() -> None:
    assert set(symbols()) == {"seal", "indigo", "crackle", "pools", "corners", "gate", "grids"}
    assert path("M0 0H10V10a5 5 0 0 0-10 0Z")[0][-1] == (0, 0)


def test_previews_lie_down_and_icons_have_round_corners() -> None:
    assert landscape(small("window", words(ENGLISH)), "en").size == (1200, 630)
    mark = icon(64)
    assert mark.mode == "RGBA" and mark.getpixel((0, 0))[3] == 0 and mark.getpixel((32, 2))[3] == 255  # type: ignore[index]
    assert icon(64, 0.7, 0.0).mode == "RGB"
