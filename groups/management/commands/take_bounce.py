"""`manage.py take_bounce < message`: read a message that came to the bounce address; the mail server pipes it in."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from groups.listings import bounces

#: Bytes of a message that are read; a bounce holds its news at the top.
LONGEST = 1_000_000
#: From sysexits.h: mail servers keep the message and try again later.
TRY_LATER = 75


class Command(BaseCommand):
    help = "Reads a bounce from standard input. Whoever it is about gets no more mail until they use a link of ours."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default="", help="the address it came to; without it the headers are asked")

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(LONGEST)
        while sys.stdin.buffer.read(LONGEST):
            pass  # a mail server takes it amiss when nobody listens to the end
        try:
            self.stdout.write(bounces.take(raw, timezone.now(), options["to"]))
        except Error as error:
            raise CommandError("The database cannot be used now. Try again later.", returncode=TRY_LATER) from error
