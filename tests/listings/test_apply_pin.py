"""The pin: found from postcode and town, chosen among matches, moved by coordinates, or left out."""

import pytest

from groups.listings.pin import matches_of, pin_of_key, pin_of_words
from groups.models import Draft, Group
from groups.places import chain
from groups.places.place import LookupUnavailable, Place
from tests.listings.typing_in import PIN, WHAT, WHERE, send, type_in, typed, url
from tests.pages.conftest import LEEDS, NEWPORTS, places, plain_static_files, read, still_clock  # noqa: F401

pytestmark = pytest.mark.django_db
LS1 = Place("LS1, Leeds, United Kingdom", "LS1", 53.797, -1.547, "postcode", "postcode", "GB")
FAR = Place("AB1, Aberdeen, United Kingdom", "AB1", 57.15, -2.1, "postcode", "postcode", "GB")


@pytest.fixture
def begin(client):
    """Come to the step of the pin with an address."""

    def until_pin(**where):
        client.post(url("what"), WHAT)
        return client.post(url("where"), WHERE | where)

    return until_pin


@pytest.fixture
def asked(monkeypatch):
    """What the look-up was asked; it knows Leeds, LS1 and a far postcode."""
    questions = []

    def lookup(text, country="", limit=6):
        questions.append(text)
        return {"Leeds": [LEEDS], "LS1 1AA": [LS1], "AB1": [FAR]}.get(text, [])

    monkeypatch.setattr(chain, "lookup", lookup)
    return questions


def test_a_postcode_comes_before_its_town(asked):
    assert [pin.label for pin in matches_of("LS1 1AA", "Leeds", "", "GB").pins] == [LS1.label, LEEDS.label]


def test_a_postcode_far_from_its_town_comes_after_it(asked):
    assert [pin.label for pin in matches_of("AB1", "Leeds", "", "GB").pins] == [LEEDS.label, FAR.label]


def test_a_place_in_another_country_is_no_match(asked):
    assert matches_of("", "Leeds", "", "DE").pins == []


def test_the_street_is_never_looked_up(begin, client, asked):
    begin(address="1 Secret Street", venue="Safe House")
    client.get(url("pin"))
    assert set(asked) <= {"Leeds", "LS1 1AA"}


def test_the_best_match_is_chosen_and_shown_on_the_map(begin, read):  # noqa: F811
    begin()
    page = read(url("pin"))
    assert "Leeds, England, United Kingdom (the middle of the town or district)" in page
    assert 'value="53.800000,-1.550000,locality"' in page
    assert '<circle class="spot"' in page
    assert "53.80000, -1.55000" in page


def test_of_several_towns_one_is_chosen(begin, client, read):  # noqa: F811
    begin(locality="Newport", postal_code="")
    page = read(url("pin"))
    assert all(place.label in page for place in NEWPORTS)
    choice = {"choice": "50.700000,-1.290000,locality", "address": "|Newport||GB"}
    assert client.post(url("pin"), choice)["Location"] == url("when")


def test_typed_coordinates_move_the_pin_and_are_shown_first(begin, client, read):  # noqa: F811
    begin()
    moved = PIN | {"coordinates": "53.8012 N, 1.5486 W", "show": "1"}
    assert client.post(url("pin"), moved)["Location"] == url("pin")
    page = read(url("pin"))
    assert "53.801200, -1.548600 (exact)" in page
    assert "53.80120, -1.54860" in page
    assert typed("pin")["choice"] == ["53.801200,-1.548600,exact"]


def test_the_pin_is_stored_with_how_far_it_may_be_trusted(client):
    type_in(client, pin={"coordinates": "53.8012, -1.5486"})
    send(client)
    group = Group.objects.get()
    assert (group.latitude, group.longitude, group.precision) == (53.8012, -1.5486, "exact")


@pytest.mark.parametrize("words", ["here", "91, 0", "53.8", "0, 0", "<script>"])
def test_what_is_no_point_stays_in_its_box_and_is_said(begin, client, read, words):  # noqa: F811
    begin()
    assert client.post(url("pin"), PIN | {"coordinates": words})["Location"] == url("pin")
    assert '<a href="#coordinates">We could not read this.' in read(url("pin"))
    assert typed("pin")["coordinates"] == [words]


def test_no_point_never_stops_anybody(client):
    type_in(client, pin={"choice": "none"})
    send(client)
    group = Group.objects.get()
    assert (group.latitude, group.longitude, group.precision, group.locality) == (None, None, "", "Leeds")


def test_an_unknown_address_can_go_on_without_a_pin(begin, client, read):  # noqa: F811
    begin(locality="Nowhere-on-Sea", postal_code="")
    assert "We do not know this address." in read(url("pin"))
    typed_ = {"choice": "none", "address": "|Nowhere-on-Sea||GB"}
    assert client.post(url("pin"), typed_)["Location"] == url("when")


def test_while_places_cannot_be_looked_up_one_can_go_on(begin, client, read, monkeypatch):  # noqa: F811
    begin()

    def down(*_):
        raise LookupUnavailable("down")

    monkeypatch.setattr(chain, "lookup", down)
    assert "We cannot look up places right now." in read(url("pin"))
    assert client.post(url("pin"), PIN)["Location"] == url("when")


def test_another_address_asks_for_the_pin_again(client, read):  # noqa: F811
    type_in(client)
    assert client.post(url("where"), WHERE | {"locality": "Berlin", "country": "DE", "postal_code": ""})[
        "Location"
    ] == url("pin")
    assert "The address has changed. Is the pin still right?" in read(url("pin"))


def test_a_pin_far_from_the_address_is_pointed_out(client, read):  # noqa: F811
    type_in(client, pin={"coordinates": "-1.55, 53.8"})
    assert "This point is far from the address you typed." in read(url("pin"))
    assert "The pin is far from the address. Is it right?" in read(url("check"))


def test_a_hidden_address_is_said_to_stay_hidden(client, read):  # noqa: F811
    type_in(client, where={"public_location": "area", "phone": "0113 496 0000"})
    assert "Only you and our moderators see this pin." in read(url("pin"))
    assert "Everything above but the name of the place, the street" in read(url("check"))


def test_a_place_that_is_gone_online_has_no_pin_to_ask_for(client):
    type_in(client)
    client.post(url("what"), WHAT | {"attendance": "online"})
    assert client.post(url("pin"), PIN)["Location"] == url("where")
    assert Draft.objects.exists()


@pytest.mark.parametrize("key", ["", "none", "1,2", "91,0,exact", "1,2,planet", "a,b,exact", "1,2,exact,4"])
def test_a_forged_point_is_none(key):
    assert pin_of_key(key) is None


def test_coordinates_keep_about_a_hand_s_breadth():
    assert pin_of_words("53.80123456789, -1.54856789")[:2] == (53.801235, -1.548568)
