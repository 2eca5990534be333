"""The id function, and the table behind Django's database cache (allauth's limits live there)."""

from django.db import migrations

IDS = """
create sequence if not exists redbridge_ids as bigint cycle maxvalue 4611686018427387904;
create or replace function redbridge_next_id(shard int default 0) returns bigint language sql volatile as $$
    select (((extract(epoch from clock_timestamp()) * 1000)::bigint - 1736726400000) << 22)
         | ((shard & 1023)::bigint << 12)
         | (nextval('redbridge_ids') & 4095)
$$;
"""

CACHE = """
create unlogged table if not exists kernel_cache (
    cache_key varchar(255) primary key, value text not null, expires timestamptz not null
);
create index if not exists kernel_cache_expires on kernel_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(IDS, "drop function redbridge_next_id; drop sequence redbridge_ids"),
        migrations.RunSQL(CACHE, "drop table kernel_cache"),
    ]
