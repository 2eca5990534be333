"""Notes that hold the words."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from redbridge.kernel import reads
from redbridge.kernel.ids import EPOCH_MS, TIME_SHIFT
from redbridge.kernel.reading import is_left, languages_of
from redbridge.kernel.region import here
from redbridge.notes.queries import words_of
from redbridge.notes.queries.visible import findable, shown_here
from redbridge.search.queries.pages import Page, ask, page, place
from redbridge.search.rules import Asked, Piece, excerpt, windows
from redbridge.translation.rules import scripts

CANDIDATES, MOST = 400, 2000
"""The newest notes with the words, which are ranked: that costs more than finding them. Where the few do not fill a page the
many are asked; older ones are found by asking for more words."""
HALF_YEAR = 180 * 86400 * 1000
AHEAD = 120_000
"""Milliseconds: the database's clock may be a little before ours."""

# A note half a year older needs e times the rank. Both depend on the row alone, so a cursor holds while people write. The
# first `offset 0` keeps the rank from being worked out twice, to compare and to sort. The last row only counts.
_NOTES = f"""
with h as materialized (
    select x.note_id, x.tsv from unnest(%(windows)s::text[]) with ordinality w(window_, place)
    cross join lateral (
        select s.note_id, s.tsv from search_note s
        where s.tsv @@ (%(every)s::text || ' & ''' || w.window_ || '''')::tsquery limit {{many}}
    ) x limit {{many}}
)
(select n.id, r.score::float8, r.note_id from (
    select note_id, score from (
        select note_id,
               ln(ts_rank('{{{{0.15, 0.15, 0.15, 1}}}}', tsv, %(some)s::tsquery) + 1e-6)
               + (note_id >> {TIME_SHIFT}) / {HALF_YEAR}::float8 as score
        from h offset 0
    ) scored
    where (score, note_id) < (%(score)s::float8, %(before)s::bigint)
    order by score desc, note_id desc offset 0
) r
join notes_note n on n.id = r.note_id
join accounts_person p on p.id = n.author_id
where {findable()}
order by r.score desc, r.note_id desc limit {{limit}})
union all select null, null, count(*) from h
"""  # noqa: S608 (our own numbers)


def find_notes(viewer_id: int | None, asked: Asked, cursor: str, limit: int) -> Page[int]:
    """Ids of the notes with all the words that this viewer may see, best first; raises BadCursor."""
    score, before = place(cursor)
    newest = int(time.time() * 1000) + AHEAD - EPOCH_MS << TIME_SHIFT
    values = {
        "every": f"({asked.every})",
        "some": asked.some,
        "windows": windows(newest),
        "viewer": viewer_id or 0,
        "score": float(score),
        "before": before,
    }
    rows, known = _best(CANDIDATES, limit, values)
    if len(rows) <= limit and known == CANDIDATES:
        rows, known = _best(MOST, limit, values)
    kept, after = page(rows, limit)
    return Page([row[0] for row in kept], after)


def _best(many: int, limit: int, values: dict[str, Any]) -> tuple[list[reads.Row], int]:
    """Of the newest `many` with the words the best, one more than a page; and how many there were to choose from.

    Numbers are written out, so that the server keeps its plan.
    """
    *rows, counted = reads.rows(_NOTES.format(many=many, limit=limit + 1), values)
    return rows, counted[2]


_SAID = f"""
select n.id, n.language, n.title, n.words, n.body, n.translations
from notes_note n join accounts_person p on p.id = n.author_id
where n.id = any(%(ids)s::bigint[]) and {findable()} and {shown_here()}
"""  # noqa: S608 (our own words)


def said_around(
    viewer_id: int | None, reads: Sequence[str], asked: Asked, ids: Sequence[int]
) -> dict[int, tuple[str, list[Piece]]]:
    """For each note whose title does not say it: language and pieces of a line that does, the reader's own if it can be."""
    rows = ask(_SAID, {"ids": list(ids), "viewer": viewer_id or 0, "region": here()}) if ids else []
    found = {}
    for id_, language, title, words, body, raw in rows:
        texts = {language: {"title": title, "words": words, "body": body}, **translations_of(raw)}
        line = _line(texts, language, reads, asked.words)
        if line:
            found[id_] = line
    return found


def translations_of(raw: Any) -> dict[str, dict[str, str]]:
    """Language to words, as the column holds them."""
    found: Any = words_of(raw)
    return {code: made for code, made in found.items() if isinstance(made, dict)}


def _in_script(code: str, found: list[Piece], script: str) -> tuple[str, list[Piece]]:
    """A line in the reader's own script of Chinese."""
    if not script or scripts.SISTERS[script] != code:
        return code, found
    return script, [replace(piece, text=scripts.convert(piece.text, code, script) or piece.text) for piece in found]


def _line(
    texts: dict[str, dict[str, str]], own: str, reads: Sequence[str], words: tuple[str, ...]
) -> tuple[str, list[Piece]] | None:
    shown = next((code for code in languages_of(reads) if code in texts and not is_left(reads, own)), own)
    head = texts[shown].get("title") or texts[shown].get("words") or ""
    if excerpt(head, words):
        return None
    for code in dict.fromkeys([shown, own, *texts]):
        for part in ("body",) if code == shown else ("title", "words", "body"):
            if found := excerpt(texts[code].get(part, ""), words):
                return _in_script(code, found, scripts.wanted(reads))
    return None
