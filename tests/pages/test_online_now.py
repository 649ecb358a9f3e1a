"""The page of groups to join now and next, on the visitor's clock. It is Thursday, 18:00 in Leeds."""

import pytest

from groups.pages.zones import zone_choices
from tests import make

pytestmark = pytest.mark.django_db


def online(name, starts_at, weekday=3, **fields):
    meetings = [{"weekday": weekday, "starts_at": starts_at, "duration_minutes": 60}]
    return make.group(name=name, attendance="online", meetings=meetings, **fields)


def test_each_group_stands_under_its_heading_with_the_way_in(read):
    online("Already Open", "17:30")
    online("Soon Open", "18:20")
    online("Night Owls", "21:00")
    page = read("/online/", zone="Europe/London")
    order = ["On now", "Already Open", "Starting within the hour", "Soon Open", "Later today", "Night Owls"]
    assert sorted(order, key=page.index) == order
    assert "On now until 18:30" in page
    assert "Starts in 20 minutes, at 18:20" in page
    assert "Join at example.org" in page


def test_times_are_on_the_visitors_clock_and_in_words(read):
    online("Leeds Online", "21:00")
    page = read("/online/", zone="America/New_York")
    assert "Your clock: 1:00 pm, New York time" in page
    assert "Today 4:00 pm, starts in 3 hours" in page


def test_the_crisis_lines_are_those_of_the_visitors_clock(read, help_line):
    help_line("GB", "crisis", "Listening Line", "0800 000 000")
    help_line("US", "crisis", "Lifeline", "988")
    page = read("/online/", zone="America/New_York")
    assert "Talk to someone now: United States of America" in page
    assert "Lifeline" in page
    assert "Listening Line" not in page


def test_a_country_in_the_address_goes_before_that_of_the_clock(read):
    assert "Talk to someone now: Ireland" in read("/online/", zone="Europe/London", country="IE")


def test_a_choice_that_cannot_be_read_is_said_in_open_view(read):
    page = read("/online/", philosophy="bogus")
    assert '<details class="filters" open>' in page
    assert 'aria-describedby="philosophy-error"' in page


def test_without_a_zone_it_is_the_clock_of_the_default_country_and_can_be_chosen(read):
    page = read("/online/")
    assert "Your clock: 18:00, London time" in page
    assert '<option value="Europe/London" selected>London</option>' in page


def test_a_zone_that_is_none_is_said_beside_its_field(read):
    page = read("/online/", zone="Mars/Olympus")
    assert "is not a time zone." in page
    assert 'aria-invalid="true"' in page


def test_an_old_name_of_a_zone_is_understood_and_stays_chosen(read):
    assert '<option value="Asia/Calcutta" selected>Kolkata</option>' in read("/online/", zone="Asia/Calcutta")


def test_filters_narrow_and_can_be_taken_away(read):
    online("Women Online", "19:30", features=["women"])
    online("Everyone Online", "19:30")
    page = read("/online/", **{"for": "women", "zone": "Europe/London"})
    assert "Women Online" in page
    assert "Everyone Online" not in page


def test_nobody_meets_an_empty_page(read, help_line):
    help_line("GB", "crisis", "Listening Line", "0800 000 000")
    page = read("/online/", **{"language": "en"}) if make.language("en") else ""
    assert "No group to join online today fits that." in page
    assert "Take your choices away" in page
    assert "Listening Line" in page


def test_a_hybrid_group_is_there_only_with_a_way_in_from_outside(read):
    hybrid = {"attendance": "hybrid", "meetings": [{"weekday": 3, "starts_at": "18:30"}]}
    make.group(name="With Room", join_link="https://example.org/room", **hybrid)
    make.group(name="Without Room", **hybrid)
    page = read("/online/")
    assert "With Room" in page
    assert "Without Room" not in page


def test_more_of_a_section_is_a_search_away(read):
    for number in range(12):
        online(f"Group {number}", f"20:{number:02}")
    assert "attendance=online&amp;when=today&amp;sort=soonest&amp;zone=Europe%2FLondon" in read("/online/")


def test_every_zone_is_offered_once():
    values = [option.value for _, options in zone_choices("US", "America/New_York") for option in options]
    assert len(values) == len(set(values)) > 400


def test_the_clock_goes_along_to_the_page_of_a_group(read):
    online("Leeds Online", "21:00")
    assert '/?zone=America%2FNew_York" dir="auto">Leeds Online' in read("/online/", zone="America/New_York")
