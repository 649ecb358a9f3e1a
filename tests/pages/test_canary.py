"""What a visitor types is kept nowhere: marker words go in everywhere, something breaks, and nothing holds them."""

import io
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.urls import reverse

from directory.logs import QuietFormatter
from groups.listings import urls as listing_urls
from groups.pages import urls
from groups.pages.views import finding, near
from groups.search.filters import form_class
from groups.shortlists import urls as shortlist_urls
from tests import make

MARKER = "zzcanaryzz"
#: A point in the South Pacific that nobody writes by chance.
LATITUDE, LONGITUDE = "-41.41", "-131.31"
#: Every parameter there is, and names that nobody reads.
EVERYTHING = dict.fromkeys([*form_class().base_fields, "map", "about", "unknown", MARKER], MARKER)
HEADERS = {
    "Referer": f"https://example.org/?q={MARKER}",
    "User-Agent": MARKER,
    "X-Forwarded-For": MARKER,
    "Cookie": MARKER,
}
SEARCHES = [
    EVERYTHING,
    {"near": MARKER},
    {"near": "Leeds", "q": MARKER},
    {"lat": LATITUDE, "lon": LONGITUDE},
    {"lat": MARKER, "lon": LONGITUDE},
    {"near": "Leeds", "country": MARKER, "day": ["mon", MARKER], "map": "1"},
    {"near": "Leeds", "zone": MARKER, "sort": "soonest"},
]
#: Each page with something in its address that a visitor may have typed.
ADDRESSES = [
    *[
        reverse(pattern.name)
        for pattern in (*urls.urlpatterns, *listing_urls.urlpatterns, *shortlist_urls.urlpatterns)
        if not pattern.pattern.converters
    ],
    *["/list-a-group/%s/", "/list-a-group/confirm/%s/", "/answer/%s/", "/still/%s/", "/reported/%s/"],
    *["/my-groups/open/%s/", "/my-groups/undo/%s/", "/my-groups/give/%s/", "/my-groups/take/%s/"],
    *["/shared/%s/", "/shared/%s/add/", "/shared/%s/calendar.ics", "/shared/%s/sheet/"],
    *["/my-groups/7/edit/", "/my-groups/7/history/", "/groups/%s/report/", "/es/still/%s/"],
    *[
        "/groups/%s/",
        "/g/7/",
        "/philosophies/%s/",
        "/fellowships/%s/",
        "/near/gb/%s/",
        "/near/%s/",
        "/es/groups/%s/",
        "/%s/",
    ],
    *["/booklet/", "/booklet/booklet.pdf"],
    *["/api/v1/groups", "/api/v1/groups/%s", "/api/v1/places", "/api/v1/features", "/api/v1/%s"],
]


def holds_a_secret(text):
    return any(secret in text for secret in (MARKER, LATITUDE, LONGITUDE))


@pytest.fixture
def logs():
    """All that any logger would write, through the formatter of the site, at the level of its handlers."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(QuietFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "geopy", "groups")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


def everything_stored():
    """The text of every row of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield f"{table} {row}"


def assert_no_trace(logs):
    """In no log, no table, no cache and no mail. There are no metrics to look into."""
    assert not holds_a_secret(logs.getvalue())
    assert not [row for row in everything_stored() if holds_a_secret(row)]
    assert not any(holds_a_secret(str(message.message())) for message in mail.outbox)
    assert not holds_a_secret(f"{cache._cache}")


@pytest.mark.django_db
def test_searching_leaves_no_trace(client, logs):
    make.group()
    for search in SEARCHES:
        client.get("/groups/", search, headers=HEADERS)
        client.get("/api/v1/groups", search, headers=HEADERS)
    assert_no_trace(logs)
    assert not mail.outbox


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_leaves_a_trace_of_what_was_asked(client, logs, address):
    client.get(address.replace("%s", MARKER), EVERYTHING, headers=HEADERS)
    client.get(address.replace("%s", MARKER), {"q": MARKER, "near": MARKER}, headers=HEADERS)
    assert_no_trace(logs)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_database_that_fails_tells_nobody_what_was_asked(client, logs, monkeypatch, address):
    def fail(self, sql, params=None):
        raise OperationalError(f"cannot look for {MARKER} {LATITUDE}")

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(CursorWrapper, "execute", fail)
        response = client.get(address.replace("%s", MARKER), EVERYTHING, headers=HEADERS)
    # Where no query is made the page is shown, and it may repeat what was asked: to the one who asked.
    assert response.status_code in (200, 302, 404, 405, 503)
    assert response.status_code == 200 or not holds_a_secret(response.content.decode())
    assert_no_trace(logs)


@pytest.mark.django_db
def test_a_failure_tells_nobody_what_was_searched_for(client, logs, monkeypatch, settings):
    def fail(query, now):
        raise RuntimeError(f"cannot search near {MARKER} {LATITUDE}")

    settings.ADMINS = [("Operator", "operator@example.org")]
    monkeypatch.setattr(finding, "search", fail)
    client.raise_request_exception = False
    for search in SEARCHES:
        response = client.get("/groups/", search, headers=HEADERS)
        assert response.status_code == 500
        assert not holds_a_secret(response.content.decode())
    assert "RuntimeError" in logs.getvalue()
    assert_no_trace(logs)


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_written_down(client, logs):
    assert client.get(f"/near/{MARKER}/").status_code == 404
    assert not holds_a_secret(logs.getvalue())


@pytest.fixture
def server(tmp_path):
    """Gunicorn as `make run` starts it, on a free port of this machine, with an empty directory; and its log file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PORT": str(port),
        "WORKERS": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'directory.sqlite3'}",
        "GAZETTEER_PATH": str(tmp_path / "missing.sqlite3"),
        "DEBUG": "false",
    }
    root = Path(settings.BASE_DIR)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=root, env=environment, check=True)
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "directory.wsgi"]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_up(port, process)
            yield port, log
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_up(port, process):
    for _ in range(200):
        assert process.poll() is None, "gunicorn ended at once"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("gunicorn did not come up")


def _get(port, query):
    request = Request(f"http://127.0.0.1:{port}/groups/?{query}", headers={"Referer": f"http://x/?q={MARKER}"})
    try:
        return urlopen(request, timeout=20).status
    except HTTPError as error:
        return error.code


def test_the_web_servers_logs_hold_paths_alone(server):
    port, log = server
    # The place data is missing here and nothing was collected: a look-up that fails, perhaps a page that breaks.
    assert _get(port, f"near={MARKER}") in (500, 503)
    assert _get(port, f"lat={LATITUDE}&lon={LONGITUDE}") in (200, 500)
    assert _get(port, f"q={MARKER}") in (200, 500)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        raw.sendall(f"GET /groups/?near={MARKER} NONSENSE {MARKER}\r\n\r\n".encode())
        raw.recv(1000)
    written = log.read_text()
    assert "GET /groups/ " in written
    assert not holds_a_secret(written)
    assert "127.0.0.1 " not in written


def test_the_web_servers_logs_tell_nothing_when_the_database_is_gone(server, tmp_path):
    port, log = server
    for file in tmp_path.glob("directory.sqlite3*"):
        file.write_bytes(b"no database" * 1000)
    assert _get(port, f"q={MARKER}&lat={LATITUDE}&lon={LONGITUDE}") == 503
    assert _get(port, f"near={MARKER}") == 503
    written = log.read_text()
    assert "DatabaseError" in written
    assert not holds_a_secret(written)


def _status(port, path, method="GET"):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
        raw.sendall(f"{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        # To the end: gunicorn writes its line before it hangs up.
        return int(raw.makefile("rb").read().split()[1])


def test_the_web_servers_logs_cannot_be_forged_and_tell_nothing_of_addresses_that_do_not_exist(server):
    port, log = server
    assert _status(port, f"/near/{MARKER}/") == 404
    assert _status(port, "/none%0aFORGED%1b") == 404
    assert _status(port, "/api/none%0aFORGED", "OPTIONS") == 204
    assert _status(port, "/api/%E6%9D%B1%E4%BA%AC", "OPTIONS") == 204
    written = log.read_text()
    assert not holds_a_secret(written)
    assert "GET - 404" in written
    assert "OPTIONS /api/none%0AFORGED 204" in written
    assert "OPTIONS /api/%E6%9D%B1%E4%BA%AC 204" in written
    assert "Error" not in written
    assert "\nFORGED" not in written


def test_the_web_servers_logs_tell_no_place_that_stands_in_a_path(server):
    port, log = server
    # Without place data none of these is found or unknown: each answer is one that is written down.
    for path in ("near/gb/leeds/", "es/near/gb/leeds/", "ar/near/us/Springfield/", "near/gb/leeds", "near/gb/l%65eds/"):
        assert _status(port, f"/{path}") in (301, 503)
    assert _status(port, "/near/gb/") in (200, 503)
    assert _status(port, "/n%65ar/g%62/leeds%0aFORGED/") == 503
    written = log.read_text()
    assert not any(place in written.lower() for place in ("leeds", "springfield", "/gb", "/us", "forged"))
    assert "GET /near/<cc>/<place>/ 503" in written
    assert "GET /es/near/<cc>/<place>/ 503" in written
    assert "GET /near/<cc>/<place>/ 301" in written


def test_the_web_servers_logs_hold_no_key_out_of_a_mail(server):
    port, log = server
    key = "Kq" + "x-_9" * 10 + "z"
    assert _status(port, f"/list-a-group/confirm/{key}/") != 404
    assert _status(port, f"/es/list-a-group/confirm/{key}") != 404
    written = log.read_text()
    assert key not in written
    assert "GET /list-a-group/confirm/<link>/ " in written
    assert "GET /es/list-a-group/confirm/<link> " in written


def test_the_web_servers_logs_hold_no_address_of_a_shared_list(server):
    port, log = server
    for path in (
        "shared/Kqx-_9Kqx-_9Kqx-_9Kqx-/add/",
        "es/shared/Kqx-_9Kqx-_9Kqx-_9Kqx-",
        "shared/Kqx-_9%0aFORGED/add/",
    ):
        assert _status(port, f"/{path}") in (301, 405)
    written = log.read_text()
    assert "Kqx" not in written
    assert "FORGED" not in written
    assert "GET /shared/<link>/add/ 405" in written
    assert "GET /es/shared/<link> 301" in written


@pytest.mark.django_db
def test_a_page_about_a_place_leaves_no_trace_of_it(client, logs, monkeypatch):
    def fail(text, country):
        raise RuntimeError(f"cannot read {text}")

    assert client.get(f"/near/gb/{MARKER}/", headers=HEADERS).status_code in (404, 503)
    monkeypatch.setattr(near, "town_called", fail)
    client.raise_request_exception = False
    response = client.get(f"/near/gb/{MARKER}/", headers=HEADERS)
    assert response.status_code == 500
    assert not holds_a_secret(response.content.decode())
    assert not holds_a_secret(logs.getvalue())
    assert not [row for row in everything_stored() if holds_a_secret(row)]


def test_the_longest_place_and_words_fit_into_an_address_in_any_script(server):
    port, _ = server
    assert _status(port, f"/groups/?near={'%E6%9D%B1' * 300}&q={'%E6%9D%B1' * 200}") in (200, 404, 503)
