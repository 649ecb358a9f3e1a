"""Editing on one page: what nobody touched stays, what is typed is never lost, and two who edit see both versions."""

from datetime import date, timedelta

import pytest
import time_machine

from groups import sheet
from groups.listings.changes import put, recorded
from groups.listings.editing import Edit, typed_of, with_details
from groups.models import Change, Group, Job, Meeting, Organiser, Proposal
from tests import make
from tests.listings.filling_in import filled_in
from tests.listings.visiting import come_in
from tests.pages.conftest import places, plain_static_files  # noqa: F401 - fixtures

TODAY = date(2026, 3, 4)
FIELDS = {
    "venue": "Town Hall",
    "address": "1 High Street",
    "postal_code": "LS1 1AA",
    "phone": "+44 113 496 0000",
    "description": "Tea,\nand talk.",
    "helpers_welcome": True,
    "features": ["women", "step-free"],
    "languages": ["en"],
    "latitude": 53.8012345678,
}


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def group(organiser, now):
    """A listing with a little of everything, and one meeting with more than a form asks for."""
    rows = [
        {"weekday": 1, "exceptions": ["2026-12-29"], "features": ["newcomers"], "name": "Early one", "notes": "Room 2"},
        {"weekday": 3, "recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": date(2026, 3, 5)},
        {"weekday": 4, "recurrence": "monthly", "monthly_week": -1, "duration_minutes": 90},
    ]
    return make.group(rows, organiser=organiser, confirmed_at=now, confirmed_by="organiser", **FIELDS)


@pytest.fixture
def olga(organiser, now, clock):
    return come_in(organiser, now)


@pytest.fixture
def trusted(organiser):
    Organiser.objects.filter(pk=organiser.pk).update(trusted=True)


@pytest.fixture
def form(olga, group):
    """The form as it is shown: form() reads it, form(send) sends it with changes."""
    path = f"/my-groups/{group.pk}/edit/"

    def fill(send=False, shown=None, **changes):
        typed = shown or filled_in(olga.get(path), path)
        return olga.post(path, typed | changes) if send or changes else typed

    return fill


def test_the_form_holds_the_listing(form, group):
    typed = form()
    assert typed["group_name"] == [group.name]
    assert typed["address"] == ["1 High Street"]
    assert typed["description"] == ["Tea,\nand talk."]
    assert typed["suits"] == ["women"]
    assert (typed["t0-days"], typed["t0-start"], typed["t0-end"]) == (["1"], ["19:00"], ["20:00"])
    assert (typed["t1-repeat"], typed["t1-begins"]) == (["every_2"], ["2026-03-05"])
    assert (typed["t2-repeat"], typed["t2-end"]) == (["month_-1"], ["20:30"])
    assert typed["base_version"] == ["1"]


def test_sending_it_untouched_changes_nothing(form, group):
    before = sheet.read(group)
    assert form(send=True).status_code == 302
    assert sheet.read(Group.objects.get()) == before
    assert not Proposal.objects.exclude(state="approved").exists()
    assert not Change.objects.exclude(before={}).exists()


def test_an_edit_waits_for_a_moderator_and_the_page_says_so(form, olga, group):
    response = form(group_name="Calm Seas")
    page = olga.get(response["Location"]).content.decode()
    assert "Your changes wait for a moderator" in page
    assert Group.objects.get().name == group.name
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.sheet) == ("waiting", sheet.read(group) | {"name": "Calm Seas"})
    assert b"Your changes wait for a moderator." in olga.get("/my-groups/").content


def test_a_trusted_organisers_small_edit_is_public_at_once_and_mailed(trusted, form, olga, group):
    response = form(first_visit_note="Ring the bell.")
    assert "is up to date for everyone" in olga.get(response["Location"]).content.decode()
    assert Group.objects.get().first_visit_note == "Ring the bell."
    change = Change.objects.exclude(before={}).get()
    assert (change.by, change.organiser) == ("organiser", group.organiser)
    assert Job.objects.get().payload["mail"] in ("changed", "edit_published")


def test_another_time_keeps_what_the_form_does_not_ask_of_a_meeting(trusted, form, group):
    form(**{"t0-end": "20:30"})
    meeting = Meeting.objects.get(group=group, weekday=1)
    assert (meeting.duration_minutes, meeting.exceptions, meeting.name) == (90, ["2026-12-29"], "Early one")
    assert list(meeting.features.values_list("slug", flat=True)) == ["newcomers"]
    assert Group.objects.get().latitude == 53.8012345678


def test_the_edit_that_waits_is_in_the_form_and_can_be_taken_back(form, olga, group):
    form(group_name="Calm Seas")
    assert form()["group_name"] == ["Calm Seas"]
    form(cost="Free")
    open_one = Proposal.objects.get(state="waiting")
    assert (open_one.sheet["name"], open_one.sheet["cost"]) == ("Calm Seas", "Free")
    olga.post(f"/my-groups/{group.pk}/edit/withdraw/")
    assert not Proposal.objects.filter(state="waiting").exists()
    assert form()["group_name"] == [group.name]


def test_a_mistake_is_said_and_nothing_typed_is_lost(form):
    response = form(**{"group_name": "", "t0-start": "half past", "who_may_come": "Anyone at all"})
    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#group_name">' in page
    assert '<a href="#t0-start">' in page
    assert 'value="half past"' in page
    assert 'value="Anyone at all"' in page
    assert not Proposal.objects.exists()


def test_another_town_asks_whether_the_pin_is_still_right(form):
    response = form(locality="Newport", postal_code="")
    page = response.content.decode()
    assert response.status_code == 422
    assert "The address has changed. Is the pin still right?" in page
    shown = form(shown=None)
    moved = form(
        shown=shown,
        locality="Newport",
        postal_code="",
        choice="51.590000,-3.000000,locality",
        pin_address="|Newport||GB",
    )
    assert moved.status_code == 302
    wanted = Proposal.objects.get().sheet
    assert (wanted["latitude"], wanted["precision"], wanted["locality"]) == (51.59, "locality", "Newport")


def test_what_is_asked_no_more_is_over(form):
    assert form(attendance="online", join_link="https://example.org/room").status_code == 302
    wanted = Proposal.objects.get().sheet
    assert (wanted["address"], wanted["latitude"], wanted["precision"]) == ("", None, "")
    assert {meeting["attendance"] for meeting in wanted["meetings"]} == {"online"}


def test_another_row_can_be_added_and_nothing_is_sent(form):
    response = form(add="t", cost="Two pounds")
    assert response.status_code == 200
    assert b'name="t3-start"' in response.content
    assert b'value="Two pounds"' in response.content
    assert not Proposal.objects.exists()


def test_two_who_edit_other_fields_do_not_meet(trusted, form, group, by_moderator, now):
    shown = form()
    with recorded(group.pk, "edited", by_moderator, now) as own:
        put(own, sheet.read(own) | {"cost": "Free"})
    assert form(shown=shown, first_visit_note="Ring the bell.").status_code == 302
    own = Group.objects.get()
    assert (own.cost, own.first_visit_note) == ("Free", "Ring the bell.")


def test_two_who_edit_the_same_field_see_both_versions_and_lose_nothing(form, olga, group, by_moderator, now):
    shown = form()
    with recorded(group.pk, "edited", by_moderator, now) as own:
        put(own, sheet.read(own) | {"cost": "Free", "website": "https://example.org/new"})
    response = form(shown=shown, cost="Two pounds", who_may_come="Anyone")
    page = " ".join(response.content.decode().split())
    assert response.status_code == 409
    assert "In the listing now: </span> Free" in page
    assert "What you typed:</span> Two pounds" in page
    again = filled_in(response, f"/my-groups/{group.pk}/edit/")
    assert (again["cost"], again["who_may_come"]) == (["Two pounds"], ["Anyone"])
    assert (again["website"], again["base_version"]) == (["https://example.org/new"], ["2"])
    assert form(send=True, shown=again).status_code == 302
    wanted = Proposal.objects.get().sheet
    assert (wanted["cost"], wanted["website"]) == ("Two pounds", "https://example.org/new")


def test_an_edit_from_a_form_that_did_not_hold_the_one_that_waits_keeps_what_that_changed(form):
    phone = form()
    form(group_name="Calm Seas")
    assert form(shown=phone, cost="Two pounds").status_code == 302
    wanted = Proposal.objects.get(state="waiting").sheet
    assert (wanted["name"], wanted["cost"]) == ("Calm Seas", "Two pounds")
    form(who_may_come="Anyone")
    assert form(shown=phone, first_visit_note="Ring the bell.").status_code == 302
    wanted = Proposal.objects.get(state="waiting").sheet
    assert (wanted["cost"], wanted["who_may_come"], wanted["first_visit_note"]) == (
        "Two pounds",
        "Anyone",
        "Ring the bell.",
    )


def test_two_edits_of_the_same_field_of_which_one_waits_are_both_shown(form, group):
    phone = form()
    form(cost="Free", who_may_come="Anyone")
    response = form(shown=phone, cost="Two pounds")
    page = " ".join(response.content.decode().split())
    assert response.status_code == 409
    assert "In the edit that waits: </span> Free" in page
    assert "What you typed:</span> Two pounds" in page
    assert Proposal.objects.get().sheet["cost"] == "Free"
    again = filled_in(response, f"/my-groups/{group.pk}/edit/")
    assert form(send=True, shown=again).status_code == 302
    wanted = Proposal.objects.get(state="waiting").sheet
    assert (wanted["cost"], wanted["who_may_come"]) == ("Two pounds", "Anyone")


def test_a_moderators_change_and_an_edit_that_waits_end_in_one_edit_after_one_question_each(
    form, group, by_moderator, now
):
    phone = form()
    form(cost="Free", who_may_come="Anyone")
    with recorded(group.pk, "edited", by_moderator, now) as own:
        put(own, sheet.read(own) | {"cost": "One pound", "website": "https://example.org/new"})
    path, page = f"/my-groups/{group.pk}/edit/", form(shown=phone, cost="Two pounds")
    assert "In the edit that waits: </span> Free" in " ".join(page.content.decode().split())
    page = form(send=True, shown=filled_in(page, path))
    assert (page.status_code, "In the listing now: </span> One pound" in " ".join(page.content.decode().split())) == (
        409,
        True,
    )
    assert form(send=True, shown=filled_in(page, path)).status_code == 302
    wanted = Proposal.objects.get(state="waiting").sheet
    names = ("cost", "who_may_come", "website")
    assert [wanted[name] for name in names] == ["Two pounds", "Anyone", "https://example.org/new"]


def test_a_moderators_change_of_a_field_of_the_edit_that_waits_is_asked_about_once(form, group, by_moderator, now):
    form(cost="Free", who_may_come="Anyone")
    with recorded(group.pk, "edited", by_moderator, now) as own:
        put(own, sheet.read(own) | {"cost": "One pound"})
    page = form(first_visit_note="Ring the bell.")
    again = filled_in(page, f"/my-groups/{group.pk}/edit/")
    assert (page.status_code, again["cost"], again["who_may_come"]) == (409, ["Free"], ["Anyone"])
    assert form(send=True, shown=again).status_code == 302
    wanted = Proposal.objects.get(state="waiting").sheet
    assert (wanted["cost"], wanted["first_visit_note"]) == ("Free", "Ring the bell.")


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 40, "999999999"])
def test_a_number_of_no_edit_overwrites_nothing_that_waits_unseen(form, number):
    phone = form()
    form(cost="Free")
    assert form(shown=phone, cost="Two pounds", waiting=number).status_code == 409


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "x", "9" * 40, "٣"])
def test_a_version_that_is_none_overwrites_nothing_unseen(form, group, version):
    response = form(base_version=version, cost="Two pounds")
    assert response.status_code == 409
    assert not Proposal.objects.exists()


def test_what_was_typed_when_the_visit_ended_is_sent_again_after_a_new_link(form, olga, organiser, group, now, clock):
    shown = form()
    clock.shift(timedelta(hours=3))
    ended = form(shown=shown, cost="Two pounds", suits=["women", "men"])
    assert ended.status_code == 403
    assert b"<dd>Two pounds</dd>" in ended.content
    again = filled_in(ended, f"/my-groups/{group.pk}/edit/")
    assert again["suits"] == ["women", "men"]
    make.feature("men")
    come_in(organiser, now + timedelta(hours=3), olga)
    assert form(shown=again, send=True).status_code == 302
    wanted = Proposal.objects.get().sheet
    assert (wanted["cost"], "men" in wanted["features"]) == ("Two pounds", True)


def test_fields_that_no_form_has_are_ignored(trusted, form, group, stranger):
    extra = {"status": "archived", "organiser": str(stranger.pk), "source": "1", "confirmed_by": "moderator"}
    more = {"slug": "mine", "version": "7", "inactive": "on", "hand_edited": "[]", "trusted": "1", "risk": "0"}
    form(first_visit_note="Ring the bell.", **extra, **more)
    own = Group.objects.get()
    assert (own.status, own.organiser, own.source, own.slug, own.inactive) == (
        "listed",
        group.organiser,
        None,
        group.slug,
        False,
    )


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://good.example@evil.example/", "https://localhost/x"]
)
def test_a_link_that_is_none_is_refused(form, link):
    response = form(website=link)
    assert response.status_code == 422
    assert b'<a href="#website">' in response.content
    assert not Proposal.objects.exists()


def test_anothers_listing_is_404(olga, stranger):
    other = make.group(organiser=stranger)
    for page in ("edit/", "edit/done/"):
        assert olga.get(f"/my-groups/{other.pk}/{page}").status_code == 404
    for page in ("edit/", "edit/withdraw/"):
        assert olga.post(f"/my-groups/{other.pk}/{page}", {"group_name": "x"}).status_code == 404


def test_a_closed_listing_is_not_edited(olga, group):
    Group.objects.update(status="suspended", suspended_because="closed")
    assert olga.get(f"/my-groups/{group.pk}/edit/")["Location"] == "/my-groups/"


def test_times_that_the_rows_cannot_say_stay_as_they_are(olga, group, form):
    Meeting.objects.filter(group=group, weekday=3).update(interval_weeks=5)
    page = olga.get(f"/my-groups/{group.pk}/edit/").content.decode()
    assert "more times than this page can show" in page
    form(cost="Free")
    assert Proposal.objects.get().sheet == sheet.read(group) | {"cost": "Free"}


def test_details_go_with_the_meeting_of_their_day_and_time():
    old = [
        {"weekday": 1, "starts_at": "19:00", "attendance": "online", "notes": "one"},
        {"weekday": 1, "starts_at": "20:00", "attendance": "online", "notes": "two"},
    ]
    old = [
        dict.fromkeys(("name", "features", "languages", "exceptions", "valid_from", "valid_until")) | row for row in old
    ]
    typed = [dict(row, notes="") for row in reversed(old)]
    assert [row["notes"] for row in with_details(typed, old)] == ["two", "one"]


@pytest.mark.django_db
def test_every_kind_of_listing_comes_back_as_it_was():
    opening = [{"days": [0, 4], "from": "09:00", "to": "24:00"}, {"days": [6], "from": "10:00", "to": "12:30"}]
    kinds = [
        make.group(kind="cafe", opening=opening, meetings=[{"starts_at": "10:30"}]),
        make.group(kind="one_to_one", area_served="Leeds", training="A course", meetings=[], by_appointment=True),
        make.group(kind="aftercare", host_centre="The Centre", meetings=[{"starts_at": "00:15"}]),
        make.group(kind="online_community", attendance="online", meetings=[], run_by="Volunteers"),
        make.group(attendance="hybrid", join_link="https://example.org/x", meetings=[{"attendance": "online"}, {}]),
    ]
    for group in kinds:
        own = sheet.read(group)
        edit = Edit(own, typed_of(own), TODAY)
        assert edit.has_times
        assert edit.mistakes == []
        assert edit.wanted() == own
