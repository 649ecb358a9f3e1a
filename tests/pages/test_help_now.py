"""Whom to ring now, by country. Now is Thursday 5 March 2026, 18:00 in Leeds and 19:00 in Paris."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from groups.models import Language

pytestmark = pytest.mark.django_db

PATH = "/help-now/"
WEEKDAYS_TO_EIGHT = [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "20:00"}]
MORNINGS = [{"days": [0, 1, 2, 3, 4, 5, 6], "from": "08:00", "to": "12:00"}]


def names_in_order(page):
    return re.findall(r"<h3>(.*?)</h3>", page)


def test_those_who_answer_now_come_first_and_those_who_are_closed_last(read, help_line):
    hours = {"time_zone": "Europe/London"}
    help_line("GB", "support", "Mornings", "1", opening=MORNINGS, position=1, **hours)
    help_line("GB", "support", "Website", "2", hours="See its website", position=2)
    help_line("GB", "support", "Weekdays", "3", opening=WEEKDAYS_TO_EIGHT, position=3, **hours)
    help_line("GB", "crisis", "Always", "4", always_open=True, position=4)
    page = read(PATH)
    assert names_in_order(page) == ["Weekdays", "Always", "Website", "Mornings"]
    assert page.index("Open now</h2>") < page.index("Hours on their own website") < page.index("Closed just now")
    for words in ("Open now until 20:00", "Open now, day and night", "Opens tomorrow 08:00"):
        assert words in page


def test_open_means_by_the_clock_of_the_line(read, help_line):
    evenings = [{"days": [3], "from": "18:30", "to": "20:00"}]
    help_line("FR", "support", "Paris line", "1", opening=evenings, time_zone="Europe/Paris")
    assert "Open now until 20:00" in read(PATH, country="FR")


def test_a_line_that_opens_in_days_names_the_weekday(read, help_line):
    mondays = [{"days": [0], "from": "09:00", "to": "12:00"}]
    help_line("GB", "support", "Mondays", "1", opening=mondays, time_zone="Europe/London")
    assert "Opens Monday 09:00" in read(PATH)


def test_a_weekly_line_that_has_closed_today_opens_next_week(read, help_line):
    thursdays = [{"days": [3], "from": "09:00", "to": "12:00"}]
    help_line("GB", "support", "Thursdays", "1", opening=thursdays, time_zone="Europe/London")
    assert "Opens next Thursday 09:00" in read(PATH)


def test_a_line_that_runs_past_midnight_is_open_after_it(read, help_line, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 6, 0, 30, tzinfo=UTC))
    evening_to_two = [{"days": [3], "from": "18:00", "to": "02:00"}]
    help_line("GB", "support", "Night", "1", opening=evening_to_two, time_zone="Europe/London")
    assert "Open now until 02:00" in read(PATH)


def test_the_emergency_number_is_above_all_and_can_be_tapped(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123", always_open=True, position=0)
    help_line("GB", "emergency", "Emergency services", "999", always_open=True, position=9)
    main = read(PATH).partition("<main")[2]
    assert main.index('href="tel:999"') < main.index('href="tel:116123"')
    assert names_in_order(main) == ["Samaritans"]


def test_a_line_says_all_that_one_wants_to_know_before_ringing(read, help_line):
    Language.objects.create(code="en", name="English")
    facts = {
        "text_number": "85258",
        "text_instructions": "Text HELLO to 85258",
        "who_answers": "Trained volunteers",
        "cost": "Free from any phone",
        "hours": "Every evening",
        "for_whom": "Anyone at all",
        "languages": ["en"],
        "owner": "A charity",
    }
    help_line("GB", "crisis", "Someone", "116 123", **facts)
    page = read(PATH)
    for words in (
        "Trained volunteers",
        "Free from any phone",
        "Every evening",
        "Anyone at all",
        "English",
        "A charity",
    ):
        assert words in page
    assert 'href="sms:85258">Text HELLO to 85258</a>' in page
    assert 'href="https://example.org/" rel="noreferrer">' in page


def test_a_line_nobody_has_rung_says_so_and_one_that_was_rung_says_when(read, help_line):
    help_line("GB", "crisis", "Known", "1", known_on=date(2025, 1, 1))
    help_line("IE", "crisis", "Rung", "1", confirmed_on=date(2026, 2, 1))
    assert "As we knew it on 1 January 2025. We have not rung it ourselves yet." in read(PATH)
    assert "We rang it on 1 February 2026, and it was right." in read(PATH, country="IE")


def test_countries_with_lines_can_be_chosen_and_are_linked(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123")
    help_line("FR", "crisis", "Ligne", "3114")
    page = read(PATH)
    assert '<option value="GB" selected>United Kingdom</option>' in page
    assert '<option value="FR">France</option>' in page
    assert 'href="/help-now/?country=FR">France</a>' in page
    assert names_in_order(read(PATH, country="fr")) == ["Ligne"]


def test_a_country_without_lines_is_told_so_kindly_and_never_given_those_of_another(read, help_line):
    help_line("GB", "emergency", "Emergency services", "999")
    help_line("GB", "crisis", "Samaritans", "116 123")
    page = read(PATH, country="FJ")
    assert "We know no help line in Fiji yet" in page
    assert "112 works in most countries" in page
    assert "116 123" not in page
    assert "Call 999" not in page
    assert '<option value="FJ" selected>Fiji</option>' in page


@pytest.mark.parametrize("country", ["ZZ", "<b>", "England", "G" * 300])
def test_a_country_that_does_not_exist_is_said_and_the_sites_own_is_shown(read, help_line, country):
    help_line("GB", "crisis", "Samaritans", "116 123")
    page = read(PATH, country=country)
    assert "We do not know that country. This is United Kingdom." in page
    assert "<b>" not in page.replace("<b></b>", "")
    assert names_in_order(page) == ["Samaritans"]


def test_the_strip_on_every_page_and_the_lines_of_a_search_lead_there(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123")
    help_line("DE", "crisis", "Telefonseelsorge", "0800 111 0 111")
    assert 'href="/help-now/">All help lines</a>' in read("/about/").partition("<main")[0]
    page = read("/groups/", near="Berlin")
    assert 'href="/help-now/?country=DE">All help lines</a>' in page
    assert 'class="stands" href="/help-now/?country=DE">All help lines, those open now first</a>' in page


def test_it_takes_no_more_queries_with_more_lines(client, help_line, django_assert_max_num_queries):
    for number in range(30):
        help_line("GB", "support", f"Line {number}", str(number), opening=MORNINGS, time_zone="Europe/London")
    client.get(PATH)
    with django_assert_max_num_queries(4):
        client.get(PATH, {"country": "gb"})
