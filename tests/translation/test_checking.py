"""What of an engine's answers can be shown, check by check."""

import pytest

from redbridge.translation.rules.checking import acceptable
from redbridge.translation.rules.splitting import bits


@pytest.mark.parametrize(
    ("source", "answer", "fine"),
    [
        ("否", "Yes", False),
        ("否", "No", True),
        ("不是", "Yes, it is.", False),
        ("不行！", "OK", False),
        ("是的", "No", False),
        ("是的", "Yes", True),
        ("对", "Right", True),
        ("no", "是的", False),
        ("yes", "不，没有", False),
        ("yes", "没错", True),
        ("no", "不", True),
        ("はい", "No", False),
        ("否则我就不去了", "Yes or I will not go", True),
    ],
)
def test_a_no_never_becomes_a_yes(source: str, answer: str, fine: bool) -> None:
    assert acceptable(source, answer) is fine


@pytest.mark.parametrize(
    ("source", "answer", "fine"),
    [
        ("跑了3.5km", "Ran 3.5 km", True),
        ("跑了3.5km", "Ran 35 km", False),
        ("这条裙子¥299", "This dress is 299 yuan", True),
        ("这条裙子¥299", "This dress is ¥199", False),
        ("打折20%", "20% off", True),
        ("打折20%", "Half price", False),
        ("减了5斤", "Lost 5 jin", True),
        ("减了5斤", "Lost weight", False),
        ("12:30见", "See you at 12:30", True),
        ("12:30见", "See you at half past one", False),
        ("要1,299元", "It is 1299 yuan", True),
        ("有10万粉丝", "100,000 followers", True),
        ("打8折", "20% off", True),
        ("三只猫", "three cats", True),
        ("２０％", "20% of it", True),
    ],
)
def test_numbers_with_a_unit_stay_what_they_are(source: str, answer: str, fine: bool) -> None:
    assert acceptable(source, answer) is fine


@pytest.mark.parametrize(
    ("source", "answer", "target", "fine"),
    [
        ("今天天气很好，我们去公园吧", "The weather is lovely, let us go to the park", "en", True),
        ("今天天气很好，我们去公园吧", "Il fait beau aujourd'hui, allons au parc ensemble mes amis", "en", False),
        ("今天天气很好，我们去公园吧", "今日は天気がいいですね、公園に行きましょう", "en", False),
        ("今天天气很好，我们去公园吧", "今日は天気がいいですね、公園に行きましょう", "ja", True),
        ("the weather is lovely today", "今日は天気がいいですね、公園に行きましょう", "zh-Hans", False),
        ("the weather is lovely today", "the weather is really lovely now", "zh-Hans", False),
        ("the weather is lovely today", "сегодня прекрасная погода", "zh-Hans", False),
        ("the weather is lovely today", "今天天氣真好", "zh-Hans", True),
        ("Starbucks", "Starbucks", "zh-Hans", True),
        ("iPhone 15 Pro Max", "iPhone 15 Pro Max", "zh-Hans", True),
        ("小红书", "Xiaohongshu", "en", True),
        ("教我说谢谢", "Teach me to say 谢谢", "en", True),
        ("lol", "LOL", "zh-Hans", True),
        ("me encanta este lugar", "I love this place", "en", True),
        ("me encanta este lugar", "J'adore vraiment cet endroit, il est magnifique", "en", False),
        ("唔該晒", "多谢", "zh-Hans", True),
    ],
)
def test_an_answer_is_in_the_language_asked_for(source: str, answer: str, target: str, fine: bool) -> None:
    assert acceptable(source, answer, target) is fine


@pytest.mark.parametrize(
    ("source", "answer", "fine"),
    [
        ("真好看", "So pretty, see shop.example.com", False),
        ("真好看 shop.example.com", "So pretty, shop.example.com", True),
        ("真好看", "So pretty, write to me@example.org", False),
        ("真好看", "So pretty, call 138 0013 8000", False),
        ("电话13800138000", "Phone 138 0013 8000", True),
        ("有3000万人", "30,000,000 people", True),
        ("真好看", "Sure! Here is the translation: So pretty", False),
        ("真好看", "翻译：好看", False),
        ("翻译：好看", "Translation: pretty", True),
        ("当然，我来翻译", "Certainly, I will translate", True),
        ("真好看", "S\u0336\u0321\u0328\u0322\u0327o pretty", False),
        ("真好看啊你的猫" * 12, "Nice", False),
        ("好" * 3, "nooooooooooooooooooo", False),
        ("好好好好好好好好", "goooooooooood", True),
        ("我们去吧", "the the of the of of the the of the of the the of the of of the of the the of the of of the the of", False),
    ],
)
def test_an_answer_adds_nothing_of_its_own(source: str, answer: str, fine: bool) -> None:
    assert acceptable(source, answer) is fine


def test_a_second_try_is_made_sentence_by_sentence_and_around_numbers() -> None:
    assert bits("好吃！跑了3.5km，累。") == ["好吃！", "", "跑了", "3.5km", "，累。", "", ""]
    assert bits("It is 3.5. Really. See example.org") == ["It is ", "3.5", ".", "", " Really.", "", " See example.org"]
    assert bits("hello") == ["hello"]
