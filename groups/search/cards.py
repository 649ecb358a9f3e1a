"""The card of a group: what a result, the API and a calendar say of it, as plain data made once on write."""

import json
from datetime import date, datetime
from typing import Any

from django.db import connection

from groups.models import Group, Meeting
from groups.schedule import WEEKLY, Pause, zone
from groups.search.listing import Facts, Listing
from groups.search.vocabulary import Vocabulary

Card = dict[str, Any]

#: Facts of an address that a confidential venue keeps to itself.
_DOOR = ("venue", "address", "postal_code")
#: How one can ask for one-to-one support; that there is a number says enough for a card.
_WAYS_TO_ASK = ("phone", "email", "website", "join_link")
_AS_THEY_ARE = (
    "slug name kind facilitation locality region country time_zone inactive always_open by_appointment status "
    "confirmed_by venue address postal_code opening_hours opening host_centre visits area_served cost training run_by "
    "moderation helpers_welcome helpers_requirement join_link dial_in"
).split()


def cards_of(group_ids: list[int], now: datetime) -> dict[int, Card]:
    """The cards of these groups by id, true at `now` (aware); a group that has just been unlisted has none."""
    if not group_ids:
        return {}
    marks = ", ".join(["%s"] * len(group_ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT group_id, data FROM groups_groupcard WHERE group_id IN ({marks})", group_ids)
        return {group_id: _true_at(json.loads(data), now) for group_id, data in cursor.fetchall()}


def _true_at(card: Card, now: datetime) -> Card:
    """The card as the calendar where the group is has it: `inactive` means now, and a pause that is over is none.

    Nothing has to be written at midnight for that. Of a pause that lies ahead the two days are there.
    """
    if not card["inactive"]:
        return {"inactive_from": None} | card
    pause, today = pause_of(card), now.astimezone(zone(card["time_zone"])).date()
    if pause.is_over(today):
        return card | {"inactive": False, "inactive_from": None, "inactive_until": None}
    return {"inactive_from": None} | card | {"inactive": pause.is_on(today)}


def pause_of(card: Card) -> Pause:
    """The pause of a card that is paused or will be."""
    first, back = card.get("inactive_from"), card["inactive_until"]
    return Pause(date.fromisoformat(first) if first else None, date.fromisoformat(back) if back else None)


def is_away(card: Card, day: date) -> bool:
    """Whether a card that is true now says that the group does not meet on a day of its own zone."""
    return bool(card["inactive"] or card["inactive_from"]) and pause_of(card).is_on(day)


def card_of(listing: Listing) -> Card:
    """Everything a result shows of a listed group: the JSON of the API (docs/api.md) and what cards add to it.

    `features` and `languages` are those all its meetings share; a meeting carries its own in full. Coordinates are the
    public ones, in degrees.
    """
    group = listing.group
    meetings = [meeting_of(group, meeting, facts) for meeting, facts in listing.meetings]
    card: Card = {"id": group.pk, **{name: getattr(group, name) for name in _AS_THEY_ARE}}
    if group.public_location == Group.PublicLocation.AREA:
        card |= dict.fromkeys(_DOOR, "")
    latitude, longitude = group.public_point or (None, None)
    return card | {
        "philosophy": group.effective_philosophy.slug if group.effective_philosophy else None,
        "fellowship": group.fellowship.slug if group.fellowship else None,
        "latitude": latitude,
        "longitude": longitude,
        "precision": _public_precision(group),
        "inactive_from": _iso(group.inactive_from),
        "inactive_until": _iso(group.inactive_until),
        "features": _shared(meetings, "features", listing.own.features),
        "languages": _shared(meetings, "languages", listing.own.languages),
        "attendance": sorted({meeting["attendance"] for meeting in meetings} or {group.attendance}),
        "meetings": meetings,
        "ask_by": [way for way in _WAYS_TO_ASK if getattr(group, way)],
        **_how_sure(group),
    }


def _how_sure(group: Group) -> Card:
    """Where it comes from, and since when somebody has said that it is right, or otherwise."""
    return {
        "confirmed_at": _iso(group.confirmed_at),
        "unconfirmed_since": _iso(group.unconfirmed_since),
        "reported_on": _iso(group.reported_on),
        "sunk": group.sunk,
        "feed": group.source.slug if group.source else "",
        "source": (group.source.name or group.source.slug) if group.source else None,
        "example": bool(group.source and group.source.is_example),
    }


def confirmed_when(card: Card, vocabulary: Vocabulary) -> datetime | None:
    """When somebody last said that a listing is right (UTC); None if nobody has.

    What a feed vouches for, it vouches for whenever it is read and still has it: that is known of the feed, and not
    written into each of its groups, for an unchanged feed writes nothing.
    """
    confirmed_at = datetime.fromisoformat(card["confirmed_at"]) if card["confirmed_at"] else None
    if confirmed_at and card["confirmed_by"] == Group.ConfirmedBy.FEED:
        return max(confirmed_at, vocabulary.feed_runs.get(card["feed"], confirmed_at))
    return confirmed_at


def meeting_of(group: Group, meeting: Meeting, facts: Facts) -> dict[str, Any]:
    """One meeting as plain data; the keys of a rhythm other than weekly are there only when it has one."""
    data = {
        "weekday": meeting.weekday,
        "starts_at": f"{meeting.starts_at:%H:%M}",
        "duration_minutes": meeting.duration_minutes,
        "recurrence": meeting.recurrence,
        "attendance": meeting.attendance,
        "features": sorted(facts.features),
        "languages": sorted(facts.languages),
    }
    if meeting.recurrence != WEEKLY:
        data |= {
            "interval_weeks": meeting.interval_weeks,
            "anchor_date": _iso(meeting.anchor_date),
            "monthly_week": meeting.monthly_week,
        }
    extra = {
        "valid_from": _iso(meeting.valid_from),
        "valid_until": _iso(meeting.valid_until),
        "exceptions": meeting.exceptions,
        "name": meeting.name if meeting.name != group.name else "",
        "notes": meeting.notes,
    }
    return data | {key: value for key, value in extra.items() if value}


def _shared(meetings: list[dict[str, Any]], key: str, own: frozenset[str]) -> list[str]:
    if not meetings:
        return sorted(own)
    return sorted(set.intersection(*(set(meeting[key]) for meeting in meetings)))


def _public_precision(group: Group) -> str | None:
    if group.latitude is None:
        return None
    return "locality" if group.public_location == Group.PublicLocation.AREA else group.precision


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
