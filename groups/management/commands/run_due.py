"""`manage.py run_due`: send the mails and do the work that is due."""

import signal
import threading
import time
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from groups.listings import due
from groups.management.plain import PlainCommand
from groups.shortlists import sharing

#: With --loop: seconds between two looks at the outbox, and between two rounds of what comes round by itself.
REST, ROUND = 5, 60
#: What comes round in rooms that `listings` does not know.
SWEEPS = (sharing.forget_expired,)


class Command(PlainCommand):
    help = "Sends mails and does the work that is due. Several at once are safe. From a timer each minute, or --loop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds", type=_seconds, default=50, help="begin nothing new after so many seconds (default 50)"
        )
        parser.add_argument("--loop", action="store_true", help="go on until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = _told_to_stop()
        if options["loop"]:
            self._loop(stop)
            return
        broken = due.sweep(timezone.now(), SWEEPS)
        self._work(stop, time.monotonic() + options["seconds"])
        if broken:
            raise CommandError(f"This broke, and the log says where: {', '.join(broken)}.")

    def _loop(self, stop: threading.Event) -> None:
        next_round = time.monotonic()
        while not stop.is_set():
            try:
                if time.monotonic() >= next_round:
                    next_round = time.monotonic() + ROUND
                    due.sweep(timezone.now(), SWEEPS)
                self._work(stop, next_round)
            except due.UNUSABLE:
                self.stderr.write("The database cannot be used now. Trying again.")
                connection.close()
            stop.wait(REST)

    def _work(self, stop: threading.Event, end: float) -> None:
        """Do jobs until none is due, or time.monotonic() passes `end`."""
        done, failed = due.work(lambda: not stop.is_set() and time.monotonic() < end)
        if done or failed:
            self.stdout.write(f"{done} done, {failed} to be tried again.")
            self.stdout.flush()


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("give a number of seconds from 1 on")
    return int(text)


def _told_to_stop() -> threading.Event:
    """Set by SIGTERM and SIGINT: what is being done is finished first, so that nobody need do it again."""
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    return stop
