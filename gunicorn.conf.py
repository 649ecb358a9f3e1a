"""How gunicorn serves the directory: on this machine alone, and with logs that cannot tell where a visitor is.

WORKERS and PORT come from the environment. A proxy in front (docs/operators.md) speaks TLS and to the world.
"""

import logging
import os
import re
from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

from directory.logs import QuietFormatter

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
# The longest place and words we read take 4,500 letters of an address in scripts other than Latin.
limit_request_line = 8190
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


# Where a path says which place somebody reads about, in whichever language: all of it from the country on.
_PLACE = re.compile(r"/near/.+")

# What a link in a mail holds (groups/listings/links.py), and that of a shared list (groups/shortlists/sharing.py): as
# good as a key for as long as it works.
_TOKEN = re.compile(r"(?<=/)[\w-]{43}(?=/|$)|(?<=/shared/)[^/]+", re.ASCII)


def without_secrets(path: str) -> str:
    """A path of ours, percent-encoded, that may be written down: "/es/near/<cc>/<place>/" stands for every place, and
    "<link>" for whatever could be the key in a link that we mailed or that leads to a shared list. Django has decoded
    it by then: any letter may be in it."""
    return _TOKEN.sub("<link>", _PLACE.sub("/near/<cc>/<place>/", quote(path, errors="replace")))


class QuietLogger(Logger):
    """Gunicorn's logger with that formatter on its error log, and with paths that stay on their line."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line of the access log is made of: the path without secrets, "-" for one where nothing is."""
        known = super().atoms(resp, req, environ, request_time)
        path = without_secrets(environ.get("PATH_INFO", ""))
        return known | {"U": "-" if str(known["s"]) == "404" else path}

    def setup(self, cfg: object) -> None:
        """As gunicorn sets it up; then the formatter is changed."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(_ErrorFormatter())


logger_class = QuietLogger
