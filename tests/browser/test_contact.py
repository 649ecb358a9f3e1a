"""Writing to us in a browser, without script: a mistake is said, the rest stays, and the message arrives."""

import pytest
from playwright.sync_api import expect

from groups.models import ContactMessage

pytestmark = pytest.mark.browser


def test_a_message_is_written_and_sent_without_script(visit):
    page = visit("/contact/?about=after-the-front-door-leeds", java_script_enabled=False)
    expect(page.get_by_text("About the listing")).to_be_visible()
    expect(page.get_by_label("Leave this empty")).to_be_hidden()
    page.get_by_label("Your message").fill("They moved to the library.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Your message is not sent yet.")
    expect(page.get_by_label("Your message")).to_have_value("They moved to the library.")
    page.get_by_role("link", name="Choose one").click()
    page.get_by_label("Something is wrong").check()
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    message = ContactMessage.objects.get()
    assert (message.listing_slug, message.text) == ("after-the-front-door-leeds", "They moved to the library.")


def test_a_form_whose_cookie_has_gone_keeps_what_was_written(visit):
    page = visit("/contact/")
    page.get_by_label("Something is good").check()
    page.get_by_label("Your message").fill("Thank you for this.")
    page.wait_for_timeout(1_100)
    page.context.clear_cookies()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("press “Send” once more")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("Thank you")


def test_the_cookie_of_the_form_goes_to_nobody_else_and_holds_nothing_of_the_visitor(visit):
    page = visit("/contact/")
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["expires"], cookie["httpOnly"], cookie["sameSite"]) == ("csrftoken", -1, True, "Lax")
