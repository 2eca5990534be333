"""The table of pictures."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.kernel.fields import TimeId


class Migration(migrations.Migration):
    initial = True
    dependencies = [("kernel", "0001_ids_and_cache")]
    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", TimeId(serialize=False)),
                ("owner_id", models.BigIntegerField(db_index=True)),
                ("kind", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("position", models.SmallIntegerField()),
                ("alt", models.CharField(blank=True, max_length=1500)),
                ("alt_language", models.CharField(default="und", max_length=35)),
                ("width", models.IntegerField()),
                ("height", models.IntegerField()),
                ("state", models.CharField(
                    choices=[("waiting", "Waiting"), ("ready", "Ready"), ("failed", "Failed")],
                    default="waiting", max_length=8)),
                ("hidden", models.BooleanField(default=False)),
                ("dc", models.SmallIntegerField(default=13)),
                ("widths", ArrayField(base_field=models.SmallIntegerField(), default=list, size=None)),
                ("spool", models.CharField(blank=True, max_length=64)),
                ("created", models.DateTimeField(db_default=Now())),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "subject_id", "position"], name="media_picture_subject"),
                    models.Index(fields=["created"], condition=~Q(spool=""), name="media_picture_spooled"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(position__range=(0, 17)), name="media_picture_position"),
                    models.CheckConstraint(condition=Q(dc__range=(0, 15)), name="media_picture_dc"),
                    models.CheckConstraint(
                        condition=Q(state__in=["waiting", "ready", "failed"]), name="media_picture_state"),
                    models.CheckConstraint(
                        condition=Q(width__gte=1, height__gte=1), name="media_picture_size"),
                ],
            },
        ),
    ]
