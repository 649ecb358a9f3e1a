"""From the first page to a group: with the keyboard alone, and without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

RESULTS = re.compile(r"/groups/\?")
GROUP = re.compile(r"/groups/[a-z0-9-]+/$")


def test_a_group_is_found_with_the_keyboard_alone(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "near")
    page.keyboard.type("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url(RESULTS)
    expect(page.locator("h1")).to_contain_text("Leeds")
    page.locator(".card a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(GROUP)
    expect(page.get_by_text("There is no such group.")).to_be_visible()


def test_a_group_is_found_without_script(visit):
    page = visit("/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Use where I am")).to_be_hidden()
    page.get_by_label("Where are you?").fill("Leeds")
    page.get_by_role("button", name="Find groups").click()
    page.wait_for_url(RESULTS)
    page.get_by_text("Narrow your search").click()
    page.get_by_text("Day", exact=True).click()
    page.get_by_label("Monday").check()
    page.get_by_role("button", name="Show groups").click()
    page.wait_for_url(re.compile("day=mon"))
    expect(page.get_by_role("link", name="Take away: Monday")).to_be_visible()
    page.locator(".card a").first.click()
    page.wait_for_url(GROUP)


def test_changing_the_place_keeps_the_filters(visit):
    page = visit("/groups/?near=Leeds&day=mon")
    page.get_by_label("Town, district or postcode").fill("Berlin")
    page.get_by_role("button", name="Find groups").click()
    page.wait_for_url(re.compile("near=Berlin.*day=mon"))
    expect(page.locator("h1")).to_contain_text("Berlin")


def test_filters_stand_open_where_there_is_room(visit):
    expect(visit("/groups/?near=Leeds").get_by_label("Within")).to_be_visible()
    narrow = visit("/groups/?near=Leeds", viewport={"width": 320, "height": 640})
    expect(narrow.get_by_label("Within")).to_be_hidden()


def test_near_me_rounds_before_anything_leaves_the_browser(visit):
    position = {"latitude": 53.801277, "longitude": -1.548567}
    page = visit("/", geolocation=position, permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am").click()
    page.wait_for_url(RESULTS)
    assert "lat=53.80&lon=-1.55&unit=mi" in page.url
    assert not [address for address in page.requests if "53.801" in address or "1.548" in address]


def test_near_me_says_what_to_do_when_the_browser_refuses(visit):
    page = visit("/", permissions=[])
    page.get_by_role("button", name="Use where I am").click()
    expect(page.get_by_text("Type a town or postcode instead")).to_be_visible()
