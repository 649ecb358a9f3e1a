"""The first page: one box, the kinds of support, someone to talk to."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_home_page_has_one_box_that_leads_to_the_results(read):
    page = read("/")
    assert 'action="/groups/"' in page
    assert page.count('name="near"') == 1


def test_the_country_of_the_site_goes_along_as_a_hint(read, settings):
    settings.DEFAULT_COUNTRY = "IE"
    assert '<input type="hidden" name="country" value="IE">' in read("/")


def test_the_kinds_of_support_are_links(read):
    page = read("/")
    for address in (
        "/groups/?kind=meeting",
        "/online/",
        "/help-now/",
        "/support/recovery-cafes/",
        "/support/one-to-one/",
        "/support/aftercare/",
        "/support/online-communities/",
        "/support/family-and-friends/",
    ):
        assert f'href="{address}"' in page


def test_near_me_is_hidden_until_a_script_shows_it(read):
    assert '<p class="near-me" hidden>' in read("/")


def test_the_help_lines_of_the_default_country_can_be_tapped(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123")
    help_line("US", "crisis", "988 Lifeline", "988")
    page = read("/")
    assert 'href="tel:116123"' in page
    assert "988" not in page
