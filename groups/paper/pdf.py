"""A page as a PDF, made by another process (press.py) that may fail, hang or grow without harm to the web process."""

import ctypes
import logging
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore, Lock

#: What one PDF may use: seconds by the clock and of work, mebibytes of address space.
SECONDS = 10
MEGABYTES = 1024
#: The longest page we take and the largest PDF, in bytes.
PAGE_BYTES = 4_000_000
PDF_BYTES = 20_000_000
#: How many a web process has made at once, and how long the next in line waits, in seconds.
AT_ONCE = 2
PATIENCE_SECONDS = 3
#: How long the press may take to load, in seconds: together with SECONDS less than gunicorn's 30.
LOADING_SECONDS = 15

#: An order to the press: seconds (1–255), mebibytes.
ORDER = struct.Struct("!BH")
READY = b"."

_ROOM = Path(__file__).parent
_LIBRARIES = {
    "libpango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}

log = logging.getLogger(__name__)


class PdfUnavailable(Exception):
    """No PDF now, with the reason in a sentence for operators, which names nothing of the page. It is logged already;
    visitors are told to print the page."""


class _Press:
    """The other process: started when first needed, and again should it have ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._is_ready = False

    def start(self) -> None:
        """Starts it unless it runs; does not wait until it is ready."""
        with self._lock:
            self._started()

    def order(self, job: socket.socket) -> None:
        """Hands `job` over; raises PdfUnavailable when the press does not start, OSError when it has just ended."""
        with self._lock:
            door = self._started()
            if not self._is_ready:
                door.settimeout(LOADING_SECONDS)
                self._is_ready = door.recv(1) == READY
            if not self._is_ready:
                missing = ", ".join(missing_libraries())
                raise PdfUnavailable(f"PDFs need libraries that are not installed: {missing}." if missing else _FAILED)
            socket.send_fds(door, [ORDER.pack(SECONDS, MEGABYTES)], [job.fileno()])

    def _started(self) -> socket.socket:
        if self._door and self._process and self._process.poll() is None:
            return self._door
        self._is_ready = False
        self._door, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, and nothing typed
                [sys.executable, "-m", "groups.paper.press", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=_ROOM.parent.parent,
                env=os.environ | {"FONTCONFIG_FILE": str(_ROOM / "fonts" / "fonts.conf")},
                stdin=subprocess.DEVNULL,
                # WeasyPrint complains of a page in the page's own words.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        return self._door


_FAILED = "The process that makes PDFs ended before it was ready."
_press = _Press()
_places = BoundedSemaphore(AT_ONCE)


def pdf_of(html: str) -> bytes:
    """The tagged PDF/UA-1 of a whole page, which says its language (`<html lang>`) and title, and has its styles and
    pictures in it (`<style>`, inline SVG): no address in it is read. Letters come from our DejaVu Sans, and those it
    lacks from a font of the machine.

    Raises PdfUnavailable when a library is missing, two are being made already, it takes longer than 10 seconds or
    more memory than 1 GiB, the page or the PDF is too large, or WeasyPrint fails. Blocks at most half a minute, under
    a second as a rule.
    """
    page = html.encode()
    try:
        if len(page) > PAGE_BYTES:
            raise PdfUnavailable("The page is too large for a PDF.")
        if not _places.acquire(timeout=PATIENCE_SECONDS):
            raise PdfUnavailable(f"{AT_ONCE} PDFs are being made already.")
        try:
            return _printed(page)
        finally:
            _places.release()
    except PdfUnavailable as trouble:
        log.warning(str(trouble))
        raise


def warm_up() -> None:
    """Starts the press, without waiting, so that a PDF asked for soon is made at once."""
    try:
        _press.start()
    except OSError:
        log.warning("The process that makes PDFs cannot be started.")


def missing_libraries() -> list[str]:
    """The names of those system libraries without which there is no PDF."""
    return [name for name, files in _LIBRARIES.items() if not any(map(_can_be_loaded, files))]


def _can_be_loaded(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _printed(page: bytes) -> bytes:
    ours, theirs = socket.socketpair()
    try:
        with ours:
            with theirs:
                _press.order(theirs)
            # The fork is ended by its own alarm: this is for a machine too busy to keep to it.
            ours.settimeout(SECONDS + 2)
            ours.sendall(page)
            ours.shutdown(socket.SHUT_WR)
            pdf = _read(ours)
    except OSError:
        raise PdfUnavailable("The process that makes PDFs did not answer.") from None
    if not pdf:
        raise PdfUnavailable("The PDF needed more time or memory than it may have.")
    if not pdf.startswith(b"%PDF-"):
        raise PdfUnavailable(f"The PDF could not be made: {pdf.decode(errors='replace')}.")
    return pdf


def _read(job: socket.socket) -> bytes:
    parts, size = [], 0
    while part := job.recv(1 << 16):
        parts.append(part)
        size += len(part)
        if size > PDF_BYTES:
            raise PdfUnavailable("The PDF is too large.")
    return b"".join(parts)
