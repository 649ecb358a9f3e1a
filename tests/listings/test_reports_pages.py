"""“Something wrong?”: two taps from a card or a page, without script, account or cookie."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine as clock
from django.test import Client

from groups import guard
from groups.listings import reports
from groups.models import HelpLine, Report
from tests import make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stands_still(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def visitor():
    """One that keeps no cookies and whose forms are checked as outside of tests."""
    return Client(enforce_csrf_checks=True)


def form(group, seconds=10, **more):
    """What the page's form holds when its button is pressed so many seconds after it was shown."""
    with clock.travel(NOW - timedelta(seconds=seconds), tick=False):
        return {"shown": guard.stamp(f"report {group.pk}"), "website2": "", "text": "", **more}


def address(group):
    return f"/groups/{group.slug}/report/"


def test_card_and_page_lead_to_it(client, group):
    for page in ("/groups/?lat=53.8&lon=-1.55", group.get_absolute_url()):
        assert f'href="{address(group)}"' in client.get(page).content.decode()


def test_the_page_has_six_buttons_and_sets_no_cookie(visitor, group):
    answer = visitor.get(address(group))
    page = answer.content.decode()
    assert page.count('name="kind"') == 6
    assert "csrfmiddlewaretoken" not in page
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", ["nobody", "time", "place", "link", "other"])
def test_one_press_reports_and_thanks(visitor, group, kind):
    answer = visitor.post(address(group), form(group, kind=kind), follow=True)
    page = answer.content.decode()
    assert "Thank you" in page
    assert "three working days" in page
    assert 'id="help-lines"' in page
    assert Report.objects.get().kind == kind
    assert visitor.cookies == {}


def test_who_felt_unsafe_is_cared_for(visitor, group):
    HelpLine.objects.create(
        country="GB",
        kind="crisis",
        name="Kind Ears",
        number="116 000",
        known_on=NOW.date(),
        website="https://ears.example",
    )
    page = visitor.post(address(group), form(group, kind="unsafe"), follow=True).content.decode()
    for words in ("It was right to say it", "Kind Ears", "We delete it after 180 days", "You do not have to go back"):
        assert words in page


def test_a_few_words_are_kept_plain(visitor, group):
    visitor.post(address(group), form(group, kind="other", text="  <b>Shut\0\u202e</b> "))
    assert Report.objects.get().text == "<b>Shut</b>"


def test_too_many_words_are_asked_again_and_not_lost(visitor, group):
    answer = visitor.post(address(group), form(group, kind="other", text="a" * 501))
    assert answer.status_code == 422
    assert "it has 501 letters, and 500 fit" in answer.content.decode()
    assert "a" * 501 in answer.content.decode()
    assert not Report.objects.exists()


def test_five_hundred_letters_fit(visitor, group):
    visitor.post(address(group), form(group, kind="other", text="a" * 500))
    assert len(Report.objects.get().text) == 500


@pytest.mark.parametrize("kind", ["", "all", "unsafe\0"])
def test_a_button_that_is_not_ours_is_asked_again(visitor, group, kind):
    answer = visitor.post(address(group), form(group, kind=kind))
    assert answer.status_code == 422
    assert "Press one of the buttons" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_form_lives_a_day_and_more(visitor, group):
    visitor.post(address(group), form(group, seconds=47 * 3600, kind="time"))
    assert Report.objects.exists()


@pytest.mark.parametrize("seconds", [0, 49 * 3600])
def test_one_sent_by_a_program_or_kept_too_long_is_asked_again(visitor, group, seconds):
    assert visitor.post(address(group), form(group, seconds=seconds, kind="time")).status_code == 422
    assert not Report.objects.exists()


def test_a_filled_in_hidden_box_is_asked_again(visitor, group):
    assert visitor.post(address(group), form(group, kind="time", website2="x")).status_code == 422


def test_the_time_signed_for_one_listing_reports_no_other(visitor, group):
    other = make.group()
    assert visitor.post(address(other), form(group, kind="time")).status_code == 422
    assert visitor.post(address(other), {"kind": "time"}).status_code == 422
    assert not Report.objects.exists()


FROM_ELSEWHERE = [
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
    {"HTTP_ORIGIN": "https://elsewhere.example"},
    {"HTTP_ORIGIN": "null"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_another_sites_form_reports_nothing_and_can_be_pressed_again_here(visitor, group, headers):
    answer = visitor.post(address(group), form(group, kind="other", text="Kept"), **headers)
    assert answer.status_code == 403
    assert "Kept" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_ORIGIN": "http://testserver"}])
def test_our_own_form_reports_from_old_browsers_too(visitor, group, headers):
    visitor.post(address(group), form(group, kind="time"), **headers)
    assert Report.objects.exists()


def test_a_flood_from_one_network_is_thanked_and_quarantined(visitor):
    groups = [make.group() for _ in range(7)]
    for group in groups:
        assert visitor.post(address(group), form(group, kind="time")).status_code == 302
    assert Report.objects.counted().count() == 5


def test_when_nothing_more_can_be_kept_the_page_says_so(visitor, group, monkeypatch):
    monkeypatch.setattr(reports, "MOST_KEPT_AN_HOUR", 0)
    answer = visitor.post(address(group), form(group, kind="unsafe", text="Kept"))
    assert answer.status_code == 429
    assert "Kept" in answer.content.decode()
    assert 'id="help-lines"' in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "words"), [("suspended", "not shown right now"), ("pending", "This page is not here")]
)
def test_what_is_not_public_cannot_be_reported(visitor, status, words):
    group = make.group(name="Quiet Name", status=status)
    for answer in (visitor.get(address(group)), visitor.post(address(group), form(group, kind="time"))):
        assert answer.status_code == 404
        assert words in answer.content.decode()
        assert "Quiet Name" not in answer.content.decode()


def test_a_report_keeps_nothing_of_who_sent_it(visitor, group):
    visitor.post(address(group), form(group, kind="time"), HTTP_USER_AGENT="Mine", REMOTE_ADDR="203.0.113.7")
    stored = Report.objects.values().get()
    assert set(stored) == {"id", "group_id", "kind", "text", "made_at", "quarantined", "closed_at"}
