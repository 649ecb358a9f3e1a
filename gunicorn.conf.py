"""How gunicorn serves the directory: on this machine alone, and with logs that cannot tell where a visitor is.

WORKERS and PORT come from the environment. A proxy in front (docs/operators.md) speaks TLS and to the world.
"""

import logging
import os

from gunicorn.glogging import Logger

from directory.logs import QuietFormatter

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
max_requests = 50_000
max_requests_jitter = 5_000
# One site on a machine may have several instances, and nobody steers them through a socket in the home folder.
control_socket_disable = True

accesslog = "-"
# Time, method, path, status, milliseconds. The default format also holds the query, the referrer and the address.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms"


class _ErrorFormatter(QuietFormatter):
    """Gunicorn's own trouble, without the address, the request line or the exception's text in it."""

    def _message(self, record: logging.LogRecord) -> str:
        message = str(record.msg)
        if message.startswith("Invalid request"):
            return "Invalid request"
        if record.exc_info or message.startswith("Error handling request"):
            return message.replace("%s", "").strip() if isinstance(record.msg, str) else "Error"
        return record.getMessage()


class QuietLogger(Logger):
    """Gunicorn's logger with that formatter on its error log."""

    def setup(self, cfg: object) -> None:
        """As gunicorn sets it up; then the formatter is changed."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(_ErrorFormatter())


logger_class = QuietLogger
