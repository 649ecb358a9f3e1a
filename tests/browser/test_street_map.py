"""The street map an operator may add. Its tiles come from a server of the test, on another port of this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from directory.tiles import origins_of_tiles

pytestmark = pytest.mark.browser
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fe"
    "a735817d0000000049454e44ae426082"
)
RESULTS = "/groups/?near=Leeds&map=1"


@pytest.fixture
def tiles():
    """The requests that reached the server of tiles, and its address."""
    seen = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield seen, f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    server.shutdown()


@pytest.fixture
def with_tiles(tiles, settings):
    """The site as it is with TILE_URL set; gives the requests that the server of tiles has seen."""
    seen, settings.TILE_URL = tiles
    settings.TILE_CREDIT = "© Somebody & <Friends>"
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    images = [*policy["img-src"], *origins_of_tiles(settings.TILE_URL)]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"img-src": images}}
    return seen


def test_without_a_server_of_tiles_there_is_no_street_map(visit):
    page = visit(RESULTS)
    assert page.locator("[data-street-map]").count() == 0
    assert not [address for address in page.requests if address.endswith("map.js")]


def test_nothing_is_loaded_before_the_tap(with_tiles, visit):
    page = visit(RESULTS)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("It loads pictures from 127.0.0.1")).to_be_visible()
    assert with_tiles == []
    assert not [address for address in page.requests if "leaflet" in address]


def test_a_tap_loads_the_map_and_breaks_no_rule(with_tiles, visit):
    page = visit(RESULTS, viewport={"width": 320, "height": 640})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.get_by_role("button", name="Show a street map").click()
    expect(page.get_by_role("region", name="Street map")).to_be_focused()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    expect(page.get_by_text("© Somebody & <Friends>")).to_be_visible()
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert with_tiles
    assert not [headers for _, headers in with_tiles if "Referer" in headers or "Cookie" in headers]


def opened(visit):
    page = visit(RESULTS)
    page.get_by_role("button", name="Show a street map").click()
    expect(page.locator(".street-mark").first).to_be_visible()
    return page


def test_groups_that_stand_close_together_are_one_mark(with_tiles, visit):
    page = opened(visit)
    assert page.locator(".street-mark").count() < page.locator(".card[id]").count()
    expect(page.locator(".street-mark.several").first).to_be_visible()


def test_choosing_a_card_marks_it_on_the_map(with_tiles, visit):
    page = opened(visit)
    page.locator("#g3 h3 a").focus()
    expect(page.locator(".street-mark.chosen")).to_have_count(1)
    expect(page.locator(".card.chosen")).to_have_attribute("id", "g3")
    page.locator("#g14 h3 a").focus()
    expect(page.locator(".street-mark.chosen")).to_have_count(1)
    expect(page.locator(".card.chosen")).to_have_attribute("id", "g14")


def test_choosing_a_mark_with_the_keyboard_leads_to_its_card(with_tiles, visit):
    page = opened(visit)
    alone = page.locator(".street-mark:not(.several)").first
    number = alone.inner_text()
    alone.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#g{number} h3 a")).to_be_focused()
    expect(page.locator(".card.chosen")).to_have_attribute("id", f"g{number}")


def test_a_mark_of_several_opens_with_the_keyboard(with_tiles, visit):
    page = opened(visit)
    before = page.locator(".street-mark").all_inner_texts()
    page.locator(".street-mark.several").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "before => [...document.querySelectorAll('.street-mark')].map((mark) => mark.innerText).join() !== before",
        arg=",".join(before),
    )


def test_when_the_map_cannot_be_loaded_the_page_says_so(with_tiles, visit):
    page = visit(RESULTS)
    page.route("**/leaflet.js", lambda route: route.abort())
    page.get_by_role("button", name="Show a street map").click()
    expect(page.get_by_text("The street map could not be loaded.")).to_be_visible()
    expect(page.get_by_role("button", name="Show a street map")).to_be_enabled()
