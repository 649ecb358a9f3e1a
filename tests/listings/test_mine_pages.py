"""My groups on the page: what each listing says of itself, and every button, for its organiser and nobody else."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from groups.listings import reports
from groups.models import Change, Group, HandOver, Meeting, Proposal
from tests import make
from tests.listings.visiting import come_in

PAGES = ("pause", "close", "hand-over", "history")
BUTTONS = ("confirm", "pause", "resume", "day-off", "day-on", "close", "hand-over", "keep", "history/1/undo")


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def olga(organiser, now, clock):
    """The organiser's browser."""
    return come_in(organiser, now)


@pytest.fixture
def at(group):
    """The address of one of the group's pages: at("close")."""
    return lambda page: f"/my-groups/{group.pk}/{page}/"


def text(response):
    return response.content.decode()


def test_the_list_says_how_each_listing_stands(olga, group, organiser):
    make.group(name="Waiting Room", organiser=organiser, status="pending")
    make.group(name="Old Oak", organiser=organiser, status="suspended", suspended_because="unanswered")
    make.group(name="Somebody Else's")
    page = text(olga.get("/my-groups/"))
    assert "Public: visitors can find it." in page
    assert "Confirmed by the organiser, 4 March 2026" in page
    assert "a moderator is going to read it" in page
    assert "nobody answered our questions" in page
    assert "Somebody Else" not in page


def test_the_list_says_what_waits(olga, group):
    Group.objects.update(reported_on=date(2026, 3, 3))
    Proposal.objects.create(kind="edit", group=group, sheet={}, state="asked", question="Is it <still> step-free?")
    page = text(olga.get("/my-groups/"))
    assert "A visitor reported a problem on 3 March 2026." in page
    assert "A moderator asks: “Is it &lt;still&gt; step-free?”" in page


def test_the_list_says_what_was_reported_and_until_when_an_answer_is_waited_for(olga, group, now):
    with time_machine.travel(now, tick=False):
        reports.receive(group, "time", "Nobody reads this", now)
        reports.receive(group, "unsafe", "Nor this", now)
        page = text(olga.get("/my-groups/"))
    assert "What they said: The time is wrong." in page
    assert "change it by 9 March 2026. After that we stop showing it." in page
    assert "unsafe" not in page
    assert "reads this" not in page


def test_still_right_is_one_press(olga, at, clock):
    clock.shift(timedelta(hours=1))
    assert olga.post(at("confirm"))["Location"].startswith("/my-groups/#g")
    assert Group.objects.get().confirmed_at == Change.objects.get().at


def test_still_right_does_not_list_what_a_moderator_took_out(olga, at):
    Group.objects.update(status="suspended", suspended_because="moderator")
    olga.post(at("confirm"))
    assert Group.objects.get().status == "suspended"
    assert not Change.objects.exists()


def test_a_pause_is_made_seen_and_ended(olga, at):
    assert 'value="2026-03-04"' in text(olga.get(at("pause")))
    assert olga.post(at("pause"), {"first": "2026-03-04", "last": "2026-03-31"}).status_code == 302
    assert "Paused until 31 March 2026, that day included." in text(olga.get("/my-groups/"))
    olga.post(at("resume"))
    assert not Group.objects.get().inactive


def test_a_holiday_is_left_out_and_put_back(olga, at, group):
    assert olga.post(at("day-off"), {"day": "2026-03-09"}).status_code == 302
    assert "Monday 9 March 2026" in text(olga.get(at("pause")))
    assert "No meeting on: 9 March 2026" in text(olga.get("/my-groups/"))
    assert "No meeting on 9 March 2026" in text(Client().get(group.get_absolute_url()))
    olga.post(at("day-on"), {"day": "2026-03-09"})
    assert Meeting.objects.get().exceptions == []


@pytest.mark.parametrize(
    ("page", "data", "field", "sentence"),
    [
        ("pause", {"first": "2026-03-10", "last": "2026-03-09"}, "last", "The last day lies before the first."),
        ("pause", {"first": "9 March"}, "first", "Write the day as year-month-day"),
        ("pause", {"first": ""}, "first", "Choose a day."),
        ("day-off", {"day": "2026-03-10"}, "day", "no meeting then"),
        ("day-off", {"day": "2026-03-03"}, "day", "This day is over."),
        ("day-off", {"day": "\0"}, "day", "Choose a day."),
        ("hand-over", {"email": "olga@example.org"}, "email", "This is your own address."),
        ("hand-over", {"email": "nobody"}, "email", "This is not an e-mail address"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(olga, at, page, data, field, sentence):
    response = olga.post(at(page), data)
    assert response.status_code == 422
    assert re.search(rf'id="{field}-error">[^<]*{sentence}', text(response))
    assert f'<a href="#{field}">' in text(response)
    assert all(f'value="{typed}"' in text(response) for typed in data.values() if typed.isprintable())
    assert not Change.objects.exists()


def test_closing_says_what_happens_and_does_it_on_the_button(olga, at, group):
    assert "You can undo this for three days" in text(olga.get(at("close")))
    assert Group.objects.listed().exists()
    olga.post(at("close"))
    assert not Group.objects.listed().exists()
    assert Client().get(group.get_absolute_url()).status_code == 404
    assert "Closed: visitors no longer find it." in text(olga.get("/my-groups/"))
    assert olga.post(at("close")).status_code == 200


def test_the_history_shows_before_and_after_and_undoes(olga, at, group):
    olga.post(at("pause"), {"first": "2026-03-04", "last": "2026-03-31"})
    page = text(olga.get(at("history")))
    assert "Paused" in page
    assert "4 March 2026, by you" in page
    assert "1 April 2026" in page
    change = Change.objects.get()
    response = olga.post(f"/my-groups/{group.pk}/history/{change.pk}/undo/")
    assert response.status_code == 200
    assert "(undone)" in text(response)
    assert not Group.objects.get().inactive


def test_what_cannot_be_undone_says_why(olga, at, group, clock):
    olga.post(at("pause"), {"first": "2026-03-04", "last": ""})
    change = Change.objects.get()
    Change.objects.update(at=change.at - timedelta(hours=72))
    response = olga.post(f"/my-groups/{group.pk}/history/{change.pk}/undo/")
    assert response.status_code == 409
    assert "can no longer be undone" in text(response)
    assert "Undo</button>" not in text(response)


def test_a_change_of_another_listing_is_not_undone_through_ones_own(olga, group, stranger):
    other = make.group(organiser=stranger)
    change = Change.objects.create(group=other, action="edited", by="organiser", before={"name": "x"})
    assert olga.post(f"/my-groups/{group.pk}/history/{change.pk}/undo/").status_code == 404


def test_an_offer_is_made_shown_and_taken_back(olga, at):
    assert olga.post(at("hand-over"), {"email": "Nadia@Example.org"}).status_code == 302
    page = text(olga.get(at("hand-over")))
    assert "You have not said yes yet" in page
    assert "nadia@example.org" not in page.lower()
    assert "You have offered it" in text(olga.get("/my-groups/"))
    olga.post(at("keep"))
    assert not HandOver.objects.exists()


def test_offers_are_held_back_after_three(olga, at):
    codes = [olga.post(at("hand-over"), {"email": f"n{number}@example.org"}).status_code for number in range(4)]
    assert codes == [302, 302, 302, 422]


@pytest.mark.parametrize("page", PAGES)
def test_anothers_listing_is_404_as_if_there_were_none(olga, stranger, page):
    other = make.group(organiser=stranger)
    assert olga.get(f"/my-groups/{other.pk}/{page}/").status_code == 404
    assert olga.get(f"/my-groups/999999/{page}/").status_code == 404


@pytest.mark.parametrize("button", BUTTONS)
def test_no_button_acts_on_anothers_listing(olga, stranger, button):
    other = make.group(organiser=stranger, inactive=True)
    before = Group.objects.filter(pk=other.pk).values().get()
    data = {"first": "2026-03-04", "day": "2026-03-09", "email": "olga@example.org"}
    assert olga.post(f"/my-groups/{other.pk}/{button}/", data).status_code == 404
    assert Group.objects.filter(pk=other.pk).values().get() == before
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("button", BUTTONS)
def test_nothing_acts_without_a_visit(group, clock, button):
    client = Client()
    data = {"first": "2026-03-04", "day": "2026-03-09", "email": "thief@example.org"}
    assert client.post(f"/my-groups/{group.pk}/{button}/", data).status_code == 403
    assert not Change.objects.exists()
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("button", ["confirm", "resume", "day-off", "day-on", "keep", "history/1/undo"])
def test_opening_an_address_never_acts(olga, group, button):
    assert olga.get(f"/my-groups/{group.pk}/{button}/").status_code == 405
    assert not Change.objects.exists()


def test_more_fields_than_the_form_has_are_ignored(olga, at, stranger, group):
    extra = {"status": "archived", "organiser": stranger.pk, "source": 1, "trusted": "1", "confirmed_by": "moderator"}
    olga.post(at("pause"), {"first": "2026-03-04"} | extra)
    olga.post(at("confirm"), extra)
    own = Group.objects.get(pk=group.pk)
    assert (own.status, own.organiser_id, own.source_id, own.confirmed_by) == (
        "listed",
        group.organiser_id,
        None,
        "organiser",
    )
    assert not type(stranger).objects.filter(trusted=True).exists()


def test_what_was_typed_after_the_visit_ended_is_shown_and_sent_again_with_a_new_link(
    olga, at, organiser, group, now, clock
):
    clock.shift(timedelta(hours=3))
    typed = {"first": "2026-03-04", "last": "2026-03-31"}
    page = olga.post(at("pause"), typed)
    assert page.status_code == 403
    assert "Your two hours are over" in text(page)
    assert '<input type="hidden" name="last" value="2026-03-31">' in text(page)
    assert not Group.objects.get().inactive
    come_in(organiser, now + timedelta(hours=3), olga)
    assert olga.post(at("pause"), typed).status_code == 302
    assert Group.objects.get().inactive_until == date(2026, 4, 1)


def test_what_was_typed_in_a_form_without_its_token_is_shown_again(organiser, at, group, now, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = come_in(organiser, now).cookies
    page = strict.post(at("hand-over"), {"email": "nadia@example.org<script>"})
    assert page.status_code == 403
    assert "nadia@example.org&lt;script&gt;" in text(page)
    assert strict.post(at("close"))["Location"] == "/my-groups/?again=1"
    assert Group.objects.listed().exists()


def test_a_name_with_markup_is_shown_as_text(olga, at, group):
    Group.objects.update(name="<script>alert(1)</script>")
    for page in ("/my-groups/", *map(at, PAGES)):
        assert "<script>alert" not in text(olga.get(page))


def test_the_pages_are_kept_by_nobody(olga, at):
    for page in ("/my-groups/", *map(at, PAGES)):
        response = olga.get(page)
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
