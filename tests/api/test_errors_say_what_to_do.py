"""Every error is problem details: a sentence, and the parameter where one is to blame."""

import pytest

from groups.api import views
from groups.places import chain
from groups.places.place import LookupUnavailable
from tests import make


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    data = response.json()
    assert list(data) == ["title", "detail", "status", "parameter"]
    assert data["status"] == response.status_code
    assert data["detail"].endswith(".")
    return response.status_code, data["parameter"]


MALFORMED = {
    "lat": "91",
    "lon": "abc",
    "country": "ZZ",
    "within": "25001",
    "unit": "furlong",
    "kind": "party",
    "attendance": "telepathy",
    "philosophy": "none-such",
    "fellowship": "none-such",
    "facilitation": "robot",
    "for": "none-such",
    "access": "none-such",
    "style": "none-such",
    "language": "tlh",
    "helpers": "perhaps",
    "day": "someday",
    "time": "teatime",
    "when": "yesterday",
    "zone": "Mars/Olympus",
    "q": "x" * 201,
    "near": "x" * 301,
    "sort": "random",
    "limit": "101",
    "page": "0",
    "as_of": "lunchtime",
}


@pytest.mark.parametrize(("name", "value"), MALFORMED.items())
def test_a_value_that_cannot_be_used_is_422_and_names_the_parameter(get, name, value):
    given = {"lat": "1", "lon": "1"} if name in ("lat", "lon") else {}
    assert problem(get("/groups", given | {name: value})) == (422, name)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1999-12-31T23:59:59Z"])
def test_a_moment_at_the_end_of_the_calendar_is_422(get, value):
    assert problem(get("/groups", {"as_of": value})) == (422, "as_of")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "0", "-5", "1,5", "١٢"])
def test_a_radius_that_is_no_radius_is_422_or_read_as_a_number(get, value):
    response = get("/groups", {"near": "Leeds", "within": value})
    assert response.status_code == 200 if value == "١٢" else problem(response) == (422, "within")


def test_latitude_without_longitude_names_the_missing_half(get):
    assert problem(get("/groups", {"lat": "53.8"})) == (422, "lon")
    assert problem(get("/groups", {"lon": "53.8"})) == (422, "lat")


def test_latitude_zero_is_a_latitude(get):
    assert get("/groups", {"lat": "0", "lon": "0"}).json()["origin"]["latitude"] == 0


def test_a_place_that_does_not_exist_is_404(get):
    assert problem(get("/groups", {"near": "asdfgh"})) == (404, "near")


def test_a_look_up_that_cannot_be_made_is_503_and_another_sentence(get, monkeypatch):
    def broken(*args, **kwargs):
        raise LookupUnavailable("The place data has not been built.")

    missing = get("/groups", {"near": "asdfgh"}).json()["detail"]
    monkeypatch.setattr(chain, "lookup", broken)
    unavailable = get("/groups", {"near": "Leeds"})
    assert problem(unavailable) == (503, "near")
    assert unavailable.json()["detail"] != missing
    assert problem(get("/places", {"q": "Leeds"})) == (503, "q")


def test_a_problem_does_not_repeat_the_place_that_was_typed(get):
    assert "asdfgh" not in get("/groups", {"near": "asdfgh"}).content.decode()


def test_unknown_names_and_empty_values_are_ignored(get):
    make.group()
    parameters = {"near": "Leeds", "colour": "blue", "kind": "", "within": " ", "lat": "", "page": "", "for": ["", ""]}
    assert get("/groups", parameters).json()["total"] == 1


def test_a_group_that_is_not_listed_is_404(get):
    hidden = make.group(status="suspended")
    assert problem(get(f"/groups/{hidden.slug}")) == (404, "slug")
    assert problem(get("/groups/none-such")) == (404, "slug")
    assert problem(get("/groups/%00")) == (404, "slug")


@pytest.mark.parametrize("path", ["/none-such", "/groups/", "/groups/a/b", "/"])
def test_an_address_that_does_not_exist_is_a_problem_too(get, path):
    assert problem(get(path)) == (404, None)


def test_a_country_that_does_not_exist_is_422_for_places_too(get):
    assert problem(get("/places", {"q": "Leeds", "country": "ZZ"})) == (422, "country")
    assert problem(get("/places", {"q": "Leeds", "complete": "perhaps"})) == (422, "complete")


def test_empty_values_are_ignored_for_places_too(get):
    assert get("/places", {"q": "Leeds", "country": " ", "complete": ""}).json()[0]["label"] == "Leeds, England"


@pytest.mark.parametrize("path", ["/groups", "/places"])
def test_a_country_may_be_typed_in_small_letters(get, path):
    assert get(path, {"near": "Leeds", "q": "Leeds", "country": "gb"}).status_code == 200


def test_kosovo_is_a_country(get):
    assert get("/groups", {"country": "XK"}).status_code == 200


@pytest.mark.parametrize("zone", ["localtime", "Factory"])
def test_a_zone_that_hangs_on_the_machine_is_422(get, zone):
    assert problem(get("/groups", {"zone": zone})) == (422, "zone")


@pytest.mark.parametrize("path", ["/groups", "/places", "/openapi.json", "/docs", "/none-such"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_writing_is_refused_in_words(db, client, method, path):
    # As over the wire: the test client would be let through the check for forged forms.
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(f"/api/v1{path}")
    assert problem(response) == (405, None)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


def test_our_own_mistake_is_a_problem_without_any_detail_of_it(db, client, monkeypatch):
    def fails(*args):
        raise RuntimeError("secret marker")

    monkeypatch.setattr(views, "search", fails)
    client.raise_request_exception = False
    response = client.get("/api/v1/groups", {"near": "Leeds"})
    assert problem(response) == (500, None)
    assert "marker" not in response.content.decode()


def test_a_wrong_host_is_a_problem_too(db, client):
    assert problem(client.get("/api/v1/groups", headers={"host": "evil.example"})) == (400, None)
