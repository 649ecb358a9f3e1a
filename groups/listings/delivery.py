"""Handing a mail to the mail server: patient where a repeat would double it, and never for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

#: Seconds for one mail, all told: well within `outbox.LEASE`, or another worker would send it as well.
LONGEST = 240
#: What a server says of an address that takes no mail (RFC 3463): it does not exist, is closed or has moved away.
_GONE = ("5.1.", "5.2.0", "5.2.1")
_GONE_CODES = (550, 551, 553)


def deliver(message: EmailMessage) -> None:
    """Hand one mail to the mail server of EMAIL_URL; raises SMTPException or OSError where that did not work.

    Each step of greeting the server may take EMAIL_TIMEOUT seconds. Once the mail is on its way there is no hurry: a
    server that scans it for two minutes and then takes it must not get it twice.
    """
    with _time_limit(LONGEST), get_connection() as connection:
        _wait(connection, LONGEST)
        connection.send_messages([message])
        _wait(connection, settings.EMAIL_TIMEOUT)


def is_gone(refused: SMTPRecipientsRefused) -> bool:
    """Whether the server refused the one recipient for good, and because of the address itself.

    A refusal for any other reason (5.7: it does not relay for us, or dislikes us) is our trouble, not the reader's.
    """
    ((code, answer),) = refused.recipients.values()
    status = answer.decode("ascii", "replace").split(" ")[0] if answer else ""
    if status.startswith("5."):
        return status.startswith(_GONE)
    return code in _GONE_CODES and b"relay" not in answer.lower()


def trouble_of(error: Exception) -> str:
    """What went wrong, without the server's words: they hold addresses."""
    if isinstance(error, SMTPRecipientsRefused):
        code = next((code for code, _ in error.recipients.values()), "")
        return f"{type(error).__name__} {code}"
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def is_of_the_server(error: Exception) -> bool:
    """Whether an error is the mail server's or the network's, not a mistake in our code."""
    return isinstance(error, (SMTPException, OSError))


def _wait(connection: Any, seconds: float) -> None:
    sock = getattr(getattr(connection, "connection", None), "sock", None)
    if sock:
        sock.settimeout(seconds)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block after so many seconds: a server that sends a letter at a time never times out.

    Only in the main thread of a process, where workers live; elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
