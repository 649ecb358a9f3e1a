""" "Leave this page" and three presses of Shift: the page is gone at once, its entry in the history too."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.browser

RESULTS = "/groups/?near=Leeds"
EXIT = re.compile(re.escape(settings.EXIT_URL))
ELSEWHERE = "<title>Weather</title><h1>Weather</h1>"
STATUS = "[data-exit-status]"


@pytest.fixture
def leave_from(visit):
    """Opens a page whose way out ends at a stand-in: leave_from(path, **context options)."""

    def open_page(path=RESULTS, **options):
        page = visit("/about/", **options)
        page.context.route(EXIT, lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
        page.goto(page.url.replace("/about/", path))
        return page

    return open_page


def never_answers(page):
    page.context.unroute(EXIT)
    # With 204 the browser stays where it is, as it does while it waits.
    page.context.route(EXIT, lambda route: route.fulfill(status=204))


def test_the_link_leads_out_and_back_does_not_lead_to_the_page(leave_from):
    page = leave_from()
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url.endswith("/about/")


def test_the_link_works_without_script_and_tells_nobody_where_one_was(leave_from):
    page = leave_from(java_script_enabled=False)
    link = page.get_by_role("link", name="Leave this page")
    assert link.get_attribute("rel") == "noreferrer nofollow"
    with page.expect_request(EXIT) as asked:
        link.click()
    assert "referer" not in asked.value.all_headers()


def test_three_presses_of_shift_lead_out_and_each_is_announced(leave_from):
    page = leave_from()
    page.keyboard.press("Shift")
    expect(page.locator(STATUS)).to_have_text("Shift, press 2 more times to exit.")
    page.keyboard.press("Shift")
    expect(page.locator(STATUS)).to_have_text("Shift, press 1 more time to exit.")
    page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("path", [RESULTS, "/", "/nothing/", "/groups/?near=down", "/es/privacy/", "/ar/about/"])
def test_shift_leads_out_of_every_kind_of_page(leave_from, path):
    page = leave_from(path)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_nothing_of_the_page_is_left_while_the_other_site_loads(leave_from):
    page = leave_from()
    never_answers(page)
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("body")).to_have_text("Loading.")
    expect(page.get_by_role("alert")).to_have_text("Loading.")
    assert page.title() == "Loading."
    assert urlsplit(page.url).path == "/"
    assert not urlsplit(page.url).query
    covered = page.evaluate(
        "(() => { const r = document.querySelector('.cover').getBoundingClientRect();"
        " return r.width >= innerWidth && r.height >= innerHeight })()"
    )
    assert covered


@pytest.fixture
def remembering_page(chromium, site):
    """A page of a browser that keeps pages whole for the way back, which Playwright switches off by itself."""
    browser = chromium.browser_type.launch(
        executable_path=str(CHROMIUM), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser.new_page(base_url=site)
    browser.close()


def test_a_page_kept_for_the_way_back_shows_nothing_and_leads_out_again(remembering_page):
    page = remembering_page
    never_answers(page)
    page.goto(RESULTS)
    page.evaluate("addEventListener('pageshow', (event) => { window.wasKept = event.persisted })")
    page.get_by_role("link", name="Leave this page").click()
    expect(page.locator("body")).to_have_text("Loading.")
    page.goto("/about/")
    with page.expect_request(EXIT):
        page.evaluate("history.back()")
    expect(page.locator("body")).to_have_text("Loading.")
    assert page.evaluate("window.wasKept")


def test_presses_far_apart_do_not_count_together(leave_from):
    page = leave_from()
    page.clock.install()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    expect(page.locator(STATUS)).to_have_text("Exit this page expired.")
    page.keyboard.press("Shift")
    expect(page.locator(STATUS)).to_have_text("Shift, press 2 more times to exit.")


def test_typing_capital_letters_does_not_lead_out(leave_from):
    page = leave_from()
    page.locator("#near").fill("")
    page.locator("#near").focus()
    for letter in "LEEDS":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("#near")).to_have_value("LEEDS")
    expect(page.locator(STATUS)).to_be_empty()


def test_letting_shift_go_before_the_letter_is_no_press_of_shift_alone(leave_from):
    page = leave_from()
    for _ in range(3):
        page.keyboard.down("Shift")
        page.keyboard.down("A")
        page.keyboard.up("Shift")
        page.keyboard.up("A")
    expect(page.locator(STATUS)).to_be_empty()


def test_another_key_in_between_starts_again(leave_from):
    page = leave_from()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("ArrowDown")
    expect(page.locator(STATUS)).to_have_text("Exit this page expired.")
    page.keyboard.press("Shift")
    expect(page.locator(STATUS)).to_have_text("Shift, press 2 more times to exit.")


@pytest.mark.parametrize("keys", ["Alt+Shift", "Control+Shift"])
def test_changing_the_keyboard_does_not_lead_out(leave_from, keys):
    page = leave_from()
    for _ in range(3):
        page.keyboard.press(keys)
    expect(page.locator(STATUS)).to_be_empty()


def test_the_way_out_is_second_for_the_keyboard_and_stays_in_sight(leave_from):
    page = leave_from(viewport={"width": 320, "height": 640})
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Leave this page")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".exit")).to_be_in_viewport(ratio=1)


HIDDEN_FOCUS = """() => {
  const box = (thing) => thing.getBoundingClientRect();
  const exit = box(document.querySelector(".exit"));
  const now = document.activeElement;
  const own = box(now);
  const hidden = own.top >= exit.top && own.bottom <= exit.bottom && own.left >= exit.left && own.right <= exit.right;
  return hidden && !now.matches(".exit") ? now.outerHTML.slice(0, 90) : "";
}"""


@pytest.mark.parametrize("direction", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("language", ["", "/ar"])
def test_it_never_hides_what_has_the_focus(leave_from, language, direction):
    page = leave_from(language + RESULTS, viewport={"width": 320, "height": 480}, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    hidden = []
    for _ in range(150):
        page.keyboard.press(direction)
        hidden.append(page.evaluate(HIDDEN_FOCUS))
    assert [markup for markup in hidden if markup] == []


@pytest.mark.parametrize("path", ["/", "/ar/", "/es/"])
@pytest.mark.parametrize("width", [320, 768, 1280, 1600])
def test_it_covers_nothing_of_the_frame(leave_from, path, width):
    page = leave_from(path, viewport={"width": width, "height": 700})
    overlaps = page.evaluate(
        """() => {
          const exit = document.querySelector(".exit").getBoundingClientRect();
          return [...document.querySelectorAll(".brand, .top nav a, .crisis")].filter((thing) => {
            const box = thing.getBoundingClientRect();
            return box.left < exit.right && box.right > exit.left && box.top < exit.bottom && box.bottom > exit.top;
          }).map((thing) => thing.textContent);
        }"""
    )
    assert overlaps == []


def test_paper_has_no_way_out_on_it(leave_from):
    page = leave_from()
    page.emulate_media(media="print")
    expect(page.locator(".exit")).to_be_hidden()


def test_leaving_stores_nothing(leave_from):
    page = leave_from()
    never_answers(page)
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator("body")).to_have_text("Loading.")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_it_is_said_that_the_history_stays(leave_from):
    page = leave_from()
    page.get_by_role("link", name="your browser still remembers the pages you opened").click()
    expect(page.get_by_text("Leaving does not erase your history")).to_be_visible()
