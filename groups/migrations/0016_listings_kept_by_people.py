"""The index of listings by age holds those of a feed, too, that a person was the last to confirm."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0015_freshness_by_index")]

    operations = [
        migrations.RemoveIndex(model_name="group", name="group_asked_by_age"),
        migrations.AddIndex(
            model_name="group",
            index=models.Index(
                fields=["confirmed_at"],
                condition=models.Q(source=None) | models.Q(confirmed_by__in=["organiser", "moderator"]),
                name="group_asked_by_age",
            ),
        ),
    ]
