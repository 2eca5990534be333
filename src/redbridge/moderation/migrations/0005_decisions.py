from django.db import migrations, models

# The host, at the shell of the site's own machine, has no account to name.
HOSTS = """
create or replace function moderation_people_suspend() returns trigger language plpgsql as $$
begin
    if new.kind = 'suspend' and new.by_id is null and coalesce(new.statement -> 'who' ->> 'by', '') <> 'host' then
        raise exception 'a machine suspends nobody'
            using errcode = 'check_violation', constraint = 'moderation_people_suspend';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0004_case_numbers"),
    ]

    operations = [
        migrations.RunSQL(HOSTS, migrations.RunSQL.noop),
        migrations.AddField(model_name="decision", name="ended", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("ended", None), ("undone", None), models.Q(("until", None), _negated=True)),
                fields=["until"], name="moderation_ends"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("ended", None), ("kind__in", ("remove", "hold")), ("undone", None)), fields=["id"],
                name="moderation_let_go"),
        ),
    ]
