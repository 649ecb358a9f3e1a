"""Someone to ring, at the same place on every page."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = ["/", "/groups/", "/philosophies/", "/fellowships/", "/about/", "/privacy/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_lines_of_the_default_country(read, help_line, path):
    help_line("GB", "emergency", "Emergency services", "999")
    page = read(path)
    assert page.index('href="tel:999"') < page.index("<main")


def test_a_page_that_is_not_there_has_them_too(read, help_line):
    help_line("GB", "emergency", "Emergency services", "999")
    assert 'href="tel:999"' in read("/nothing/here/", status=404)


def test_a_search_elsewhere_shows_the_lines_of_that_country(read, help_line):
    help_line("GB", "emergency", "Emergency services", "999")
    help_line("DE", "emergency", "Notruf", "112")
    page = read("/groups/", near="Berlin")
    assert 'href="tel:112"' in page
    assert "999" not in page


def test_a_country_without_lines_never_shows_those_of_another(read, help_line):
    help_line("GB", "emergency", "Emergency services", "999")
    page = read("/groups/", near="Berlin")
    assert "999" not in page
    assert "Ring your local emergency number" in page


def test_a_line_for_texting_alone_can_be_tapped(read, help_line):
    help_line("GB", "crisis", "Shout", "", text_number="85258")
    assert 'href="sms:85258"' in read("/")
