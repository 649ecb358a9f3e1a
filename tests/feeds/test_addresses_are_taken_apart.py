"""One-line addresses of many countries, and addresses in parts."""

import pytest

from groups.feeds.address import Address, country_code, read_address


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "837 Old Bethlehem Rd, Quakertown, PA 18951, USA",
            ("837 Old Bethlehem Rd", "Quakertown", "PA", "18951", "US"),
        ),
        ("5 Foo St, Media, PA  19061 United States", ("5 Foo St", "Media", "PA", "19061", "US")),
        ("Philadelphia, PA, USA", ("", "Philadelphia", "PA", "", "US")),
        ("125 Charing Cross Rd, London WC2H 0EW, UK", ("125 Charing Cross Rd", "London", "", "WC2H 0EW", "GB")),
        ("Church Lane, Otley, LS21 1AB", ("Church Lane", "Otley", "", "LS21 1AB", "GB")),
        ("8 St. Anne, St. Albert, Alberta, T8N 1M1, Canada", ("8 St. Anne", "St. Albert", "Alberta", "T8N 1M1", "CA")),
        ("Alexanderplatz 1, 10178 Berlin, Germany", ("Alexanderplatz 1", "Berlin", "", "10178", "DE")),
        ("Fish Hoek, Cape Town, 7975, South Africa", ("Fish Hoek", "Cape Town", "", "7975", "ZA")),
        ("Amsterdam, 1012 AB, Netherlands", ("", "Amsterdam", "", "1012 AB", "NL")),
        ("12 George St, Sydney NSW 2000, Australia", ("12 George St", "Sydney", "NSW", "2000", "AU")),
        ("Tbilisi, Georgia", ("", "Tbilisi", "", "", "GE")),
        ("Leeds", ("", "Leeds", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_street_town_region_code_and_country_are_found(written, expected):
    assert read_address(written, Address()) == Address(*expected)


@pytest.mark.parametrize("written", ["USA", "United States", "U.S.A.", "us"])
def test_an_address_may_name_only_a_country(written):
    assert read_address(written, Address()) == Address(country="US")


def test_what_the_feed_gives_apart_wins():
    parts = Address(street="1 High St", locality="Media", region="PA", postal_code="19063", country="USA")
    assert read_address("9 Low St, Elsewhere, NJ 08000, USA", parts) == Address(
        "1 High St", "Media", "PA", "19063", "US"
    )


def test_the_default_country_stands_where_the_address_names_none():
    assert read_address("Leeds", Address(), "GB").country == "GB"
    assert read_address("Paris, France", Address(), "GB").country == "FR"


@pytest.mark.parametrize(
    ("written", "code"),
    [("Deutschland", "DE"), ("GBR", "GB"), ("England", "GB"), ("México", "MX"), ("Narnia", ""), ("", "")],
)
def test_countries_are_known_by_name_and_code(written, code):
    assert country_code(written) == code
