"""Addresses in feeds: to a postal code or a town, never to anything vaguer."""

import pytest

from groups.places.addresses import Address


@pytest.mark.parametrize(
    ("address", "label", "precision"),
    [
        (
            Address("301 N Main St, Doylestown, PA 18901, USA"),
            "18901, Doylestown, Pennsylvania, United States",
            "postcode",
        ),
        (
            Address("301 N Main St", "Doylestown", "PA", "18901", "USA"),
            "18901, Doylestown, Pennsylvania, United States",
            "postcode",
        ),
        (Address("301 N Main St", "Doylestown", "PA", "", "US"), "Doylestown, Pennsylvania, United States", "locality"),
        (Address("301 N Main St, Doylestown, PA"), "Doylestown, Pennsylvania, United States", "locality"),
        (Address("", "Doylestwn", "PA", "", "US"), "Doylestown, Pennsylvania, United States", "locality"),
        (Address("Hall, High Street, Otley, LS21 3HW, UK"), "LS21, Otley, United Kingdom", "postcode"),
        (Address("", "Paris", "", "75011", "France"), "75011, Paris 11, France", "postcode"),
        (Address(postal_code="90210"), "90210, Beverly Hills, California, United States", "postcode"),
    ],
)
def test_a_postal_code_or_a_town_is_found(small, address, label, precision):
    found = small.resolve_address(address)
    assert (found.label, found.precision) == (label, precision)


def test_a_code_that_contradicts_the_town_is_not_believed(small):
    found = small.resolve_address(Address("", "Doylestown", "PA", "90210", "US"))
    assert found.label == "Doylestown, Pennsylvania, United States"


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("USA"),
        Address(country="Canada"),
        Address("Texas, USA"),
        Address("Online"),
        Address("12 Nowhere Road, Nowheresville"),
        Address(postal_code="00000", country="US"),
        Address("P0A 1A0", country="CA"),
    ],
)
def test_anything_coarser_than_a_town_is_no_point(small, address):
    assert small.resolve_address(address, "US") is None


@pytest.mark.parametrize("address", [Address("USA"), Address("United Kingdom"), Address(country="CA"), Address("UK")])
def test_an_address_that_names_only_a_country_is_known_as_one(small, address):
    assert small.names_only_a_country(address)


@pytest.mark.parametrize("address", [Address(), Address("Texas, USA"), Address("Leeds, UK"), Address("Otley")])
def test_an_address_that_says_more_or_nothing_is_not_one(small, address):
    assert not small.names_only_a_country(address)
