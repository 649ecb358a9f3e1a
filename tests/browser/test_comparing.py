"""Groups side by side in a real browser: nothing is cut off or scrolls sideways on a phone, and names stay in sight."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from groups.models import Group
from tests.browser.test_accessibility import TAGS, VIEWS

pytestmark = pytest.mark.browser

SLUGS = ["after-the-front-door-leeds", "mentor-match-leeds", "the-long-thread", "blue-heron-recovery-cafe-los-angeles"]


@pytest.fixture
def with_list(visit):
    """Opens a page in a browser that has four groups on its list."""

    def open_page(path, **options):
        page = visit("/", **options)
        site = page.url.rstrip("/")
        # A form of a page goes with its origin; this request has none, and is believed.
        for pk in Group.objects.filter(slug__in=SLUGS).values_list("pk", flat=True):
            page.request.post(f"{site}/shortlist/add/", form={"group": str(pk)})
        page.goto(site + path)
        return page

    return open_page


@pytest.mark.parametrize("path", ["/shortlist/", "/shortlist/compare/?near=Leeds", "/shortlist/suggest/?near=Leeds"])
@pytest.mark.parametrize("view", VIEWS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(with_list, view, path):
    page = with_list(path, **view)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert page.get_by_role("link", name="Your list", exact=True).is_visible()
    response = Axe().run(page, options=TAGS).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == view["viewport"]["width"]


def test_the_names_stay_while_the_columns_move(with_list):
    page = with_list("/shortlist/compare/?near=Leeds", viewport={"width": 900, "height": 700})
    name = page.get_by_role("rowheader", name="Mentor Match Leeds")
    before = name.bounding_box()["x"]
    page.evaluate("document.querySelector('.beside').scrollLeft = 200")
    assert page.evaluate("document.querySelector('.beside').scrollLeft") == 200
    assert abs(name.bounding_box()["x"] - before) < 2
