"""When: rows and words become meetings or opening hours; what is wrong is said beside its field."""

import pytest

from tests.listings.test_apply_where import walk
from tests.listings.typing_in import WHAT, WHEN, WHERE, type_in, typed, url
from tests.pages.conftest import places, plain_static_files, read, still_clock  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
ZONE = {"time_zone": "Europe/London"}
EVERY_2 = {"t0-days": ["0"], "t0-start": "19:00", "t0-repeat": "every_2"}


def form_of(when, what=None, **steps):
    """The form of the step with these values: a list is several."""
    made = walk(WHERE, what, **steps)
    lists = {name: value if isinstance(value, list) else [value] for name, value in (ZONE | when).items()}
    made.so_far.steps["when"] = lists
    return made.forms["when"]


def meetings(when, what=None):
    """(weekday, start, minutes) of the meetings of a step without a mistake."""
    form = form_of(when, what)
    assert form.mistakes == []
    assert form.is_done
    return [(one["weekday"], one["starts_at"], one["duration_minutes"]) for one in form.values()["meetings"]]


def mistakes(when, what=None):
    """The mistakes, by the id of their field."""
    return dict(form_of(when, what).mistakes)


def test_a_row_is_a_meeting_on_each_of_its_days():
    row = {"t0-days": ["1", "3"], "t0-start": "7 pm", "t0-end": "8:30"}
    assert meetings(row) == [(1, "19:00", 90), (3, "19:00", 90)]


def test_without_an_end_it_lasts_an_hour():
    assert meetings({"t0-days": ["0"], "t0-start": "19:00"}) == [(0, "19:00", 60)]


def test_an_end_before_the_start_lies_past_midnight():
    assert meetings({"t0-days": ["0"], "t0-start": "22:00", "t0-end": "01:00"}) == [(0, "22:00", 180)]


def test_a_meeting_at_24_00_is_the_next_day_at_midnight():
    assert meetings({"t0-days": ["6"], "t0-start": "24:00"}) == [(0, "00:00", 60)]


def test_several_rows_and_words_add_up_and_nothing_counts_twice():
    rows = {"t0-days": ["0"], "t0-start": "19:00", "t1-start": "", "t2-days": ["1"], "t2-start": "19:00"}
    assert meetings(rows | {"words": "Mondays and Fridays at 7 pm"}) == [
        (0, "19:00", 60),
        (1, "19:00", 60),
        (4, "19:00", 60),
    ]


@pytest.mark.parametrize(
    ("repeat", "begins", "columns"),
    [
        ("", "", ("weekly", 1, None, None)),
        ("every_2", "6 April", ("every_n_weeks", 2, "2026-04-06", None)),
        ("every_4", "2026-04-06", ("every_n_weeks", 4, "2026-04-06", None)),
        ("month_1", "", ("monthly", 1, None, 1)),
        ("month_-1", "", ("monthly", 1, None, -1)),
    ],
)
def test_how_often_is_stored_as_columns(repeat, begins, columns):
    form = form_of({"t0-days": ["0"], "t0-start": "19:00", "t0-repeat": repeat, "t0-begins": begins})
    assert form.is_done
    (one,) = form.values()["meetings"]
    assert (one["recurrence"], one["interval_weeks"], one["anchor_date"], one["monthly_week"]) == columns


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"t0-start": "19:00"}, "t0-days", "On which days?"),
        ({"t0-days": ["0"]}, "t0-start", "At what time does it start?"),
        ({"t0-days": ["0"], "t0-start": "11"}, "t0-start", "in the morning or in the evening"),
        ({"t0-days": ["0"], "t0-start": "soon"}, "t0-start", "We could not read “soon” as a time"),
        ({"t0-days": ["0"], "t0-start": "19:00", "t0-end": "later"}, "t0-end", "We could not read “later”"),
        ({"t0-days": ["0"], "t0-start": "19:00", "t0-end": "19:00"}, "t0-end", "end when it starts"),
        (EVERY_2, "t0-begins", "From which date"),
        (EVERY_2 | {"t0-begins": "6/4/2026"}, "t0-begins", "Which is the month"),
        ({"t0-days": ["4"], "t0-start": "24:00", "t0-repeat": "month_-1"}, "t0-start", "Write 23:59"),
        ({"t0-days": ["7"], "t0-start": "19:00"}, "t0-days", "Choose days of the week"),
        ({"t3-days": ["0"]}, "t3-start", "At what time"),
        ({"words": "every so often"}, "words", "We could not read “so”"),
        ({}, "words", "When is it?"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Choose one of these time zones."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(row, field, sentence):
    assert sentence in mistakes(row)[field]


def test_words_that_lack_the_half_of_the_day_ask_for_it_with_two_buttons(client, read):  # noqa: F811
    client.post(url("what"), WHAT)
    client.post(url("where"), WHERE)
    said = {"words": "Tuesdays and Thursdays at 11", **ZONE}
    client.post(url("when"), said)
    page = read(url("when"))
    assert "Is “11” in the morning or in the evening?" in page
    assert 'type="radio" name="half" value="pm"' in page
    assert "Tuesdays and Thursdays at 11</textarea>" in page
    assert meetings(said | {"half": "pm"}) == [(1, "23:00", 60), (3, "23:00", 60)]


def test_another_time_is_one_more_row_and_keeps_what_was_typed(client, read):  # noqa: F811
    client.post(url("what"), WHAT)
    assert client.post(url("when"), WHEN | {"add": "t"})["Location"] == url("when")
    page = read(url("when"))
    assert 'name="t1-start"' in page
    assert 'value="19:30"' in page
    client.post(url("when"), WHEN | {"t1-start": "20:00", "add": "t"})
    assert 'name="t2-start"' in read(url("when"))
    assert typed("when")["t1-start"] == ["20:00"]


def test_rows_end_at_fourteen(client, read):  # noqa: F811
    client.post(url("what"), WHAT)
    client.post(url("when"), WHEN | {"t13-start": "", "add": "t", "t99-start": "19:00"})
    page = read(url("when"))
    assert 'name="t13-start"' in page
    assert 'name="t14-start"' not in page
    assert "t99-start" not in typed("when")


@pytest.mark.parametrize("tick", ["always_open", "by_appointment"])
def test_it_may_never_close_or_be_by_appointment(tick):
    form = form_of({tick: "on"})
    assert form.is_done
    assert form.values()[tick] is True


def test_only_a_hybrid_group_says_for_each_time_how_people_take_part():
    hybrid = {"attendance": "hybrid"}
    row = {"t0-days": ["0"], "t0-start": "19:00", "t0-how": "online"}
    form = form_of(row | {"words": "Friday 19:00"}, hybrid)
    assert form.is_done
    assert [one["attendance"] for one in form.values()["meetings"]] == ["online", "hybrid"]
    assert "how" not in form_of(row).meeting_rows[0].fields
    plain = form_of(row)
    assert plain.is_done
    assert [one["attendance"] for one in plain.values()["meetings"]] == ["in_person"]


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("9 am", "5 pm", ("09:00", "17:00")),
        ("18:00", "2 am", ("18:00", "02:00")),
        ("09:00", "24:00", ("09:00", "24:00")),
        ("09:00", "midnight", ("09:00", "24:00")),
    ],
)
def test_a_place_has_opening_hours(start, end, span):
    form = form_of({"o0-days": ["0", "4"], "o0-start": start, "o0-end": end}, {"kind": "cafe"})
    assert form.is_done
    assert form.values()["opening"] == [{"days": [0, 4], "from": span[0], "to": span[1]}]


@pytest.mark.parametrize(
    ("start", "end", "field"), [("9 am", "", "o0-end"), ("24:00", "5 am", "o0-start"), ("9 am", "9 am", "o0-end")]
)
def test_opening_hours_that_cannot_be_are_asked_back(start, end, field):
    assert list(mistakes({"o0-days": ["0"], "o0-start": start, "o0-end": end}, {"kind": "cafe"})) == [field]


@pytest.mark.parametrize(
    ("kind", "rows", "has_words"),
    [
        ("meeting", "t", True),
        ("aftercare", "t", True),
        ("cafe", "ot", True),
        ("one_to_one", "o", False),
        ("online_community", "t", True),
    ],
)
def test_each_kind_is_asked_for_its_own_times(kind, rows, has_words):
    form = form_of({}, {"kind": kind})
    assert "".join(row.prefix[0] for row in form.rows) == rows
    assert ("words" in form.fields) is has_words


@pytest.mark.parametrize("kind", ["one_to_one", "online_community"])
def test_some_kinds_need_no_times(kind):
    assert form_of({}, {"kind": kind}).is_done


def test_the_zone_is_that_of_the_pin_and_can_be_changed(client, read):  # noqa: F811
    type_in(client, without=["when"], pin={"coordinates": "52.52, 13.4"})
    assert '<option value="Europe/Berlin" selected>' in read(url("when"))
    client.post(url("when"), WHEN)
    assert '<option value="Europe/London" selected>' in read(url("when"))
    assert "The place is on Berlin time, but the times are in London time." in read(url("check"))
