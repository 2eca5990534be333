from django.db import migrations, models


class Migration(migrations.Migration):
    """A remark can be removed, and come back."""

    dependencies = [("guidelines", "0001_versions")]
    operations = [
        migrations.AddField(
            model_name="remark", name="standing",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
    ]
