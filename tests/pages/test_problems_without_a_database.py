"""Pages for what went wrong have the crisis lines too, with a database or without, and say what is the matter."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.db.backends.utils import CursorWrapper
from django.test import Client

from groups.pages import crisis
from groups.pages.views import finding
from groups.search import remembered

PAGES = ["/", "/groups/", "/groups/?near=Leeds", "/groups/nobody/", "/about/", "/privacy/", "/es/philosophies/"]

DOWN = OperationalError("could not connect to db.internal")


@pytest.fixture
def database_down(monkeypatch, client):
    """From here on no query is answered."""
    client.raise_request_exception = False

    def go_down(error=DOWN):
        def fail(*args):
            raise error

        monkeypatch.setattr(CursorWrapper, "execute", fail)

    return go_down


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_that_it_cannot_be_shown_right_now(client, database_down, address):
    database_down()
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert 'href="tel:999"' in page
    assert 'class="exit"' in page
    assert "internal" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("error", [InterfaceError("closed"), DatabaseError("file is not a database")])
def test_a_database_that_cannot_be_read_is_not_called_our_mistake(client, database_down, error):
    database_down(error)
    assert client.get("/about/").status_code == 503


@pytest.mark.django_db
def test_a_query_that_is_wrong_is_our_mistake(client, database_down):
    database_down(ProgrammingError("syntax error"))
    assert client.get("/about/").status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/groups", "/api/v1/philosophies", "/api/v1/groups/nobody"])
def test_the_api_says_it_as_problem_details(client, database_down, address):
    database_down()
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response.json()["detail"] == "The directory cannot be read right now. Try again in a minute."
    assert response["Retry-After"] == "30"


@pytest.mark.django_db
def test_a_page_that_is_not_there_stays_404_without_a_database(client, database_down):
    database_down()
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert 'href="tel:999"' in response.content.decode()


@pytest.mark.django_db
def test_the_country_of_the_address_counts(client, database_down):
    database_down()
    assert 'href="tel:988"' in client.get("/groups/?country=us").content.decode()
    assert 'href="tel:999"' in client.get("/groups/?country=nonsense").content.decode()


@pytest.mark.django_db
def test_what_the_process_knew_last_goes_before_what_we_ship(client, database_down, help_line):
    help_line("GB", "emergency", "Emergency services", "4711")
    client.get("/about/")
    database_down()
    assert 'href="tel:4711"' in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_without_database_and_file_the_local_emergency_number_is_named(client, database_down, tmp_path, monkeypatch):
    monkeypatch.setattr(crisis, "_SHIPPED", tmp_path / "missing.json")
    database_down()
    assert "Ring your local emergency number" in client.get("/about/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["GB", "US", "DE"])
def test_the_lines_we_ship_are_those_of_the_table(country):
    call_command("load_vocabulary", verbosity=0)
    from_table = crisis.crisis_strip(1, country)
    remembered.forget()
    assert crisis.spare_crisis_strip(country) == from_table


@pytest.mark.django_db
def test_our_mistake_asks_the_database_nothing(client, monkeypatch, django_assert_num_queries):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(finding, "form_for", fail)
    client.raise_request_exception = False
    # One: the version, for the ETag, before anything failed.
    with django_assert_num_queries(1):
        response = client.get("/groups/?country=US")
    assert response.status_code == 500
    assert 'href="tel:988"' in response.content.decode()


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_has_them_too(client):
    response = client.get("/about/", headers={"Host": "not ours"})
    assert response.status_code == 400
    assert 'class="crisis"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/groups/", "/about/", "/groups/nobody/"])
def test_sending_something_to_a_page_to_read_is_told_from_an_expired_form(address):
    response = Client(enforce_csrf_checks=True).post(address, {"near": "Leeds"})
    page = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "only for reading" in page
    assert "The form may have been open" not in page
    assert not response.cookies


@pytest.mark.django_db
def test_a_page_that_has_changed_meanwhile_says_so(client):
    response = client.get("/about/", headers={"If-Match": '"another"'})
    assert response.status_code == 412
    assert "This page has changed" in response.content.decode()
    response = client.get("/api/v1/groups", headers={"If-Match": '"another"'})
    assert response.status_code == 412
    assert "If-Match" in response.json()["detail"]


@pytest.mark.django_db
def test_the_proxys_pages_need_nothing_else(settings, tmp_path, help_line):
    settings.VAR_DIR = tmp_path
    help_line("GB", "crisis", "Samaritans", "116 123")
    call_command("write_proxy_pages", verbosity=0)
    for name in ("503.html", "414.html"):
        page = (tmp_path / "proxy" / name).read_text()
        assert 'href="tel:116123"' in page
        assert settings.EXIT_URL in page
        assert "src=" not in page
        assert "/static/" not in page
