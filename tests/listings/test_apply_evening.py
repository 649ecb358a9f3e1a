"""“Tuesdays and Thursdays at 7” is read as evening, and said to be before it is sent; one press makes it morning."""

import re
from html import unescape

import pytest

from groups.listings import editing
from groups.listings.editing import Edit
from groups.models import Proposal
from groups.sheet import read as sheet_of
from tests.listings.typing_in import WHEN, send, type_in, typed, url
from tests.pages.conftest import places, plain_static_files, read, still_clock  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

WORDS = "Tuesdays and Thursdays at 7"
SAID = {"words": WORDS, "t0-days": [], "t0-start": "", "t0-end": "", "time_zone": "Europe/London"}


def times():
    """(weekday, start) of the meetings of what was sent."""
    return [(one["weekday"], one["starts_at"]) for one in Proposal.objects.get().sheet["meetings"]]


def press_morning(client, page):
    form = page.partition('<form class="note"')[2].partition("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return client.post(url("when"), {name: unescape(value) for name, value in fields} | {"half": "am"})


def test_nobody_is_asked_and_the_page_to_check_says_what_was_understood(client, read):  # noqa: F811
    assert type_in(client, when=SAID)["Location"] == url("check")
    page = read(url("check"))
    assert f"You wrote “{WORDS}”. We read that as the evening, not the morning." in unescape(page)
    assert re.search(r"Tuesday\s+19:00", page)
    send(client)
    assert times() == [(1, "19:00"), (3, "19:00")]


def test_one_press_makes_it_the_morning_and_keeps_the_rest(client, read):  # noqa: F811
    type_in(client, when=SAID)
    assert press_morning(client, read(url("check")))["Location"] == url("check")
    assert (typed("when")["words"], typed("when")["half"]) == ([WORDS], ["am"])
    assert "not the morning" not in read(url("check"))
    send(client)
    assert times() == [(1, "07:00"), (3, "07:00")]


@pytest.mark.parametrize(
    "words", [WORDS + " pm", "Tuesdays at 7 in the morning", "Tuesdays at 19:00", "Tuesdays at 07:00"]
)
def test_what_says_it_is_not_doubted(client, read, words):  # noqa: F811
    type_in(client, when=SAID | {"words": words})
    assert "not the morning" not in read(url("check"))


def test_a_row_is_read_as_the_words_are_and_one_press_makes_it_the_morning(client, read):  # noqa: F811
    type_in(client, when=WHEN | {"t0-start": "7", "t0-end": "", "t1-days": ["5"], "t1-start": "12:15"})
    assert "You wrote “7”. We read that as the evening, not the morning." in unescape(read(url("check")))
    assert re.search(r"Thursday\s+19:00", read(url("check")))
    assert press_morning(client, read(url("check")))["Location"] == url("check")
    assert "not the morning" not in read(url("check"))
    send(client)
    assert times() == [(3, "07:00"), (5, "12:15")]


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [("7", "8:30 pm", "19:00"), ("7", "8 am", "07:00"), ("10:00", "23:00", "10:00"), ("9", "17:00", "09:00")],
)
def test_a_row_whose_end_says_which_half_is_not_doubted(client, read, start, end, meant):  # noqa: F811
    type_in(client, when=WHEN | {"t0-start": start, "t0-end": end})
    assert "not the morning" not in read(url("check"))
    send(client)
    assert times() == [(3, meant)]


def test_a_row_that_may_well_be_the_morning_is_asked_back(client, read):  # noqa: F811
    type_in(client, when=WHEN | {"t0-start": "11", "t0-end": ""})
    assert "in the morning or in the evening" in read(url("when"))


def test_the_hours_of_a_place_are_asked_back(client, read):  # noqa: F811
    cafe = {"t0-days": [], "t0-start": "", "t0-end": "", "o0-days": ["0"], "o0-start": "9", "o0-end": "5"}
    type_in(client, what={"kind": "cafe"}, when=cafe)
    assert "in the morning or in the evening" in read(url("when"))


@pytest.mark.parametrize(
    "typed_in", [{"words": ["Fridays at 7"]}, {"t9-days": ["4"], "t9-start": ["7"]}], ids=["words", "a row"]
)
def test_an_edit_which_has_no_page_to_check_is_asked_back(group, now, typed_in):
    own = sheet_of(group)
    steps = editing.typed_of(own)
    steps["when"] |= typed_in
    made = Edit(own, steps, now.date())
    assert not made.is_valid
    assert any("in the morning or in the evening" in sentence for _field, sentence in made.mistakes)
