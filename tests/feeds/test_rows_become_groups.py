"""Which rows are one group, and what the group and its meetings then say."""

import pytest

from groups.feeds.errors import FeedError
from groups.models import Fellowship, Group, Meeting
from tests.feeds.conftest import bmlt_row, row

LINK = {"conference_url": "https://zoom.us/j/123"}
TOWN_ONLY = {"formatted_address": "Philadelphia, PA, USA", "location": "Online", "approximate": "yes"}


def names():
    return sorted(Group.objects.values_list("name", flat=True))


def test_it_works(import_rows):
    report = import_rows([row(), row(slug="b", day=3, types=["C", "W"], time="8:00 PM")])
    assert report.counts() == {
        "source": "philly", "format": "meeting-guide", "rows": 2,
        "created": 1, "updated": 0, "unchanged": 0, "suspended": 0,
    }  # fmt: skip
    group = Group.objects.listed().get()
    assert (group.name, group.slug, group.locality, group.country) == ("Wake Up", "wake-up", "Philadelphia", "US")
    assert (group.latitude, group.longitude, group.precision) == (39.9501, -75.1479, "exact")
    assert (group.time_zone, group.confirmed_by) == ("America/New_York", "feed")
    monday, wednesday = group.meetings.all()
    assert {feature.slug for feature in monday.features.all()} == {"open"}
    assert {feature.slug for feature in wednesday.features.all()} == {"closed", "women"}


def test_the_group_can_be_searched_at_once(import_rows):
    import_rows([row()])
    group = Group.objects.get()
    assert [entry.group_id for entry in group.search_entries.all()] == [group.pk]


def test_meetings_of_one_group_keep_their_own_attendance(import_rows):
    import_rows([row(), row(slug="b", day=5, attendance_option="online", **LINK)])
    assert Group.objects.get().attendance == "hybrid"
    assert list(Meeting.objects.values_list("weekday", "attendance")) == [(0, "in_person"), (4, "online")]


def test_one_name_at_two_places_is_two_groups(import_rows):
    import_rows([row(), row(slug="b", formatted_address="9 Elm St, Media, PA 19063, USA", latitude=39.917)])
    assert Group.objects.count() == 2


def test_two_spellings_of_an_address_at_one_point_are_one_place(import_rows):
    import_rows([row(), row(slug="b", day=2, formatted_address="100 Market Street, Philadelphia, PA 19106, USA")])
    assert Group.objects.count() == 1


def test_rows_of_the_feeds_own_group_are_one_group_with_named_meetings(import_rows):
    import_rows(
        [row(group="Early Birds", group_id=5), row(slug="b", name="Step Night", day=2, group="Early Birds", group_id=5)]
    )
    assert names() == ["Early Birds"]
    assert list(Meeting.objects.values_list("name", flat=True)) == ["Wake Up", "Step Night"]


def test_a_district_number_in_place_of_the_group_is_no_group(import_rows):
    elsewhere = [
        row(
            slug=f"s{n}",
            name=f"Name {n}",
            group="D60",
            formatted_address=f"{n} Elm St, Media, PA 19063, USA",
            latitude=39.9 + n / 100,
        )
        for n in range(1, 7)
    ]
    import_rows(elsewhere)
    assert names() == [f"Name {n}" for n in range(1, 7)]


@pytest.mark.parametrize("code", ["D60", "D22 / GSO #137687", "District 13", " / GSO #641664", "47"])
def test_a_code_is_never_a_groups_name(import_rows, code):
    import_rows([row(group=code), row(slug="b", name="Step Night", group=code)])
    assert names() == ["Step Night", "Wake Up"]


@pytest.mark.parametrize("name", ["12 Gates", "84th Street Group", "Area 51 Group", "Dry Dock", "Zoneless"])
def test_a_name_with_a_number_is_a_groups_name(import_rows, name):
    import_rows([row(group=name), row(slug="b", name="Step Night", group=name)])
    assert names() == [name]


def test_online_rows_of_a_real_group_belong_to_it_where_it_meets(import_rows):
    import_rows([row(group="Early Birds"), row(slug="b", day=2, group="Early Birds", **LINK, **TOWN_ONLY)])
    assert Group.objects.get().meetings.count() == 2


def test_a_paused_meeting_is_left_out_while_its_group_meets(import_rows):
    report = import_rows([row(), row(slug="b", name="(SUSPENDED) Wake Up", day=2)])
    assert (Group.objects.get().inactive, Meeting.objects.count()) == (False, 1)
    assert [note.row for note in report.notes] == [2]


def test_a_group_all_of_whose_meetings_are_paused_is_inactive(import_rows):
    import_rows([row(name="(SUSPENDED) Wake Up"), row(slug="b", name="(SUSPENDED) Wake Up", day=2)])
    group = Group.objects.get()
    assert (group.name, group.inactive, group.meetings.count()) == ("Wake Up", True, 2)


def test_the_same_meeting_under_two_ids_is_kept_once(import_rows):
    report = import_rows([row(), row(slug="b")])
    assert Meeting.objects.count() == 1
    assert report.notes[0].row == 2


def test_a_second_room_of_a_group_is_told_in_its_meeting(import_rows):
    import_rows([row(**LINK), row(slug="b", day=2, **LINK), row(slug="c", day=3, conference_url="https://zoom.us/j/9")])
    assert Group.objects.get().join_link == "https://zoom.us/j/123"
    assert Meeting.objects.get(weekday=2).notes == "Join at https://zoom.us/j/9"


def test_notes_all_rows_share_describe_the_group_and_others_their_meeting(import_rows):
    import_rows(
        [row(group_notes="Since 1980", notes="Topic"), row(slug="b", day=2, notes="Speaker", location_notes="Ramp")]
    )
    group = Group.objects.get()
    assert (group.description, group.first_visit_note) == ("Since 1980", "Ramp")
    assert [meeting.notes for meeting in group.meetings.all()] == ["Topic", "Speaker"]


def test_unknown_types_are_noted_once_and_never_stop_a_row(import_rows):
    report = import_rows([row(types=["O", "ZZ"]), row(slug="b", day=2, types=["ZZ"])])
    assert [note.note for note in report.notes] == ['type "ZZ" is not in the vocabulary (2 rows)']


def test_codes_that_differ_only_in_capitals_are_not_confused(import_rows):
    import_rows([bmlt_row(formats="St,ES")])
    meeting = Meeting.objects.get()
    assert [feature.slug for feature in meeting.features.all()] == ["step-study"]
    assert [language.code for language in meeting.languages.all()] == ["es"]


def test_nothing_private_is_stored(import_rows):
    import_rows(
        [row(notes="Call Bob S. at 215-555-0100 or write bob@example.org. Ramp at the back.", email="a@example.org")]
    )
    group = Group.objects.get()
    assert group.description == "Ramp at the back."
    assert (group.email, group.phone) == ("", "")


def test_a_dial_in_number_is_kept(import_rows):
    import_rows([row(conference_phone="+12155550100,,123#", attendance_option="hybrid")])
    assert Group.objects.get().dial_in == "+12155550100,,123#"


def test_a_feed_of_which_no_row_can_be_listed_is_refused_with_the_first_reason(import_rows):
    with pytest.raises(FeedError, match="Someday"):
        import_rows([row(day="Someday")])
    assert Group.objects.count() == 0


def test_a_fellowship_is_given_to_all_groups_and_remembered(import_rows):
    import_rows([row()], fellowship=Fellowship.objects.get(slug="aa"))
    import_rows([row(), row(slug="b", name="New")])
    assert {group.fellowship.slug for group in Group.objects.all()} == {"aa"}
