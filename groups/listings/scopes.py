"""The two roles of the staff. Which listings a moderator sees is a matter of scopes: `groups.models.moderation`."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

MODERATORS, ADMINISTRATORS = "moderators", "administrators"
_MODERATORS_MAY = {
    "group": "view add change",
    "meeting": "view add change delete",
    "proposal": "view change",
    "report": "view change delete",
    "change": "view change",
    "contactmessage": "view change delete",
    "fellowship": "view",
    "philosophy": "view",
    "feature": "view",
    "language": "view",
    "paidprovider": "view add change",
}
#: History is written by what happens, never by hand.
_NOBODY_MAY = ("add_change", "delete_change", "add_proposal", "delete_proposal", "add_report")


def make_roles(apps: Any = installed) -> None:
    """Make both roles with their permissions where they are missing; what operators added to them stays.

    `apps` is a migration's registry: Django makes permissions after the last migration only, roles need them earlier.
    """
    for label in ("groups", "auth"):
        config = apps.get_app_config(label)
        # A migration's apps have no module; without one Django would make nothing.
        config.models_module = getattr(config, "models_module", True)
        create_permissions(config, apps=apps, verbosity=0)
    role, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission").objects
    ours = permissions.filter(content_type__app_label="groups").exclude(codename__in=_NOBODY_MAY)
    codes = [f"{verb}_{model}" for model, verbs in _MODERATORS_MAY.items() for verb in verbs.split()]
    role.objects.get_or_create(name=MODERATORS)[0].permissions.add(*ours.filter(codename__in=codes))
    staff = permissions.filter(codename__in=["view_user", "add_user", "change_user", "view_group"])
    role.objects.get_or_create(name=ADMINISTRATORS)[0].permissions.add(
        *ours, *staff.filter(content_type__app_label="auth")
    )
