"""A short yes must not come back as a no, nor a no as a yes."""

from redbridge.translation.rules.loops import words_in

_YES = """
    yes|yeah|yep|yup|yea|yas|aye|sure|of course|ok|okay|true|correct|right|agreed|absolutely|definitely|it is|is|can|do|have|will
    是|是的|是啊|是呀|是滴|对|对的|对啊|对呀|對|對的|對啊|好|好的|好啊|行|可以|能|会|會|有|要|嗯|当然|當然|没错|沒錯|係|係呀|得
    sí|si|claro|vale|oui|ouais|ja|doch|sim|da|да|はい|うん|ええ|そう|네|예|응|맞아|맞아요
"""
_NO = """
    no|nope|nah|nay|never|not|none|no way|not at all|false|incorrect|wrong|disagree|don't|can't|won't|isn't|do not|it is not
    否|不|不是|不对|不對|不行|不可以|不能|不会|不會|不要|不好|没|沒|没有|沒有|未|无|無|错|錯|别|別|唔係|唔得|冇
    nunca|jamás|non|jamais|pas|nein|nicht|nie|não|nao|нет|いいえ|いや|ううん|違う|ちがう|아니|아니요|아뇨
"""
_SIGN = {word.strip(): 1 for word in _YES.replace("\n", "|").split("|") if word.strip()} | {
    word.strip(): -1 for word in _NO.replace("\n", "|").split("|") if word.strip()
}
_WORDS = 4
_SIGN_OF = {"".join(words_in(word)): sign for word, sign in _SIGN.items()}
_FIRST = {-1: ("不", "没", "沒", "否", "别", "別", "唔", "冇"), 1: ("是", "对", "對", "好", "可以", "当然", "當然")}


def flipped(source: str, answer: str) -> bool:
    """Where the source is nothing but a yes or a no: whether the answer is, or begins with, the opposite."""
    sign = _SIGN_OF.get("".join(words_in(source)))
    if sign is None:
        return False
    words = words_in(answer)
    told = _SIGN_OF.get("".join(words))
    if told is None and words:
        told = _SIGN_OF.get(words[0]) if words[0].isascii() else _begun("".join(words))
    return told == -sign


def _begun(words: str) -> int | None:
    return next((sign for sign, first in _FIRST.items() if words.startswith(first)), None)
