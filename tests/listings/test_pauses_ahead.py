"""What has no meeting times, such as a café or help by appointment, is paused from a later day on, too."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.listings import by_clock, pauses
from groups.listings.pauses import CannotPause
from groups.models import Change, Group
from tests import make
from tests.listings.visiting import come_in

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 12, 24), date(2026, 12, 31)
DAILY = [{"days": [0, 1, 2, 3, 4, 5, 6], "from": "10:00", "to": "18:00"}]
BEFORE, DURING, AFTER = (datetime(2026, 12, day, 12, tzinfo=UTC) for day in (23, 24, 31))
JANUARY = datetime(2027, 1, 1, 12, tzinfo=UTC)
HERE = "/api/v1/groups?lat=53.8&lon=-1.55"


@pytest.fixture
def cafe(organiser):
    return make.group(organiser=organiser, kind="cafe", opening=DAILY, meetings=[], slug="a-cafe")


@pytest.fixture
def paused(cafe, organiser, now):
    """The café, closed from 24 to 31 December."""
    pauses.pause(cafe.pk, organiser, FIRST, LAST, now)
    return cafe


@pytest.fixture
def at(time_machine, client):
    """What an address answers at a moment."""

    def get(moment, address):
        time_machine.move_to(moment, tick=False)
        return client.get(address)

    return get


@pytest.mark.parametrize(
    ("moment", "is_paused", "first", "back"),
    [
        (BEFORE, False, "2026-12-24", "2027-01-01"),
        (DURING, True, "2026-12-24", "2027-01-01"),
        (AFTER, True, "2026-12-24", "2027-01-01"),
        (JANUARY, False, None, None),
    ],
)
def test_the_api_says_when_it_is_paused(paused, at, moment, is_paused, first, back):
    own = at(moment, "/api/v1/groups/a-cafe").json()
    assert (own["inactive"], own["inactive_from"], own["inactive_until"]) == (is_paused, first, back)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (BEFORE, "Not meeting from 24 December 2026 to 31 December 2026"),
        (DURING, "Not meeting until 1 January 2027"),
        (JANUARY, "Open now until 18:00"),
    ],
)
@pytest.mark.parametrize("address", ["/groups/?lat=53.8&lon=-1.55", "/groups/a-cafe/"])
def test_cards_and_pages_say_it_beforehand(paused, at, moment, words, address):
    page = at(moment, address).content.decode()
    assert words in " ".join(page.split())
    assert ("Not meeting" in page) == ("Not meeting" in words)


@pytest.mark.parametrize(
    ("moment", "when", "found"),
    [
        (BEFORE, "now", 1),
        (BEFORE, "today", 1),
        (BEFORE, "tomorrow", 0),
        (DURING, "now", 0),
        (DURING, "today", 0),
        (AFTER, "today", 0),
        (JANUARY, "now", 1),
        (JANUARY, "tomorrow", 1),
    ],
)
def test_a_search_by_time_finds_it_when_it_is_open(paused, at, moment, when, found):
    assert at(moment, f"{HERE}&when={when}").json()["total"] == found


def test_it_does_not_say_that_it_opens_tomorrow(paused, at):
    evening = datetime(2026, 12, 23, 20, tzinfo=UTC)
    page = at(evening, "/groups/a-cafe/").content.decode()
    assert "Opens" not in page
    assert "Not meeting from 24 December 2026" in page


@pytest.mark.parametrize("fields", [{"by_appointment": True}, {"kind": "online_community"}, {"kind": "one_to_one"}])
def test_the_end_may_be_left_open(organiser, at, now, fields):
    group = make.group(organiser=organiser, meetings=[], slug="open-end", **fields)
    pauses.pause(group.pk, organiser, FIRST, None, now)
    assert "Not meeting from 24 December 2026 on" in at(BEFORE, "/groups/open-end/").content.decode()
    assert "Not meeting for now" in at(JANUARY, "/groups/open-end/").content.decode()


def test_a_place_with_hours_and_meetings_leaves_out_both(organiser, at, now):
    both = make.group(organiser=organiser, kind="cafe", opening=DAILY, slug="both", meetings=[{"weekday": 0}])
    pauses.pause(both.pk, organiser, FIRST, LAST, now)
    assert both.meetings.get().exceptions == ["2026-12-28"]
    assert Group.objects.get().inactive_from == FIRST
    assert at(BEFORE, "/api/v1/groups/both").json()["next_meeting"]["starts_at"].startswith("2027-01-04")


def test_a_group_that_only_meets_leaves_its_meetings_out_as_before(group, organiser, now):
    pauses.pause(group.pk, organiser, FIRST, LAST, now)
    group.refresh_from_db()
    assert (group.inactive, group.inactive_from) == (False, None)
    assert group.meetings.get().exceptions == ["2026-12-28"]


def test_its_organiser_reads_the_days_and_takes_the_pause_back(paused, organiser, now, time_machine):
    time_machine.move_to(now, tick=False)
    client = come_in(organiser, now)
    page = client.get("/my-groups/").content.decode()
    assert "Paused from 24 December 2026 to 31 December 2026, both days included." in page
    client.post(f"/my-groups/{paused.pk}/resume/")
    own = Group.objects.get()
    assert (own.inactive, own.inactive_from, own.inactive_until) == (False, None, None)


def test_the_form_takes_the_days(cafe, organiser, now, time_machine):
    time_machine.move_to(now, tick=False)
    client = come_in(organiser, now)
    response = client.post(f"/my-groups/{cafe.pk}/pause/", {"first": "2026-12-24", "last": "2026-12-31"})
    assert response.status_code == 302
    assert Group.objects.get().inactive_from == FIRST


def test_a_second_pause_does_not_overwrite_the_one_that_is_on(cafe, organiser, now):
    pauses.pause(cafe.pk, organiser, now.date(), now.date() + timedelta(days=9), now)
    with pytest.raises(CannotPause, match="paused now"):
        pauses.pause(cafe.pk, organiser, FIRST, LAST, now)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 3, 4), date(2026, 3, 6)), (date(2026, 6, 1), date(2026, 12, 30)), (date(2026, 12, 25), LAST)],
)
def test_another_pause_does_not_erase_the_one_that_lies_ahead(paused, organiser, now, first, last):
    with pytest.raises(CannotPause, match="Paused from 24 December 2026 to 31 December 2026, both days included."):
        pauses.pause(paused.pk, organiser, first, last, now)
    assert (Group.objects.get().inactive_from, Group.objects.get().inactive_until) == (FIRST, LAST + timedelta(days=1))


@pytest.mark.parametrize("first", [date(2026, 3, 4), date(2026, 12, 20)])
@pytest.mark.parametrize("last", [LAST, date(2027, 1, 6), None])
def test_a_longer_pause_takes_the_place_of_the_one_in_it(paused, organiser, now, first, last):
    pauses.pause(paused.pk, organiser, first, last, now)
    assert Group.objects.get().inactive_until == (last + timedelta(days=1) if last else None)


def test_a_pause_that_has_begun_may_end_on_another_day(paused, organiser):
    pauses.pause(paused.pk, organiser, DURING.date(), DURING.date(), DURING)
    assert Group.objects.get().inactive_until == date(2026, 12, 25)


def test_the_page_says_which_pause_is_in_the_way(paused, organiser, now, time_machine):
    time_machine.move_to(now, tick=False)
    client = come_in(organiser, now)
    page = client.post(f"/my-groups/{paused.pk}/pause/", {"first": "2026-03-04", "last": "2026-03-06"})
    assert "press “We meet again” first" in page.content.decode()
    assert f"/my-groups/{paused.pk}/resume/" in page.content.decode()


def test_it_is_asked_about_until_the_pause_begins(paused):
    kept = Group.objects.all()._kept_by_people
    assert kept(BEFORE).exists()
    assert not kept(DURING).exists()
    assert kept(JANUARY).exists()


def test_the_sweep_tidies_it_up_afterwards_and_not_before(paused):
    assert pauses.end_over(DURING) == 0
    assert pauses.end_over(JANUARY) == 1
    own = Group.objects.get()
    assert (own.inactive, own.inactive_from, own.inactive_until) == (False, None, None)


@pytest.fixture
def meanwhile(monkeypatch):
    """What somebody does after the sweep has seen what is due, and before it acts: meanwhile(do)."""

    def before(do):
        act = by_clock.one

        def later(*order):
            do(lambda: act(*order))
            return act(*order)

        monkeypatch.setattr(by_clock, "one", later)

    return before


@pytest.mark.parametrize("back", [date(2027, 1, 2), date(2027, 1, 20)])
def test_a_pause_written_down_in_that_moment_is_not_ended(paused, meanwhile, back):
    meanwhile(lambda act: Group.objects.update(inactive_until=back))
    assert pauses.end_over(JANUARY) == 0
    assert Group.objects.get().inactive_until == back
    assert not Change.objects.filter(by="clock").exists()


def test_of_two_sweeps_at_once_one_ends_the_pause(paused, meanwhile):
    meanwhile(lambda act: act())
    assert pauses.end_over(JANUARY) == 0
    assert Change.objects.filter(action="resumed").count() == 1


def test_a_sweep_ends_a_bounded_number_and_none_waits_behind_what_is_not_over(organiser, monkeypatch):
    monkeypatch.setattr(by_clock, "MOST", 1)
    back = {"inactive": True, "inactive_until": JANUARY.date()}
    midnight = datetime(2027, 1, 1, 1, tzinfo=UTC)
    for zone in ("America/Los_Angeles", "Europe/London", "Europe/London"):
        make.group(organiser=organiser, time_zone=zone, **back)
    assert [pauses.end_over(midnight) for _ in range(3)] == [1, 1, 0]
