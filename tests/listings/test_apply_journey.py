"""Listing a group without an account: from the first step to a listing that waits for its organiser's link."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from groups import sheet
from groups.listings import applying
from groups.models import Draft, Group, Job, Organiser, Proposal
from tests import make
from tests.listings.typing_in import STEPS, send, shown, type_in, url
from tests.pages.conftest import NOW, places, plain_static_files, read, still_clock  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def test_a_group_is_listed_in_a_few_steps(client):
    for step, following in zip(STEPS, [*list(STEPS)[1:], "check"], strict=True):
        assert client.get(url(step)).status_code == 200
        assert client.post(url(step), STEPS[step])["Location"] == url(following)
    assert client.get(url("check")).status_code == 200
    assert send(client)["Location"] == url("sent")
    assert b"We have sent you an e-mail" in client.get(url("sent")).content
    group = Group.objects.get()
    organiser = Organiser.objects.get()
    assert (group.status, group.organiser, organiser.email) == ("submitted", organiser, "olga@example.org")
    stored = sheet.read(group)
    wanted = {
        "name": "Hope on Thursdays",
        "kind": "meeting",
        "attendance": "in_person",
        "venue": "Town Hall",
        "locality": "Leeds",
        "country": "GB",
        "latitude": 53.8,
        "precision": "locality",
        "time_zone": "Europe/London",
        "who_may_come": "Anyone",
    }
    assert {name: stored[name] for name in wanted} == wanted
    (meeting,) = stored["meetings"]
    assert (meeting["weekday"], meeting["starts_at"], meeting["duration_minutes"]) == (3, "19:30", 90)
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.state, proposal.sheet) == ("new", "unconfirmed", stored)
    assert not Draft.objects.exists()


def test_the_mail_is_wanted_and_its_job_names_no_address(client):
    type_in(client)
    send(client)
    (job,) = Job.objects.all()
    assert job.payload["mail"] == "confirm_new"
    assert "olga" not in str(job.payload)


def test_the_page_to_check_shows_every_answer_with_a_way_to_change_it(client, read):  # noqa: F811
    type_in(client)
    page = read(url("check"))
    for words in (
        "Hope on Thursdays",
        "Town Hall",
        "1 High Street",
        "Thursday",
        "19:30 to 21:00",
        "Anyone",
        "olga@example.org",
        "London time",
        "the middle of the town or district",
    ):
        assert words in page
    assert [page.count(f'href="{url(step)}"') for step in STEPS] == [1] * 6
    assert "Never your own e-mail." in page


def test_nothing_is_sent_before_every_step_is_done(client, read):  # noqa: F811
    type_in(client, without=["when"])
    page = read(url("check"))
    assert "This step is not done yet." in page
    assert f'<a class="button" href="{url("when")}">' in page
    assert send(client).status_code == 200
    assert not Group.objects.exists()


def test_a_step_that_was_changed_leads_back_to_the_check(client):
    type_in(client)
    assert client.post(url("whom"), {"who_may_come": "Women"})["Location"] == url("check")


def test_another_kind_asks_again_only_what_it_makes_wrong(client):
    type_in(client)
    online = STEPS["what"] | {"attendance": "online"}
    assert client.post(url("what"), online)["Location"] == url("where")
    assert client.post(url("where"), {"join_link": "example.org/room", "country": ""})["Location"] == url("check")
    assert client.get(url("pin"))["Location"] == url("check")
    send(client)
    group = Group.objects.get()
    assert (group.attendance, group.venue, group.latitude) == ("online", "", None)
    assert group.join_link == "https://example.org/room"


def test_a_second_click_sends_nothing_twice_and_says_sent(client):
    type_in(client)
    assert send(client)["Location"] == url("sent")
    assert send(client)["Location"] == url("sent")
    assert Group.objects.count() == 1


def test_a_known_organiser_gets_one_more_group_and_the_same_answer(client):
    known = Organiser.objects.create(email="olga@example.org", language="es")
    type_in(client, you={"organiser_email": "Olga@Example.org"})
    assert send(client)["Location"] == url("sent")
    assert Organiser.objects.get() == known
    assert known.groups.count() == 1


def test_the_mails_come_in_the_language_of_the_page(client):
    type_in(client)
    client.post("/es/list-a-group/check/", {"shown": shown()})
    assert Organiser.objects.get().language == "es"


def test_a_group_that_is_listed_already_is_shown_before_sending_and_can_be_passed_over(client, read):  # noqa: F811
    make.group(
        name="Hope on Thursday", venue="Town Hall", precision="locality",
        meetings=[{"weekday": 3, "starts_at": "19:30"}],
    )  # fmt: skip
    type_in(client)
    page = read(url("check"))
    assert "Is it one of these?" in page
    assert "Hope on Thursday</a>" in page
    assert "It is none of these: send" in page
    assert send(client)["Location"] == url("sent")


def test_no_step_is_found_that_is_none(client):
    assert client.get("/list-a-group/party/").status_code == 404
    assert client.post("/list-a-group/party/").status_code == 404


@pytest.mark.parametrize("step", [*list(STEPS)[1:]])
def test_whoever_comes_to_a_later_step_first_begins_with_the_first(client, step):
    assert client.get(url(step))["Location"] == url("what")


def test_without_a_draft_there_is_nothing_to_check(client):
    assert client.get(url("check"))["Location"] == "/list-a-group/"
    assert send(client)["Location"] == "/list-a-group/"


def test_these_pages_are_kept_by_no_cache_and_no_engine(client):
    type_in(client)
    for path in ("/list-a-group/", url("what"), url("check"), url("sent")):
        response = client.get(path)
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_one_listing(client):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite is in memory, where threads cannot wait for each other")
    type_in(client)
    draft = Draft.objects.get()

    def click(_number):
        try:
            return applying.send(draft, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(click, range(4))) == [True] * 4
    assert (Group.objects.count(), Proposal.objects.count(), Job.objects.count()) == (1, 1, 1)
