"""A list that is shared or put on paper, in a real browser: axe finds nothing, and it is read on a phone and in the
dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from groups.models import Group
from tests.browser.test_accessibility import TAGS, VIEWS

pytestmark = pytest.mark.browser

SLUGS = ["after-the-front-door-leeds", "the-long-thread", "blue-heron-recovery-cafe-los-angeles"]
ON_PAPER = [
    "/shortlist/sheet/?near=Leeds",
    "/shortlist/sheet/?near=asdfgh",
    "/ar/shortlist/sheet/?near=Leeds",
    "/shortlist/booklet/",
    "/booklet/?near=Leeds",
    "/booklet/?near=asdfgh",
]


@pytest.fixture
def listed(visit):
    """Opens the page of a list of three groups."""

    def open_list(**options):
        page = visit("/", **options)
        # A form of a page goes with its origin; this request has none, and is believed.
        for pk in Group.objects.filter(slug__in=SLUGS).values_list("pk", flat=True):
            page.request.post(f"{page.url}shortlist/add/", form={"group": str(pk)})
        page.goto(f"{page.url}shortlist/")
        return page

    return open_list


def shared(page):
    """Shares the list; the address of the shared page."""
    page.get_by_role("button", name="Share this list").click()
    return page.get_by_label("The link", exact=True).input_value().replace("http://127.0.0.1:8000", site_of(page))


def site_of(page):
    return re.match("https?://[^/]+", page.url)[0]


def check(page, view):
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    response = Axe().run(page, options=TAGS).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= view["viewport"]["width"]


@pytest.mark.parametrize("view", VIEWS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_where_a_list_is_shared(listed, view):
    page = listed(**view)
    link = shared(page)
    check(page, view)
    page.goto(link)
    expect(page.locator(".picked li")).to_have_count(3)
    check(page, view)
    page.goto(link.replace("/shared/", "/ar/shared/"))
    check(page, view)
    page.goto(f"{site_of(page)}/shared/nothing/")
    check(page, view)


@pytest.mark.parametrize("path", ON_PAPER)
@pytest.mark.parametrize("view", VIEWS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_where_a_list_goes_on_paper(listed, view, path):
    page = listed(**view)
    page.goto(site_of(page) + path)
    check(page, view)


def test_on_a_phone_a_sheet_has_one_column_with_whole_words(listed):
    page = listed(viewport={"width": 320, "height": 640})
    page.goto(f"{site_of(page)}/shortlist/sheet/?near=Leeds")
    widths = page.locator(".slip .part.where").evaluate_all("parts => parts.map(part => part.clientWidth)")
    assert min(widths) > 200


def test_in_the_dark_the_map_of_a_sheet_is_on_white_paper_as_well(listed):
    page = listed(color_scheme="dark")
    page.goto(f"{site_of(page)}/shortlist/sheet/?near=Leeds")
    expect(page.locator(".ring-map .land, .ring-map .edge").last).to_have_css("stroke", "rgb(85, 85, 85)")
    expect(page.locator(".ring-map .marks rect").first).to_have_css("fill", "rgb(15, 92, 86)")
    expect(page.locator(".ring-map .marks text").first).to_have_css("fill", "rgb(255, 255, 255)")
