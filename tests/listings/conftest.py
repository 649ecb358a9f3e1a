"""The cast: an organiser and her group, a moderator, a stranger; and a moment that stands still."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from groups.listings.changes import Who
from groups.models import Change, Organiser
from tests import make

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def later():
    return NOW + timedelta(days=2)


@pytest.fixture
def organiser(db):
    return Organiser.objects.create(email="olga@example.org", verified_at=NOW)


@pytest.fixture
def stranger(db):
    return Organiser.objects.create(email="stranger@example.org", verified_at=NOW)


@pytest.fixture
def group(organiser):
    """A listed group of the organiser's, confirmed by her today."""
    return make.group(organiser=organiser, confirmed_at=NOW, confirmed_by="organiser")


@pytest.fixture
def moderator(db):
    """Looks after everything."""
    user = User.objects.create_user("mo", "mo@example.org", "a long pass phrase", is_staff=True, is_superuser=True)
    return user


@pytest.fixture
def by_organiser(organiser):
    return Who(Change.By.ORGANISER, organiser=organiser)


@pytest.fixture
def by_moderator(moderator):
    return Who(Change.By.MODERATOR, user=moderator)
