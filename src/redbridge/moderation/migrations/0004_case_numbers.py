"""Numbers of cases come from a sequence, which nobody waits for."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("moderation", "0003_appeals")]

    operations = [
        migrations.RunSQL("create sequence moderation_case_number", "drop sequence moderation_case_number"),
    ]
