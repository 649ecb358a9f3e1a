"""The two roles of the staff, moderators and administrators."""

from django.db import migrations

from groups.listings.scopes import make_roles


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_hand_overs"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(lambda apps, editor: make_roles(apps), migrations.RunPython.noop)]
