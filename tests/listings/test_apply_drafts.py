"""Nothing typed is ever lost: mistakes, the back button, two tabs, expired forms and failures of ours."""

from datetime import timedelta

import pytest
from django.test import Client

from groups.listings import applying, drafts
from groups.models import Draft
from tests.listings.typing_in import STEPS, WHAT, WHEN, send, shown, type_in, typed, url
from tests.pages.conftest import NOW, places, plain_static_files, read, still_clock  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def test_a_mistake_is_kept_as_typed_and_said_beside_its_field_and_at_the_top(client, read):  # noqa: F811
    client.post(url("what"), WHAT)
    assert client.post(url("where"), {"venue": "Hall", "locality": "", "country": "GB"})["Location"] == url("where")
    page = read(url("where"))
    assert '<a href="#locality">Write the town or district' in page
    assert '<span class="error" id="locality_error">Write the town or district' in page
    box = page.split('<input type="text" name="locality"')[1].split(">")[0]
    assert 'aria-invalid="true"' in box
    assert 'aria-describedby="locality_error"' in box
    assert 'value="Hall"' in page
    assert typed("where") == {"venue": ["Hall"], "locality": [""], "country": ["GB"]}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_shows_what_was_typed_when_one_comes_back(client, step):
    type_in(client)
    page = client.get(url(step)).content.decode()
    for value in STEPS[step].values():
        for one in value if isinstance(value, list) else [value]:
            assert one in page


def test_two_tabs_on_two_steps_keep_both(client):
    client.post(url("what"), WHAT)
    client.post(url("when"), WHEN)
    client.post(url("where"), {"locality": "Leeds"})
    assert set(Draft.objects.get().steps) == {"what", "when", "where"}


def test_a_tab_that_is_left_over_when_the_group_was_sent_begins_a_new_draft(client):
    type_in(client)
    send(client)
    client.post(url("whom"), {"who_may_come": "Everyone"})
    assert typed("whom") == {"who_may_come": ["Everyone"]}


def test_when_our_server_fails_after_a_step_it_is_kept_already(client, monkeypatch):
    client.post(url("what"), WHAT)
    monkeypatch.setattr(applying.Walk, "after", None)
    client.raise_request_exception = False
    assert client.post(url("whom"), {"who_may_come": "Everyone"}).status_code == 500
    assert typed("whom") == {"who_may_come": ["Everyone"]}


def test_when_sending_fails_everything_is_kept(client, monkeypatch):
    type_in(client)
    monkeypatch.setattr(applying.proposals, "submit_new", None)
    client.raise_request_exception = False
    assert send(client).status_code == 500
    assert set(Draft.objects.get().steps) == set(STEPS)


def test_a_step_whose_form_has_expired_comes_back_with_what_was_typed_and_works_the_second_time():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(url("what"), WHAT | {"csrfmiddlewaretoken": "stale"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "this step is not saved yet" in page
    assert 'value="Hope on Thursdays"' in page
    assert not Draft.objects.exists()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert strict.post(url("what"), WHAT | {"csrfmiddlewaretoken": token})["Location"] == url("where")


def test_a_button_send_that_has_expired_is_asked_again(client):
    type_in(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    response = strict.post(url("check"), {"shown": shown()})
    assert response.status_code == 403
    assert b"nothing is sent yet" in response.content
    assert Draft.objects.exists()


def test_a_program_that_sends_at_once_or_fills_in_the_hidden_box_is_asked_again(client):
    type_in(client)
    for fields in ({"shown": shown(0)}, {"website2": "https://spam.example"}, {"shown": "forged"}):
        response = send(client, **fields)
        assert response.status_code == 422
        assert b"Please send it" in response.content
    assert Draft.objects.exists()


@pytest.mark.parametrize("value", ["Hope\0 House", "Hope\ud800 House"])
def test_what_no_database_keeps_is_left_out(client, value):
    client.post(url("what"), WHAT | {"group_name": value.encode("utf-8", "surrogatepass")})
    assert "\0" not in typed("what")["group_name"][0]
    assert client.get(url("what")).status_code == 200


def test_right_to_left_tricks_are_taken_out_of_what_is_listed(client):
    type_in(client, what={"group_name": "Hope \u202efdp.exe"})
    assert applying.Walk(Draft.objects.get().steps, NOW.date()).sheet()["name"] == "Hope fdp.exe"


def test_giant_texts_are_cut_and_said_to_be_too_long(client, read):  # noqa: F811
    client.post(url("what"), WHAT | {"description": "x" * 30_000})
    assert len(typed("what")["description"][0]) == drafts.LONGEST
    assert "This is too long: it has 20000 letters, and 2000 fit." in read(url("what"))


def test_fields_nobody_asked_for_are_not_kept(client):
    client.post(url("what"), WHAT | {"status": "listed", "organiser": "1", "t0-days": "1"})
    assert set(typed("what")) == set(WHAT)


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("what", "kind", "party"),
        ("what", "attendance", "maybe"),
        ("what", "fellowship", "no-such"),
        ("what", "philosophy", "no-such"),
        ("what", "facilitation", "robots"),
        ("where", "country", "XX"),
        ("where", "public_location", "nowhere"),
        ("pin", "choice", "1,2,3"),
        ("when", "time_zone", "Mars/Olympus"),
        ("when", "t0-days", "9"),
        ("when", "t0-repeat", "every_0"),
        ("whom", "suits", "martians"),
        ("whom", "languages", "xx-xx"),
        ("whom", "helpers_welcome", "perhaps"),
    ],
)
def test_a_choice_that_is_none_is_said_and_sent_to_nobody(client, step, field, value):
    type_in(client, **{step: {field: value}})
    assert client.get(url(step)).status_code == 200
    client.get(url("check"))
    send(client)
    assert Draft.objects.exists()


def test_forgetting_with_a_form_that_expired_deletes_nothing_and_can_be_pressed_again(client):
    client.post(url("what"), WHAT)
    checked = Client(enforce_csrf_checks=True)
    checked.cookies = client.cookies
    expired = checked.post("/list-a-group/forget/")
    page = expired.content.decode()
    assert expired.status_code == 403
    assert "nothing was done. Please press the button once more." in page
    assert Draft.objects.exists()
    token = page.partition('/forget/">')[2].partition('value="')[2].partition('"')[0]
    assert checked.post("/list-a-group/forget/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert not Draft.objects.exists()


def test_forgetting_deletes_it_at_once(client, read):  # noqa: F811
    type_in(client)
    assert "You began to list “" in read("/list-a-group/")
    assert client.post("/list-a-group/forget/")["Location"] == "/list-a-group/"
    assert not Draft.objects.exists()
    assert "You began" not in read("/list-a-group/")


def test_drafts_go_seven_days_after_their_last_step(client):
    client.post(url("what"), WHAT)
    draft = Draft.objects.get()
    assert drafts.forget_old(draft.updated_at + drafts.KEPT - timedelta(seconds=1)) == 0
    assert drafts.forget_old(draft.updated_at + drafts.KEPT) == 1
    assert not Draft.objects.exists()


def test_another_browser_has_another_draft_and_sees_nothing_of_this_one(client):
    type_in(client)
    other = Client()
    assert b'value="Hope on Thursdays"' not in other.get(url("what")).content
    other.post(url("what"), WHAT | {"group_name": "Another", "draft": str(Draft.objects.get().pk)})
    assert Draft.objects.count() == 2


def test_a_session_that_somebody_planted_is_not_the_one_that_holds_the_draft(client):
    client.get("/list-a-group/")
    client.session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = planted
    client.post(url("what"), WHAT)
    assert client.session.session_key != planted


def test_no_cookie_of_a_draft_is_set_before_something_is_typed(client):
    client.get("/list-a-group/")
    client.get(url("what"))
    assert list(client.cookies) == ["csrftoken"]


def test_a_flood_of_drafts_from_one_network_is_held_back_with_what_was_typed(monkeypatch):
    monkeypatch.setattr("groups.listings.views.apply.allowed", lambda *_: False)
    response = Client().post(url("what"), WHAT)
    assert response.status_code == 429
    assert b'value="Hope on Thursdays"' in response.content
    assert b"press the button again in an hour" in response.content
    assert not Draft.objects.exists()


def test_a_flood_of_listings_is_held_back_and_the_draft_kept(client, monkeypatch):
    type_in(client)
    monkeypatch.setattr("groups.listings.views.apply.allowed", lambda *_: False)
    response = send(client)
    assert response.status_code == 429
    assert b"It is kept for 7 days" in response.content
    assert Draft.objects.exists()
