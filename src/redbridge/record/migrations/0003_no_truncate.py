from django.db import migrations

TABLES = ("record_entry", "record_head", "record_key", "record_waiting")
NO_TRUNCATE = "".join(f"""
create trigger {table}_is_not_emptied before truncate on {table} for each statement execute function record_only_added();
""" for table in TABLES)
UNDO = "".join(f"drop trigger {table}_is_not_emptied on {table};" for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0002_surfaces'),
    ]

    operations = [
        migrations.RunSQL(NO_TRUNCATE, UNDO),
    ]
