"""Comparing and choosing with a phone, with the keyboard alone, and without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


def test_the_comparison_is_a_table_where_there_is_room_and_still_one_for_readers_where_there_is_not(visit):
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        page = visit("/philosophies/", viewport=viewport)
        expect(page.get_by_role("columnheader", name="Is there a sponsor?")).to_have_count(1)
        expect(page.get_by_role("rowheader", name="12-step")).to_have_count(1)
        assert page.get_by_role("row").count() == 16


def test_on_a_phone_each_answer_says_which_question_it_answers(visit):
    wide = visit("/philosophies/", viewport={"width": 1280, "height": 800})
    expect(wide.locator(".asked").first).to_be_hidden()
    expect(visit("/philosophies/", viewport=PHONE).locator(".asked").first).to_be_visible()


def test_an_old_address_with_an_anchor_shows_its_philosophy(visit):
    page = visit("/philosophies/#moderation", viewport=PHONE)
    expect(page.locator("#moderation")).to_be_in_viewport()


def test_somebody_is_helped_to_choose_without_script(visit):
    page = visit("/", java_script_enabled=False, viewport=PHONE)
    page.locator("main").get_by_role("link", name="Not sure? A few questions help you choose").click()
    page.get_by_label("Alcohol").check()
    page.get_by_label("No religion").check()
    page.get_by_label("Town, district or postcode").fill("Leeds")
    page.get_by_role("button", name="Show what may suit me").click()
    expect(page.locator("h1")).to_have_text("What may suit you")
    expect(page.get_by_text("It is about alcohol, so we look for")).to_be_visible()
    page.get_by_role("link", name="See all of these groups").click()
    page.wait_for_url(re.compile(r"/groups/\?near=Leeds.*fellowship=smart-recovery"))


def test_somebody_chooses_with_the_keyboard_alone(visit):
    page = visit("/choose/")
    page.locator("input[name=about][value='']").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Somebody I love")).to_be_checked()
    for _ in ("how", "belief", "aim"):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Women")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What may suit you")
    expect(page.get_by_text("It is about somebody you love")).to_be_visible()


def test_near_me_keeps_what_was_chosen(visit):
    position = {"latitude": 53.801277, "longitude": -1.548567}
    page = visit("/choose/?how=near&near=", geolocation=position, permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am").click()
    page.wait_for_url(re.compile(r"/groups/\?.*attendance=in_person.*lat=53\.80&lon=-1\.55"))
