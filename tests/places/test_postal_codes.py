"""Postal codes: known ones, full ones answered by their outward part, and unknown ones, which are nothing."""

import pytest


@pytest.mark.parametrize(
    ("typed", "country", "code"),
    [
        ("LS6", "GB", "LS6"),
        ("ls6 2ab", "", "LS6"),
        ("LS62AB", "GB", "LS6"),
        ("LS6 2", "GB", "LS6"),
        ("LS6 OAA", "GB", "LS6"),
        ("EC1", "GB", "EC1"),
        ("90210", "", "90210"),
        ("90210", "GB", "90210"),
        ("90210-1234", "US", "90210"),
        ("75011", "FR", "75011"),
        ("M5V 3L9", "CA", "M5V"),
        ("m5v", "CA", "M5V"),
        ("D02 X285", "IE", "D02"),
        ("Church Hall, Otley, LS21 3HW", "GB", "LS21"),
        ("Otley LS21", "GB", "LS21"),
        ("301 N Main St, Doylestown, PA 18901, USA", "", "18901"),
        ("75011 Paris", "", "75011"),
        ("Paris, TX 75460", "", "75460"),
    ],
)
def test_a_code_is_found_alone_or_in_an_address(small, typed, country, code):
    found = small.find(typed, country)[0]
    assert (found.name, found.kind, found.precision) == (code, "postcode", "postcode")


@pytest.mark.parametrize("typed", ["ZZ99 9ZZ", "QQ1 1QQ", "LS99", "00000", "99999", "X9X 9X9", "1234", "99999999"])
@pytest.mark.parametrize("country", ["", "GB", "US", "CA"])
def test_a_postcode_that_does_not_exist_finds_nothing(small, typed, country):
    assert small.find(typed, country) == []


def test_a_house_number_is_not_taken_for_a_code_elsewhere(small):
    assert small.find("90210 Main Street, Leeds", "GB")[0].name == "Leeds"


def test_a_code_far_from_the_town_beside_it_gives_way_to_the_town(small):
    assert small.find("Leeds 18901", "GB")[0].name == "Leeds"


def test_a_rural_canadian_code_is_too_wide_to_be_precise(small):
    assert small.find("P0A 1A0", "CA")[0].precision == "region"


def test_a_canadian_point_far_outside_its_town_is_moved_into_it(small):
    found = small.find("T2P", "CA")[0]
    assert (found.latitude, found.longitude) == (43.70643, -79.39864)


def test_a_code_alone_can_be_asked_for_by_country(small):
    assert small.postcode("LS6 2AB", "GB").name == "LS6"
    assert small.postcode("90210", "FR") is None
    assert small.postcode("", "GB") is None
