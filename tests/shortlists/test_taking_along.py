"""A list as a calendar, as a table, and as text for the device's own apps."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import icalendar
import pytest
from django.test import Client

from groups.models import Group
from groups.search import entries
from groups.shortlists.passing_on import LONGEST_ADDRESS, LONGEST_SMS
from tests import make
from tests.shortlists.conftest import path_on


@pytest.fixture
def oak(db):
    return make.group(
        name="Oak",
        venue="St Mark’s",
        address="1 High Street",
        meetings=[{"weekday": 1, "duration_minutes": 90}, {"weekday": 4, "starts_at": "07:30"}],
        join_link="https://example.org/room",
        phone="+44 113 496 0000",
        confirmed_at=datetime(2026, 2, 1, tzinfo=UTC),
        confirmed_by="organiser",
    )


def own_file(client, name, **query):
    answer = client.get(f"/shortlist/{name}", query)
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    return answer.content


def events(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def rows(content):
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def shared_path(client):
    client.post("/shortlist/share/")
    return path_on(client.get("/shortlist/").content.decode())


def test_each_meeting_is_an_event_that_names_nothing_outside(client, add, oak):
    add(oak)
    found = events(own_file(client, "calendar.ics"))
    assert [event["SUMMARY"] for event in found] == ["Meeting", "Meeting"]
    assert [event["RRULE"]["BYDAY"] for event in found] == [["TU"], ["FR"]]
    assert found[0]["DTSTART"].dt.date() == date(2026, 3, 10)
    assert found[0]["DURATION"].dt == timedelta(minutes=90)
    assert found[0]["LOCATION"].startswith("St Mark’s, 1 High Street, Leeds")
    assert found[0]["DESCRIPTION"].startswith("Oak\n")
    assert found[0]["URL"].endswith(f"/groups/{oak.slug}/")


def test_names_are_titles_for_who_asks(client, add, oak):
    add(oak)
    assert {event["SUMMARY"] for event in events(own_file(client, "calendar.ics", titles="names"))} == {"Oak"}


def test_a_calendar_that_subscribed_knows_each_meeting_again(client, add, oak):
    add(oak)
    path = shared_path(client)
    first = {event["UID"] for event in events(Client().get(f"{path}calendar.ics").content)}
    oak.meetings.update(duration_minutes=45)
    assert {event["UID"] for event in events(Client().get(f"{path}calendar.ics").content)} == first
    assert len(first) == 2
    assert f'href="webcal://127.0.0.1:8000{path}calendar.ics"' in Client().get(path).content.decode()


def test_a_confidential_door_is_in_no_file(client, add, oak):
    Group.objects.update(public_location="area")
    entries.rebuild([oak.pk])
    add(oak)
    assert b"High Street" not in own_file(client, "calendar.ics")
    assert b"High Street" not in own_file(client, "groups.csv")
    assert b"Leeds" in own_file(client, "calendar.ics")


def test_a_paused_group_is_there_from_the_day_it_is_back(client, add, oak):
    Group.objects.update(inactive=True, inactive_until=date(2026, 4, 1))
    entries.rebuild([oak.pk])
    add(oak)
    assert min(e["DTSTART"].dt.date() for e in events(own_file(client, "calendar.ics"))) == date(2026, 4, 3)


def test_a_group_that_is_paused_for_nobody_knows_how_long_or_is_gone_is_not(client, add, oak):
    add(oak, gone := make.group())
    Group.objects.filter(pk=oak.pk).update(inactive=True)
    entries.rebuild([oak.pk])
    Group.objects.filter(pk=gone.pk).update(status="archived")
    assert events(own_file(client, "calendar.ics")) == []


def test_a_row_says_what_a_case_file_needs(client, add, oak):
    add(oak)
    client.post("/shortlist/change/", {f"note-{oak.pk}": "side door"})
    (row,) = rows(own_file(client, "groups.csv"))
    assert row == {
        "Name": "Oak",
        "Kind of support": "Group meeting",
        "Philosophy": "",
        "Next meeting": "Friday 6 March, 07:30 to 08:30 (London time)",
        "When it meets": "Tuesday 19:00 to 20:30, Every week; Friday 07:30 to 08:30, Every week",
        "Place": "St Mark’s, 1 High Street, Leeds",
        "Link to join": "https://example.org/room",
        "Phone": "'+44 113 496 0000",
        "Note": "side door",
        "How sure this is": "Confirmed by the organiser, 1 February 2026",
        "Page": f"http://127.0.0.1:8000/groups/{oak.slug}/",
    }


@pytest.fixture
def two_ways(db):
    """A paused group with a meeting to go to and one online, which is left out once; a note at the first."""
    first = {"weekday": 1, "notes": "Ring the bell"}
    second = {"weekday": 4, "attendance": "online", "name": "Screen", "exceptions": ["2026-03-13"]}
    return make.group([first, second], name="Oak", inactive=True, inactive_until=date(2026, 3, 10))


def test_a_row_says_how_and_when_not_each_meeting_is(client, add, two_ways):
    add(two_ways)
    assert rows(own_file(client, "groups.csv"))[0]["When it meets"] == (
        "Tuesday 19:00 to 20:00, Every week, In person, Ring the bell; "
        "Friday 19:00 to 20:00, Every week, Screen, Online, No meeting on 13 March 2026"
    )


def test_a_shared_page_says_how_when_not_and_on_whose_clock_each_meeting_is(client, add, two_ways):
    add(two_ways)
    page = re.sub(r"<[^>]+>|[\u2066-\u2069]", "", Client().get(shared_path(client)).content.decode())
    assert "Tuesday 19:00 to 20:00 · Every week · In person · Ring the bell" in page
    assert "Friday 19:00 to 20:00 · Every week · Screen · Online · No meeting on 13 March 2026" in page
    assert page.count("Times are London time.") == 1


def test_a_meeting_that_has_ended_for_good_is_in_no_row_and_on_no_shared_page(client, add, oak):
    oak.meetings.filter(weekday=1).update(valid_until=date(2026, 3, 4))
    entries.rebuild([oak.pk])
    add(oak)
    page = Client().get(shared_path(client)).content.decode()
    assert rows(own_file(client, "groups.csv"))[0]["When it meets"] == "Friday 07:30 to 08:30, Every week"
    assert "Friday 07:30 to 08:30" in page
    assert "Tuesday 19:00" not in page


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_a_formula(client, add, db, sign):
    add(group := make.group(name=f"{sign}HYPERLINK(1)", venue=f"{sign}1", phone="+44 113 496 0000"))
    client.post("/shortlist/change/", {f"note-{group.pk}": "=1+1"})
    (row,) = rows(own_file(client, "groups.csv"))
    assert row["Name"] == f"'{sign.strip()}HYPERLINK(1)"
    assert row["Note"] == "'=1+1"
    assert not [text for text in row.values() if text[:1] in "=+-@\t\r＝" and text]


def test_quotes_commas_and_line_ends_are_no_new_cell_or_row(client, add, db):
    add(make.group(name='The "one", two\nthree'))
    (row,) = rows(own_file(client, "groups.csv"))
    assert row["Name"] == 'The "one", two three'


def test_a_group_that_is_gone_keeps_its_row_and_its_note(client, add, oak):
    add(oak)
    client.post("/shortlist/change/", {f"note-{oak.pk}": "side door"})
    Group.objects.update(status="archived")
    (row,) = rows(own_file(client, "groups.csv"))
    assert (row["Name"], row["Note"]) == ("A group that is not shown any more", "side door")


def test_the_headings_are_in_the_language_of_the_page_and_an_empty_list_has_them_too(client, db):
    assert client.get("/es/shortlist/groups.csv").content.decode("utf-8-sig").startswith("Nombre")
    assert rows(client.get("/shortlist/groups.csv").content) == []


def test_whoever_has_the_link_has_the_files(client, add, oak):
    add(oak)
    path = shared_path(client)
    assert rows(Client().get(f"{path}groups.csv").content)[0]["Name"] == "Oak"
    answer = Client().get(f"{path}calendar.ics")
    assert len(events(answer.content)) == 2
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


def sent(client, scheme):
    page = client.get("/shortlist/").content.decode().replace("&amp;", "&")
    return re.search(rf'href="({scheme}:[^"]*)"', page)[1]


def test_the_list_can_be_sent_as_text_and_nothing_of_it_stays_here(client, add, oak):
    add(oak)
    client.post("/shortlist/change/", {f"note-{oak.pk}": "side door & more"})
    text = (
        "Oak\nFriday 6 March, 07:30 to 08:30 (London time)\nSt Mark’s, 1 High Street, Leeds\n"
        "https://example.org/room\n+44 113 496 0000\nside door & more"
    )
    assert unquote(sent(client, "sms")) == f"sms:?&body={text}"
    assert unquote(sent(client, "mailto")).replace("\r\n", "\n") == f"mailto:?subject=The list&body={text}"
    assert f'dir="auto">{text.replace("&", "&amp;")}</textarea>' in client.get("/shortlist/").content.decode()


def test_the_lines_of_a_mail_end_as_those_of_mails_do(client, add, oak):
    add(oak)
    assert "Oak%0D%0AFriday" in sent(client, "mailto")
    assert "Oak%0AFriday" in sent(client, "sms")


def test_the_text_of_a_group_online_says_where_to_join(client, add, db):
    add(make.group(name="Screen", attendance="online", join_link="https://meet.example.org/room?pwd=1"))
    for scheme in ("sms", "mailto"):
        assert "https://meet.example.org/room?pwd=1" in unquote(sent(client, scheme))


@pytest.mark.parametrize("name", ["Group", "مجموعة الدعم", "x" * 255])
def test_messages_stay_short_and_say_how_many_are_left_out(client, add, db, name):
    add(*(make.group(name=f"{name[:245]} {number}") for number in range(30)))
    sms, mail = sent(client, "sms"), sent(client, "mailto")
    assert len(unquote(sms)) <= LONGEST_SMS + len("sms:?&body=")
    assert len(sms) <= LONGEST_ADDRESS + 50
    assert len(mail) <= LONGEST_ADDRESS + 50
    named = unquote(mail).count(name[:245])
    assert unquote(mail).endswith(f"and {30 - named} more")


def test_a_single_group_too_long_for_a_message_is_cut(client, add, db):
    add(make.group(name="支" * 255, venue="持" * 255))
    assert len(sent(client, "sms")) <= LONGEST_ADDRESS + 50
    assert unquote(sent(client, "sms")).startswith("sms:?&body=支支")


def test_an_invented_group_is_called_one_wherever_it_goes(client, add, db):
    example = make.source("examples")
    example.is_example = True
    example.save()
    add(make.group(name="Oak", source=example))
    assert rows(own_file(client, "groups.csv"))[0]["Name"] == "Oak (Example)"
    assert events(own_file(client, "calendar.ics"))[0]["DESCRIPTION"].startswith("Oak (Example)\n")
    assert unquote(sent(client, "sms")).startswith("sms:?&body=Oak (Example)\n")
    assert ">Example</span>" in Client().get(shared_path(client)).content.decode()
