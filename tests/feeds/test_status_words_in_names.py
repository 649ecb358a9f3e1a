"""Names that say more than the name: suspended, online, hybrid."""

import pytest

from groups.feeds.names import read_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("(SUSPENDED) Wake Up", "Wake Up"),
        ("Suspended: Wake Up", "Wake Up"),
        ("SUSPENDED - Wake Up", "Wake Up"),
        ("SUSPENDED Wake Up", "Wake Up"),
        ("-- Suspended -- Wake Up", "Wake Up"),
        ("*cancelled* Wake Up", "Wake Up"),
        ("Wake Up (temporarily closed)", "Wake Up"),
        ("Wake Up [Suspended until further notice]", "Wake Up"),
        ("Wake Up: CANCELLED", "Wake Up"),
        ("Wake Up Closed Temporarily", "Wake Up"),
        ("Wake Up - On Hold", "Wake Up"),
        ("Wake Up (No Longer Meeting)", "Wake Up"),
        ("TGIF - LOST MEETING SPACE CLOSED AS OF JUNE 19", "TGIF"),
        ("TEMPORARILY CLOSED", "TEMPORARILY CLOSED"),
    ],
)
def test_a_status_word_makes_the_group_inactive_and_leaves_its_name(written, name):
    assert read_name(written)[:2] == (name, True)


@pytest.mark.parametrize(
    "name",
    [
        "Closed Women's Group",
        "Midway Closed Discussion",
        "Women (Closed)",
        "CLOSED - Women's Step",
        "Suspended Animation",
        "SUSPENDED IN GRACE",
        "Spiritual Principles (Closed on 3rd Saturday every month)",
        "Yardley Virtual Group",
        "Keep Coming Back",
        "12 & 12",
    ],
)
def test_a_name_that_only_looks_like_a_status_stays_whole(name):
    assert read_name(name) == (name, False, "")


@pytest.mark.parametrize(
    ("written", "name", "attendance"),
    [
        ("Wake Up (Online Only)", "Wake Up", "online"),
        ("(ONLINE) Wake Up", "Wake Up", "online"),
        ("Wake Up - Online", "Wake Up", "online"),
        ("Wake Up (on Zoom)", "Wake Up", "online"),
        ("Hybrid: Wake Up", "Wake Up", "hybrid"),
        ("Wake Up - In-Person", "Wake Up", "in_person"),
    ],
)
def test_how_one_can_attend_is_taken_from_the_name(written, name, attendance):
    assert read_name(written) == (name, False, attendance)
