"""Where a feed's bytes may come from. Nothing here leaves the machine: name look-ups and answers are stand-ins."""

import io
import socket

import pytest
import requests

from groups.feeds import fetch as fetching
from groups.feeds.errors import FeedError
from groups.feeds.fetch import fetch


def test_a_file_is_read(tmp_path):
    (tmp_path / "feed.json").write_bytes(b"[]")
    assert fetch(str(tmp_path / "feed.json")) == b"[]"


def test_a_missing_file_a_directory_and_a_bad_name_are_said(tmp_path):
    with pytest.raises(FeedError, match="There is no file"):
        fetch(str(tmp_path / "none.json"))
    with pytest.raises(FeedError, match="is a directory"):
        fetch(str(tmp_path))
    with pytest.raises(FeedError, match="cannot be read"):
        fetch("fe\0ed.json")


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    (tmp_path / "feed.json").write_bytes(b"x" * 11)
    with pytest.raises(FeedError, match="larger than"):
        fetch(str(tmp_path / "feed.json"))


@pytest.mark.parametrize("url", ["http://example.org/feed", "ftp://example.org/feed", "file:///etc/passwd", "https://"])
def test_only_https_is_fetched(url):
    with pytest.raises(FeedError, match="https://"):
        fetch(url)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "192.168.1.1", "169.254.169.254", "::1", "100.64.0.1"])
def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    answer = [(family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answer)
    with pytest.raises(FeedError, match="private or reserved"):
        fetch("https://feeds.example.org/meetings.json")


def test_a_name_nobody_knows_is_a_failed_connection(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FeedError, match="feeds.example.org cannot be read"):
        fetch("https://feeds.example.org/meetings.json")


class _Session:
    """Stands in for the hardened session: answers every request with one prepared response."""

    def __init__(self, response):
        self.response = response

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None

    def request(self, method, url, **kwargs):
        if isinstance(self.response, Exception):
            raise self.response
        self.response.url = self.response.url or url
        return self.response


@pytest.fixture
def answer(monkeypatch):
    """Answer the next fetch with these chunks, status and final address, or with an exception."""

    def prepare(chunks=(b"[]",), status=200, url=None, error=None):
        response = requests.Response()
        response.status_code, response.url, response.raw = status, url, io.BytesIO()
        monkeypatch.setattr(response, "iter_content", lambda size: iter(chunks))
        monkeypatch.setattr(fetching.Manager, "get_session", lambda self: _Session(error or response))

    return prepare


def test_an_answer_is_read_whole(answer):
    answer([b"[1,", b"2]"])
    assert fetch("https://feeds.example.org/a") == b"[1,2]"


def test_an_answer_that_is_no_feed_is_said(answer):
    answer(status=404)
    with pytest.raises(FeedError, match="answered 404"):
        fetch("https://feeds.example.org/a")


def test_an_answer_that_never_ends_is_cut_off(answer, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    answer(iter(lambda: b"x" * 6, b""))
    with pytest.raises(FeedError, match="larger than"):
        fetch("https://feeds.example.org/a")


def test_an_answer_that_trickles_is_cut_off(answer, monkeypatch):
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", -1)
    answer([b"x"])
    with pytest.raises(FeedError, match="too slowly"):
        fetch("https://feeds.example.org/a")


def test_a_redirect_away_from_https_is_refused(answer):
    answer(url="http://feeds.example.org/a")
    with pytest.raises(FeedError, match="without https"):
        fetch("https://feeds.example.org/a")


def test_no_answer_in_time_is_said(answer):
    answer(error=requests.ConnectTimeout())
    with pytest.raises(FeedError, match="did not answer in time"):
        fetch("https://feeds.example.org/a")


def test_a_bad_certificate_is_said(answer):
    answer(error=requests.exceptions.SSLError())
    with pytest.raises(FeedError, match="certificate"):
        fetch("https://feeds.example.org/a")
