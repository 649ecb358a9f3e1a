"""The full gazetteer against published points: the gate, and samples of names and codes that are not in it."""

from __future__ import annotations

import csv
import os
import random
import string
from pathlib import Path

import pytest
from django.conf import settings
from geopy.distance import great_circle

SHARED = Path(os.environ.get("SHARED_DIR", Path(settings.BASE_DIR) / ".." / "shared"))


@pytest.fixture(scope="module")
def typed_by_visitors():
    path = SHARED / "geocode_eval_open.csv"
    if not path.exists():
        pytest.skip("the evaluation file is not here")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_at_least_97_in_100_places_are_found_where_they_are(full, typed_by_visitors):
    located = [row for row in typed_by_visitors if row["lat"]]
    missed = []
    for row in located:
        found = full.find(row["query"], row["country_hint"])
        here = (float(row["lat"]), float(row["lon"]))
        if not found or great_circle((found[0].latitude, found[0].longitude), here).km > float(row["tolerance_km"]):
            missed.append(row["query"])
    assert len(missed) <= 0.03 * len(located), missed


def test_what_is_no_place_finds_nothing(full, typed_by_visitors):
    nothing = [row for row in typed_by_visitors if not row["lat"]]
    assert [row["query"] for row in nothing if full.find(row["query"], row["country_hint"])] == []


@pytest.mark.parametrize(
    ("typed", "country", "point", "within_km"),
    [
        ("Leeds", "GB", (53.80, -1.55), 5),
        ("90210", "GB", (34.09, -118.41), 5),
        ("Cape Town", "", (-33.93, 18.42), 10),
        ("Washington", "", (38.90, -77.04), 10),
        ("New York", "", (40.71, -74.01), 10),
        ("Georgia", "US", (32.7, -83.4), 100),
        ("Richmond, London", "GB", (51.46, -0.30), 4),
        ("Victoria, BC", "", (48.43, -123.37), 8),
        ("Birmingham AL", "", (33.52, -86.80), 10),
        ("Mallorca", "", (39.6, 3.0), 30),
        ("東京", "", (35.68, 139.69), 15),
        ("القاهرة", "", (30.05, 31.24), 15),
        ("मुंबई", "", (19.07, 72.88), 15),
        ("10115 Berlin", "", (52.53, 13.38), 4),
        ("2000 Sydney", "", (-33.87, 151.21), 5),
        ("1012 AB", "NL", (52.37, 4.90), 4),
        ("Phillidelphia", "", (39.95, -75.17), 10),
        ("Central London", "GB", (51.51, -0.12), 6),
        ("North Manchester", "GB", (53.50, -2.23), 9),
        ("I need help in Bolton", "GB", (53.58, -2.43), 6),
        ("Easton Bristol", "GB", (51.465, -2.56), 3),
        ("Slough Berks", "GB", (51.51, -0.59), 5),
        ("Burton", "GB", (52.81, -1.64), 5),
        ("Long Island NY", "US", (40.79, -73.13), 60),
        ("Monte Carlo", "", (43.74, 7.43), 4),
        ("00901", "US", (18.47, -66.11), 5),
        ("zip 90012", "US", (34.06, -118.24), 4),
        ("CH-8001", "", (47.37, 8.54), 4),
        ("160-0022", "JP", (35.69, 139.70), 5),
    ],
)
def test_well_known_places_are_where_everyone_knows_them_to_be(full, typed, country, point, within_km):
    found = full.find(typed, country)[0]
    assert great_circle((found.latitude, found.longitude), point).km <= within_km


@pytest.mark.parametrize(
    ("typed", "country"),
    [("00000", "US"), ("99999", "US"), ("00000", "IT"), ("99-999", "PL"), ("H0H 0H0", "CA"), ("SW99 1AA", "GB")],
)
def test_a_well_formed_code_that_nobody_has_is_nothing(full, typed, country):
    assert full.find(typed, country) == []


def test_newport_offers_the_other_newports(full):
    labels = [place.label for place in full.find("Newport", "GB")]
    assert labels[:2] == ["Newport, Wales, United Kingdom", "Newport, Isle of Wight, United Kingdom"]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("typed", "country", "not_offered"),
    [
        ("Leeds", "GB", "Hoopeston"),
        ("Manchester", "", "Richmond"),
        ("Ennis", "IE", "Surprise"),
        ("JE2", "GB", "JE2, St Helier, United"),
    ],
)
def test_nobody_is_offered_a_place_by_a_name_it_hardly_goes_by(full, typed, country, not_offered):
    assert [place.label for place in full.find(typed, country) if place.label.startswith(not_offered)] == []


def test_a_part_of_a_city_that_bears_its_name_is_no_other_meaning(full):
    labels = [place.label for place in full.find("Kansas City", "US")]
    assert not [label for label in labels if "County" in label]


def test_hardly_any_random_letters_are_taken_for_a_place(full):
    dice = random.Random(20)
    texts = ["".join(dice.choices(string.ascii_lowercase, k=dice.randint(6, 12))) for _ in range(300)]
    assert sum(bool(full.find(text, "GB")) for text in texts) <= 6


def test_no_telephone_number_is_taken_for_a_place(full):
    dice = random.Random(21)
    numbers = [f"0{dice.randint(1000, 9999)} {dice.randint(100_000, 999_999)}" for _ in range(100)]
    assert [number for number in numbers if full.find(number, "GB")] == []


def test_the_mistyped_names_of_large_cities_are_nearly_always_understood(full):
    dice = random.Random(22)
    names = ["Manchester", "Birmingham", "Sheffield", "Edinburgh", "Liverpool", "Nottingham", "Leicester", "Plymouth"]
    typed = []
    for name in names * 10:
        place = dice.randrange(1, len(name) - 1)
        typed.append((name, name[:place] + name[place + 1 :]))
    understood = [name for name, text in typed if full.find(text, "GB") and full.find(text, "GB")[0].name == name]
    assert len(understood) >= 0.95 * len(typed)
