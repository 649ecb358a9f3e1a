"""What the operator's geocoders may do and may not do; a fake server on loopback plays all of them."""

from __future__ import annotations

import json
import logging
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache

from groups.places import chain, externals, restraint
from groups.places.place import LookupUnavailable

MARKER = "Zzyxmarker Street"
NOMINATIM = [{"lat": "53.8", "lon": "-1.55", "display_name": "Zzyxmarker Street, Leeds", "addresstype": "road"}]
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [-1.55, 53.8]},
            "properties": {"name": "Zzyxmarker Street", "city": "Leeds", "type": "street"},
        }
    ]
}
PELIAS = {
    "features": [
        {
            "geometry": {"coordinates": [-1.55, 53.8]},
            "properties": {"label": "Zzyxmarker Street, Leeds", "name": "Zzyxmarker Street", "layer": "street"},
        }
    ]
}


class FakeServer:
    """Answers every GET as told and counts them."""

    def __init__(self) -> None:
        self.status, self.body, self.headers, self.wait_seconds = 200, b"[]", {}, 0.0
        self.paths: list[str] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fake.paths.append(self.path)
                time.sleep(fake.wait_seconds)
                self.send_response(fake.status)
                for name, value in fake.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(fake.body)

            def log_message(self, *args) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def says(self, answer) -> None:
        self.body = json.dumps(answer).encode()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    fake = FakeServer()
    yield fake
    fake.stop()


@pytest.fixture(autouse=True)
def empty_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def nominatim(server, small_file, settings, monkeypatch):
    """The small gazetteer with the fake server as a Nominatim behind it."""
    monkeypatch.setattr(restraint, "_SECONDS_BETWEEN_REQUESTS", 0.001)
    monkeypatch.setattr(externals, "TIMEOUT_SECONDS", 0.3)
    settings.GAZETTEER_PATH = small_file
    settings.GEOCODERS = [f"nominatim:{server.address}"]
    return server


def ask_again() -> list:
    time.sleep(0.01)  # the next turn
    return chain.lookup(f"{MARKER} {time.monotonic_ns()}")


def test_what_the_gazetteer_knows_is_asked_of_nobody(nominatim):
    assert chain.lookup("Leeds")[0].name == "Leeds"
    assert nominatim.paths == []


def test_without_geocoders_nobody_is_asked(nominatim, settings):
    settings.GEOCODERS = []
    assert chain.lookup(MARKER) == []
    assert nominatim.paths == []


@pytest.mark.parametrize(("kind", "answer"), [("nominatim", NOMINATIM), ("photon", PHOTON), ("pelias", PELIAS)])
def test_each_kind_of_geocoder_answers_what_the_gazetteer_does_not_know(nominatim, settings, kind, answer):
    settings.GEOCODERS = [f"{kind}:{nominatim.address}"]
    nominatim.says(answer)
    place = chain.lookup(MARKER)[0]
    assert (place.latitude, place.longitude, place.kind, place.precision) == (53.8, -1.55, "address", "street")
    assert (place.country, place.time_zone) == ("GB", "Europe/London")


@pytest.mark.parametrize("typed", ["+44 20 7946 0958", "<b>x</b>", "someone@example.org", "99999999", "", "😀"])
def test_numbers_markup_and_addresses_of_people_are_never_sent(nominatim, typed):
    assert chain.lookup(typed) == []
    assert nominatim.paths == []


def test_no_such_place_is_an_empty_list(nominatim):
    assert chain.lookup(MARKER) == []
    assert len(nominatim.paths) == 1


def test_an_answer_is_remembered(nominatim):
    nominatim.says(NOMINATIM)
    assert chain.lookup(MARKER) == chain.lookup(MARKER)
    assert len(nominatim.paths) == 1


def test_the_cache_does_not_hold_what_was_typed(nominatim):
    chain.lookup(MARKER)
    assert "zzyxmarker" not in repr(list(cache._cache)).lower()


def slow(server: FakeServer) -> None:
    server.wait_seconds = 0.8


def down(server: FakeServer) -> None:
    server.stop()


def rate_limited(server: FakeServer) -> None:
    server.status, server.headers = 429, {"Retry-After": "120"}


def broken(server: FakeServer) -> None:
    server.status, server.body = 500, f"no {MARKER}".encode()


def garbage(server: FakeServer) -> None:
    server.body = f'[{{"lat": "{MARKER}'.encode()


def html(server: FakeServer) -> None:
    server.body = f"<html>{MARKER}</html>".encode()


def off_the_earth(server: FakeServer) -> None:
    server.says([{"lat": "95.0", "lon": "500", "display_name": MARKER}])


def off_the_map(server: FakeServer) -> None:
    server.says([{"lat": "53.8", "lon": "500", "display_name": MARKER}])


def nowhere(server: FakeServer) -> None:
    server.says([{"display_name": MARKER}])


def not_a_number(server: FakeServer) -> None:
    server.says([{"lat": MARKER, "lon": None, "display_name": MARKER}])


def other_shape(server: FakeServer) -> None:
    server.says({"error": MARKER})


def too_long(server: FakeServer) -> None:
    server.body = b" " * 1_100_000


TROUBLES = [
    slow,
    down,
    rate_limited,
    broken,
    garbage,
    html,
    off_the_earth,
    off_the_map,
    nowhere,
    not_a_number,
    other_shape,
    too_long,
]


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_is_not_the_same_as_no_such_place_and_tells_nothing(nominatim, caplog, trouble):
    caplog.set_level(logging.DEBUG)
    trouble(nominatim)
    with pytest.raises(LookupUnavailable) as caught:
        chain.lookup(MARKER)
    told = "".join(traceback.format_exception_only(caught.value)) + caplog.text + repr(caught.value.__context__)
    assert "zzyxmarker" not in told.lower()
    assert caught.value.__context__ is None


def test_a_query_that_is_answered_reaches_no_log_either(nominatim, caplog):
    caplog.set_level(logging.DEBUG)
    nominatim.says(NOMINATIM)
    chain.lookup(MARKER)
    assert "zzyxmarker" not in caplog.text.lower()


def test_trouble_leaves_the_gazetteer_at_work(nominatim):
    down(nominatim)
    assert chain.lookup("Leeds")[0].name == "Leeds"


def test_the_next_geocoder_answers_when_the_first_is_in_trouble(nominatim, settings):
    nominatim.says(PHOTON)
    settings.GEOCODERS = [f"nominatim:{nominatim.address}", f"photon:{nominatim.address}"]
    assert chain.lookup(MARKER)[0].kind == "address"


def test_after_three_failures_a_geocoder_is_left_alone(nominatim):
    broken(nominatim)
    for _ in range(5):
        with pytest.raises(LookupUnavailable):
            ask_again()
    assert len(nominatim.paths) == 3


def test_a_geocoder_that_asks_to_be_left_alone_is_left_alone_at_once(nominatim):
    rate_limited(nominatim)
    for _ in range(3):
        with pytest.raises(LookupUnavailable):
            ask_again()
    assert len(nominatim.paths) == 1


def test_a_good_answer_wipes_out_earlier_failures(nominatim):
    for _ in range(3):
        nominatim.status = 500
        with pytest.raises(LookupUnavailable):
            ask_again()
        nominatim.status = 200
        assert ask_again() == []
    assert len(nominatim.paths) == 6


def test_out_of_turn_the_gazetteers_answer_stands(nominatim, monkeypatch):
    monkeypatch.setattr(restraint, "_SECONDS_BETWEEN_REQUESTS", 60)
    assert chain.lookup(f"{MARKER} 1") == []
    assert chain.lookup(f"{MARKER} 2") == []
    assert len(nominatim.paths) == 1


@pytest.mark.parametrize(
    "entry", ["", "nominatim", "google:https://example.org", "photon:ftp://example.org", "photon:x"]
)
def test_a_wrong_setting_is_explained(entry):
    assert chain.geocoder_problems([entry])[0].startswith("GEOCODERS has the entry")


def test_a_right_setting_has_no_problem():
    entries = [
        "nominatim:https://nominatim.example.org",
        "photon:http://127.0.0.1:2322",
        "pelias:https://example.org/v",
    ]
    assert chain.geocoder_problems(entries) == []
    assert urlsplit("https://" + externals.parse_service(entries[2]).domain).path == "/v"
