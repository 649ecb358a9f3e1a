"""Tells Django about the project, so that its checks are known to every command."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Directory"

    def ready(self) -> None:
        # Django registers checks when their module is first imported, which it asks for here.
        from directory import checks, mail_checks  # noqa: F401
