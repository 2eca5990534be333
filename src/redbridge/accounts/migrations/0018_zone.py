from django.db import migrations, models


class Migration(migrations.Migration):
    # By itself: who asks holds a session's table before the people's, and we must not hold them the other way round.

    dependencies = [
        ('accounts', '0017_surge'),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='zone',
            field=models.CharField(blank=True, db_default='', default='', max_length=95),
        ),
    ]
