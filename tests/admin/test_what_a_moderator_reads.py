"""What the admin says, refuses and keeps."""

from datetime import date

import pytest

from groups import sheet
from groups.admin.comparison import rows
from groups.models import Group, HelpLine
from groups.search.vocabulary import directory_version
from tests import make

PAGES = ["group", "fellowship", "philosophy", "feature", "language", "helpline", "practicallink", "source"]


@pytest.fixture
def help_line(db):
    return HelpLine.objects.create(
        slug="gb-example",
        country="GB",
        kind="support",
        name="Example line",
        number="0808 157 0000",
        website="https://example.org/",
        known_on=date(2026, 1, 1),
    )


@pytest.mark.parametrize("model", PAGES)
def test_every_list_and_every_empty_form_opens(moderator, model):
    assert moderator.get(f"/admin/groups/{model}/").status_code == 200
    assert moderator.get(f"/admin/groups/{model}/?q=x").status_code == 200
    assert moderator.get(f"/admin/groups/{model}/add/").status_code == 200


@pytest.mark.parametrize("model", ["searchentry", "groupcard", "searchtag", "searchword", "directoryversion"])
def test_derived_tables_cannot_be_edited(moderator, model):
    assert moderator.get(f"/admin/groups/{model}/").status_code == 404


@pytest.mark.parametrize("model", PAGES)
def test_a_stranger_is_sent_to_the_login(client, db, model):
    assert "/login/" in client.get(f"/admin/groups/{model}/")["Location"]


def test_a_help_line_that_nobody_has_rung_says_so(moderator, help_line):
    for address in ("/admin/groups/helpline/", f"/admin/groups/helpline/{help_line.pk}/change/"):
        assert "Nobody has rung this line yet" in moderator.get(address).content.decode()


def test_a_help_line_that_was_rung_says_when(moderator, edit, help_line):
    edit(help_line, confirmed_on="2026-11-20")
    page = moderator.get("/admin/groups/helpline/").content.decode()
    assert "Rung and right on 20 November 2026" in page
    assert "Nobody has rung this line yet" not in page


def test_help_lines_to_ring_can_be_listed(moderator, help_line):
    assert "Example line" in moderator.get("/admin/groups/helpline/?rung=no").content.decode()
    assert "Example line" not in moderator.get("/admin/groups/helpline/?rung=yes").content.decode()


def test_a_new_number_takes_the_confirmation_away(edit, help_line):
    edit(help_line, confirmed_on="2026-11-20")
    help_line.refresh_from_db()
    edit(help_line, number="0808 157 0001")
    assert HelpLine.objects.get().confirmed_on is None


def test_a_changed_or_deleted_help_line_is_a_change_of_the_directory(moderator, edit, help_line):
    before = directory_version()
    edit(help_line, hours="Every day")
    assert directory_version() == before + 1
    moderator.post(f"/admin/groups/helpline/{help_line.pk}/delete/", {"post": "yes"})
    assert directory_version() == before + 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"time_zone": "Mars/Olympus"}, "Use a time zone name such as Europe/London."),
        ({"time_zone": "../../etc/passwd"}, "Use a time zone name such as Europe/London."),
        ({"country": "ZZ"}, "Use a two-letter country code such as GB."),
        ({"latitude": ""}, "Give latitude, longitude and how exact they are, or none of the three."),
        ({"inactive_until": "2027-01-01"}, "Tick “inactive” too"),
        ({"opening": '{"days": [0]}'}, "Opening hours are a list."),
        ({"opening": '[{"days": [0], "from": "nine", "to": "17:00"}]'}, "Write opening hours as"),
        ({"opening": '[{"days": [7], "from": "09:00", "to": "17:00"}]'}, "from 0 (Monday) to 6 (Sunday)"),
        ({"meetings-0-exceptions": '["Christmas"]'}, "Give a list of dates such as"),
        ({"meetings-0-exceptions": '{"a": 1}'}, "Give a list of dates such as"),
        ({"meetings-0-recurrence": "every_n_weeks", "meetings-0-interval_weeks": "2"}, "Give a date it meets on"),
        ({"meetings-0-recurrence": "monthly"}, "Say which week of the month"),
    ],
)
def test_what_a_search_could_not_work_with_is_refused_in_words(edit, changes, sentence):
    page = edit(make.group(), **changes)
    assert page.status_code == 200
    assert sentence in page.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


WEEKDAYS = '[{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "17:00"}]'


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opening": "[1]"}, "Write opening hours as"),
        ({"opening": WEEKDAYS}, "Say whose clock the hours mean"),
        ({"opening": WEEKDAYS, "time_zone": "Mars/Olympus"}, "Use a time zone name such as Europe/London."),
        ({"opening": WEEKDAYS, "time_zone": "Europe/London", "always_open": "on"}, "give the one or the other"),
    ],
)
def test_hours_of_a_help_line_that_cannot_be_read_are_refused_in_words(edit, help_line, changes, sentence):
    page = edit(help_line, **changes)
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_hours_of_a_help_line_that_can_be_read_are_kept(edit, help_line):
    assert edit(help_line, opening=WEEKDAYS, time_zone="Europe/London").status_code == 302
    assert HelpLine.objects.get().opening[0]["from"] == "09:00"


def test_what_is_special_about_each_kind_of_support_can_be_written_down(edit):
    group = make.group(kind="aftercare")
    words = {"visits": "On Tuesdays", "run_by": "Members", "moderation": "Two people", "opening": WEEKDAYS}
    assert edit(group, **words).status_code == 302
    kept = Group.objects.get()
    assert (kept.visits, kept.run_by, kept.moderation) == ("On Tuesdays", "Members", "Two people")
    assert kept.opening[0]["to"] == "17:00"


def test_a_practical_link_of_no_country_is_refused(moderator):
    fields = {"slug": "x", "country": "ZZ", "kind": "doctor", "name": "X", "website": "https://example.org/"}
    page = moderator.post("/admin/groups/practicallink/add/", fields | {"known_on": "2026-01-01", "position": "1"})
    assert "Use a two-letter country code such as GB." in page.content.decode()


def test_what_a_moderator_corrects_in_a_feeds_listing_is_remembered(edit):
    group = make.group(source=make.source("feed"))
    edit(group, name="Corrected", **{"meetings-0-weekday": "3"})
    assert Group.objects.get().hand_edited == ["meetings", "name"]


def test_suspending_a_feeds_listing_is_remembered(act):
    act("suspend_groups", make.group(source=make.source("feed")))
    assert Group.objects.get().hand_edited == ["status"]


def test_who_lists_what_a_feed_dropped_confirms_it(act):
    act("list_groups", make.group(source=make.source("feed"), status="suspended", confirmed_by="feed", indexed=False))
    assert (Group.objects.get().status, Group.objects.get().confirmed_by) == ("listed", "moderator")


def test_a_listing_of_our_own_has_no_feed_to_remember_for(edit):
    group = make.group()
    edit(group, name="Changed")
    assert Group.objects.get().hand_edited == []


@pytest.mark.django_db
def test_a_link_in_letters_of_another_alphabet_says_where_it_leads():
    shown = rows(sheet.empty(), sheet.empty() | {"website": "https://z\u043e\u043em.us/j/1"})
    assert shown[0].after == ["https://z\u043e\u043em.us/j/1", "This link leads to xn--zm-fmca.us"]
    plain = rows(sheet.empty(), sheet.empty() | {"website": "https://zoom.us/j/1"})
    assert plain[0].after == ["https://zoom.us/j/1"]
