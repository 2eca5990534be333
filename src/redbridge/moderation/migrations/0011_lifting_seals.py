import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import redbridge.kernel.fields

# What no verb may do: a seal goes by two people who had no part in it, and are not the author.
UNSEALS = """
create function moderation_two_unseal() returns trigger language plpgsql as $$
begin
    if old.sealed and not new.sealed and not exists (
            select 1 from moderation_sealing s where s.case_id = new.id and s.lifted is not null
              and s.proposed_by_id is not null and s.lifted_by_id is not null and s.proposed_by_id <> s.lifted_by_id
              and new.author_id is distinct from s.proposed_by_id and new.author_id is distinct from s.lifted_by_id
              and s.by_id is distinct from s.proposed_by_id and s.by_id is distinct from s.lifted_by_id) then
        raise exception 'a seal is lifted by two people who had no part in it'
            using errcode = 'check_violation', constraint = 'moderation_two_unseal';
    end if;
    return new;
end $$;
create trigger moderation_two_unseal before update of sealed on moderation_case
    for each row execute function moderation_two_unseal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0010_appeals_asked_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sealing', name='words', field=models.JSONField(db_default={}, default=dict)),
        migrations.AddField(
            model_name='sealing', name='asked', field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name='sealing', name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(
            model_name='sealing', name='proposed', field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name='sealing', name='proposal', field=models.CharField(blank=True, db_default='', default='', max_length=8000)),
        migrations.AddField(
            model_name='sealing', name='lifted', field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name='sealing', name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddConstraint(
            model_name='sealing',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.comparison.Cast('words', models.TextField())), 400000), name='moderation_sealed_words_ceiling'),
        ),
        migrations.CreateModel(
            name='Cleared',
            fields=[
                ('id', redbridge.kernel.fields.TimeId(db_default=redbridge.kernel.fields.NextId(), editable=False, primary_key=True, serialize=False)),
                ('bits', models.BigIntegerField()),
                ('line', models.BigIntegerField()),
                ('rule', models.CharField(max_length=60)),
                ('bank', models.CharField(max_length=120)),
                ('word', models.CharField(blank=True, max_length=120)),
                ('apart', models.SmallIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('told', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cleared', to='moderation.case')),
                ('second', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['line', 'rule'], name='moderation_cleared_lines')],
                'constraints': [models.UniqueConstraint(fields=('bits', 'line', 'rule'), name='moderation_cleared_once')],
            },
        ),
        migrations.RunSQL(
            UNSEALS, "drop trigger moderation_two_unseal on moderation_case; drop function moderation_two_unseal"),
    ]
