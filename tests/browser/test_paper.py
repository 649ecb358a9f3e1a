"""What comes out of the printer: the facts in black, on few sheets, and nothing that can only be pressed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PRESSED = "button, select, .search, summary, .exit, .skip, nav, .keep, .pager, footer"


def sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize(
    "path",
    ["/", "/groups/?near=Leeds", "/groups/after-the-front-door-leeds/", "/online/?zone=Europe/London", "/help-now/"],
)
def test_nothing_to_press_is_printed(visit, path):
    page = visit(path)
    page.emulate_media(media="print")
    assert [thing.evaluate("e => e.outerHTML") for thing in page.locator(PRESSED).all() if thing.is_visible()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_to_ring_are_printed_in_black(visit, scheme):
    page = visit("/help-now/?country=GB", color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    number = page.locator(".lines [href^='tel:']").first
    expect(number).to_be_visible()
    expect(number).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_the_address_of_an_online_room_is_printed(visit):
    page = visit("/groups/after-the-front-door-leeds/")
    page.emulate_media(media="print")
    written = page.locator(".group .actions a").evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://meet.example.org/after-the-front-door-leeds" in written


def test_a_list_and_a_group_take_few_sheets(visit):
    page = visit("/groups/?near=Leeds")
    found = page.locator(".card").count()
    assert sheets(page) <= 1 + found / 8
    page.goto(page.url.split("/groups/")[0] + "/groups/after-the-front-door-leeds/")
    assert sheets(page) == 1
