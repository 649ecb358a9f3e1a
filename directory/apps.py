"""Tells Django about the project: its checks, known to every command, and the admin of its staff."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class DirectoryConfig(AppConfig):
    default = True
    name = "directory"
    verbose_name = "Directory"

    def ready(self) -> None:
        # Django registers checks when their module is first imported, which it asks for here.
        from directory import checks, mail_checks  # noqa: F401


class StaffAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "directory.staff.StaffSite"
