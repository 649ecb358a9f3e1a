"""/metrics tells a few numbers to whoever has the token, and /readyz how old the oldest due job is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups import outbox
from groups.models import Job
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = "a token that nobody guesses"


@pytest.fixture
def numbers(client, settings):
    """Reads /metrics: a dict of name and labels to value."""
    settings.METRICS_TOKEN = TOKEN

    def read():
        response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        rows = [line.rsplit(" ", 1) for line in response.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in rows}

    return read


def test_without_a_token_set_there_is_no_such_page(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("sent", [None, "Bearer wrong", TOKEN, "Basic " + TOKEN, "Bearer ", "Bearer é"])
def test_without_the_right_token_it_is_refused(client, settings, sent):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": sent} if sent else {})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert "directory_" not in response.text


def test_it_is_asked_without_https_and_kept_by_nobody(client, settings):
    settings.METRICS_TOKEN, settings.SECURE_SSL_REDIRECT = TOKEN, True
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_an_empty_directory_has_numbers_too(numbers):
    told = numbers()
    assert told["directory_outbox_oldest_seconds"] == 0
    assert told["directory_listings_fresh_ratio"] == 0
    assert told['directory_listings{status="listed"}'] == 0


def test_the_outbox_is_counted(numbers):
    now = timezone.now()
    outbox.enqueue("mail", {}, due_at=now - timedelta(hours=2))
    outbox.enqueue("mail", {}, due_at=now + timedelta(hours=2))
    Job.objects.create(kind="mail", given_up_at=now)
    told = numbers()
    assert told["directory_outbox_oldest_seconds"] >= 7200
    assert told['directory_outbox_jobs{state="open"}'] == 2
    assert told['directory_outbox_jobs{state="given_up"}'] == 1


def test_listings_are_counted_by_state_and_freshness(numbers):
    now = timezone.now()
    make.group(confirmed_at=now - timedelta(days=89))
    make.group(confirmed_at=now - timedelta(days=91))
    make.group()
    make.group()
    make.group(status="suspended", confirmed_at=now)
    told = numbers()
    assert told['directory_listings{status="listed"}'] == 4
    assert told['directory_listings{status="suspended"}'] == 1
    assert told["directory_listings_fresh_ratio"] == 0.25


def test_readiness_tells_how_long_work_has_been_due_and_stays_ready(client):
    assert client.get("/readyz").json()["parts"]["outbox"] == {"ready": True, "detail": "Nothing is due."}
    outbox.enqueue("mail", {}, due_at=timezone.now() - timedelta(days=1))
    part = client.get("/readyz").json()["parts"]["outbox"]
    assert part["ready"]
    assert part["detail"].startswith("The oldest job has been due for 864")
