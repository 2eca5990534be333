"""Indexes and references of the tables that are filled: taken off before, put back after, checked by putting them back."""

from dataclasses import dataclass

from redbridge.demo.load.copying import run

FILLED = ("accounts_person", "accounts_follow", "notes_note", "notes_tally", "notes_topic", "notes_notetopic", "notes_comment",
          "notes_like", "media_picture", "feeds_explore", "feeds_widely", "home_feed", "kernel_audit")
LEAVES = ("accounts_follow", "notes_notetopic", "notes_like", "home_feed")
"""Nothing refers to these: even their primary keys are built in one go."""

_REFERENCES = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where conrelid = any(%s::regclass[]) and contype = 'f' order by conname
"""
_LEAF_KEYS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where conrelid = any(%s::regclass[]) and contype = 'p' order by conname
"""
_INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = any(%s::regclass[]) and not i.indisunique order by 1
"""


@dataclass(frozen=True)
class Keys:
    """What was taken off: constraints as (table, name, definition), and the statements that make the indexes."""

    leaf_keys: list[tuple[str, str, str]]
    references: list[tuple[str, str, str]]
    indexes: list[tuple[str, str]]


def take_off() -> Keys:
    """Drop what would be looked at for every row; the caller's transaction brings it back if anything fails."""
    tables = list(FILLED)
    keys = Keys(run(_LEAF_KEYS, [list(LEAVES)]), run(_REFERENCES, [tables]), run(_INDEXES, [tables]))
    for table, name, _definition in [*keys.references, *keys.leaf_keys]:
        run(f'alter table {table} drop constraint "{name}"')
    for name, _definition in keys.indexes:
        run(f"drop index {name}")
    return keys


def put_back(keys: Keys) -> None:
    """Make them anew; a reference to nothing or a doubled key raises here."""
    for _name, definition in keys.indexes:
        run(definition)
    for table, name, definition in [*keys.leaf_keys, *keys.references]:
        run(f'alter table {table} add constraint "{name}" {definition}')
