"""Practical links: public, national and free of charge, and every country has treatment or a doctor first."""

from collections import Counter
from datetime import date
from urllib.parse import urlsplit

from django_countries import countries

SHAPE = {"slug", "country", "kind", "name", "summary", "website", "known_on", "position"}
KINDS = {"treatment", "doctor", "housing", "money"}
# The countries of our help lines with the most people, by the United Nations' count.
BIGGEST = {"IN", "US", "BR", "MX", "JP", "DE", "FR", "GB", "IT", "ZA", "KE", "ES", "CA", "PL", "AU"}
# Run by the government for the United Kingdom.
PUBLIC_ALL_THE_SAME = ["www.talktofrank.com"]


def test_each_has_the_same_keys_and_says_all_of_it(practical):
    assert all(set(row) == SHAPE for row in practical)
    for key in SHAPE - {"position"}:
        assert [row["slug"] for row in practical if not row[key]] == []
    assert {row["kind"] for row in practical} == KINDS


def test_texts_fit_their_columns(practical):
    assert all(len(row["name"]) <= 120 and len(row["summary"]) <= 80 for row in practical)


def test_no_two_share_a_slug_and_the_slug_says_country_and_kind(practical):
    assert len({row["slug"] for row in practical}) == len(practical)
    assert all(row["slug"].startswith(f"{row['country'].lower()}-{row['kind']}-") for row in practical)


def test_links_stand_in_order_and_none_twice_in_a_kind(practical):
    places = Counter((row["country"], row["kind"], row["position"]) for row in practical)
    links = Counter((row["country"], row["kind"], row["website"]) for row in practical)
    assert set(places.values()) == set(links.values()) == {1}


def test_the_biggest_countries_have_treatment_or_a_doctor_and_one_thing_more(practical, helplines):
    places = {row["country"] for row in practical}
    assert places >= BIGGEST
    assert places <= set(countries.countries) & {row["country"] for row in helplines}
    for country in places:
        kinds = {row["kind"] for row in practical if row["country"] == country}
        assert kinds & {"treatment", "doctor"}, country
        assert len(kinds) >= 2, country


def test_nobody_who_sells_is_linked(practical):
    """No `.com`, where companies are; each row has been looked at by its owner's name too."""
    hosts = [urlsplit(row["website"]).hostname for row in practical]
    assert [host for host in hosts if host.endswith((".com", ".biz", ".health", ".care"))] == PUBLIC_ALL_THE_SAME


def test_each_dates_its_knowledge(practical):
    assert all(date.fromisoformat(row["known_on"]) < date(2026, 1, 1) for row in practical)
