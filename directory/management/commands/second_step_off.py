"""`manage.py second_step_off NAME`: let the last administrator in who lost phone and recovery codes."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory import second_step


class Command(BaseCommand):
    help = "Turns off the second step of a member of staff, who then logs in with the password alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name they log in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"Nobody logs in as {options['name']}.")
        if not second_step.turn_off(user, by=user, did="Turned off the second step on the server: second_step_off."):
            raise CommandError(f"{user} has no second step.")
        self.stdout.write(f"The second step of {user} is off.")
