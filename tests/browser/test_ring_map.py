"""The ring map in a real browser: land where land is, readable on a small phone, links that lead to the cards."""

import re

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from groups.pages import maps
from groups.pages.ringmap import Projection
from groups.places import chain
from groups.places.gazetteer import Gazetteer

pytestmark = pytest.mark.browser

#: Middle, edge in kilometres, and places that everybody knows to be land (True) or sea (False).
KNOWN = [
    ("Leeds", (53.8, -1.55), 40, {(53.8, -1.55): True, (53.95, -1.08): True}),
    ("Leeds, far", (53.8, -1.55), 300, {(52.5, -1.9): True, (54.5, 2.0): False, (53.8, -4.5): False}),
    ("Lerwick", (60.155, -1.145), 80, {(60.25, -1.25): True, (60.2, -0.2): False, (60.75, -0.87): True}),
    ("Brighton", (50.83, -0.14), 40, {(51.0, -0.14): True, (50.6, -0.14): False}),
    ("Newport, Wight", (50.7, -1.29), 30, {(50.69, -1.3): True, (50.78, -1.4): False, (50.9, -1.4): True}),
    ("Suva", (-18.14, 178.44), 150, {(-17.8, 178.0): True, (-18.5, 178.44): False}),
    ("Taveuni", (-16.85, 179.98), 60, {(-16.9, 179.95): True, (-17.1, -179.8): False, (-16.85, -179.98): True}),
    ("Singapore", (1.35, 103.82), 60, {(1.36, 103.82): True, (1.6, 103.6): True, (1.1, 104.2): False}),
    ("North Pole", (90.0, 0.0), 4000, {(89.0, 10.0): False, (72.0, -40.0): True, (60.0, 100.0): True}),
    ("South Pole", (-90.0, 0.0), 500, {(-89.0, 10.0): True}),
    ("Mid-Pacific", (0.0, -140.0), 500, {(0.0, -140.0): False}),
    ("Sahara", (23.0, 10.0), 200, {(23.0, 10.0): True}),
    ("All the earth", (53.8, -1.55), 20_015, {(-25.0, 133.0): True, (-25.0, 85.0): False, (48.0, 100.0): True}),
    ("From the far side", (-40.0, 175.0), 20_015, {(60.0, 100.0): True, (30.0, -40.0): False, (0.0, 25.0): True}),
]
IS_IN_PATH = """([d, points]) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  document.body.append(svg); svg.append(path);
  path.setAttribute("d", d); path.style.fillRule = "evenodd";
  return points.map(([x, y]) => path.isPointInFill(new DOMPoint(x, y)));
}"""


@pytest.fixture
def whole_world(monkeypatch):
    """The real place data, as far as maps need it."""
    path = django_settings.BASE_DIR / "var" / "places.sqlite3"
    if not path.exists():
        pytest.skip("the place data has not been built (manage.py build_gazetteer)")
    monkeypatch.setattr(chain, "gazetteer", lambda: Gazetteer(path))
    maps.forget()
    yield
    maps.forget()


@pytest.mark.parametrize(("middle", "edge_km", "known"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_land_is_drawn_where_land_is(chromium, whole_world, middle, edge_km, known):
    projection = Projection(*middle, float(edge_km))
    land, _ = maps.surroundings(projection)
    assert len(land) <= maps.MOST_LAND_CHARACTERS
    page = chromium.new_page()
    drawn = page.evaluate(IS_IN_PATH, [land, [list(point) for point in projection.place(known)]])
    page.close()
    assert dict(zip(known, drawn, strict=True)) == known


def test_a_tap_on_a_number_leads_to_its_card(visit):
    page = visit("/groups/?near=Leeds", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.get_by_role("link", name="Show these groups on a map").click()
    mark = page.locator(".marks a").last
    number = mark.get_attribute("href")
    mark.click()
    expect(page.locator(number)).to_be_in_viewport()
    expect(page.locator(number)).to_have_class("card")


def test_numbers_are_reached_with_the_keyboard(visit):
    page = visit("/groups/?near=Leeds&map=1")
    page.locator(".marks a").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#g1")


def test_words_and_marks_are_large_enough_on_a_small_phone(visit):
    page = visit("/groups/?near=Leeds&map=1", viewport={"width": 320, "height": 640}, color_scheme="dark")
    scale = page.evaluate("document.querySelector('.ring-map').getBoundingClientRect().width / 1040")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.ring-map text')].map((text) => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) * scale >= 9.5
    boxes = page.evaluate(
        """[...document.querySelectorAll('.marks a')].map((mark) => {
             const box = mark.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];
           })"""
    )
    for i, (x, y) in enumerate(boxes):
        assert all(abs(x - other[0]) >= 24 or abs(y - other[1]) >= 24 for other in boxes[i + 1 :])


def test_the_whole_map_is_printed(visit):
    page = visit("/groups/?near=Leeds&map=1")
    page.emulate_media(media="print")
    expect(page.locator(".ring-map")).to_be_visible()
    expect(page.get_by_role("link", name="Take the map away")).to_be_hidden()


@pytest.mark.parametrize("map_app", ["Your map app", "OpenStreetMap", "Google Maps", "Apple Maps"])
def test_ways_there_are_opened_without_saying_where_the_visitor_came_from(visit, map_app):
    page = visit("/groups/after-the-front-door-leeds/")
    link = page.get_by_role("link", name=map_app, exact=True)
    expect(link).to_have_attribute("rel", "noreferrer")
    if map_app == "Your map app":
        return
    seen = []

    def answer(route):
        seen.append(route.request.all_headers())
        route.fulfill(status=200, content_type="text/html", body="elsewhere")

    page.context.route(re.compile("^https:"), answer)
    link.click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    assert "referer" not in seen[0]
