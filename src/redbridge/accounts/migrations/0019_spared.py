from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_zone'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spared',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=64)),
                ('rule', models.CharField(max_length=60)),
                ('at', models.DateTimeField(db_default=Now())),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('text', 'rule'), name='accounts_spared_once')],
            },
        ),
    ]
