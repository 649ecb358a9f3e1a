"""What a visitor reads of how sure a listing is: on its card, on its page, in the API. Now is 4 March 2026."""

from datetime import UTC, date, datetime

import pytest

from groups.models import Group, Source
from groups.search import entries
from tests import make
from tests.pages.schema_org import things_on

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False)]

LAST_YEAR = datetime(2025, 9, 1, 12, tzinfo=UTC)


def both(client, group):
    """The card's page and the group's own."""
    pages = client.get("/groups/", {"lat": "53.8", "lon": "-1.55"}), client.get(group.get_absolute_url())
    return [page.content.decode() for page in pages]


def test_an_unconfirmed_listing_says_since_when(client):
    group = make.group(confirmed_at=LAST_YEAR, confirmed_by="organiser", unconfirmed_since=date(2025, 9, 1))
    for page in both(client, group):
        assert "Not confirmed since September 2025" in page
        assert "Confirmed by the organiser, 1 September 2025" in page


def test_a_reported_listing_says_when_and_to_ring_first(client):
    group = make.group(reported_on=date(2026, 3, 3), phone="0113 496 0000")
    for page in both(client, group):
        assert "Reported on 3 March 2026: ring first" in page


def test_who_cannot_ring_is_told_to_check(client):
    group = make.group(reported_on=date(2026, 3, 3))
    for page in both(client, group):
        assert "Reported on 3 March 2026: check before you go" in page


def test_a_sure_listing_has_no_warning(client):
    group = make.group(confirmed_at=datetime(2026, 3, 1, tzinfo=UTC), confirmed_by="organiser")
    for page in both(client, group):
        assert 'class="warning"' not in page
        assert "Not confirmed since" not in page


def fed(last_run_at, confirmed_at=LAST_YEAR, **fields):
    source = Source.objects.create(slug="feed", name="Feed", last_run_at=last_run_at)
    return make.group(source=source, confirmed_at=confirmed_at, confirmed_by="feed", **fields)


def test_a_feed_confirms_its_listings_whenever_it_is_read(client):
    group = fed(datetime(2026, 3, 4, 3, tzinfo=UTC))
    for page in both(client, group):
        assert "Confirmed by its organisation&#x27;s feed, 4 March 2026" in page
        assert "Not confirmed since" not in page
    api = client.get("/api/v1/groups", {"lat": "53.8", "lon": "-1.55"}).json()["results"][0]
    assert api["confirmed_at"] == client.get(f"/api/v1/groups/{group.slug}").json()["confirmed_at"]
    assert api["confirmed_at"] == "2026-03-04T03:00:00+00:00"


@pytest.mark.parametrize(("day", "is_silent"), [(datetime(2026, 2, 2), False), (datetime(2026, 2, 1), True)])
def test_a_feed_that_was_not_read_for_long_vouches_for_nothing(client, day, is_silent):
    group = fed(day.replace(tzinfo=UTC))
    for page in both(client, group):
        assert ("Not confirmed since February 2026" in page) == is_silent


def test_a_feed_does_not_refresh_what_an_organiser_said(client):
    group = fed(datetime(2026, 3, 4, 3, tzinfo=UTC))
    Group.objects.update(confirmed_by="organiser")
    entries.rebuild([group.pk])
    for page in both(client, group):
        assert "Confirmed by the organiser, 1 September 2025" in page


def test_the_api_has_both_labels(client):
    group = make.group(reported_on=date(2026, 3, 3), unconfirmed_since=date(2025, 9, 1))
    answer = client.get(f"/api/v1/groups/{group.slug}").json()
    assert (answer["reported_on"], answer["unconfirmed_since"]) == ("2026-03-03", "2025-09-01")


@pytest.mark.parametrize("label", ["reported_on", "unconfirmed_since"])
def test_engines_are_told_no_event_they_would_show_without_its_warning(client, label):
    group = make.group(**{label: date(2026, 3, 3)})
    kinds = {thing["@type"] for thing in things_on(client.get(group.get_absolute_url()).content.decode())}
    assert "Organization" in kinds
    assert "Event" not in kinds


def test_a_sunk_listing_stands_after_the_confirmed_ones_on_its_page_but_by_distance_in_the_api(client):
    near = make.group(name="Near", sunk=True, latitude=53.81)
    make.group(name="Middle", latitude=53.82)
    make.group(name="Far", latitude=53.85)
    page = client.get("/groups/", {"lat": "53.8", "lon": "-1.55"}).content.decode()
    assert page.index("Middle</a>") < page.index("Far</a>") < page.index("Near</a>")
    assert near.name == client.get("/api/v1/groups", {"lat": "53.8", "lon": "-1.55"}).json()["results"][0]["name"]


def test_a_sunk_listing_stays_on_its_page_of_the_list(client):
    make.group(name="Near", sunk=True, latitude=53.81)
    make.group(name="Middle", latitude=53.82)
    make.group(name="Far", latitude=53.85)
    first = client.get("/groups/", {"lat": "53.8", "lon": "-1.55", "limit": "2"}).content.decode()
    assert first.index("Middle</a>") < first.index("Near</a>")
    assert "Far</a>" not in first


@pytest.mark.parametrize("status", ["suspended", "archived"])
def test_a_listing_that_was_shown_says_only_that_it_is_not_shown_now(client, status):
    group = make.group(name="Quiet Name", locality="Otley", status=status, suspended_because="reported")
    answer = client.get(group.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"
    assert "This listing is not shown right now" in page
    assert not any(word in page for word in ("Quiet Name", "Otley", "eported", status))
    assert client.get(f"/api/v1/groups/{group.slug}").status_code == 404


@pytest.mark.parametrize("status", ["submitted", "pending"])
def test_a_listing_that_was_never_shown_is_not_found(client, status):
    group = make.group(status=status)
    assert "This page is not here" in client.get(group.get_absolute_url()).content.decode()
