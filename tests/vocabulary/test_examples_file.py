"""The invented listings: they cover what the directory can say, and can never reach a real person."""

import re
from datetime import date, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django_countries import countries

from groups.opening import spans_of

KEYS = {
    "slug", "name", "kind", "fellowship", "philosophy", "description", "facilitation", "who_may_come", "cost",
    "venue", "address", "locality", "region", "postal_code", "country", "latitude", "longitude", "precision",
    "public_location", "time_zone", "opening_hours", "opening", "host_centre", "visits", "area_served", "training",
    "run_by", "moderation", "join_link", "dial_in", "phone", "email", "website", "first_visit_note",
    "helpers_welcome", "helpers_requirement",
    "inactive", "inactive_until", "attendance", "features", "languages", "always_open", "by_appointment",
    "confirmed_at", "confirmed_by", "meetings",
}  # fmt: skip
MEETING_KEYS = {
    "weekday", "starts_at", "duration_minutes", "recurrence", "interval_weeks", "anchor_date", "monthly_week",
    "attendance", "features", "languages", "name", "notes",
}  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Numbers their regulators keep for stories: Ofcom, the North American plan, ACMA, ComReg, BNetzA, ARCEP.
FICTIONAL = re.compile(
    r"\+44 (1632 960\d{3}|20 7946 0\d{3})|\+1 \d{3} 555 01\d{2}|\+61 491 570 (006|110|15[6-9])|"
    r"\+353 20 91\d \d{4}|"
    r"\+49 (30 23125 \d{3}|40 66969 \d{3}|89 99998 \d{3}|221 4710 \d{3})|\+33 1 99 00 \d{2} \d{2}"
)


def meetings(examples: list[dict]) -> list[dict]:
    return [meeting for group in examples for meeting in group["meetings"]]


def test_there_are_about_300_in_at_least_eight_countries(examples):
    assert 280 <= len(examples) <= 340
    found = {group["country"] for group in examples if group.get("country")}
    assert len(found) >= 8
    assert found <= set(countries.countries)


def test_only_known_keys_are_used(examples):
    assert {key for group in examples for key in group} <= KEYS
    assert {key for meeting in meetings(examples) for key in meeting} <= MEETING_KEYS


def test_no_two_share_a_slug_a_name_or_a_description(examples):
    for key in ("slug", "name", "description"):
        assert len({group[key] for group in examples}) == len(examples), key


def test_every_reference_resolves(examples, fellowships, philosophies, features, languages):
    assert {g["fellowship"] for g in examples} - {None} <= {row["slug"] for row in fellowships}
    assert {g["philosophy"] for g in examples} - {None} <= {row["slug"] for row in philosophies}
    rows = examples + meetings(examples)
    assert {f for row in rows for f in row.get("features", [])} <= {row["slug"] for row in features}
    assert {c for row in rows for c in row.get("languages", [])} <= {row["code"] for row in languages}
    assert all(group["fellowship"] or group["philosophy"] for group in examples)


def test_fellowships_stay_in_their_countries(examples, fellowships):
    home = {row["slug"]: row["countries"] for row in fellowships}
    abroad = [
        group["slug"]
        for group in examples
        if group.get("country") and home.get(group["fellowship"]) and group["country"] not in home[group["fellowship"]]
    ]
    assert abroad == []


def test_all_kinds_of_support_and_all_philosophies_are_shown(examples, fellowships, philosophies):
    kinds = {"meeting", "cafe", "one_to_one", "aftercare", "online_community"}
    assert {group["kind"] for group in examples} == kinds
    of_fellowship = {row["slug"]: row["philosophy"] for row in fellowships}
    shown = {group["philosophy"] or of_fellowship[group["fellowship"]] for group in examples}
    assert shown == {row["slug"] for row in philosophies}


def test_all_ways_of_running_meeting_and_repeating_are_shown(examples):
    assert {group["facilitation"] for group in examples} == {"peer", "trained_peer", "professional"}
    assert {meeting["attendance"] for meeting in meetings(examples)} == {"in_person", "online", "hybrid"}
    assert {m["recurrence"] for m in meetings(examples)} == {"weekly", "every_n_weeks", "monthly"}
    assert -1 in {meeting.get("monthly_week") for meeting in meetings(examples)}
    assert any(group.get("always_open") for group in examples)
    assert any(group.get("inactive_until") for group in examples)
    assert any(group.get("public_location") == "area" for group in examples)
    assert any(not group["fellowship"] for group in examples)


@pytest.mark.parametrize(
    "place",
    [("Leeds", "GB"), ("London", "GB"), ("Newport", "GB"), ("Glasgow", "GB"), ("Belfast", "GB"),
     ("Beverly Hills", "US"), ("Los Angeles", "US"), ("New York", "US"), ("Philadelphia", "US"),
     ("Cape Town", "ZA")],
)  # fmt: skip
def test_the_towns_people_try_first_have_several(examples, place):
    assert sum((group.get("locality"), group.get("country")) == place for group in examples) >= 3


def test_a_group_may_hold_meetings_that_differ(examples):
    differing = [group for group in examples if len({(m["attendance"], *m["features"]) for m in group["meetings"]}) > 1]
    assert len(differing) >= 10


def test_meetings_have_whole_patterns(examples):
    for meeting in meetings(examples):
        assert 0 <= meeting["weekday"] <= 6
        assert time.fromisoformat(meeting["starts_at"])
        assert 1 <= meeting["duration_minutes"] <= 1440
        assert (meeting["recurrence"] == "monthly") == (meeting.get("monthly_week") in {1, 2, 3, 4, -1})
        assert (meeting["recurrence"] == "every_n_weeks") == (meeting.get("interval_weeks", 1) >= 2)
        if meeting["recurrence"] == "every_n_weeks":
            assert date.fromisoformat(meeting["anchor_date"]).weekday() == meeting["weekday"]


def test_some_meetings_run_past_midnight(examples):
    ends = [
        time.fromisoformat(m["starts_at"]).hour * 60 + int(m["starts_at"][3:]) + m["duration_minutes"]
        for m in meetings(examples)
    ]
    assert sum(end > 24 * 60 for end in ends) >= 3


def test_people_can_find_each_group_or_join_it(examples):
    for group in examples:
        ways = {meeting["attendance"] for meeting in group["meetings"]}
        if ways & {"in_person", "hybrid"} or group["kind"] in {"cafe", "one_to_one"}:
            assert group.get("locality"), group["slug"]
            assert -90 <= group["latitude"] <= 90, group["slug"]
            assert -180 <= group["longitude"] <= 180, group["slug"]
            assert group["precision"] in {"exact", "street", "postcode", "locality"}, group["slug"]
        if ways & {"online", "hybrid"} or group["kind"] == "online_community":
            assert group.get("join_link") or group.get("dial_in"), group["slug"]
        assert group["meetings"] or group["kind"] in {"cafe", "one_to_one", "online_community"} or group["always_open"]


def test_groups_without_meetings_say_for_themselves_how_to_join_and_in_which_language(examples):
    without = [group for group in examples if not group["meetings"]]
    assert {group["attendance"] for group in without} == {"in_person", "online"}
    assert all(group["languages"] for group in without)
    assert all(not {"attendance", "features", "languages"} & set(g) for g in examples if g["meetings"])


def test_each_kind_says_what_a_visitor_needs_to_know(examples):
    needs = {
        "cafe": ["opening_hours", "opening"],
        "one_to_one": ["area_served", "cost", "training", "email"],
        "aftercare": ["host_centre", "visits"],
        "online_community": ["run_by", "moderation", "join_link"],
    }
    for group in examples:
        for key in needs.get(group["kind"], []):
            assert group.get(key), (group["slug"], key)


def test_opening_hours_are_the_same_for_machines_as_in_words(examples):
    for group in examples:
        words = group.get("opening_hours", "").replace(" 9:30", " 09:30").replace(" 9:00", " 09:00")
        words = words.replace(" 8:00", " 08:00")
        assert bool(group.get("opening")) == bool(words), group["slug"]
        for span in group.get("opening", []):
            assert f"{span['from']} to {span['to']}" in words, group["slug"]
            assert words.startswith("Every day") == (len(span["days"]) == 7), group["slug"]
            assert DAYS[span["days"][0]] in words or len(span["days"]) == 7, group["slug"]
        assert len(spans_of(group.get("opening", []))) <= 2


def test_time_zones_are_iana_names(examples):
    assert {group["time_zone"] for group in examples} <= available_timezones()
    assert all(ZoneInfo(group["time_zone"]) for group in examples)


def test_no_number_can_ring_at_a_real_person(examples):
    numbers = [group[key] for group in examples for key in ("phone", "dial_in") if group.get(key)]
    assert len(numbers) >= 50
    assert [number for number in numbers if not FICTIONAL.fullmatch(number)] == []


def test_mail_and_links_go_to_example_org_only(examples):
    mails = [group["email"] for group in examples if group.get("email")]
    links = [group[key] for group in examples for key in ("website", "join_link") if group.get(key)]
    assert [mail for mail in mails if not re.fullmatch(r"[a-z0-9-]+@example\.org", mail)] == []
    assert [link for link in links if not re.match(r"https://([a-z]+\.)?example\.org/", link)] == []
    assert not any("@" in group["description"] or "http" in group["description"] for group in examples)


def test_names_that_mention_a_weekday_meet_on_it(examples):
    for group in examples:
        for weekday, day in enumerate(DAYS):
            if re.search(rf"\b{day}s?\b", group["name"]):
                assert weekday in {meeting["weekday"] for meeting in group["meetings"]}, group["name"]


def test_only_paused_groups_say_until_when(examples):
    assert all(group.get("inactive") for group in examples if group.get("inactive_until"))
    assert all(date.fromisoformat(g["inactive_until"]) for g in examples if g.get("inactive_until"))


def test_each_was_confirmed_by_its_organiser(examples):
    assert {group["confirmed_by"] for group in examples} == {"organiser"}
    assert all(date.fromisoformat(group["confirmed_at"]).year == 2026 for group in examples)
