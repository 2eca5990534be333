"""What the models give a column that nobody names, given by the database while rows come in by COPY."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import NOT_PROVIDED

from redbridge.demo.load.copying import run
from redbridge.demo.load.keys import FILLED


@contextmanager
def given_by_database() -> Iterator[None]:
    """Models' defaults as the database's own, within the caller's transaction."""
    found = list(_defaults())
    for table, column, value in found:
        run(f'alter table {table} alter column "{column}" set default {_literal(value)}')
    yield
    for table, column, _value in found:
        run(f'alter table {table} alter column "{column}" drop default')


def _defaults() -> Iterator[tuple[str, str, Any]]:
    for model in apps.get_models():
        if model._meta.db_table in FILLED:
            for field in model._meta.local_concrete_fields:
                if _needs_one(field):
                    yield model._meta.db_table, str(field.column), field.get_db_prep_save(field.get_default(), connection)


def _needs_one(field: "models.Field[Any, Any]") -> bool:
    return field.db_default is NOT_PROVIDED and not (field.null or field.primary_key or field.is_relation) and (
        field.has_default() or field.empty_strings_allowed)


def _literal(value: Any) -> str:
    from psycopg.sql import Literal

    return Literal(value).as_string(connection.connection)
