"""From the home page to a printed sheet of three groups in at most twelve interactions, with script and without."""

import pytest

from bench.counsellor import MOST_INTERACTIONS, Counsellor

pytestmark = pytest.mark.browser


def test_with_script(visit):
    page = visit("/about/")
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    person = Counsellor(page, pauses=False)
    person.hands_over_three(page.url.replace("/about/", "/"), "Leeds")
    page.wait_for_function("window.printed === 1")
    assert page.locator(".slip").count() == 3
    assert person.interactions <= MOST_INTERACTIONS


def test_without_script(visit):
    page = visit("/about/", java_script_enabled=False)
    person = Counsellor(page, pauses=False)
    person.hands_over_three_without_script(page.url.replace("/about/", "/"), "Leeds")
    assert page.locator(".slip").count() == 3
    assert person.interactions <= MOST_INTERACTIONS
