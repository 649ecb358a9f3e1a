"""The clock is the browser's own with script, and chosen on the page without."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("zone", "words"), [("America/Los_Angeles", "Los Angeles time"), ("Pacific/Auckland", "Auckland time")]
)
def test_the_browsers_own_clock_is_used_and_named(visit, zone, words):
    page = visit("/online/", timezone_id=zone)
    page.wait_for_url(re.compile("zone="))
    expect(page.get_by_text(words)).to_be_visible()


def test_a_chosen_clock_is_kept(visit):
    page = visit("/online/?zone=Europe/Paris", timezone_id="America/Los_Angeles")
    expect(page.get_by_text("Paris time")).to_be_visible()


def test_without_script_the_clock_is_chosen_on_the_page(visit):
    page = visit("/online/", java_script_enabled=False)
    expect(page.get_by_text("London time")).to_be_visible()
    page.locator("#zone").select_option("Europe/Madrid")
    page.get_by_role("button", name="Show groups").click()
    expect(page.get_by_text("Madrid time")).to_be_visible()
