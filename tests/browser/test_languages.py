"""Spanish and Arabic in a real browser: direction, order, plural forms, dates, distances and weeks; and room for words
that are longer than the English ones. Oracles are CLDR's tables and the grammar of Arabic."""

import re
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.dates import format_date
from babel.numbers import format_decimal
from django.urls import reverse
from django.utils import translation

from groups.models import Group
from groups.search import entries
from tests import make
from tests.browser.test_accessibility import PAGES, TAGS
from tests.languages.pseudo import CODE, pseudo_language  # noqa: F401
from tests.languages.test_pseudo_language import names_of_pages

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}}
MAIN = ("home", "results", "a group", "philosophies", "help now")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true })"
GROUP = "/groups/after-the-front-door-leeds/"

# Text that sticks out of the page, or is cut off by the box it stands in.
CUT_OFF = """() => {
  const clipped = (thing) => thing && (getComputedStyle(thing).clipPath !== 'none' || clipped(thing.parentElement));
  const away = (thing) => thing.closest('.skip, .cover, svg') || clipped(thing) || !thing.checkVisibility();
  const own = (thing) => [...thing.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll('*')].filter((thing) => own(thing) && !away(thing)).filter((thing) => {
    const { left, right } = thing.getBoundingClientRect();
    const clips = getComputedStyle(thing).overflowX !== 'visible' && thing.tagName !== 'SELECT';
    return left < -1 || right > innerWidth + 1 || (clips && thing.scrollWidth > thing.clientWidth + 1);
  }).map((thing) => thing.outerHTML.slice(0, 120));
}"""

# Where the first and the last digit of a text stand, from the left.
DIGITS = """(thing) => {
  const walker = document.createTreeWalker(thing, NodeFilter.SHOW_TEXT);
  const at = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { index } of node.data.matchAll(/\\d/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      at.push(range.getBoundingClientRect().left);
    }
  }
  return at;
}"""


@pytest.fixture
def named(site):
    """Makes so many groups that a search for a word finds."""

    def add(word, number):
        made = [make.group(name=f"{word} {i}", slug=f"{word}-{i}", indexed=False) for i in range(number)]
        entries.rebuild([group.pk for group in made])

    return add


def addresses(code):
    with translation.override(code):
        bare = {name: reverse(name) for name, has_arguments in names_of_pages().items() if not has_arguments}
    return {**bare, **{name: f"/{code}{path}" for name, path in PAGES.items()}}


def walk(page, code):
    """(name, page) of every page in a language, all folds open."""
    site = page.url.split(f"/{code}/")[0]
    for name, path in addresses(code).items():
        if page.request.head(site + path).headers.get("content-type", "").startswith("text/html"):
            page.goto(site + path)
            page.evaluate(OPEN_ALL)
            yield name


@pytest.mark.parametrize("code", ["es", "ar"])
def test_nothing_scrolls_sideways_in_another_language(visit, code):
    page = visit(f"/{code}/", **PHONE)
    wide = [name for name in walk(page, code) if page.evaluate("document.documentElement.scrollWidth > innerWidth")]
    assert wide == []


def test_nothing_is_cut_off_where_every_text_is_longer(pseudo_language, visit):  # noqa: F811
    page = visit(f"/{CODE}/", **PHONE)
    assert page.locator("h1").inner_text().startswith("⟦")
    cut = {name: found for name in walk(page, CODE) if (found := page.evaluate(CUT_OFF))}
    assert cut == {}


@pytest.mark.parametrize("width", [640, 900, 1280])
def test_longer_words_have_room_on_wider_screens_too(pseudo_language, visit, width):  # noqa: F811
    page = visit(f"/{CODE}/groups/?near=Leeds", viewport={"width": width, "height": 800})
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("code", ["es", "ar"])
def test_axe_finds_nothing_in_another_language(visit, code):
    page = visit(f"/{code}/", **PHONE)
    site = page.url.split(f"/{code}/")[0]
    found = {}
    for name in MAIN:
        page.goto(f"{site}/{code}{PAGES[name]}")
        page.evaluate(OPEN_ALL)
        response = Axe().run(page, options=TAGS).response
        found |= {(name, rule["id"]): rule["nodes"][0]["html"] for rule in response["violations"]}
    assert found == {}


def test_arabic_pages_begin_at_the_right(visit):
    page = visit("/ar/", viewport={"width": 1280, "height": 800})
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    brand, leave = page.locator(".brand").bounding_box(), page.locator(".exit").bounding_box()
    assert brand["x"] > leave["x"]
    assert page.locator("h1").evaluate("(it) => getComputedStyle(it).textAlign") in ("start", "right")


def test_numbers_to_ring_keep_their_order_in_arabic(visit):
    page = visit("/ar/help-now/?country=GB", **PHONE)
    numbers = [link for link in page.locator("a[href^='tel:']").all() if " " in link.inner_text()]
    assert len(numbers) > 5
    for link in numbers:
        at = link.evaluate(DIGITS)
        lines = sum(later < earlier for earlier, later in zip(at, at[1:], strict=False))
        assert lines == 0, link.inner_text()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا مجموعات"),
        (1, "مجموعة واحدة"),
        (2, "مجموعتان"),
        (3, "3 مجموعات"),
        (11, "11 مجموعة"),
        (100, "100 مجموعة"),
    ],
)
def test_arabic_has_six_forms_of_many(visit, named, number, words):
    named("zyxwvut", number)
    assert visit("/ar/groups/?q=zyxwvut").locator(".total strong").inner_text() == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 grupo"), (2, "2 grupos"), (0, "0 grupos")])
def test_spanish_has_two(visit, named, number, words):
    named("zyxwvut", number)
    assert visit("/es/groups/?q=zyxwvut").locator(".total strong").inner_text() == words


@pytest.mark.parametrize("code", ["es", "ar"])
def test_dates_are_written_as_the_language_does(visit, code):
    page = visit(f"/{code}{GROUP}")
    day = Group.objects.get(slug=GROUP.split("/")[2]).confirmed_at
    assert format_date(datetime.date(day), "long", locale=code) in page.locator("article").inner_text()


@pytest.mark.parametrize(("code", "unit"), [("es", "km"), ("ar", "كم")])
def test_distances_are_written_as_the_language_does(visit, code, unit):
    page = visit(f"/{code}/groups/?near=Berlin&within=400")
    shown = [text for text in page.locator(".distance").all_inner_texts() if unit in text]
    found = page.request.get(page.url.replace(f"/{code}/groups/", "/api/v1/groups")).json()["results"]
    numbers = [row["distance_km"] for row in found]
    expected = [format_decimal(round(km, 1) if km < 10 else round(km), "#,##0.#", locale=code) for km in numbers]
    assert len(shown) > 3
    for text, number in zip(shown, [e for e, km in zip(expected, numbers, strict=True) if km >= 1], strict=False):
        assert text.endswith(f"{number} {unit}")


@pytest.mark.parametrize(
    ("path", "first"),
    [("/ar/groups/?country=EG", "السبت"), ("/es/groups/?country=US", "domingo"), ("/es/groups/?country=ES", "lunes")],
)
def test_the_week_begins_where_it_does_in_the_country(visit, path, first):
    page = visit(path)
    page.evaluate(OPEN_ALL)
    days = page.locator("label:has(input[name=day])").all_inner_texts()
    assert re.sub(r"[\d.,+\s]", "", days[0]).casefold() == first


def test_what_a_group_says_of_itself_keeps_its_language(visit):
    page = visit(f"/ar{GROUP}")
    assert page.locator("h1").get_attribute("lang") == "en"
    assert page.locator("h1").evaluate("(it) => getComputedStyle(it).direction") == "ltr"
