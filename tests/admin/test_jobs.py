"""Jobs in the admin: what was given up is seen and tried again; nobody makes or changes one by hand."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User

from groups.models import Job

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGE = "/admin/groups/job/"


@pytest.fixture
def given_up(db):
    return Job.objects.create(kind="mail", payload={"mail": "confirm_new"}, given_up_at=NOW, attempts=9, trouble="451")


def test_what_was_given_up_is_listed_with_its_trouble(admin_client, given_up):
    Job.objects.create(kind="mail", payload={"mail": "published"})
    page = admin_client.get(PAGE, {"state": "given_up"}).text
    assert "confirm_new" in page
    assert "451" in page
    assert "published" not in page
    assert "published" in admin_client.get(PAGE, {"state": "open"}).text
    assert "confirm_new" not in admin_client.get(PAGE, {"state": "done"}).text


def test_what_was_given_up_is_tried_again(admin_client, given_up):
    admin_client.post(PAGE, {"action": "try_again", "_selected_action": [given_up.pk]})
    given_up.refresh_from_db()
    assert (given_up.given_up_at, given_up.attempts) == (None, 0)


def test_nobody_makes_or_changes_a_job_by_hand(admin_client, given_up):
    assert admin_client.get(f"{PAGE}add/").status_code == 403
    assert admin_client.post(f"{PAGE}{given_up.pk}/change/", {"kind": "x"}).status_code == 403


def test_a_moderator_without_the_permission_sees_none(client, given_up):
    client.force_login(User.objects.create_user("mo", is_staff=True))
    assert client.get(PAGE).status_code == 403
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_job"))
    client.force_login(reader)
    assert client.get(PAGE).status_code == 200
