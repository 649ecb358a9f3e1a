"""An index with all that the report of freshness asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0014_what_lists_are_called")]

    operations = [
        migrations.AddIndex(
            model_name="group",
            index=models.Index(
                fields=["status", "source", "country", "confirmed_by", "confirmed_at"], name="group_freshness"
            ),
        ),
    ]
