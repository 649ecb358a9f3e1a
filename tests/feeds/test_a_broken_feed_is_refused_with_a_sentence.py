"""What is not a feed at all: refused as a whole, in a sentence, never with a traceback."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.feeds.errors import FeedError
from groups.feeds.formats import FORMATS, read
from groups.feeds.record import Note, Record, Rejected
from tests.feeds.conftest import bmlt_row, row


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"[]", "empty list"),
        (b'{"meetings": []}', "empty list"),
        (b'[{"name": "a"}]]', "not valid JSON"),
        (b"<html>404</html>", "not valid JSON"),
        (b'{"error": "no"}', "not a list of meetings"),
        (b"17", "not a list of meetings"),
        (b"[1, 2, 3]", "not in a known format"),
        (b'[{"title": "x", "when": "y"}]', "not in a known format"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_it_says_what_is_wrong(content, said):
    with pytest.raises(FeedError, match=said):
        read(content)


def test_it_says_what_was_expected_of_another_format():
    with pytest.raises(FeedError, match="weekday_tinyint"):
        read(json.dumps([row()]).encode(), "bmlt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_usual_encoding_is_read(encoding):
    _, found = read(json.dumps([row(name="Café")], ensure_ascii=False).encode(encoding))
    assert next(iter(found)).name == "Café"


@pytest.mark.parametrize("key", ["meetings", "data"])
def test_the_list_may_stand_under_a_key(key):
    name, found = read(json.dumps({key: [row()]}).encode())
    assert (name, len(list(found))) == ("meeting-guide", 1)


def test_null_bytes_lone_surrogates_and_controls_are_left_out():
    _, found = read(json.dumps([row(name="Wa\0ke\ud800 \x07Up\ufffe")]).encode())
    assert next(iter(found)).name == "Wake Up"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def _rows(plain):
    return st.lists(st.dictionaries(st.sampled_from(sorted(plain)), _JSON).map(lambda odd: plain | odd), min_size=1)


@settings(max_examples=150, deadline=None)
@given(_rows(row() | {"coordinates": "", "attendance_option": "", "conference_url": "", "group": "", "timezone": ""}))
def test_any_json_in_a_meeting_guide_row_is_read_or_rejected(rows):
    found = list(FORMATS["meeting-guide"].parse(json.dumps(rows).encode()))
    assert all(isinstance(outcome, Record | Rejected | Note) for outcome in found)


@settings(max_examples=150, deadline=None)
@given(_rows(bmlt_row() | {"venue_type": "", "virtual_meeting_link": "", "root_server_id": "", "time_zone": ""}))
def test_any_json_in_a_bmlt_row_is_read_or_rejected(rows):
    found = list(FORMATS["bmlt"].parse(json.dumps(rows).encode()))
    assert all(isinstance(outcome, Record | Rejected | Note) for outcome in found)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(FeedError):
        _, found = read(content)
        assert list(found)
