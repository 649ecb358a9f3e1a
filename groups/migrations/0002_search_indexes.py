"""The search indexes that belong to one database each (see groups/search/schema.py)."""

from django.db import migrations

from groups.search import schema


def create_indexes(apps, schema_editor):
    schema.create(schema_editor.connection)


def add_version_row(apps, schema_editor):
    apps.get_model("groups", "DirectoryVersion").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_tables")]
    operations = [
        migrations.RunPython(create_indexes, migrations.RunPython.noop),
        migrations.RunPython(add_version_row, migrations.RunPython.noop),
    ]
