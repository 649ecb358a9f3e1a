"""Plain links by country to what peer support is not."""

from datetime import date

import pytest

from groups.models import PracticalLink

pytestmark = pytest.mark.django_db

PATH = "/practical-help/"


@pytest.fixture
def link(db):
    """Adds a link of a country and kind."""

    def add(country, kind, name, **fields):
        row = {"slug": f"{country}-{kind}-{name}".lower(), "website": f"https://{name.lower()}.example.org/"}
        known = {"known_on": date(2025, 1, 1), "summary": f"What {name} does"}
        return PracticalLink.objects.create(country=country, kind=kind, name=name, **row | known | fields)

    return add


def test_links_stand_under_what_they_help_with_in_the_order_people_need_them(read, link):
    for kind in ("money", "housing", "doctor", "treatment"):
        link("GB", kind, kind.title())
    page = read(PATH)
    places = [page.index(f'<h2 id="links-{kind}"') for kind in ("treatment", "doctor", "housing", "money")]
    assert places == sorted(places)
    assert 'href="https://doctor.example.org/" rel="noreferrer">Doctor</a>' in page
    assert "What Doctor does" in page


def test_only_the_links_of_the_country_are_shown_with_their_date(read, link):
    link("GB", "doctor", "Surgery")
    link("DE", "doctor", "Praxis", known_on=date(2025, 3, 2))
    page = read(PATH, country="de")
    assert "Praxis" in page
    assert "Surgery" not in page
    assert "As we knew them on 2 March 2025." in page
    assert 'href="/practical-help/?country=GB">United Kingdom</a>' in page


def test_a_country_without_links_is_told_where_else_to_ask(read, link):
    link("GB", "doctor", "Surgery")
    page = read(PATH, country="FJ")
    assert "We have no links for Fiji yet" in page
    assert "Surgery" not in page


def test_the_help_lines_of_a_country_and_its_links_lead_to_each_other(read, link):
    link("GB", "doctor", "Surgery")
    assert 'href="/practical-help/?country=GB"' in read("/help-now/")
    assert 'href="/help-now/?country=GB"' in read(PATH)
