"""Freshness: the share of listed groups confirmed within 90 days, counted by hand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.listings import freshness
from groups.models import Source
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(now):
    """Four listed groups, two of them fresh; and some that do not count."""
    feed = make.source("intergroup")
    make.group(source=feed, confirmed_at=now - timedelta(days=1))
    make.group(source=feed, confirmed_at=now - timedelta(days=91))
    make.group(country="IE", confirmed_at=now - timedelta(days=90))
    make.group(country="IE", confirmed_at=None)
    make.group(status="suspended", confirmed_at=now)
    make.group(source=Source.objects.create(slug="examples", is_example=True), confirmed_at=now)


def test_shares_by_source_and_country(world, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        found = freshness.measure(now)
    assert found.whole == ("", 2, 4)
    assert found.by_source == [("intergroup", 1, 2), ("organisers", 1, 2)]
    assert found.by_country == [("GB", 1, 2), ("IE", 1, 2)]
    assert found.whole.percent == 50.0


def test_an_index_carries_the_report_and_no_listing_is_read(world, now):
    with CaptureQueriesContext(connection) as asked:
        freshness.measure(now)
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:  # Six rows are read faster than an index of them.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(("EXPLAIN " if is_postgres else "EXPLAIN QUERY PLAN ") + asked[0]["sql"])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    used = "Index Only Scan using group_freshness" if is_postgres else "COVERING INDEX group_freshness"
    assert used in plan


@pytest.mark.parametrize(
    ("by", "days", "fresh"), [("feed", 90, 1), ("feed", 91, 0), ("moderator", 1, 0), ("organiser", 1, 0)]
)
def test_a_feed_confirms_what_it_vouches_for_whenever_it_is_read(now, by, days, fresh):
    feed = Source.objects.create(slug="feed", last_run_at=now - timedelta(days=days))
    make.group(source=feed, confirmed_by=by, confirmed_at=now - timedelta(days=200))
    assert freshness.measure(now).whole == ("", fresh, 1)


def test_an_empty_directory_is_no_division_by_zero(now):
    assert freshness.measure(now).whole.percent == 0.0


def test_the_page_and_the_json_are_for_staff_who_see_listings(client, admin_client, world):
    assert admin_client.get("/admin/freshness/").content.decode().count("<meter") == 4
    assert admin_client.get("/admin/freshness.json").json()["whole"]["listed"] == 4
    assert "/login/" in client.get("/admin/freshness/")["Location"]
    assert client.get("/admin/freshness.json").status_code == 403
