"""A listing on one sheet: what is read is what was written, and differences are named."""

import json

from groups import sheet
from groups.listings.changes import put, recorded
from groups.models import Group
from tests import make


def whole_group():
    return make.group(
        name="Calm Seas",
        kind="cafe",
        fellowship=make.fellowship("na"),
        features=["women", "step-free"],
        languages=["en", "cy"],
        inactive=True,
        inactive_until="2026-12-31",
        opening=[{"days": [0], "from": "10:00", "to": "16:00"}],
        helpers_welcome=True,
        meetings=[
            {"weekday": 4, "starts_at": "19:30", "recurrence": "monthly", "monthly_week": -1, "features": ["women"]},
            {
                "weekday": 0,
                "recurrence": "every_n_weeks",
                "interval_weeks": 2,
                "anchor_date": "2026-03-02",
                "exceptions": ["2026-12-28"],
                "languages": ["cy"],
            },
        ],
    )


def test_a_sheet_is_json_and_makes_the_same_group_again(db, now, by_moderator):
    own = json.loads(json.dumps(sheet.read(Group.objects.get(pk=whole_group().pk))))
    other = make.group(name="Empty", meetings=[])
    with recorded(other.pk, "edited", by_moderator, now) as group:
        put(group, own)
    assert sheet.read(Group.objects.get(pk=other.pk)) == own


def test_an_empty_sheet_has_every_field_of_a_full_one(db):
    assert sheet.empty().keys() == sheet.read(whole_group()).keys()


def test_a_meeting_that_only_moves_by_an_hour_keeps_its_row_and_its_feed_s_id(db, now, by_moderator):
    source = make.source("intergroup")
    listed = make.group(source=source, meetings=[{"source": source, "external_id": "42"}, {"weekday": 3}])
    own = sheet.read(listed)
    own["meetings"][0]["starts_at"] = "20:00"
    with recorded(listed.pk, "edited", by_moderator, now) as group:
        put(group, own)
    assert listed.meetings.get(external_id="42").starts_at.hour == 20
    assert listed.meetings.count() == 2
    assert Group.objects.get(pk=listed.pk).hand_edited == ["meetings"]


def test_differences_name_the_field_and_both_values(db):
    own = sheet.empty()
    found = sheet.differences(own, own | {"name": "New name", "phone": "+441132960000"})
    assert [(one.field, one.before, one.after) for one in found] == [
        ("name", "", "New name"),
        ("phone", "", "+441132960000"),
    ]
