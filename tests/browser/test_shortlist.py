"""The list in a browser: groups are added without leaving the page, it is read offline when asked, and forgotten."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import TAGS
from tests.browser.test_offline import NOTHING, STORED, keep

pytestmark = pytest.mark.browser

NAME = "Add to my list"


@pytest.fixture
def listed(visit):
    """A browser with two groups on its list, on the list's page."""

    def open_list(**options):
        page = visit("/groups/?near=Leeds", **options)
        buttons = page.get_by_role("button", name=re.compile(NAME))
        buttons.nth(0).click()
        expect(page.locator(".picking")).to_have_text("1 group on your list")
        buttons.nth(0).click()
        expect(page.locator(".picking")).to_have_text("2 groups on your list")
        page.locator(".picking a").click()
        page.wait_for_url("**/shortlist/")
        return page

    return open_list


def test_a_group_is_added_without_leaving_the_page(visit):
    page = visit("/groups/?near=Leeds")
    name = page.locator(".card h3 a").first.text_content()
    page.get_by_role("button", name=re.compile(NAME)).first.click()
    expect(page.locator(".picking")).to_have_text("1 group on your list")
    expect(page.get_by_role("button", name=re.compile(f"On your list.*{name}"))).to_be_disabled()
    page.reload()
    expect(page.get_by_role("button", name=re.compile(f"On your list.*{name}"))).to_be_disabled()
    assert "near=Leeds" in page.url


def test_two_groups_added_in_the_same_moment_are_both_on_the_list(visit):
    page = visit("/groups/?near=Leeds")
    page.evaluate("[...document.querySelectorAll('button[form=pick]')].slice(0, 2).forEach((button) => button.click())")
    expect(page.locator(".picking")).to_have_text("2 groups on your list")
    page.locator(".picking a").click()
    expect(page.locator(".picked li")).to_have_count(2)


def test_a_note_is_on_the_sheet_though_nobody_saved_it(listed):
    page = listed()
    page.get_by_label(re.compile("Note")).first.fill("ask for the greeter")
    page.get_by_label("Town, district or postcode").fill("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shortlist/sheet/?near=Leeds")
    expect(page.locator(".handout")).to_contain_text("ask for the greeter")


def test_without_script_the_button_leads_to_the_list_and_back(visit):
    page = visit("/groups/?near=Leeds", java_script_enabled=False)
    page.get_by_role("button", name=re.compile(NAME)).first.click()
    expect(page.locator("h1")).to_have_text("Your list")
    page.get_by_role("link", name="Back to the groups you were looking at").click()
    expect(page).to_have_url(re.compile(r"/groups/\?near=Leeds$"))


def test_removing_a_group_makes_its_button_work_again(listed):
    page = listed()
    page.get_by_role("button", name=re.compile("Remove")).first.click()
    expect(page.locator(".picked li")).to_have_count(1)
    page.goto(page.url.replace("/shortlist/", "/groups/?near=Leeds"))
    expect(page.locator("button[form=pick][disabled]")).to_have_count(1)


def test_notes_are_saved_by_the_enter_key(listed):
    page = listed()
    page.get_by_label(re.compile("Note")).first.fill("ask for the greeter")
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("Note")).first).to_have_value("ask for the greeter")
    page.reload()
    expect(page.get_by_label(re.compile("Note")).first).to_have_value("ask for the greeter")
    expect(page.locator(".picked li")).to_have_count(2)


def test_a_kept_list_is_read_with_no_connection(listed):
    page = listed()
    keep(page)
    first = page.locator(".picked h2 a").first
    name = first.text_content()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".picked li")).to_have_count(2)
    page.locator(".picked h2 a").first.click()
    expect(page.locator("h1")).to_have_text(name)


def test_forgetting_leaves_nothing_on_the_device(listed):
    page = listed()
    keep(page)
    page.get_by_role("button", name="Forget this list").click()
    expect(page.locator("h1")).to_have_text("Your list is gone")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []


def test_a_browser_without_storage_adds_groups_all_the_same(visit):
    page = visit("/about/")
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('none') } })")
    page.goto(page.url.replace("/about/", "/groups/?near=Leeds"))
    page.get_by_role("button", name=re.compile(NAME)).first.click()
    expect(page.locator(".picking")).to_have_text("1 group on your list")


def test_where_cookies_are_blocked_the_list_goes_along_in_the_address(visit):
    page = visit("/about/")
    page.add_init_script("Object.defineProperty(document, 'cookie', { get: () => '', set() {} })")
    page.goto(page.url.replace("/about/", "/groups/?near=Leeds"))
    page.get_by_role("button", name=re.compile(NAME)).first.click()
    expect(page.locator("h1")).to_have_text("Your list")
    expect(page.locator(".picked li")).to_have_count(1)


def test_adding_leaves_no_cookie_but_the_list(visit):
    page = visit("/groups/?near=Leeds")
    page.get_by_role("button", name=re.compile(NAME)).first.click()
    expect(page.locator(".picking")).to_have_text("1 group on your list")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["shortlist"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_list_at_320_pixels(listed, scheme):
    page = listed(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    response = Axe().run(page, options=TAGS).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
