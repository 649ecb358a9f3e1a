"""Getting a feed's bytes: from a file, or over https from a public address."""

import time
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

from groups.feeds.errors import FeedError
from groups.feeds.formats.document import MAX_BYTES

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
#: All of a download, however slowly it trickles in.
TOTAL_SECONDS = 120.0
_CHUNK = 65536
_USER_AGENT = "peer-support-directory feed reader"


def is_url(file_or_url: str) -> bool:
    """Whether it is an address rather than a file's path."""
    return "://" in file_or_url


def fetch(file_or_url: str) -> bytes:
    """The bytes of a file or of an https address. At most 50 MB and, for an address, 120 seconds.

    Raises FeedError with what to do: no such file, not readable, http, a private or unknown host, a bad
    answer.
    """
    return _download(file_or_url) if is_url(file_or_url) else _read(Path(file_or_url))


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FeedError(f"{path} is a directory: name the feed's file.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FeedError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise FeedError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    return _within_size(content)


def _download(url: str) -> bytes:
    host = _https_host(url)
    try:
        with _http().get_session() as session, session.request("GET", url, stream=True) as response:
            if response.status_code != 200:
                raise FeedError(f"{host} answered {response.status_code} instead of a feed.")
            return _body(response, host)
    except requests.Timeout:
        raise FeedError(f"{host} did not answer in time.") from None
    except (requests.RequestException, OSError, ValueError) as error:
        raise FeedError(f"{host} cannot be read: {_why(error)}.") from None


def _https_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise FeedError("The feed's address is not a web address.") from None
    if parts.scheme.lower() != "https" or not host:
        raise FeedError("A feed is read from a file or an https:// address, nothing else.")
    return host


def _http() -> Manager:
    return Manager(
        Config(
            default_timeout=(CONNECT_SECONDS, READ_SECONDS),
            never_redirect=False,
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            user_agent_override=_USER_AGENT,
        )
    )


def _body(response: requests.Response, host: str) -> bytes:
    if not all(hop.url.lower().startswith("https://") for hop in (*response.history, response)):
        raise FeedError(f"{host} redirects to an address without https.")
    started = time.monotonic()
    content = bytearray()
    for chunk in response.iter_content(_CHUNK):
        content += chunk
        if time.monotonic() - started > TOTAL_SECONDS:
            raise FeedError(f"{host} sends its feed too slowly: stopped after {TOTAL_SECONDS:.0f} seconds.")
        if len(content) > MAX_BYTES:
            break
    return _within_size(bytes(content))


def _within_size(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise FeedError(f"The feed is larger than {MAX_BYTES // 1_000_000} MB, which is the most that is read.")
    return content


def _why(error: Exception) -> str:
    if isinstance(error, InvalidIPAddress):
        return "its address is private or reserved, and feeds are read from public addresses only"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    return "the connection failed"
