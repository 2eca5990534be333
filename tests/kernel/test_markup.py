"""What stands inside plain text, and that nothing of it becomes anyone else's HTML."""

from html.parser import HTMLParser
from time import thread_time
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redbridge.kernel.markup import spans, to_html, topic_name, words_html

FOUND = [
    ("你的#公寓很可爱！", ["topic:公寓很可爱"]),
    ("#cattax #Cat_Tax ＃猫税 #2025年", ["topic:cattax", "topic:cat_tax", "topic:猫税", "topic:2025年"]),
    ("#早餐#成都#美食", ["topic:早餐", "topic:成都", "topic:美食"]),
    ("#a#b and #c", ["topic:a", "topic:b", "topic:c"]),
    ("#话题# 很好 #第一##第二#", ["topic:话题", "topic:第一", "topic:第二"]),
    ("#card[话题]# #西班牙，马德里[话题]##b", ["topic:card", "topic:西班牙马德里", "topic:b"]),
    ("#Cat pictures[Topic]#", ["topic:catpictures"]),
    ("##猫税 #한국음식 #café #кот", ["topic:猫税", "topic:한국음식", "topic:café", "topic:кот"]),
    ("We're #1, C#sharp, &#39; a/#x # y #" + "x" * 65, []),
    ("@lily, 你好@tom_22呀 ＠bob (@amy)", ["mention:lily", "mention:tom_22", "mention:bob", "mention:amy"]),
    ("@Lily's", ["mention:lily"]),
    ("me@example.com 用户@qq.com a.b+c@x.org @a @lily@host.org @" + "x" * 31, []),
    ("看https://b23.tv/abc真的", ["url:https://b23.tv/abc"]),
    ("https://zh.example.org/wiki/火锅，好吃", ["url:https://zh.example.org/wiki/火锅"]),
    ("(see http://x.org/a_(b)). ok", ["url:http://x.org/a_(b)"]),
    ("https://x.org/@lily/#frag?q=#x!", ["url:https://x.org/@lily/#frag?q=#x"]),
    ("https://x.org/a[哭惹R]", ["url:https://x.org/a", "sticker:[哭惹R]"]),
    ("https://x.org/😀 ftp://x.org javascript:alert(1) http://", ["url:https://x.org/", "emoji:😀"]),
    ("[哭惹R][Selfie R] [FOR] [doge] [R]", ["sticker:[哭惹R]", "sticker:[Selfie R]"]),
    ("[Laughing and CryingR]", ["sticker:[Laughing and CryingR]"]),
    ("👨‍👩‍👧🇨🇳🇺🇸", ["emoji:👨‍👩‍👧", "emoji:🇨🇳", "emoji:🇺🇸"]),
    ("1️⃣#️⃣❤️‍🔥☝🏽❤", ["emoji:1️⃣", "emoji:#️⃣", "emoji:❤️‍🔥", "emoji:☝🏽", "emoji:❤"]),
    ("© ™ ★ → 8°C 100% 3*4 #", []),
]

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "#<b>bold</b>",
    '#x"onmouseover="alert(1)',
    "@lily<script>",
    "https://x.org/\"onclick='alert(1)'",
    "https://x.org/<script>alert(1)</script>",
    "https://x.org/?q='><script>",
    "[<i>R]",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;",
    "<!--\n\n--><p dir=auto>",
    "{{ 7*7 }}{% debug %}",
    "%s %(name)s {0} {}",
    "https://[::1]/<x>",
    "＜script＞\u2028<script>",
]

HOSTS = [
    ("https://good.example@evil.example/login", "evil.example"),
    ("https://good.example:pw@evil.example", "evil.example"),
    ("https://evil.example\\@good.example/", "evil.example"),
    ("https://evil.example?https://good.example", "evil.example"),
    ("https://evil.example/https://good.example/", "evil.example"),
    ("https://evil.example#@good.example", "evil.example"),
    ("https://gооgle.example", "xn--ggle-55da.example"),
    ("https://ＥＸＡＭＰＬＥ.org/", "example.org"),
    ("https://例子.中国/路", "xn--fsqu00a.xn--fiqs8s"),
    ("HTTPS://EXAMPLE.org/", "example.org"),
    ("https://good.example\u202e/moc", "good.example"),
    ("https://good.example\u200b.evil.example", "good.example"),
    ("https://evil.example/אבג.good.example", "evil.example"),
    ("http://127.0.0.1:8000/", "127.0.0.1"),
]


class Reader(HTMLParser):
    """Collects what a browser would see: tags with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


ALLOWED = {
    "p": {"dir"},
    "br": set[str](),
    "wbr": set[str](),
    "a": {"class", "href", "rel", "dir"},
}


def assert_harmless(html: str) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag in ALLOWED and set(attributes) <= ALLOWED[tag], html
        assert (attributes.get("href") or "/").startswith(("/@", "/topics/", "http://", "https://", "/"))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_it_finds_what_means_something(text: str, expected: list[str]) -> None:
    assert [f"{s.kind}:{s.name}" for s in spans(text)] == expected


@given(st.text(alphabet=st.sampled_from("a1_#＃@＠[]R话题 .:/hтtps\n😀\u200d\ufe0f\u20e3🇨🇳，()火")))
def test_spans_stand_where_they_say_and_never_overlap(text: str) -> None:
    at = 0
    for span in spans(text):
        assert span.start >= at and span.text == text[span.start : span.end] != ""
        at = span.end


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_stays_text(text: str) -> None:
    for html in (to_html(text), words_html(text, "zh-Hans"), words_html(text, "en")):
        assert_harmless(html)
    assert Reader(words_html(text, "en")).text == text.replace("\n", "")


@given(st.text(alphabet=st.sampled_from("<>\"'&=;/#@[]R a1x:.htps\n火，😀")))
def test_no_text_makes_a_tag_of_its_own(text: str) -> None:
    assert_harmless(to_html(text))
    assert_harmless(words_html(text, "zh-Hans"))


@pytest.mark.parametrize(("text", "host"), HOSTS)
def test_the_shown_host_is_the_real_host(text: str, host: str) -> None:
    html = to_html(text)
    (href,) = [attributes["href"] for tag, attributes in Reader(html).tags if tag == "a"]
    assert href is not None and href.isascii()
    address = urlsplit(href)
    assert (address.hostname, address.username) == (host, None)
    shown = html.partition('">')[2].partition('">')[2]
    assert shown.startswith(host) and 'dir="ltr"' in html


@pytest.mark.parametrize(
    "text",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1",
        "http://010.0.0.1/",
        "https://a%2eb/",
        "http://[::1]/",
        "https://-.example/",
        "https://a..example/",
        "https://" + "a" * 64 + ".example/",
        "https://x.org:99999999/",
    ],
)
def test_an_address_browsers_may_read_otherwise_is_no_link(text: str) -> None:
    html = to_html(text)
    assert "<a" not in html
    assert Reader(html).text == text


def test_paragraphs_lines_and_links() -> None:
    html = to_html("早！\n@Lily 看 #猫税[话题]#\n \nhttps://x.org/a\n")
    assert html == (
        '<p dir="auto">早！<br><a class="mention" href="/@lily">@Lily</a> 看 '
        '<a class="topic" href="/topics/%E7%8C%AB%E7%A8%8E">#猫税</a></p>'
        '<p dir="auto"><a class="url" dir="ltr" rel="nofollow ugc noopener" href="https://x.org/a">x.org/a</a></p>'
    )
    assert to_html(" \n ") == ""


def test_all_spellings_of_a_topic_share_one_name() -> None:
    assert {topic_name(t) for t in ("#CatTax", "＃cattax", "#ＣatTax#", "cattax", "#cattax[话题]#")} == {"cattax"}


@pytest.mark.parametrize(
    ("text", "lang", "html"),
    [
        ("你可以發佈、留言和追蹤", "zh-Hant", "你<wbr>可以<wbr>發佈、<wbr>留言<wbr>和<wbr>追蹤"),
        ("这件事真的很重要", "zh-Hans", "这件<wbr>事<wbr>真的<wbr>很<wbr>重要"),
        ("《红楼梦》，2025年", "zh-Hant", "《红楼梦》，2025年"),
        ("吃hotpot\n去👨‍👩‍👧", "zh-Hans", "吃<wbr>hotpot<br>去<wbr>👨‍👩‍👧"),
        ("a < b", "en", "a &lt; b"),
        ("", "zh-Hans", ""),
    ],
)
def test_chinese_breaks_between_words(text: str, lang: str, html: str) -> None:
    assert words_html(text, lang) == html


@pytest.mark.parametrize("piece", ["#", "@", "[a ", "#a", "https://", "https://x.", "👨‍", "(", "#a ", "é"])
def test_long_hostile_text_is_read_in_reasonable_time(piece: str) -> None:
    started = thread_time()
    spans((piece * 100_000)[:100_000])
    assert thread_time() - started < 8
