"""Log lines that cannot tell where a visitor is.

Django's own lines hold the path of the request, and a traceback's last line holds the exception's text; either can
hold the place somebody typed. The formatter keeps what an operator needs: when, how bad, which code, which line.
"""

import logging
import traceback
from types import TracebackType


class QuietFormatter(logging.Formatter):
    """Formats a record without its arguments, its exception's text, or any local variable."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of time, level, logger and message, then the exception's type and code lines, if any."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {self._message(record)}"
        if record.exc_info and record.exc_info[0]:
            line += "\n" + _frames(record.exc_info[0], record.exc_info[2])
        return line

    def _message(self, record: logging.LogRecord) -> str:
        # A Django request line is "Internal Server Error: %s" with the path as argument: keep the sentence alone.
        if record.name.startswith(("django.request", "django.security")):
            status = getattr(record, "status_code", "")
            return f"{str(record.msg).replace('%s', '').rstrip(': ')} {status}".strip()
        return record.getMessage()


def _frames(kind: type[BaseException], trace: TracebackType | None) -> str:
    rows = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([*rows, f"  {kind.__name__}"])
