"""Search engines are told what a page is about in schema.org's words, and nothing that is confidential."""

import pytest

from groups.models import Source
from tests import make
from tests.pages.schema_org import mistakes, the, things_on

pytestmark = pytest.mark.django_db

MODE = "https://schema.org/%sEventAttendanceMode"


@pytest.fixture
def circle(db):
    """A weekly meeting in a hall."""
    hall = {"venue": "Hall", "address": "1 High Street", "postal_code": "LS1 1AA"}
    tuesdays = {"weekday": 1, "starts_at": "19:00", "duration_minutes": 90}
    return make.group(name="Tuesday Circle", slug="circle", cost="Free", languages=["en"], meetings=[tuesdays], **hall)


def test_a_weekly_meeting_is_an_event_with_a_schedule(read, circle):
    things = things_on(read("/groups/circle/"))
    event = the("Event", things)
    assert event["name"] == "Tuesday Circle"
    assert (event["startDate"], event["endDate"]) == ("2026-03-10T19:00:00+00:00", "2026-03-10T20:30:00+00:00")
    assert event["eventAttendanceMode"] == MODE % "Offline"
    assert event["isAccessibleForFree"] is True
    assert event["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": "https://schema.org/Tuesday",
        "startTime": "19:00:00",
        "endTime": "20:30:00",
        "duration": "PT90M",
        "scheduleTimezone": "Europe/London",
    }
    assert event["organizer"]["@id"] == the("Organization", things)["@id"]
    assert mistakes(things) == []


def test_a_meeting_in_a_hall_says_where_it_is(read, circle):
    assert the("Event", things_on(read("/groups/circle/")))["location"] == {
        "@type": "Place",
        "name": "Hall",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 High Street",
            "addressLocality": "Leeds",
            "postalCode": "LS1 1AA",
            "addressCountry": "GB",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 53.8, "longitude": -1.55},
    }


def test_a_monthly_meeting_says_which_week(read):
    third = {"weekday": 4, "recurrence": "monthly", "monthly_week": 3}
    last = {"weekday": 4, "recurrence": "monthly", "monthly_week": -1}
    make.group(slug="third", meetings=[third])
    make.group(slug="last", meetings=[last])
    schedule = the("Event", things_on(read("/groups/third/")))["eventSchedule"]
    assert (schedule["repeatFrequency"], schedule["byDay"]) == ("P1M", "https://schema.org/Friday")
    assert schedule["byMonthWeek"] == 3
    schedule = the("Event", things_on(read("/groups/last/")))["eventSchedule"]
    assert (schedule["repeatFrequency"], schedule["byDay"]) == ("P1M", "-1FR")
    assert "byMonthWeek" not in schedule


def test_a_fortnightly_meeting_counts_from_its_next_day(read):
    every_second = {"recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": "2026-03-02"}
    make.group(slug="fortnight", meetings=[every_second | {"exceptions": ["2026-03-30"]}])
    schedule = the("Event", things_on(read("/groups/fortnight/")))["eventSchedule"]
    assert schedule["repeatFrequency"] == "P2W"
    assert schedule["startDate"] == "2026-03-16"
    assert schedule["exceptDate"] == ["2026-03-30"]


def test_an_online_meeting_has_a_virtual_location(read):
    make.group(slug="room", attendance="online")
    things = things_on(read("/groups/room/"))
    event = the("Event", things)
    assert event["eventAttendanceMode"] == MODE % "Online"
    assert event["location"] == {"@type": "VirtualLocation", "url": "https://example.org/room"}
    assert "isAccessibleForFree" not in event
    assert mistakes(things) == []


def test_a_hybrid_meeting_has_both(read):
    make.group(slug="both", attendance="hybrid", join_link="https://example.org/room")
    event = the("Event", things_on(read("/groups/both/")))
    assert event["eventAttendanceMode"] == MODE % "Mixed"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]


def test_a_confidential_venue_is_no_more_than_its_district(read):
    make.group(
        slug="safe",
        public_location="area",
        venue="Secret House",
        address="7 Hidden Lane",
        postal_code="LS9 9ZZ",
        latitude=53.81234,
        longitude=-1.56789,
    )
    page = read("/groups/safe/")
    things = things_on(page)
    address = {"@type": "PostalAddress", "addressLocality": "Leeds", "addressCountry": "GB"}
    assert the("Event", things)["location"] == {"@type": "Place", "name": "Leeds", "address": address}
    assert not any(secret in page for secret in ("Secret House", "Hidden Lane", "LS9", "53.81", "1.56", "1.57"))


def test_no_text_of_a_listing_can_end_the_block(read):
    make.group(slug="odd", name="</script><script>alert(1)</script>", description="<!-- <script> & ]]>")
    page = read("/groups/odd/")
    assert "</script><script>alert" not in page
    organization = the("Organization", things_on(page))
    assert organization["name"] == "</script><script>alert(1)</script>"
    assert organization["description"] == "<!-- <script> & ]]>"


def test_a_paused_group_and_one_that_has_ended_announce_no_meeting(read):
    make.group(slug="paused", inactive=True)
    make.group(slug="ended", meetings=[{"valid_until": "2020-01-01"}])
    for slug in ("paused", "ended"):
        assert [thing["@type"] for thing in things_on(read(f"/groups/{slug}/"))] == ["Organization"]


def test_a_cafe_tells_when_it_is_open(read):
    opening = [{"days": [0, 1], "from": "09:00", "to": "24:00"}]
    make.group(slug="cafe", kind="cafe", opening=opening, meetings=[])
    things = things_on(read("/groups/cafe/"))
    assert the("Organization", things)["location"]["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Tuesday"],
            "opens": "09:00",
            "closes": "23:59",
        }
    ]
    assert mistakes(things) == []


def test_an_invented_example_is_no_event_and_not_to_be_listed(read):
    source = Source.objects.create(slug="examples", is_example=True)
    make.group(slug="invented", source=source)
    page = read("/groups/invented/")
    assert things_on(page) == []
    assert '<meta name="robots" content="noindex">' in page


def test_the_home_page_tells_of_the_site_and_its_search(read, settings):
    settings.SITE_URL = "https://directory.example"
    things = things_on(read("/"))
    action = the("WebSite", things)["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://directory.example/groups/?near={place}"
    assert action["query-input"] == "required name=place"
    assert mistakes(things) == []
    assert mistakes(things_on(read("/about/"))) == []
    assert the("Organization", things_on(read("/about/")))["url"] == "https://directory.example/"
