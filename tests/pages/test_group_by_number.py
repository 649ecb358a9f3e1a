"""The address of a group in mails, `/g/7/`: it leads to the page, and says nothing of the group by itself."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/es", "/ar"])
def test_it_leads_to_the_page_in_the_language_of_the_mail(client, language):
    group = make.group(slug="calm-seas")
    response = client.get(f"{language}/g/{group.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"{language}/groups/calm-seas/")


def test_it_is_kept_by_nobody_and_sets_no_cookie(client):
    response = client.get(f"/g/{make.group().pk}/")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not response.content


def test_it_follows_a_page_that_moved(client):
    group = make.group(slug="calm-seas")
    type(group).objects.filter(pk=group.pk).update(slug="wild-seas")
    assert client.get(f"/g/{group.pk}/")["Location"] == "/groups/wild-seas/"


@pytest.mark.parametrize("status", ["submitted", "pending"])
def test_a_listing_that_was_never_public_is_not_found(client, status):
    group = make.group(status=status, slug="calm-seas")
    response = client.get(f"/g/{group.pk}/")
    assert response.status_code == 404
    assert "calm-seas" not in response.content.decode()
    assert "not shown right now" not in response.content.decode()


def test_one_that_is_not_shown_right_now_says_so_and_nothing_of_the_group(client):
    group = make.group(status="suspended", name="Calm Seas")
    response = client.get(f"/g/{group.pk}/")
    assert response.status_code == 404
    assert response.content == client.get(f"/groups/{group.slug}/").content.replace(
        f"/groups/{group.slug}/".encode(), f"/g/{group.pk}/".encode()
    )
    assert "Calm Seas" not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 30])
def test_a_number_that_no_group_has_is_not_found(client, number):
    assert client.get(f"/g/{number}/").status_code == 404


def test_nothing_can_be_sent_to_it(client):
    assert client.post(f"/g/{make.group().pk}/").status_code == 405
