"""The words of a mail as simple HTML: paragraphs on paper, links to our own site and to nowhere else."""

import re

from markupsafe import Markup, escape

_BLANK = re.compile(r"\n\s*\n")
_FACE = Markup("-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei UI',sans-serif")
_PAGE = Markup(
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light"><title>{subject}</title></head>'
    '<body style="margin:0;background:#F5F2EA;color:#1E1F22;font:16px/1.62 {face}">'
    '<div style="max-width:34em;margin:0 auto;padding:32px 20px">'
    '<h1 style="font:600 22px/1.36 Georgia,\'Songti SC\',SimSun,serif;margin:0 0 20px;'
    'border-bottom:3px solid #BE2F1E;padding-bottom:12px">{subject}</h1>{words}</div></body></html>'
)
_PLAIN = Markup('<p style="margin:0 0 16px;overflow-wrap:anywhere">{}</p>')
_QUOTE = Markup(
    '<p style="margin:0 0 16px;padding-left:14px;border-left:3px solid #857E71;color:#55534E;overflow-wrap:anywhere">{}</p>'
)
_LINK = Markup('<a href="{0}" style="color:#1C6A68">{0}</a>')


def as_html(subject: str, body: str, lang: str, site: str) -> str:
    """A whole page. Everything is escaped; an address becomes a link only where it is below `site`, since what
    looks like one may be somebody's name."""
    ours = re.compile(rf"({re.escape(site)}(?:/[^\s<>\"']*)?(?=\s|$))")
    paragraphs = Markup().join(_paragraph(part, ours) for part in _BLANK.split(body.strip()))
    return _PAGE.format(lang=lang, subject=subject, face=_FACE, words=paragraphs)


def _paragraph(text: str, ours: re.Pattern[str]) -> Markup:
    """Lines that all begin with `> ` are somebody's words."""
    lines = text.split("\n")
    quoted = all(line.startswith("> ") for line in lines)
    words = "\n".join(line[2:] for line in lines) if quoted else text
    return (_QUOTE if quoted else _PLAIN).format(_inline(words, ours))


def _inline(text: str, ours: re.Pattern[str]) -> Markup:
    parts = ours.split(text)
    marked = [_LINK.format(part) if at % 2 else escape(part) for at, part in enumerate(parts)]
    return Markup().join(marked).replace("\n", Markup("<br>"))
