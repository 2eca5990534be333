from django.db import migrations, models

KINDS = [('label', 'Label'), ('limit', 'Limit'), ('hold', 'Hold'), ('withhold', 'Withhold'), ('remove', 'Remove'), ('warn', 'Warn'),
         ('pause', 'Pause'), ('suspend', 'Suspend'), ('no_action', 'No Action'), ('restore', 'Restore'), ('refuse', 'Refuse')]


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0011_lifting_seals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision', name='kind', field=models.CharField(choices=KINDS, max_length=10)),
        migrations.AlterField(
            model_name='draft', name='kind', field=models.CharField(choices=KINDS, max_length=10)),
    ]
