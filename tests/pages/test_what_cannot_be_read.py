"""What cannot be read is said beside its field, the rest is kept; a directory without groups is no wrong search."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db

RIGHT_TO_LEFT = "\u202e"
ESCAPE = "\x1b"


def test_of_several_values_the_good_ones_stay(read, client):
    make.group(name="Monday Circle", meetings=[{"weekday": 0}])
    page = read("/groups/?near=Leeds&day=mon&day=xyz")
    assert "“xyz” is not one of the choices." in page
    assert '<span class="hidden">Take away:</span> Monday' in page
    assert "day=xyz" not in page
    assert client.get("/api/v1/groups?near=Leeds&day=mon&day=xyz").status_code == 422


@pytest.mark.parametrize(
    ("parameter", "field"),
    [("within", "within"), ("day", "f-day"), ("when", "when"), ("sort", "sort"), ("lat", "near"), ("country", "near")],
)
def test_each_mistake_leads_to_its_field_which_is_open(read, parameter, field):
    make.group(features=["women"])
    page = read("/groups/", near="Leeds", **{parameter: "xyz"})
    summary = page.split('class="errors"')[1].split("</ul>")[0]
    assert f'href="#{field}"' in summary
    assert f'id="{field}"' in page
    assert ('class="filters" open' in page) == (field != "near")


def test_the_panel_stays_folded_without_a_mistake_in_it(read):
    assert 'class="filters">' in read("/groups/", near="Leeds")
    assert 'class="filters">' in read("/groups/", near="Leeds", zone="Mars/Base")


@pytest.mark.parametrize("parameter", ["day", "zone", "country", "when"])
def test_what_was_typed_is_repeated_without_what_could_garble_it(read, client, parameter):
    typed = f"ab{RIGHT_TO_LEFT}cd{ESCAPE}[31m\nef" + "x" * 5_000
    detail = client.get("/api/v1/groups", {parameter: typed}).json()["detail"]
    for text in (detail, read("/groups/", **{parameter: typed})):
        assert RIGHT_TO_LEFT not in text
        assert ESCAPE not in text
        assert "x" * 70 not in text
    assert "\n" not in detail
    assert len(detail) < 200


def test_a_place_that_is_not_found_is_repeated_in_the_same_way(read):
    heading = read("/groups/", 404, near=f"nowhere{RIGHT_TO_LEFT}land").split("</h1>")[0].rsplit(">", 1)[1]
    assert "nowhereland" in heading


@pytest.mark.parametrize("parameters", [{}, {"near": "Leeds"}])
def test_a_directory_without_groups_says_so_and_offers_no_wider_search(read, parameters):
    page = read("/groups/", **parameters)
    assert "No group is listed here yet." in page
    assert "fits all of that" not in page
    assert "Look within" not in page


def test_filters_that_nothing_fits_are_told_from_it(read):
    make.group(name="Still Here")
    page = read("/groups/", near="Leeds", q="zebra")
    assert "No group fits all of that." in page
    assert "Look within" not in page


def test_a_page_behind_the_last_group_leads_back(read):
    make.group(name="Still Here")
    page = read("/groups/", near="Leeds", page="3")
    assert "The list ends before this page." in page
    assert 'href="/groups/?near=Leeds&amp;page=2"' in page
