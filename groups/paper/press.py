"""The program that makes PDFs: `python -m groups.paper.press FD`, started and kept by pdf.py.

Loading WeasyPrint takes a second or more, so it is done once, here, and each PDF is made by a fork of this process: it
has one thread, so forking it is safe, which cannot be said of a web process. A fork may use so much time and memory and
no more, reads no address and no file but fonts, and gives back all it used when it ends.

On the socket FD, `READY` says that all is loaded. Each order (`ORDER`) that arrives there has a socket of its own, from
which the page is read to its end, and on which the PDF is written, or the name of the exception. When the other side
of FD is closed, because the web process ended, this one ends too.
"""

import gc
import os
import resource
import signal
import socket
import sys
from typing import Any, NoReturn

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from groups.paper.pdf import ORDER, READY

_FONTS = FontConfiguration()

# Set once before the first order, in all the letters we expect: what that loads, each fork has.
_SPECIMEN = """<html lang="en"><title>-</title><style>svg { width: 1cm; height: 1cm }</style>
<p>Aa 1 <b>Bb 2</b> ñ Ж α <a href="https://example.org">g</a>
<ul><li>x</ul><table><tr><td>y</table><p dir="rtl" lang="ar">دعم <b>دعم</b>
<svg viewBox="0 0 2 2"><title>-</title><path d="M0 0h1v1z"/><text>1</text></svg>"""


class NoAddresses(URLFetcher):
    """Refuses every address in a page, "file:" and "data:" included: a page has its styles and pictures in it."""

    def fetch(self, url: str, headers: Any = None) -> NoReturn:
        """Raises ValueError, at which WeasyPrint goes on without."""
        raise ValueError("A PDF is made of the page alone.")


def render(html: str) -> bytes:
    """A tagged PDF/UA-1 of a page that says its language and title."""
    page = HTML(string=html, url_fetcher=NoAddresses())
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=_FONTS)


def limit(seconds: int, megabytes: int) -> None:
    """From now on the kernel ends this process after `seconds`, by the clock or of work, and refuses it more memory
    and the writing of files."""
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fulfil(job: socket.socket, seconds: int, megabytes: int) -> None:
    limit(seconds, megabytes)
    # A tenth of the time, for a process that ends with its page and whose memory has a limit.
    gc.disable()
    html = b"".join(iter(lambda: job.recv(1 << 16), b""))
    try:
        answer = render(html.decode())
    except Exception as trouble:
        answer = type(trouble).__name__.encode()
    job.sendall(answer)


def serve(door: socket.socket) -> None:
    """Prints until the other side of `door` is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the forks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the web process
    gc.freeze()
    door.sendall(READY)
    while True:
        order, descriptors, _, _ = socket.recv_fds(door, ORDER.size, 1)
        if not order:
            return
        with socket.socket(fileno=descriptors[0]) as job:
            if os.fork() == 0:
                try:
                    _fulfil(job, *ORDER.unpack(order))
                finally:
                    os._exit(0)


if __name__ == "__main__":
    render(_SPECIMEN)
    serve(socket.socket(fileno=int(sys.argv[1])))
