"""The form beside the list: choices with counts, everything asked kept, bad input explained."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_a_choice_shows_how_many_groups_have_it(read):
    make.group(features=["women"])
    make.group(features=["women"])
    make.group(features=["men"])
    page = read("/groups/", near="Leeds")
    assert '<span>Women</span><span class="count">2</span>' in page
    assert '<span>Men</span><span class="count">1</span>' in page


def test_a_chosen_value_is_ticked_and_can_be_taken_away(read):
    make.group(features=["women"])
    page = read("/groups/", near="Leeds", **{"for": "women"})
    assert 'value="women" checked' in page
    assert 'href="/groups/?near=Leeds"><span class="hidden">Take away:</span> Women' in page


def test_the_place_words_order_and_hint_stay_in_the_form(read):
    make.group(name="Mill Circle")
    page = read("/groups/", near="Leeds", q="mill", sort="soonest", within="10", country="GB")
    assert 'value="Leeds"' in page
    assert 'value="mill"' in page
    assert '<option value="soonest" selected>' in page
    assert '<option value="10" selected>10 miles</option>' in page
    assert '<input type="hidden" name="country" value="GB">' in page


def test_a_value_that_cannot_be_read_has_a_sentence_and_the_rest_is_searched_for(read):
    make.group(name="Still Here")
    page = read("/groups/", near="Leeds", within="abc")
    assert "This must be a number." in page
    assert "Still Here" in page


@pytest.mark.parametrize(
    ("name", "value"), [("country", "XX"), ("zone", "Mars/Base"), ("unit", "furlong"), ("limit", "0")]
)
def test_a_bad_value_nobody_can_see_is_not_asked_again(read, name, value):
    make.group(features=["women"])
    page = read("/groups/", **{"near": "Leeds", "for": "women", name: value})
    assert "We left out what we could not read" in page
    assert f'name="{name}" value="{value}"' not in page
    assert f"{name}={value}" not in page


@pytest.mark.parametrize(
    "parameters",
    [
        {"kind": "zeppelin"},
        {"lat": "95", "lon": "0"},
        {"lat": "53.8"},
        {"zone": "Mars/Base"},
        {"page": "5000"},
        {"limit": "0"},
        {"country": "XX"},
        {"as_of": "yesterday"},
        {"near": "x" * 301},
        {"when": "never"},
        {"sort": "best"},
    ],
)
def test_every_bad_value_is_a_readable_page(read, parameters):
    make.group(name="Still Here")
    page = read("/groups/", **parameters)
    assert 'role="alert"' in page
    assert "Still Here" in page


def test_no_group_that_fits_offers_ways_on(read):
    make.group(features=["women"])
    make.group(features=["men"], attendance="online")
    page = read("/groups/", near="Leeds", q="zzzzzz")
    assert "No group fits all of that." in page
    assert 'href="/groups/?near=Leeds"' in page
