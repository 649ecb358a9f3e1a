"""How a mail is written: the text of its template, the same as HTML, and headers that expose nobody.

The text is the one source. Its first line is the subject. In the HTML our own addresses are links, and a paragraph of
two lines, a few words and one of those addresses, is a button. No other address is a link: somebody may have typed it.
"""

import re
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.translation import get_language, get_language_bidi, gettext

from groups.listings import marks
from groups.models import Group, Organiser
from groups.pages.when import clock
from groups.text import printable

#: More letters are a sentence.
_LONGEST_BUTTON = 50
_GAPS = re.compile(r"\n\s*\n")
#: What the name of a place does not have, and a web address, a mail address or a number to ring has.
_MORE_THAN_A_PLACE = re.compile(r"[:@<>|\\\n]|//|[.\u3002\uff0e\uff61](?![\s]|$)|\d{7}")
_LONGEST_PLACE = 60
#: Says to other programs that nobody wants an out-of-office note (RFC 3834), nor any other echo.
_HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def write(name: str, reader: Any, group: Group | None, context: dict[str, Any], number: int) -> EmailMultiAlternatives:
    """The mail `name` to a reader (`reader.email`), in the language that is active; `number` is its job's.

    Its envelope has a return address of its own, so that a bounce says whose mail came back.
    """
    own = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "listing": which(group) if group else ""}
    subject, *paragraphs = _paragraphs(name, own | context)
    message = EmailMultiAlternatives(
        subject=printable(" ".join(subject.split())),
        body="\n\n".join(paragraphs) + "\n",
        from_email=marks.return_address(reader) if isinstance(reader, Organiser) else settings.MAIL_FROM,
        to=[reader.email],
        headers={**_HEADERS, "From": settings.MAIL_FROM, "Message-ID": marks.message_id(number)},
    )
    message.attach_alternative(_html(subject, paragraphs), "text/html")
    return message


def which(group: Group) -> str:
    """Which listing is meant, in words that tell a stranger nothing: "Tuesday 19:00, Leeds"."""
    first = group.meetings.order_by("weekday", "starts_at", "id").first()
    when = f"{first.get_weekday_display()} {clock(first.starts_at, group.country)}" if first else ""
    where = group.locality or (gettext("online") if group.attendance == "online" else group.area_served)
    return ", ".join(part for part in (when, _only_a_place(where)) if part)


def _only_a_place(where: str) -> str:
    """The text, or "" for one that says more than where: a stranger can have a mail of ours sent to anybody."""
    shown = printable(where)
    return "" if len(shown) > _LONGEST_PLACE or _MORE_THAN_A_PLACE.search(shown) else shown


def _paragraphs(name: str, context: dict[str, Any]) -> list[str]:
    template: Any = get_template(f"emails/{name}.txt")
    # Plain text: nothing is escaped in it.
    text = template.template.render(Context(context, autoescape=False))
    paragraphs = ("\n".join(line.strip() for line in part.splitlines()) for part in _GAPS.split(text))
    return [part.strip() for part in paragraphs if part.strip()]


def _html(subject: str, paragraphs: list[str]) -> str:
    html = render_to_string(
        "emails/base.html",
        {
            "subject": subject,
            "language": get_language() or settings.LANGUAGE_CODE,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "paragraphs": [_parts(paragraph) for paragraph in paragraphs],
        },
    )
    return _GAPS.sub("\n", html)


def _parts(paragraph: str) -> dict[str, Any]:
    """A paragraph for the HTML: a button's words and address, or lines in pieces of (is an address of ours, text)."""
    lines = paragraph.splitlines()
    ours = re.compile(rf"({re.escape(settings.SITE_URL)}/(?:[\w/%=&?.~-]*[\w/=-])?)", re.ASCII)
    if len(lines) == 2 and len(lines[0]) <= _LONGEST_BUTTON and ours.fullmatch(lines[1]):
        return {"button": lines[0].rstrip(" :："), "address": lines[1]}
    return {"lines": [[(bool(ours.fullmatch(piece)), piece) for piece in ours.split(line)] for line in lines]}
