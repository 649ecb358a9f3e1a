"""A group and its meetings as schema.org: an Organization, and an Event with its Schedule for each meeting."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Group
from groups.models.group import Attendance
from groups.pages.head import absolute
from groups.pages.structured import Thing, thing
from groups.schedule import EVERY_N_WEEKS, MONTHLY, WEEKDAY_NAMES
from groups.search.cards import Card
from groups.search.query import Query
from groups.search.soonest import clock, next_meeting, wishes_of

#: Enough for a room that meets three times a day; a longer list says nothing more.
_MOST_EVENTS = 25
_MODES = {
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
}
_ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREE = frozenset(("free", "free of charge", "no cost", "nothing"))


def things_of(group: Group, card: Card, now: datetime) -> list[Thing]:
    """The Organization of a listed group, and an Event for each meeting still to come at `now` (aware).

    Nothing for an invented example, and no Event for a listing that a visitor found otherwise or nobody has confirmed:
    an engine would show it without that warning. All that says where it is comes from the card, which knows what is
    confidential.
    """
    if card["example"]:
        return []
    url = absolute(group.get_absolute_url())
    doubtful = card["reported_on"] or card["unconfirmed_since"]
    meetings = [] if doubtful else card["meetings"][:_MOST_EVENTS]
    events = (_event(group, card, meeting, url, now) for meeting in meetings)
    return [_organization(group, card, url), *(event for event in events if event)]


def _organization(group: Group, card: Card, url: str) -> Thing:
    fellowship = group.fellowship
    return {"@id": f"{url}#group"} | thing(
        "Organization",
        name=group.name,
        url=url,
        description=group.description,
        telephone=group.phone,
        email=group.email,
        sameAs=group.website,
        areaServed=group.area_served,
        knowsLanguage=card["languages"],
        location=_place(card, with_hours=True) if _has_place(card) else None,
        memberOf=thing("Organization", name=fellowship.name, url=fellowship.website) if fellowship else None,
    )


def _event(group: Group, card: Card, meeting: dict[str, Any], url: str, now: datetime) -> Thing | None:
    next_ = next_meeting(card | {"meetings": [meeting]}, now, wishes_of(Query()))
    if next_ is None:
        return None
    return thing(
        "Event",
        name=meeting.get("name") or group.name,
        url=url,
        description=group.description or _("A peer-support meeting: people share what they live through."),
        startDate=next_.starts_at.isoformat(),
        endDate=next_.ends_at.isoformat(),
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode=f"https://schema.org/{_MODES[meeting['attendance']]}",
        eventSchedule=_schedule(meeting, card["time_zone"], next_.starts_at.date()),
        location=_locations(card, meeting["attendance"], url),
        inLanguage=meeting["languages"],
        isAccessibleForFree=True if group.cost.strip(" .!").casefold() in _FREE else None,
        organizer={"@id": f"{url}#group"} | thing("Organization", name=group.name, url=url),
    )


def _schedule(meeting: dict[str, Any], time_zone: str, next_day: date) -> Thing:
    """When it repeats, in the group's local wall time; a rhythm of several weeks counts from its next day."""
    starts_at = clock(meeting["starts_at"])
    length = timedelta(minutes=meeting["duration_minutes"])
    ends_at = (datetime.combine(next_day, starts_at) + length).time()
    first = next_day.isoformat() if meeting["recurrence"] == EVERY_N_WEEKS else meeting.get("valid_from")
    return thing(
        "Schedule",
        **_rhythm(meeting),
        startTime=f"{starts_at:%H:%M:%S}",
        endTime=f"{ends_at:%H:%M:%S}",
        duration=f"PT{meeting['duration_minutes']}M",
        scheduleTimezone=time_zone,
        startDate=first,
        endDate=meeting.get("valid_until"),
        exceptDate=meeting.get("exceptions"),
    )


def _rhythm(meeting: dict[str, Any]) -> Thing:
    """How often and on which day. `byMonthWeek` has no last week of the month: iCalendar's "-1FR" says that."""
    day = f"https://schema.org/{WEEKDAY_NAMES[meeting['weekday']]}"
    if meeting["recurrence"] == MONTHLY:
        week = meeting["monthly_week"]
        if week < 0:
            return {"repeatFrequency": "P1M", "byDay": f"{week}{_ICAL_DAYS[meeting['weekday']]}"}
        return {"repeatFrequency": "P1M", "byDay": day, "byMonthWeek": week}
    return {"repeatFrequency": f"P{meeting.get('interval_weeks', 1)}W", "byDay": day}


def _locations(card: Card, attendance: str, url: str) -> Thing | list[Thing]:
    online = thing("VirtualLocation", url=card["join_link"] or url)
    if attendance == Attendance.ONLINE:
        return online
    return [_place(card), online] if attendance == Attendance.HYBRID else _place(card)


def _has_place(card: Card) -> bool:
    return bool(card["locality"] or card["venue"] or card["latitude"] is not None)


def _place(card: Card, with_hours: bool = False) -> Thing:
    """Where it is, as far as the public may know; a point only where it is that of the door."""
    at_door = card["latitude"] is not None and card["precision"] in (Group.Precision.EXACT, Group.Precision.STREET)
    point = thing("GeoCoordinates", latitude=card["latitude"], longitude=card["longitude"])
    address = thing(
        "PostalAddress",
        streetAddress=card["address"],
        addressLocality=card["locality"],
        addressRegion=card["region"],
        postalCode=card["postal_code"],
        addressCountry=card["country"],
    )
    return thing(
        "Place",
        name=card["venue"] or card["locality"] or card["area_served"],
        address=address,
        geo=point if at_door else None,
        openingHoursSpecification=[_opening(span) for span in card["opening"]] if with_hours else None,
    )


def _opening(span: dict[str, Any]) -> Thing:
    return thing(
        "OpeningHoursSpecification",
        dayOfWeek=[f"https://schema.org/{WEEKDAY_NAMES[day]}" for day in span["days"]],
        opens=span["from"],
        closes="23:59" if span["to"] == "24:00" else span["to"],
    )
