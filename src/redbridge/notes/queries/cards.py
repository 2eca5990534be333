"""Cards of notes, for every feed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct, structs

from redbridge.kernel import reads as hot
from redbridge.kernel.reading import Read, is_left
from redbridge.media.queries import PictureView
from redbridge.media.queries import columns as picture_columns
from redbridge.media.queries import view as picture_view
from redbridge.notes.queries.reading import READ, words_of
from redbridge.notes.queries.restraint import RESTRAINT, Restraint, restraint_of
from redbridge.notes.queries.visible import visible
from redbridge.translation.rules import scripts

_CARDS = (
    f"""
select n.id, n.kind, n.card, n.title, n.words, n.language, left(n.body, 200), n.picture_count,
       nullif(r.code, n.language), r.words,
       p.id, p.handle, p.name, p.avatar, coalesce(t.likes, 0), l.person_id is not null, n.sensitive,
       {picture_columns("m")},
       case when m.translations -> coalesce(w.code, (%(reads)s::text[])[1]) ? 'doubted_alt' then null
            else m.translations -> coalesce(w.code, (%(reads)s::text[])[1]) ->> 'alt' end,
       coalesce(w.code, (%(reads)s::text[])[1]),
       {RESTRAINT.format(n="n")}
from unnest(%(ids)s::bigint[]) with ordinality o(id, place)
join notes_note n on n.id = o.id
join accounts_person p on p.id = n.author_id
left join notes_tally t on t.note_id = n.id
left join notes_like l on l.note_id = n.id and l.person_id = %(viewer)s
left join media_picture m on m.id = n.cover
"""  # noqa: S608 (our own words)
    + READ.format(row="n")
    + f"where {visible()} order by o.place"
)
# What a card is made of is known by the versions of its rows: no two of one row that others ever saw share their xmin, the
# transaction that wrote it. So a card that is kept needs neither its words nor its translations again.
# A table that comes into _CARDS comes in here. `offset 0`: each of twenty by its keys, whatever the server thinks of the tables.
_LISTED = f"""
select o.id, o.score, v.note, v.author, v.cover, v.likes, v.liked
from ({{ids}}) o
left join lateral (
    select n.xmin as note, p.xmin as author, m.xmin as cover, coalesce(t.likes, 0) as likes, l.person_id is not null as liked
    from notes_note n
    join accounts_person p on p.id = n.author_id
    left join notes_tally t on t.note_id = n.id
    left join notes_like l on l.note_id = n.id and l.person_id = %(viewer)s::bigint
    left join media_picture m on m.id = n.cover
    where n.id = o.id and {visible()}
    offset 0
) v on true
order by {{order}}
"""  # noqa: S608 (our own words)
Key = tuple[Any, ...]
"""A reader's languages, then of the note: its number, the versions of what it is made of, its likes, whether one is theirs."""
KEPT = 8192
"""Cards that a process keeps, some 3 kB each."""


class Card(Struct, frozen=True):
    """A note in a feed, in the reader's language. `twin` is the original title where the shown one is a translation.

    A struct, since pages keep cards by all that is in them: it is made and compared in a tenth of the time.
    """

    id: int
    kind: str
    card: str
    title: str
    title_lang: str
    words: str
    words_lang: str
    twin: str
    twin_lang: str
    source_language: str
    translated: bool
    by: str
    engine: str
    cover: PictureView | None
    picture_count: int
    author_id: int
    author_handle: str
    author_name: str
    author_avatar: int | None
    likes: int
    liked: bool
    excerpt: str
    sensitive: bool = False
    restraint: Restraint | None = None
    """What this reader is told of moderation; None for nearly all."""

    @property
    def url(self) -> str:
        """The note's own address."""
        return f"/notes/{self.id}"


def cards(viewer_id: int | None, reads: Sequence[str], ids: Sequence[int]) -> list[Card]:
    """Cards of these notes in this order, those that may be seen, with their covers; one statement."""
    if not ids:
        return []
    return _told(viewer_id, _read(viewer_id, reads, ids))


def _read(viewer_id: int | None, reads: Sequence[str], ids: Sequence[int]) -> list[Card]:
    made = _made({"reads": list(reads), "ids": list(ids), "viewer": viewer_id or 0})
    if not (script := scripts.wanted(reads)):
        return made
    other = scripts.SISTERS[script]
    return [_in_script(card, script) if card.title_lang == other and not is_left(reads, other, card.id) else card
            for card in made]


def _told(viewer_id: int | None, made: list[Card]) -> list[Card]:
    """The cards as this reader is told of moderation; after all that is kept, since it depends on who asks and where."""
    for place, card in enumerate(made):
        if card.restraint is not None:
            made[place] = _restrained(card, card.restraint.for_reader(card.author_id == viewer_id))
    return made


def _restrained(card: Card, restraint: Restraint | None) -> Card:
    """A card without its words and picture where it is withheld from this reader."""
    if restraint is None or not restraint.kept_from:
        return structs.replace(card, restraint=restraint)
    return structs.replace(card, restraint=restraint, card="", title="", words="", twin="", excerpt="", cover=None,
                           picture_count=0, translated=False, by="", engine="", sensitive=False)


def listed(ids: str, order: str) -> str:
    """The statement of a feed: `ids` selects `id` and `score` in this order of theirs; `shown` makes cards of its rows."""
    return _LISTED.format(ids=ids, order=order)


def shown(viewer_id: int | None, reads: Sequence[str], rows: Sequence[hot.Row]) -> list[Card]:
    """Cards of the rows of a `listed` statement, those that may be seen; one statement more where one is not known yet."""
    if rows and not isinstance(rows[0][0], bytes):  # in a transaction versions do not tell
        return cards(viewer_id, reads, [row[0] for row in rows])
    languages = tuple(reads)
    keys = [(languages, row[0], *row[2:]) for row in rows if row[2] is not None]
    found: list[Any] = [_known.get(key) for key in keys]
    return _told(viewer_id, found if None not in found else _learn(viewer_id, reads, keys, found))


def _learn(viewer_id: int | None, reads: Sequence[str], keys: Sequence[Key], found: Sequence[Card | None]) -> list[Card]:
    lacking = [int(key[1]) for key, card in zip(keys, found, strict=True) if card is None]
    made = {card.id: card for card in _read(viewer_id, reads, lacking)}
    if len(_known) > KEPT:
        _known.clear()
    # Where a row changed between the two statements, the newer card stands under a version that nobody will see again. Likes
    # have no version and may fall back to what they were.
    for key in keys:
        card = made.get(int(key[1]))
        if card and (b"%d" % card.likes, b"ft"[card.liked]) == (key[5], key[6][0]):
            _known[key] = card
    return [card for key, old in zip(keys, found, strict=True) if (card := old or made.get(int(key[1])))]


def _card(row: tuple[Any, ...]) -> Card:
    (id_, kind, card, title, words, language, excerpt, count, code, raw, *author, likes, liked, sensitive), cover = (
        row[:17], row[17:26])
    (author_id, handle, name, avatar) = author
    said = words_of(raw) if code else {}
    code = code if said else None
    shown_title, shown_words = said.get("title", title), said.get("words", words)
    twin = (title or words) if said else ""
    return Card(
        id=id_,
        kind=kind,
        card=card,
        title=shown_title,
        title_lang=code or language,
        words=shown_words,
        words_lang=code or language,
        twin=twin,
        twin_lang=language,
        source_language=language,
        translated=bool(said),
        by=said.get("by", ""),
        engine=said.get("engine", ""),
        cover=_cover(cover, *row[26:28]) if cover[0] else None,
        picture_count=count,
        author_id=author_id,
        author_handle=handle,
        author_name=name,
        author_avatar=avatar,
        likes=likes,
        liked=liked,
        excerpt=said.get("body", excerpt)[:200],
        sensitive=sensitive,
        restraint=restraint_of(row[28]),
    )


def _cover(columns: tuple[Any, ...], alt: str | None, language: str) -> PictureView:
    view = picture_view(columns)
    return structs.replace(view, alt_read=Read(alt, language, view.alt, view.alt_language)) if alt else view


@lru_cache(maxsize=4096)
def _in_script(card: Card, script: str) -> Card:
    """A card in a reader's own script of Chinese; only who reads one needs it."""
    said = (card.title, card.words, card.excerpt)
    title, words, excerpt = (scripts.convert(text, card.title_lang, script) or text for text in said)
    cover = card.cover and structs.replace(card.cover, alt_read=scripts.in_script(card.cover.shown_alt, script))
    by = card.by if card.translated else scripts.BY
    return structs.replace(card, title=title, title_lang=script, words=words, words_lang=script, excerpt=excerpt, cover=cover,
                           by=by, engine=scripts.named(card.engine))


_made = hot.Made(_CARDS, _card, 4096)
_known: dict[Key, Card] = {}
