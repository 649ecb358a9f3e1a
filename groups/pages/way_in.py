"""How to join from afar with one tap: the video room, named by its host, or a call."""

from urllib.parse import urlsplit

import phonenumbers
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from groups.search.cards import Card


def way_in(card: Card) -> SafeString:
    """The links that join a group online or by phone, as markup; empty for one that publishes neither."""
    context = {
        "link": card["join_link"],
        "host": (urlsplit(card["join_link"]).hostname or "").removeprefix("www."),
        "dial": tap_to_call(card["dial_in"], card["country"]),
    }
    return render_to_string("pages/_way_in.html", context) if context["link"] or context["dial"] else SafeString("")


def tap_to_call(text: str, country: str) -> str:
    """The tel: address of the first phone number in a text, of a country unless international; "" without one."""
    # VALID would leave out the reserved fictional numbers that examples use.
    found = phonenumbers.PhoneNumberMatcher(text, country or None, leniency=phonenumbers.Leniency.POSSIBLE)
    match = next(iter(found), None)
    return f"tel:{phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)}" if match else ""
