"""axe finds nothing at WCAG 2.2 AA on any page, light or dark, wide or narrow; nothing scrolls sideways at 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from groups.models import Group

pytestmark = pytest.mark.browser

TAGS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PAGES = {
    "home": "/",
    "results": "/groups/?near=Leeds",
    "results with filters and errors": "/groups/?near=Leeds&for=women&day=mon&within=abc&sort=soonest&q=circle",
    "far from every group": "/groups/?lat=-37.11&lon=-12.28&unit=mi",
    "list by name": "/groups/?limit=10&page=2",
    "results with a map": "/groups/?near=Leeds&map=1",
    "place not found": "/groups/?near=asdfgh",
    "look-up unavailable": "/groups/?near=down",
    "a group": "/groups/after-the-front-door-leeds/",
    "a café": "/groups/blue-heron-recovery-cafe-los-angeles/",
    "philosophies": "/philosophies/",
    "a philosophy": "/philosophies/12-step/?near=Leeds",
    "fellowships": "/fellowships/",
    "fellowships by concern": "/fellowships/?by=concern&country=GB",
    "a fellowship": "/fellowships/smart-recovery/",
    "help me choose": "/choose/",
    "what may suit": "/choose/?about=alcohol&how=near&belief=none&aim=less&with=women&near=Leeds",
    "about": "/about/",
    "privacy": "/privacy/",
    "kept": "/kept/",
    "online": "/online/?zone=Europe/London",
    "online, narrowed to nothing": "/online/?zone=Europe/London&language=mi",
    "peer support": "/peer-support/",
    "first meeting": "/first-meeting/",
    "help others": "/help-others/",
    "for counsellors": "/for-counsellors/",
    "contact": "/contact/?about=after-the-front-door-leeds",
    "contact, thanks": "/contact/thanks/",
    "help now": "/help-now/",
    "help now, a country without lines": "/help-now/?country=FJ",
    "one-to-one support": "/groups/mentor-match-leeds/",
    "an online community": "/groups/the-long-thread/",
    "recovery cafés": "/support/recovery-cafes/?near=Leeds",
    "one to one": "/support/one-to-one/",
    "after treatment": "/support/aftercare/",
    "forums and chats": "/support/online-communities/",
    "family and friends": "/support/family-and-friends/",
    "practical help": "/practical-help/?country=DE",
    "an empty list": "/shortlist/",
    "the list forgotten": "/shortlist/forgotten/",
    "groups by country": "/near/",
    "groups by town": "/near/gb/",
    "groups near a town": "/near/gb/leeds/",
    "a town we do not know": "/near/gb/zzyzx/",
    "not found": "/nothing/",
}
VIEWS = [
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
]


@pytest.mark.parametrize("view", VIEWS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing(visit, view):
    page = visit("/", **view)
    site = page.url.rstrip("/")
    found = {}
    for name, path in PAGES.items():
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        response = Axe().run(page, options=TAGS).response
        found[name] = [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]]
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_nothing_scrolls_sideways_on_a_small_phone(visit):
    page = visit("/", viewport={"width": 320, "height": 640})
    site = page.url.rstrip("/")
    too_wide = []
    for name, path in PAGES.items():
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(name)
    assert too_wide == []


def test_words_without_an_end_break_on_a_small_phone(visit):
    endless = "https://example.org/" + "a" * 90
    group = Group.objects.get(slug="after-the-front-door-leeds")
    group.meetings.update(notes=endless, name=endless)
    Group.objects.filter(pk=group.pk).update(
        dial_in="+16465588656,,81095865487#,,#,,440101#", description=endless, who_may_come=endless, venue=endless
    )
    page = visit(f"/groups/{group.slug}/", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_everything_to_press_is_large_enough_for_a_thumb(visit):
    page = visit("/groups/?near=Leeds", viewport={"width": 320, "height": 640})
    small = page.evaluate(
        """[...document.querySelectorAll("button, summary, select, .exit, .crisis a, .card h3 a, .choice")]
           .filter((thing) => thing.checkVisibility())
           .filter((thing) => thing.getBoundingClientRect().height < 43.5)
           .map((thing) => thing.outerHTML.slice(0, 80))"""
    )
    assert small == []
