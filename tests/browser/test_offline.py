"""Nothing is kept until somebody asks; then pages can be read with no connection; forgetting removes all of it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STORED = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"caches": [], "workers": 0, "local": 0, "session": 0, "cookies": "", "databases": 0}
KEEP = "Keep this for when there is no connection"
GROUP = "/groups/after-the-front-door-leeds/"


def keep(page):
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("Kept. You can read it with no connection.")).to_be_visible()


def test_reading_stores_nothing_on_the_device(visit):
    page = visit("/groups/?near=Leeds")
    page.locator(".card a").first.click()
    page.wait_for_url(re.compile(r"/groups/[a-z0-9-]+/$"))
    assert page.evaluate(STORED) == NOTHING


def test_a_kept_group_can_be_read_with_no_connection_and_says_how_old_it_is(visit):
    page = visit(GROUP)
    keep(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("After the Front Door")
    expect(page.get_by_text(re.compile(r"No connection. This is a copy from .*\d{4}"))).to_be_visible()


def test_the_groups_of_a_kept_list_and_the_last_results_can_be_read_too(visit):
    page = visit("/groups/?near=Leeds&within=5")
    site = page.url.split("/groups")[0]
    keep(page)
    group = page.locator(".card h3 a").first.get_attribute("href")
    page.goto(site + "/groups/?near=Berlin&within=5")
    page.context.set_offline(True)
    page.goto(site + "/groups/?near=Leeds&within=5")
    expect(page.locator("h1")).to_contain_text("Leeds")
    page.goto(site + "/groups/?near=Berlin&within=5")
    expect(page.locator("h1")).to_contain_text("Berlin")
    page.goto(site + group)
    expect(page.get_by_text("No connection. This is a copy from")).to_be_visible()


def test_without_a_connection_an_unknown_page_becomes_the_list_of_what_is_kept(visit):
    page = visit(GROUP)
    site = page.url.split("/groups")[0]
    keep(page)
    page.context.set_offline(True)
    page.goto(site + "/about/")
    expect(page.locator("h1")).to_have_text("Kept on this device")
    expect(page.get_by_role("link", name="After the Front Door")).to_be_visible()
    expect(page.get_by_text("Talk to someone now")).to_be_visible()


def test_the_help_lines_of_the_country_are_kept_along_and_answer_the_menu(visit):
    page = visit("/groups/?near=Berlin&within=5")
    keep(page)
    page.context.set_offline(True)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Help now").click()
    expect(page.locator("h1")).to_have_text("Someone to talk to now")
    expect(page.get_by_text("In danger now: Germany")).to_be_visible()


def test_the_list_is_in_the_language_it_was_kept_in(visit):
    page = visit("/es" + GROUP)
    site = page.url.split("/es/")[0]
    page.locator(".keep button").click()
    expect(page.locator(".keep a")).to_be_visible()
    page.context.set_offline(True)
    page.goto(site + "/es/about/")
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_a_kept_page_is_fresh_again_once_there_is_a_connection(visit):
    page = visit(GROUP)
    keep(page)
    page.reload()
    expect(page.get_by_text("No connection.")).to_be_hidden()


def test_forgetting_leaves_nothing(visit):
    page = visit(GROUP)
    site = page.url.split("/groups")[0]
    keep(page)
    page.goto(site + "/kept/")
    page.get_by_role("button", name="Forget everything on this device").click()
    expect(page.get_by_text("Nothing of ours is left on this device.")).to_be_visible()
    assert page.evaluate(STORED) == NOTHING
    page.reload()
    assert page.evaluate(STORED) == NOTHING


def test_without_script_nothing_is_offered_and_the_list_says_why(visit):
    page = visit(GROUP, java_script_enabled=False)
    expect(page.get_by_text(KEEP)).to_be_hidden()
    page.goto(page.url.split("/groups")[0] + "/kept/")
    expect(page.get_by_text("Keeping pages needs JavaScript.")).to_be_visible()
