"""`rebuild_search_index --check` notices what is out of step, and `rebuild_search_index` mends it."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from groups.models import Group, GroupCard, SearchEntry, SearchMeeting, SearchWord
from tests import make

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite keeps side tables by triggers")


@pytest.fixture
def groups(db):
    return [make.group(name="One"), make.group(name="Two", features=["women"])]


def check():
    call_command("rebuild_search_index", "--check", verbosity=0)


def test_an_index_just_made_agrees(groups, capsys):
    check()
    assert "agrees" in capsys.readouterr().out


def test_a_listing_changed_behind_its_back_is_noticed_and_mended(groups, capsys, find):
    Group.objects.filter(pk=groups[0].pk).update(name="Three")
    with pytest.raises(CommandError, match="rebuild_search_index"):
        check()
    assert f"Group {groups[0].pk}" in capsys.readouterr().err
    call_command("rebuild_search_index")
    check()
    assert find(q="three").total == 1


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: SearchEntry.objects.all()[:1].get().delete(),
        lambda: SearchEntry.objects.update(words="something else"),
        lambda: SearchEntry.objects.update(x=0.0, y=0.0, z=1.0),
        lambda: SearchEntry.objects.update(tags=[1]),
        lambda: GroupCard.objects.update(data="{}"),
        lambda: GroupCard.objects.all()[:1].get().delete(),
        lambda: Group.objects.update(status="archived"),
        lambda: SearchMeeting.objects.all()[:1].get().delete(),
        lambda: SearchMeeting.objects.update(time_zone="Asia/Tokyo"),
        lambda: SearchWord.objects.all()[:1].get().delete(),
    ],
    ids="entry gone,words,point,tags,card,card gone,unlisted,clock gone,clock,known word gone".split(","),
)
def test_a_tampered_entry_is_noticed(groups, tamper):
    tamper()
    with pytest.raises(CommandError):
        check()


@on_sqlite
@pytest.mark.parametrize("trigger", ["added", "removed", "changed"])
def test_a_dropped_trigger_is_noticed_and_made_again(groups, find, trigger):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER groups_searchentry_{trigger}")
    with pytest.raises(CommandError):
        check()
    call_command("rebuild_search_index")
    check()
    make.group(name="Made afterwards")
    assert find(near="Leeds", q="afterwards").total == 1


@on_sqlite
@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM groups_searchpoint",
        "DELETE FROM groups_searchentrytag",
        "INSERT INTO groups_searchtext (groups_searchtext) VALUES ('delete-all')",
    ],
)
def test_a_side_table_that_lost_rows_is_noticed(groups, loss):
    with connection.cursor() as cursor:
        cursor.execute(loss)
    with pytest.raises(CommandError):
        check()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has this index")
@pytest.mark.parametrize("index", ["search_entry_nearest", "search_entry_words"])
def test_a_dropped_index_is_noticed_and_made_again(groups, index):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {index}")
    with pytest.raises(CommandError):
        check()
    call_command("rebuild_search_index")
    check()
