import django.contrib.postgres.search
from django.db import migrations, models


# Without a list of pending entries: it is read from end to end by every question. The keys are the database's, so that
# words go with their note however it goes.
INDEX = "create index {table}_words on {table} using gin (tsv) with (fastupdate = off)"
KEY = "alter table {table} add constraint {table}_gone foreign key ({column}) references {whole} (id) on delete cascade"
TABLES = (
    ('search_note', 'note_id', 'notes_note'),
    ('search_person', 'person_id', 'accounts_person'),
    ('search_topic', 'topic_id', 'notes_topic'),
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [('accounts', '0001_initial'), ('notes', '0001_initial')]

    operations = [
        migrations.CreateModel(
            name='NoteIndex',
            fields=[
                ('note_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('tsv', django.contrib.postgres.search.SearchVectorField()),
                ('version', models.SmallIntegerField()),
            ],
            options={
                'db_table': 'search_note',
            },
        ),
        migrations.CreateModel(
            name='PersonIndex',
            fields=[
                ('person_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('tsv', django.contrib.postgres.search.SearchVectorField()),
                ('followers', models.IntegerField(db_default=0, default=0)),
                ('version', models.SmallIntegerField()),
            ],
            options={
                'db_table': 'search_person',
            },
        ),
        migrations.CreateModel(
            name='TopicIndex',
            fields=[
                ('topic_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('tsv', django.contrib.postgres.search.SearchVectorField()),
                ('notes', models.IntegerField(db_default=0, default=0)),
                ('version', models.SmallIntegerField()),
            ],
            options={
                'db_table': 'search_topic',
            },
        ),
        *(
            migrations.RunSQL(sql.format(table=table, column=column, whole=whole), migrations.RunSQL.noop)
            for table, column, whole in TABLES
            for sql in (INDEX, KEY)
        ),
    ]
