"""Listing a group on a 320 px phone without script, from the foot of a page to “thank you”; axe finds nothing."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from groups.models import Draft, Group, Proposal
from tests.browser.test_accessibility import TAGS
from tests.browser.test_street_map import tiles, with_tiles  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}}
NO_SCRIPT = PHONE | {"java_script_enabled": False}


def go_on(page):
    """Until the page that answers has come: whoever goes back before that confuses the browser's history."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()


def say_what(page):
    page.get_by_label("Group meeting").check()
    page.get_by_label("What is it called?").fill("Hope on Thursdays")
    page.get_by_label("In person", exact=True).check()
    go_on(page)


def say_where(page):
    page.get_by_label("Name of the place").fill("Town Hall")
    page.get_by_label("Street and number").fill("1 High Street")
    page.get_by_label("Town or district", exact=True).fill("Leeds")
    go_on(page)


def say_when(page):
    page.get_by_label("Thursday").check()
    page.get_by_label("From", exact=True).fill("19:30")
    go_on(page)


def say_who(page):
    page.get_by_label("Your e-mail").fill("olga@example.org")
    page.get_by_label("I may list this group").check()
    go_on(page)


def test_a_group_is_listed_on_a_small_phone_without_script(visit):
    page = visit("/", **NO_SCRIPT)
    page.get_by_role("link", name="List a group").click()
    page.get_by_role("link", name="Begin").click()
    say_what(page)
    say_where(page)
    expect(page.get_by_label("Leeds, England, United Kingdom")).to_be_checked()
    expect(page.get_by_role("img", name="Map of the towns around Hope on Thursdays")).to_be_visible()
    page.get_by_label("Or type the coordinates").fill("53.8012, -1.5486")
    page.get_by_role("button", name="Show it on the map").click()
    expect(page.get_by_label("53.801200, -1.548600")).to_be_checked()
    go_on(page)
    say_when(page)
    go_on(page)
    say_who(page)
    expect(page.locator("h1")).to_have_text("Check your answers")
    expect(page.get_by_text("Thursday 19:30 to 20:30, Every week")).to_be_visible()
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    group = Proposal.objects.get().group
    assert (group.name, group.status, group.latitude) == ("Hope on Thursdays", Group.Status.SUBMITTED, 53.8012)


def test_mistakes_the_back_button_and_a_lost_cookie_lose_nothing(visit):
    page = visit("/list-a-group/what/", **NO_SCRIPT)
    page.get_by_label("What is it called?").fill("Hope on Thursdays")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("What you typed is saved.")
    page.get_by_role("link", name="Choose what kind of support it is.").click()
    expect(page.get_by_label("What is it called?")).to_have_value("Hope on Thursdays")
    say_what(page)
    page.get_by_label("Name of the place").fill("Town Hall")
    go_on(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("What is it called?")).to_have_value("Hope on Thursdays")
    page.goto(page.url.replace("what", "where"))
    expect(page.get_by_label("Name of the place")).to_have_value("Town Hall")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("Town or district", exact=True).fill("Leeds")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("this step is not saved yet")
    expect(page.get_by_label("Town or district", exact=True)).to_have_value("Leeds")
    go_on(page)
    expect(page.locator("h1")).to_have_text("The pin on the map")


def test_words_another_time_and_forgetting_work_without_script(visit):
    page = visit("/list-a-group/what/", **NO_SCRIPT)
    say_what(page)
    page.goto(page.url.replace("where", "when"))
    page.get_by_label("From", exact=True).fill("7 pm")
    page.get_by_role("button", name="Add another time").click()
    expect(page.get_by_label("From", exact=True)).to_have_count(2)
    expect(page.get_by_label("From", exact=True).first).to_have_value("7 pm")
    page.get_by_label("From", exact=True).first.fill("")
    page.get_by_label("Or say it in English words").fill("Tuesdays and Thursdays at 7")
    go_on(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(page.url.split("/list-a-group")[0] + "/list-a-group/")
    page.get_by_role("button", name="Forget what I typed").click()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    assert not Draft.objects.exists()


def test_the_position_of_an_organiser_at_the_venue_becomes_the_pin(visit):
    at = {"geolocation": {"latitude": 53.801234, "longitude": -1.548567}, "permissions": ["geolocation"]}
    page = visit("/list-a-group/what/", **PHONE, **at)
    say_what(page)
    say_where(page)
    page.get_by_role("button", name="I am there now: use my position").click()
    expect(page.get_by_label("53.801234, -1.548567")).to_be_checked()


def test_where_the_operator_has_a_street_map_a_tap_on_it_moves_the_pin(with_tiles, visit):  # noqa: F811
    page = visit("/list-a-group/what/", **PHONE)
    say_what(page)
    say_where(page)
    assert with_tiles == []
    page.get_by_role("button", name="Move it on a street map").click()
    page.locator("#street-map").click(position={"x": 60, "y": 60})
    expect(page.get_by_label("Or type the coordinates")).not_to_have_value("")
    go_on(page)
    latitude, longitude, precision = Draft.objects.get().steps["pin"]["choice"][0].split(",")
    assert (precision, abs(float(latitude) - 53.8) < 0.1, abs(float(longitude) + 1.55) < 0.1) == ("exact", True, True)
    assert with_tiles != []


def look_at(page, found, name):
    """Keep in `found`, under the name of the step, what is wrong with its page, all folds open."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    rules = Axe().run(page, options=TAGS).response["violations"]
    found[name] = [(rule["id"], rule["nodes"][0]["html"]) for rule in rules]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found[name].append(("too wide", name))


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, colours):
    page = visit("/list-a-group/", **PHONE, color_scheme=colours)
    found = {}
    look = partial(look_at, page, found)
    look("start")
    page.get_by_role("link", name="Begin").click()
    go_on(page)
    look("what, with mistakes")
    say_what(page)
    go_on(page)
    look("where, with mistakes")
    say_where(page)
    look("pin")
    go_on(page)
    go_on(page)
    look("when, with mistakes")
    say_when(page)
    look("whom")
    go_on(page)
    look("you")
    say_who(page)
    look("check")
    page.goto(page.url.replace("check", "sent"))
    look("sent")
    assert {name: rules for name, rules in found.items() if rules} == {}
