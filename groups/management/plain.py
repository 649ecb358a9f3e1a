"""What all commands share: a database that cannot be used ends them with a sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error


class PlainCommand(BaseCommand):
    """A command whose trouble with the database (absent, without tables, read-only, broken) is exit status 1 and a
    sentence. Django's own --traceback shows the rest."""

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except Error as error:
            first_line = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
            raise CommandError(
                f"The database cannot be used: {first_line}. Check DATABASE_URL, and that `manage.py migrate` has run."
            ) from error
