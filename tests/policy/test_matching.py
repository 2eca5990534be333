"""What meets a term, what does not, and where."""

import pytest

from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from tests.policy.packs import pack, rule


def matcher(**parts: object) -> Matcher:
    return Matcher([read_pack(pack(rule(**parts)))])  # type: ignore[arg-type]


SPELT = [
    "sexcam", "s e x c a m", "S.E.X cam", "sex🍎cam", "ｓｅｘ ｃａｍ", "sех cаm", "𝓼𝓮𝔁 cam", "s3x c4m", "$ex cam",
    "s\u200bex cam",
    "s\u0336e\u0336x\u0336 cam", "SEX_CAM", "sex-cam", "sex   cam", "sex\ncam", "sexcams",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELT)
def test_one_term_in_many_spellings(text: str) -> None:
    assert matcher(terms=["sex cam"]).screen(text).action() == "hold"


@pytest.mark.parametrize(("term", "text"), [
    ("cunt", "Scunthorpe"), ("cunt", "S c u n t h o r p e"), ("ass", "class assessment"), ("ass", "the A55 and room 455"),
    ("rapist", "therapist"), ("therapist", "the rapist"), ("penis", "the pen is mine"),
    ("free gift card", "It is free. Gift card?"),
    ("pot", "Рот болит и зуб"), ("cum", "cumin"), ("hell", "he'll go"), ("做爱", "今天做，爱吃的来"), ("做爱", "我做 爱吃的菜"),
    ("tit", "1 I T"), ("i will kill you", "This chilli will kill you"), ("weed", "seaweedy"), ("tit", "2*3*4"),
    ("kys", "k = y.s"), ("free gift card", "Free. Gift, card!"), ("cash app flip", "Cash, app, flip phone"),
    ("buy viagra", "buy via grain mills"),
    ("faggot", "f****t"), ("cunt", "count c***"), ("代写论文", "代写*"), ("约炮", "约K炮"), ("稳赚不赔", "稳**赔"),
])  # fmt: skip
def test_what_only_looks_like_a_term(term: str, text: str) -> None:
    assert matcher(terms=[term]).screen(text).action() == "allow"


@pytest.mark.parametrize("text", [
    "daixielunwen", "dai xie lun wen", "dài xiě lùn wén", "DaiXie LunWen", "dai4xie3lun4wen2", "代xie论wen",
    "d a i x i e l u n w e n",
    "dai-xie-lun-wen", "带写论文", "代寫lun文", "找daixielunwen！",
])  # fmt: skip
def test_pinyin_where_a_term_asks_for_it(text: str) -> None:
    assert matcher(terms=[{"text": "代写论文", "pinyin": True}]).screen(text).action() == "hold"
    assert matcher(terms=["代写论文"]).screen(text).action() == ("hold" if text == "代写论文" else "allow")


@pytest.mark.parametrize("text", ["黑桂", "嘿贵", "a heiguitar", "hei. Gui"])
def test_two_syllables_in_other_characters_are_other_words(text: str) -> None:
    assert matcher(terms=[{"text": "黑鬼", "pinyin": True}]).screen(text).action() == "allow"


@pytest.mark.parametrize(("text", "span"), [
    ("a sex cam", (2, 9)), ("😀 s\u200be\u200bx cam\u0301!", (2, 12)), ("ﬁne ｓｅｘ　ｃａｍ", (4, 11)), ("代寫 sex.cam", (3, 10)),
    ("two sexcams", (4, 11)), ("sex cam", (0, 7)),
])  # fmt: skip
def test_spans_are_code_points_of_the_text_as_it_was_written(text: str, span: tuple[int, int]) -> None:
    assert matcher(terms=["sex cam"]).screen(text).spans() == [span]


@pytest.mark.parametrize(("term", "text"), [
    ("viagra", "v*agra"), ("buy weed", "#BuyWeedNow"), ("free gift card", "getfreegiftcardstoday"), ("代写论文", "代（写）论①文"),
    ("free gift card", "fr€€ g!ft c@rd"), ("free gift card", "frrreee g*ft card"),
    ("代写论文", "代·x·写·论·文"), ("稳赚不赔", "稳稳赚x不赔"),
    ("free gift card", "fr ee gi ft ca rd"),
    ("send nudes", "s*nd nud*s"), ("send nudes", "send nudez"), ("约炮", "约p炮"),
    ("代写论文", "代代写写论论文文"), ("稳赚不赔", "稳赚不×"), ("cunt", "cuuuunt"),
])  # fmt: skip
def test_a_star_for_a_letter_words_run_together_and_what_else_is_met(term: str, text: str) -> None:
    assert matcher(terms=[term]).screen(text).action() == "hold"


@pytest.mark.parametrize(
    "text", ["call n0w 1234567", "ca11 now 1-2-3-4-5-6-7", "c.a.l.l now 1 2 3 4 5 6 7", "саll nоw １２３４５６７"]
)
def test_patterns_see_words_that_were_parted_or_leet(text: str) -> None:
    assert matcher(patterns=[r"\bcall now \d{6,}\b"]).screen(text).spans() == [(0, len(text))]


def test_spans_of_patterns_and_of_taken_apart_characters() -> None:
    found = matcher(terms=["代写论文"], patterns=[r"\bcall now \d{6,}\b"]).screen("é call   n0w １２３４５６７, 亻弋写讠仑文 ok")
    assert found.spans() == [(2, 20), (22, 28)]


def test_a_harmless_phrase_takes_only_its_own_place() -> None:
    ours = matcher(terms=["援交"], allow=["支援交"])
    assert ours.screen("支援交通").action() == "allow"
    assert ours.screen("支援交通，援交").spans() == [(5, 7)]


def test_a_heap_of_harmless_phrases_hides_nothing() -> None:
    assert matcher(terms=["援交"], allow=["支援交"]).screen("支援交，" * 300 + "援交").spans() == [(1200, 1202)]


def test_a_harmless_phrase_of_one_rule_clears_no_other() -> None:
    source = pack(rule("first", terms=["援交"], allow=["支援交通"]), rule("second", terms=["援交"]))
    assert Matcher([read_pack(source)]).screen("支援交通").rules() == ["second"]


def test_no_machine_suspends() -> None:
    assert matcher(terms=["bad"], action="suspend").screen("bad").action() == "hold"


def test_what_a_region_withholds_is_withheld_there_alone() -> None:
    found = matcher(terms=["bad"], action="withhold", regions="[DE, NO]").screen("bad")
    assert (found.action(), found.action("DE"), found.action("FR")) == ("allow", "withhold", "allow")
    assert found.withheld == {"DE": "scams", "NO": "scams"}


def test_many_places_are_told_up_to_a_hundred() -> None:
    assert len(matcher(terms=["bad"], patterns=["worse"]).screen("bad worse, " * 500).spans()) == 100
