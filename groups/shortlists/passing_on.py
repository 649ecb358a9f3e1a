"""Handing a list on by what the device itself has: its mail and message apps, its camera, its calendar.

Subjects and titles are neutral: they stand on a locked screen, and in a calendar that others may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import SharedList
from groups.pages.card_words import place_in_words
from groups.pages.frame import LanguageLink, same_page_in
from groups.pages.head import absolute
from groups.pages.when import moment_in_words
from groups.paper.qr import qr_svg
from groups.shortlists.rows import Row, next_in_full

#: Three text messages in Latin letters; what is longer is cut at a group.
LONGEST_SMS = 450
#: Bytes of a mailto: or sms: address that every mail program takes.
LONGEST_ADDRESS = 1_900


@dataclass(frozen=True, slots=True)
class Message:
    """A text as it is, and the addresses that open it in the device's mail and message apps."""

    text: str
    mail: str
    sms: str


@dataclass(frozen=True, slots=True)
class PassedOn:
    """All ways to hand on a shared list, in the language of the page."""

    token: str
    path: str
    address: str
    until: str
    message: Message
    qr: SafeString
    languages: list[LanguageLink]


def passed_on(token: str, row: SharedList, rows: Iterable[Row]) -> PassedOn:
    """The ways to hand on the shared list of this token; its end is told on the clock of the first of `rows`.

    A date alone would be that of London: in Chicago the list ends on the evening before.
    """
    card = next((one.card for one in rows if one.card), None)
    own_clock = (card["time_zone"], card["country"]) if card else ("UTC", "")
    path, until = reverse("shared", args=[token]), moment_in_words(row.expires_at, *own_clock)
    address = absolute(path)
    words = _("Here is the list: %(address)s It works until %(date)s.") % {"address": address, "date": until}
    languages = same_page_in(path)
    return PassedOn(token, path, address, until, _message([words]), qr_svg(address, _("Open the list")), languages)


def as_text(rows: Iterable[Row], now: datetime) -> Message:
    """The groups of a list that are shown, each with its next meeting after `now` (aware), as plain text."""
    return _message([_lines_of(row, now) for row in rows if row.card])


def _lines_of(row: Row, now: datetime) -> str:
    card, group = row.card, row.group
    if card is None or group is None:
        return ""
    next_ = next_in_full(card, now)
    parts = [row.name, next_, place_in_words(card), card["join_link"], group.phone or card["dial_in"], row.pick.note]
    return "\n".join(part for part in parts if part)


def _message(blocks: list[str]) -> Message:
    subject = quote(_("The list"), safe="")
    whole = "\n\n".join(blocks)
    mail, sms = _in_address(_cut(blocks, len(whole))), quote(_cut(blocks, LONGEST_SMS), safe="")
    return Message(whole, f"mailto:?subject={subject}&body={mail}", f"sms:?&body={sms}")


def _in_address(text: str) -> str:
    """A text in a mailto: address, its lines ended as those of mails are (RFC 6068, 5): some programs join others."""
    return quote(text.replace("\n", "\r\n"), safe="")


def _cut(blocks: list[str], longest: int) -> str:
    """As many blocks as fit into `longest` letters and an address, and how many do not."""
    for count in range(len(blocks), 0, -1):
        rest = len(blocks) - count
        more = [ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}] if rest else []
        text = "\n\n".join([*blocks[:count], *more])
        if len(text) <= longest and len(_in_address(text)) <= LONGEST_ADDRESS:
            return text
    # Any letter takes at most four bytes, of three signs each.
    return blocks[0][: LONGEST_ADDRESS // 12] if blocks else ""
