"""Three tables get the names that people use for them. Nothing is stored differently."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0013_silent_feeds")]

    operations = [
        migrations.AlterModelOptions(
            name="contactmessage",
            options={
                "ordering": ["done", "-id"],
                "verbose_name": "message from a visitor",
                "verbose_name_plural": "messages from visitors",
            },
        ),
        migrations.AlterModelOptions(
            name="proposal",
            options={
                "ordering": ["-risk", "made_at"],
                "verbose_name": "new listing or edit",
                "verbose_name_plural": "new listings and edits",
            },
        ),
        migrations.AlterModelOptions(
            name="report",
            options={
                "ordering": ["-made_at"],
                "verbose_name": "report from a visitor",
                "verbose_name_plural": "reports from visitors",
            },
        ),
    ]
