"""The ring map on the page of results and on the page of a group. Two towns lie around Leeds: Pudsey and Otley <b>."""

import random
import re
from xml.etree import ElementTree

import pytest

from groups.pages import maps
from groups.places import chain
from groups.places.place import LookupUnavailable
from tests import make

pytestmark = pytest.mark.django_db
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


def map_in(page):
    """The drawing as text and as XML; fails if it is not well formed."""
    (text,) = SVG.findall(page)
    return text, ElementTree.fromstring(text)


def links_in(drawing):
    return {"".join(link.itertext()): link.get("href") for link in drawing.iter("a")}


@pytest.fixture
def three(db):
    """Two groups at one address, and one to the east."""
    make.group(name="First", latitude=53.85, longitude=-1.55)
    make.group(name="Second", latitude=53.85, longitude=-1.55)
    make.group(name="Third", latitude=53.8, longitude=-1.40)


def test_the_list_offers_a_map_and_does_not_draw_it(three, read):
    page = read("/groups/", near="Leeds")
    assert 'href="/groups/?near=Leeds&amp;map=1#map"' in page
    assert "<svg" not in page
    assert 'id="g1"' not in page


def test_the_numbers_on_the_map_are_those_of_the_list(three, read):
    page = read("/groups/", near="Leeds", map="1")
    assert re.findall(r'id="(g\d)"> <h3><span class="number">(\d)</span> <a [^>]*>(\w+)', page) == [
        ("g1", "1", "First"),
        ("g2", "2", "Second"),
        ("g3", "3", "Third"),
    ]
    _, drawing = map_in(page)
    assert links_in(drawing) == {"1, 2": "#g1", "3": "#g3"}


def test_the_second_page_counts_on(three, read):
    page = read("/groups/", near="Leeds", map="1", limit=2, page=2)
    _, drawing = map_in(page)
    assert links_in(drawing) == {"3": "#g3"}
    assert 'id="g3"' in page


def test_the_map_has_a_name_and_words_for_who_cannot_see_it(three, read):
    page = read("/groups/", near="Leeds", map="1")
    _, drawing = map_in(page)
    assert drawing.get("aria-label") == "Map of the groups near Leeds, England, United Kingdom"
    assert f'id="{drawing.get("aria-describedby")}"' in page
    assert "The numbers are those of the list." in page


def test_rings_are_in_the_unit_of_the_list(three, read):
    assert "the rings are 2 miles apart" in read("/groups/", near="Leeds", map="1")
    assert "the rings are 2 km apart" in read("/groups/", near="Leeds", map="1", unit="km")


def test_groups_far_beyond_the_others_stand_on_the_last_ring_and_the_page_says_so(three, read):
    assert "beyond the last ring" not in read("/groups/", near="Leeds", map="1")
    make.group(name="Far", latitude=53.8, longitude=-1.0)
    page = read("/groups/", near="Leeds", map="1")
    assert "beyond the last ring" in page
    assert 'href="#g4" class="beyond"' in page


def test_towns_stand_where_they_are_and_their_names_are_only_text(three, read):
    text, _ = map_in(read("/groups/", near="Leeds", map="1", unit="mi"))
    assert "Pudsey" in text
    assert "Otley &lt;b&gt;" in text


def test_what_was_chosen_is_kept_with_the_map_and_without(three, read):
    page = read("/groups/", near="Leeds", map="1", day="mon", limit=2, page=2)
    assert 'href="/groups/?near=Leeds&amp;day=mon&amp;limit=2&amp;page=2"' in page
    assert '<input type="hidden" name="map" value="1">' in page


@pytest.mark.parametrize("asked", [{}, {"near": "asdf"}, {"near": "down"}])
def test_without_a_place_there_is_no_map(read, asked):
    make.group()
    status = {"asdf": 404, "down": 503}.get(asked.get("near"), 200)
    page = read("/groups/", status=status, map="1", **asked)
    assert "<svg" not in page
    assert "map=1" not in page.replace('<input type="hidden" name="map" value="1">', "").split("<footer")[0]


def test_without_groups_there_is_no_map(read):
    assert "<svg" not in read("/groups/", near="Leeds", map="1")


def test_without_place_data_the_groups_and_rings_are_still_there(three, read, monkeypatch):
    def fail(*args):
        raise LookupUnavailable("The place data cannot be read.")

    monkeypatch.setattr(chain, "towns_around", fail)
    text, drawing = map_in(read("/groups/", near="Leeds", map="1"))
    assert links_in(drawing) == {"1, 2": "#g1", "3": "#g3"}
    assert "Pudsey" not in text
    assert "2 miles" in text


@pytest.mark.parametrize("spread", [0.001, 0.05, 0.3, 30.0])
def test_a_hundred_groups_make_less_than_15_kb(read, spread):
    chance = random.Random(spread)
    for _ in range(100):
        make.group(latitude=53.8 + chance.uniform(-spread, spread), longitude=-1.55 + chance.uniform(-spread, spread))
    text, _ = map_in(read("/groups/", near="Leeds", map="1", limit=100, within=5000))
    assert len(text.encode()) < 15_000 - maps.MOST_LAND_CHARACTERS


def test_a_group_has_a_small_map_of_the_towns_around(read):
    group = make.group(name="Tea & <Talk>", latitude=53.8, longitude=-1.7)
    text, drawing = map_in(read(f"/groups/{group.slug}/"))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Map of the towns around Tea & <Talk>"
    assert "Pudsey" in text
    assert "10 miles" in text


def test_a_group_whose_district_alone_is_shown_has_a_wide_mark(read):
    exact, area = make.group(), make.group(public_location="area")
    radius = re.compile(r'class="spot" r="(\d+)"')
    exact_mark, area_mark = (int(radius.search(read(f"/groups/{group.slug}/"))[1]) for group in (exact, area))
    assert area_mark > 2 * exact_mark


def test_a_group_that_meets_online_has_no_map(read):
    group = make.group(attendance="online")
    assert "<svg" not in read(f"/groups/{group.slug}/")
