"""Every page and every journey: whom the browser asks for something, and what is left on the device afterwards.

The pages are found by walking the site's own addresses and following its links: a new page is covered by being there,
and a page that no link leads to is missed loudly.
"""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import expect

from groups.pages import urls

pytestmark = pytest.mark.browser

LEFT = """async () => ({
  cookies: document.cookie, local: {...localStorage}, session: {...sessionStorage}, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"cookies": "", "local": {}, "session": {}, "caches": [], "workers": 0, "databases": 0}
#: Where something is sent: the cookie that guards its form is the only one of the site.
FORMS = {"contact", "list-a-group", "list-a-group-step", "list-a-group-check", "list-a-group-forget", "my-groups"}
#: No pages: JSON or XML for the browser itself, the way from a mail to a group, and what a browser saves.
NOT_PAGES = {"manifest", "opensearch", "group-by-number", "booklet-pdf"}
SEEDS = [
    "/",
    "/groups/?near=Leeds",
    "/groups/?near=asdfgh",
    "/groups/?near=down",
    "/groups/?day=xyz",
    "/nothing/",
    "/contact/thanks/",
]
MOST_OF_A_KIND = 3
ROUTES = {pattern.name for pattern in urls.urlpatterns} - NOT_PAGES


class Watched:
    """A page of a fresh browser that may ask this site alone; it notes whoever else it would have asked."""

    def __init__(self, page, site):
        self.page, self.site, self.asked, self.others = page, site, [], []
        page.context.on("request", lambda request: self.asked.append(request.url))
        page.context.route(lambda address: not self.is_ours(address), self._refuse)

    def is_ours(self, address):
        return address.startswith((self.site + "/", "data:", "blob:"))

    def _refuse(self, route):
        self.others.append(route.request.url)
        route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html")

    def left(self):
        """What is on the device: the page's own view of it, and the cookies that script cannot see."""
        return self.page.evaluate(LEFT), [cookie["name"] for cookie in self.page.context.cookies()]


@pytest.fixture
def watched(visit):
    def open_page(path="/", **options):
        page = visit("/about/", **options)
        own = Watched(page, page.url.removesuffix("/about/"))
        page.goto(own.site + path)
        return own

    return open_page


def name_of(address):
    path = urlsplit(address).path
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).view_name
        except Resolver404:
            return ""


def language_of(address):
    return translation.get_language_from_path(urlsplit(address).path)


def links_of(own):
    found = own.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    absolute = (urljoin(own.page.url, href).split("#")[0] for href in found)
    return [address for address in absolute if own.is_ours(address)]


def crawl(own, look):
    """Calls `look(address)` on a few pages of each kind and language, until no link leads to a new kind."""
    waiting = [own.site + path for path in SEEDS]
    seen, kinds = set(), Counter()
    while waiting:
        address = waiting.pop(0)
        kind = (name_of(address), language_of(address))
        most = MOST_OF_A_KIND if kind[1] is None else 1
        if address in seen or (kinds[kind] >= most and kind[0]) or kind[0] in NOT_PAGES:
            continue
        seen.add(address)
        kinds[kind] += 1
        own.page.goto(address, wait_until="load")
        look(address)
        waiting += links_of(own)
    return {name for name, _ in kinds}


def test_reading_every_page_asks_nobody_else_and_leaves_nothing(watched):
    own = watched()
    trouble = []

    def look(address):
        stored, cookies = own.left()
        allowed = ["csrftoken"] if name_of(address) in FORMS else []
        if [name for name in cookies if name not in allowed]:
            trouble.append((address, cookies))
        own.page.context.clear_cookies()
        if stored | {"cookies": ""} != NOTHING or (stored["cookies"] and not allowed):
            trouble.append((address, stored))

    kinds = crawl(own, look)
    assert trouble == []
    assert own.others == []
    assert ROUTES - kinds == set(), "no link leads there"


def test_finding_a_group_asks_nobody_else_and_leaves_nothing(watched):
    own = watched("/")
    own.page.get_by_label("Where are you?").fill("Leeds")
    own.page.get_by_role("button", name="Find groups").click()
    own.page.wait_for_url(re.compile("near=Leeds"))
    own.page.get_by_text("Day", exact=True).click()
    own.page.get_by_label("Monday").check()
    own.page.get_by_role("button", name="Show groups").click()
    own.page.wait_for_url(re.compile("day=mon"))
    own.page.locator(".card h3 a").first.click()
    own.page.wait_for_url(re.compile(r"/groups/[a-z0-9-]+/$"))
    own.page.go_back()
    own.page.locator("footer [hreflang=es]").click()
    own.page.wait_for_url(re.compile("/es/"))
    assert own.left() == (NOTHING, [])
    assert own.others == []


def test_using_the_position_asks_nobody_else_and_leaves_nothing(watched):
    own = watched("/", geolocation={"latitude": 53.801277, "longitude": -1.548567}, permissions=["geolocation"])
    own.page.get_by_role("button", name="Use where I am").click()
    own.page.wait_for_url(re.compile("lat=53.80&lon=-1.55"))
    assert own.left() == (NOTHING, [])
    assert own.others == []


def test_writing_to_us_asks_nobody_else_and_leaves_the_forms_cookie_alone(watched):
    own = watched("/contact/")
    own.page.locator("[name=about]").first.check()
    own.page.locator("#text").fill("The door is on the other side.")
    own.page.wait_for_timeout(1_100)  # nobody types that in a second: what does is asked once more
    own.page.get_by_role("button", name="Send").click()
    own.page.wait_for_url(re.compile("/contact/thanks/"))
    stored, cookies = own.left()
    assert cookies == ["csrftoken"]
    assert stored["local"] == stored["session"] == {}
    assert own.others == []


def test_leaving_asks_the_exit_alone_and_leaves_nothing(watched):
    own = watched("/groups/?near=Leeds")
    for _ in range(3):
        own.page.keyboard.press("Shift")
    own.page.wait_for_url(re.compile(re.escape(settings.EXIT_URL)))
    expect(own.page.locator("h1")).to_have_text("Elsewhere")
    # The stand-in's own icon is the browser's idea, not ours.
    assert {address for address in own.others if "favicon" not in address} == {settings.EXIT_URL}
    own.page.goto(own.site + "/")
    assert own.left() == (NOTHING, [])


def test_a_page_asks_for_nothing_before_somebody_leaves(watched):
    own = watched("/groups/?near=Leeds")
    own.page.locator(".exit").hover()
    own.page.locator(".exit").focus()
    own.page.wait_for_timeout(300)
    assert own.others == []
