"""Help lines: a wrong number can cost a life, so every row says what it is and where to check it."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django_countries import countries

from groups.opening import spans_of

SHAPE = {
    "slug", "country", "kind", "name", "owner", "number", "number_international", "text_number",
    "text_instructions", "hours", "always_open", "opening", "time_zone", "who_answers", "cost", "languages",
    "for_whom", "website", "known_on", "position",
}  # fmt: skip


def test_each_has_the_same_keys_and_says_its_owner_hours_cost_and_whom_it_is_for(helplines):
    assert all(set(row) == SHAPE for row in helplines)
    for key in ("name", "owner", "hours", "cost", "for_whom", "website"):
        assert [row["slug"] for row in helplines if not row[key]] == []


def test_no_two_share_a_slug(helplines):
    assert len({row["slug"] for row in helplines}) == len(helplines)


def test_at_least_15_countries_each_starting_with_its_emergency_number(helplines):
    places = {row["country"] for row in helplines}
    assert len(places) >= 15
    assert places <= set(countries.countries)
    for country in places:
        lines = sorted((row for row in helplines if row["country"] == country), key=lambda row: row["position"])
        assert lines[0]["kind"] == "emergency"
        assert lines[0]["position"] == 0
        assert lines[0]["always_open"]
        assert len({row["position"] for row in lines}) == len(lines)


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("US", "911"), ("IE", "112"), ("AU", "000"), ("NZ", "111"), ("ZA", "112"), ("IN", "112"),
     ("DE", "112"), ("FR", "112"), ("CA", "911"), ("JP", "119"), ("MX", "911")],
)  # fmt: skip
def test_the_emergency_number_is_the_one_people_know(helplines, country, number):
    first = next(row for row in helplines if row["country"] == country and row["position"] == 0)
    assert first["number"] == number


def test_every_country_has_more_than_its_emergency_number(helplines):
    supported = {row["country"] for row in helplines if row["kind"] in {"crisis", "support"}}
    assert {row["country"] for row in helplines} == supported


def test_each_can_be_rung_or_texted(helplines):
    assert all(row["number"] or row["text_number"] for row in helplines)
    assert all(bool(row["text_number"]) == bool(row["text_instructions"]) for row in helplines)
    assert all(re.fullmatch(r"[\d -]*", row["number"]) for row in helplines)


def test_international_numbers_end_with_the_national_one_and_short_codes_have_none(helplines):
    for row in helplines:
        digits = re.sub(r"\D", "", row["number"])
        if row["number_international"]:
            assert re.fullmatch(r"\+[1-9]\d{6,14}", row["number_international"]), row["slug"]
            # Italy keeps the leading zero, most others drop it.
            assert row["number_international"].endswith(digits.lstrip("0")), row["slug"]
        else:
            assert len(digits) <= 6, row["slug"]


def test_always_open_is_said_in_words_too(helplines):
    assert all(row["always_open"] == (row["hours"] == "Day and night, every day") for row in helplines)


def test_hours_that_are_certain_are_there_for_machines_with_whose_clock_they_mean(helplines):
    for row in helplines:
        assert spans_of(row["opening"]) or row["opening"] == [], row["slug"]
        assert bool(row["opening"]) == bool(row["time_zone"]), row["slug"]
        assert not (row["opening"] and row["always_open"]), row["slug"]
        assert not row["time_zone"] or ZoneInfo(row["time_zone"])


@pytest.mark.parametrize(
    ("slug", "hours_a_week"),
    [("gb-drinkline", 5 * 11 + 2 * 5), ("gb-na", 7 * 14), ("gb-al-anon", 7 * 12), ("de-nummer-gegen-kummer", 6 * 6),
     ("fr-drogues-info-service", 7 * 18), ("fr-alcool-info-service", 7 * 18), ("fr-joueurs-info-service", 7 * 18),
     ("it-telefono-amico", 7 * 15), ("dk-livslinien", 7 * 18), ("fi-peluuri", 5 * 6), ("cz-odvykani", 5 * 8)],
)  # fmt: skip
def test_hours_for_machines_are_as_many_as_those_in_words(helplines, slug, hours_a_week):
    row = next(row for row in helplines if row["slug"] == slug)
    spans = [(len(span["days"]), int(span["from"][:2]), int(span["to"][:2])) for span in row["opening"]]
    assert sum(days * ((end - begin) % 24 or 24) for days, begin, end in spans) == hours_a_week


def test_only_plain_hours_are_there_for_machines(helplines):
    """Where words send people to the website, nobody may be told that a line is closed."""
    unsure = [row for row in helplines if "website" in row["hours"] or "longer" in row["hours"]]
    assert len(unsure) >= 15
    assert all(row["opening"] == [] for row in unsure)


def test_each_dates_its_knowledge_and_leaves_the_confirmation_to_the_operator(helplines):
    assert all(date.fromisoformat(row["known_on"]) < date(2026, 1, 1) for row in helplines)
    assert all("confirmed_on" not in row for row in helplines)


def test_languages_are_ones_the_directory_knows(helplines, languages):
    known = {row["code"] for row in languages}
    assert all(row["languages"] and set(row["languages"]) <= known for row in helplines)
