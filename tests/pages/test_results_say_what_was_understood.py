"""Above the list: which place, how far, how many, and everything that was done otherwise than typed."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_the_place_and_the_distance_are_said_in_words(read):
    make.group(name="Monday Circle")
    page = read("/groups/", near="Leeds")
    assert "Groups near Leeds, England, United Kingdom" in page
    assert "1 group within 25 miles" in page


def test_distances_are_in_the_unit_of_the_country_of_the_place(read):
    make.group(name="Nah", latitude=52.52, longitude=13.5, country="DE", locality="Berlin", time_zone="Europe/Berlin")
    page = read("/groups/", near="Berlin")
    assert "1 group within 40 km" in page
    assert "6.8 km" in page


def test_other_places_of_that_name_are_links_that_keep_the_filters(read):
    page = read("/groups/", near="Newport", kind="cafe")
    assert "Groups near Newport, Wales" in page
    assert "Newport, Isle of Wight, United Kingdom</a>" in page
    assert "kind=cafe&amp;near=Newport%2C+Isle+of+Wight" in page or (
        "near=Newport%2C+Isle+of+Wight%2C+United+Kingdom&amp;kind=cafe&amp;country=GB" in page
    )


def test_a_corrected_place_is_said(read):
    assert "We searched for Edinburgh instead of “Edingburgh”." in read("/groups/", near="Edingburgh")


def test_a_corrected_word_is_said(read):
    make.group(name="Serenity Circle")
    page = read("/groups/", near="Leeds", q="serenty")
    assert "We searched for “serenity” instead of “serenty”." in page


def test_nothing_near_shows_the_nearest_and_says_so(read):
    make.group(name="Far Away", latitude=51.5, longitude=-0.1, locality="London")
    page = read("/groups/", near="Leeds")
    assert "Nothing within 25 miles. These are the nearest." in page
    assert "Far Away" in page


def test_few_groups_offer_to_look_further(read):
    make.group()
    page = read("/groups/", near="Leeds")
    assert 'href="/groups/?near=Leeds&amp;within=50"' in page
    assert "Look within 50 miles" in page


def test_without_a_place_groups_are_listed_by_name_and_a_place_is_asked_for(read):
    make.group(name="Beta")
    make.group(name="Alpha")
    page = read("/groups/")
    assert page.index("Alpha") < page.index("Beta")
    assert "Type a town or postcode above" in page


def test_coordinates_from_the_browser_stay_in_the_box(read):
    make.group()
    page = read("/groups/", lat="53.801234", lon="-1.549876", unit="mi")
    assert 'value="53.8, -1.55"' in page
    assert "53.801234" not in page


def test_the_list_is_not_for_search_engines(read):
    assert '<meta name="robots" content="noindex">' in read("/groups/", near="Leeds")


def test_text_from_the_address_is_never_markup(read):
    page = read("/groups/", near="<script>alert(1)</script>", status=404)
    assert "<script>alert" not in page
