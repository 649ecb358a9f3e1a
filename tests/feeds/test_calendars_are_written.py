"""A calendar program finds each meeting at the minute at which our own pages say it is, over a year of clock changes.

The calendar is read by icalendar and expanded by dateutil, by the rules of RFC 5545; what our pages say comes from
groups.schedule. The two share no code.
"""

import io
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from dateutil import rrule, tz
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.formats.icalendar import Entry, render
from groups.schedule import EVERY_N_WEEKS, MONTHLY, Pattern, occurrences_between

BEGIN = date(2026, 1, 1)
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "Asia/Beirut"]
RHYTHMS = {
    "weekly": {},
    "every third week": {"recurrence": EVERY_N_WEEKS, "interval_weeks": 3, "anchor_date": date(2025, 12, 3)},
    "anchored later": {"recurrence": EVERY_N_WEEKS, "interval_weeks": 2, "anchor_date": date(2026, 5, 5)},
    "second": {"recurrence": MONTHLY, "monthly_week": 2},
    "last": {"recurrence": MONTHLY, "monthly_week": -1},
    "for a while": {"valid_from": date(2026, 2, 10), "valid_until": date(2026, 10, 25)},
    "not at Easter": {"exceptions": frozenset({date(2026, 4, 5), date(2026, 1, 4), date(2026, 4, 6)})},
}
# The clocks go on and back on Sundays, at these hours.
CLOCKS = [time(19), time(1, 30), time(2, 30), time(0, 15)]


def entry(pattern, **fields):
    plain = {"uid": "1@x", "begins": BEGIN, "changed_at": YEAR[0], "version": 3, "title": "Meeting"}
    return Entry(pattern=pattern, **plain | fields)


def written(*entries, name="Meetings"):
    return render(name, "A directory", "en", entries)


def read(calendar):
    return icalendar.Calendar.from_ical(calendar)


def starts_in(calendar, until=YEAR[1]):
    """The instants (UTC) at which its one event starts before `until`, expanded from what is written there."""
    (event,) = read(calendar).walk("VEVENT")
    start = event["DTSTART"].dt
    rule = event["RRULE"].to_ical().decode()
    if "UNTIL" in rule:
        end = event["RRULE"]["UNTIL"][0].astimezone(start.tzinfo).replace(tzinfo=None)
        rule = ";".join(p for p in rule.split(";") if "UNTIL" not in p) + f";UNTIL={end:%Y%m%dT%H%M%S}"
    walls = rrule.rrulestr(rule, dtstart=start.replace(tzinfo=None))
    gone = event.get("EXDATE")
    dropped = {moment.dt.replace(tzinfo=None) for moment in gone.dts} if gone else set()
    here = tz.gettz(str(start.tzinfo))
    # dateutil's own zones: a wall time that is skipped is resolved as RFC 5545 says.
    moments = (tz.resolve_imaginary(w.replace(tzinfo=here)).astimezone(UTC) for w in walls if w not in dropped)
    found = []
    for moment in moments:
        if moment >= until:
            break
        found.append(moment)
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", CLOCKS)
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_meeting_of_a_year_is_where_the_pages_say(zone, at, rhythm):
    pattern = Pattern(6, at, 90, zone, **RHYTHMS[rhythm])
    begin = datetime(2026, 1, 2, tzinfo=UTC)
    expected = [o.starts_at.astimezone(UTC) for o in occurrences_between(pattern, begin, YEAR[1])]
    assert starts_in(written(entry(pattern))) == expected
    assert expected


@pytest.mark.parametrize("zone", ZONES)
def test_a_program_that_does_not_know_the_zone_is_told_its_clock_changes(zone):
    calendar = written(entry(Pattern(0, time(19), 60, zone)))
    told, known = tz.tzical(io.StringIO(calendar.decode())).get(zone), tz.gettz(zone)
    hours = [datetime(2026, 1, 1) + timedelta(hours=number) for number in range(0, 9000)]
    assert [hour.replace(tzinfo=told).utcoffset() for hour in hours if tz.datetime_exists(hour, known)] == [
        hour.replace(tzinfo=known).utcoffset() for hour in hours if tz.datetime_exists(hour, known)
    ]


def test_an_event_says_how_long_where_and_what():
    (event,) = read(
        written(
            entry(
                Pattern(0, time(19), 90, "Europe/London"),
                description="Oak\nA note",
                location="St Mark’s, Leeds",
                url="https://example.org/groups/oak/",
            )
        )
    ).walk("VEVENT")
    assert event["DURATION"].dt == timedelta(minutes=90)
    assert (event["SUMMARY"], event["LOCATION"], event["DESCRIPTION"]) == ("Meeting", "St Mark’s, Leeds", "Oak\nA note")
    assert event["URL"] == "https://example.org/groups/oak/"
    assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
    assert (event["UID"], event["SEQUENCE"]) == ("1@x", 3)


def test_the_calendar_says_how_often_to_look_again():
    lines = written(entry(Pattern(0, time(19), 90, "Europe/London"))).decode().split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    assert "X-PUBLISHED-TTL:PT12H" in lines
    assert "X-WR-CALNAME:Meetings" in lines


def test_what_is_over_is_left_out_and_an_empty_calendar_can_be_read():
    over = Pattern(0, time(19), 90, "Europe/London", valid_until=date(2025, 12, 31))
    assert read(written(entry(over))).walk("VEVENT") == []


def test_the_same_listings_make_the_same_bytes():
    one = entry(Pattern(0, time(19), 90, "Europe/London"))
    assert written(one) == written(one)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_whatever_adds_a_line_of_its_own(text, other):
    evil = f"{text}\r\nATTENDEE:mailto:x@y.example\n{other}\x0b\x0c\x85\u2028BEGIN:VALARM"
    one = entry(Pattern(0, time(19), 90, "UTC"), title=evil, description=evil, location=evil)
    calendar = written(one, name=evil)
    keys = {line.split(b":")[0].split(b";")[0] for line in calendar.replace(b"\r\n ", b"").split(b"\r\n")}
    allowed = b"""BEGIN END PRODID VERSION CALSCALE METHOD NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL TZID
    DTSTART TZNAME TZOFFSETFROM TZOFFSETTO UID DTSTAMP LAST-MODIFIED SEQUENCE DURATION RRULE SUMMARY LOCATION
    DESCRIPTION CLASS TRANSP""".split()
    assert keys - {b""} <= set(allowed)
    assert b"\r\nBEGIN:VALARM" not in calendar
    assert not {byte for byte in calendar if byte < 32} - set(b"\t\r\n")
    assert max(map(len, calendar.split(b"\r\n"))) <= 75


def test_an_address_with_a_line_end_is_refused():
    with pytest.raises(ValueError, match="CR or LF"):
        written(entry(Pattern(0, time(19), 90, "UTC"), url="https://x.example/\r\nATTENDEE:x"))
