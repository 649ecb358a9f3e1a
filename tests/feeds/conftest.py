"""Importing as an operator does, with a gazetteer of a few places."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from groups.feeds.load import Options, load
from groups.listings.changes import Who
from groups.models import Change, Feature, Fellowship, Group, Language, Philosophy
from tests.feeds.places import LOOKUPS

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def vocabulary(db):
    """The few words these tests need, with the codes of both formats."""
    for slug, kind, meeting_guide, bmlt in (
        ("open", "for", ["O"], ["OPEN", "O"]),
        ("closed", "for", ["C"], ["CLOSED", "C"]),
        ("women", "for", ["W"], ["W"]),
        ("step-free", "access", ["X"], ["WCHR", "WC"]),
        ("step-study", "style", ["ST"], ["STEP", "St"]),
    ):
        Feature.objects.create(slug=slug, name=slug.title(), parameter=kind, meeting_guide=meeting_guide, bmlt=bmlt)
    Language.objects.create(code="es", name="Spanish", meeting_guide=["S"], bmlt=["ES", "es"])
    Language.objects.create(code="st", name="Sesotho")
    philosophy = Philosophy.objects.create(slug="12-step", name="12-step", summary="Steps", description="Steps")
    Fellowship.objects.create(slug="aa", name="Alcoholics Anonymous", philosophy=philosophy)


@pytest.fixture
def import_rows(vocabulary):
    """Import rows (dicts) or bytes as the feed of one source; returns the report. Options by name."""

    def run(rows, source="philly", now=NOW, **options):
        content = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
        return load(content, Options(source, **options), LOOKUPS, now=now)

    return run


@pytest.fixture
def by_moderator(db):
    """Whoever decides about what a feed brings."""
    return Who(Change.By.MODERATOR, user=User.objects.create_user("mo", is_staff=True, is_superuser=True))


@pytest.fixture
def one_group(import_rows):
    """Import one Meeting Guide row, a plain one but for what the test says, and return its group."""

    def run(**fields):
        import_rows([row(**fields)])
        return Group.objects.get()

    return run


def row(**fields):
    """A plain Meeting Guide row in Philadelphia."""
    plain = {
        "name": "Wake Up",
        "slug": "wake-up",
        "day": 1,
        "time": "19:00",
        "end_time": "20:00",
        "types": ["O"],
        "location": "St Luke's Church",
        "formatted_address": "100 Market St, Philadelphia, PA 19106, USA",
        "latitude": 39.9501,
        "longitude": -75.1479,
        "updated": "2026-02-01 10:00:00",
    }
    return plain | fields


def bmlt_row(**fields):
    """A plain BMLT row in Philadelphia, on Sunday."""
    plain = {
        "id_bigint": "7",
        "meeting_name": "Just for Today",
        "weekday_tinyint": "1",
        "start_time": "19:30:00",
        "duration_time": "01:30:00",
        "formats": "O,St",
        "lang_enum": "en",
        "latitude": "39.9501",
        "longitude": "-75.1479",
        "published": "1",
        "location_text": "St Luke's Church",
        "location_street": "100 Market St",
        "location_municipality": "Philadelphia",
        "location_province": "PA",
        "location_postal_code_1": "19106",
        "location_nation": "USA",
    }
    return plain | fields
