"""Feed texts made fit to store: plain text without mark-up, control characters or anybody's contact details."""

import html
import re
from urllib.parse import unquote, urlsplit

import nh3

from groups.feeds.private import without_contacts
from groups.text import printable

_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"']*", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_MAX_URL = 500
_MAX_TEXT = 5000
_RESERVED_SUFFIXES = (".local", ".localhost", ".internal", ".lan", ".invalid")


def plain_text(written: str) -> str:
    """`written` without HTML tags, entities and control characters; line breaks stay, at most one empty line."""
    text = printable(written[: 4 * _MAX_TEXT])
    if "<" in text or "&" in text:
        # Unescaped first, because some feeds escape their tags, and again, because the cleaner escapes what
        # is left.
        text = nh3.clean(_BREAKS.sub("\n", html.unescape(text)), tags=set())
        text = printable(html.unescape(text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:_MAX_TEXT]


def free_text(written: str, country: str = "") -> str:
    """Plain text with e-mail addresses, telephone numbers and contact names taken out; lines kept.

    `country` (ISO code, may be empty) says whose national telephone numbers to look for.
    """
    return without_contacts(plain_text(written), country)


def one_line(written: str, length: int, country: str = "") -> str:
    """A title on one line of at most `length` characters, without e-mail addresses and telephone numbers."""
    return " ".join(without_contacts(plain_text(written), country, names=False).split())[:length].strip()


def https_link(written: str) -> tuple[str, str]:
    """(link, remark): the first web link in `written` as https, or an empty link and why there is none.

    A link written with http or without a scheme is taken as https. Links with a user name in them, to an
    address that is not a public host name, with somebody's e-mail address in them, or longer than 500 characters are
    refused; both are empty where nothing was written.
    """
    text = plain_text(written)
    if not text:
        return "", ""
    found = _URL.search(text) or _BARE_URL.search(text)
    if not found:
        return "", f'"{text[:60]}" is not a web link'
    link = re.sub(r"\A(?:https?://)?", "https://", found[0], flags=re.IGNORECASE).rstrip(".,;)")
    if not _acceptable(link):
        return "", f'the link "{text[:60]}" does not lead to a public web site'
    return link, "an http link was taken as https" if found[0].lower().startswith("http://") else ""


def _acceptable(link: str) -> bool:
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    public = bool(_HOST.fullmatch(host)) and not host.endswith(_RESERVED_SUFFIXES)
    return (
        public
        and not _EMAIL.search(unquote(link))
        and "@" not in parts.netloc
        and port in (None, 443)
        and len(link) <= _MAX_URL
    )
