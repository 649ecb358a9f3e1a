"""What each kind of support says of itself on a card and on its page, beyond what all groups say."""

from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.models import Group
from groups.opening import spans_of, state_at
from groups.pages.open_now import state_in_words
from groups.search.cards import Card, is_away


def open_in_words(card: Card, now: datetime) -> str:
    """Whether a place is open at `now` (aware): "Open now until 17:00", "Opens tomorrow 10:00".

    "" without opening hours, for a place that never closes, and for one that is paused, now or when it would open.
    """
    if not card["opening"] or card["always_open"] or card["inactive"]:
        return ""
    state = state_at(spans_of(card["opening"]), card["time_zone"], now)
    if state.opens_at and is_away(card, state.opens_at.date()):
        return ""
    return state_in_words(state, now, card["country"])


def next_meeting_in_words(when: str, card: Card) -> str:
    """When the next meeting is; named as one where it stands beside opening hours, or nobody knew of what it is."""
    return _("Next meeting: %(when)s") % {"when": when} if when and card["opening"] else when


def short_form_of(card: Card) -> list[tuple[str, str]]:
    """(label, text) of what a card says of its kind: the details, and how to ask for one-to-one support."""
    ways = ways_to_ask(card) if card["kind"] == Group.Kind.ONE_TO_ONE else ""
    return [(_("How to ask"), ways), *details_of(card)] if ways else details_of(card)


def details_of(card: Card) -> list[tuple[str, str]]:
    """(label, text) of what matters most for its kind, in the order people ask; [] for a meeting."""
    rows: dict[str, list[tuple[str, str]]] = {
        Group.Kind.CAFE: [(_("Cost"), card["cost"])],
        Group.Kind.ONE_TO_ONE: [(_("Cost"), card["cost"]), (_("Training"), card["training"])],
        Group.Kind.AFTERCARE: [(_("Held by"), card["host_centre"]), (_("Visits"), card["visits"])],
        Group.Kind.ONLINE_COMMUNITY: [(_("Run by"), card["run_by"]), (_("How it is moderated"), card["moderation"])],
    }
    return [(label, text) for label, text in rows.get(card["kind"], []) if text]


def ways_to_ask(card: Card) -> str:
    """By which ways one can ask for one-to-one support: "Phone, e-mail"; "" where none is known."""
    names = {"phone": _("Phone"), "email": _("E-mail"), "website": _("Website"), "join_link": _("Online")}
    return ", ".join(names[way] for way in card["ask_by"])


def where_instead(card: Card) -> str:
    """What stands for a place: the area a helper serves, or the site where a community is; "" where it has a place."""
    if card["kind"] == Group.Kind.ONE_TO_ONE and card["area_served"]:
        return _("Serves %(area)s") % {"area": card["area_served"]}
    if card["kind"] == Group.Kind.ONLINE_COMMUNITY:
        return urlsplit(card["join_link"]).hostname or ""
    return ""
