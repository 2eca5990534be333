from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0006_same_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='kept',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
