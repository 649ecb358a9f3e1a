"""No such place, or no look-up right now: two different pages, neither a dead end."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_a_place_nobody_knows_is_404_with_ways_on(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123")
    make.group(name="Online Circle", attendance="online")
    page = read("/groups/", status=404, near="asdfgh")
    assert "We could not find “asdfgh”" in page
    assert "check the spelling" in page
    assert 'value="asdfgh"' in page
    assert "Online Circle" in page
    assert "116 123" in page


def test_a_lookup_that_fails_is_503_and_does_not_blame_the_place(read):
    make.group(name="Online Circle", attendance="online")
    page = read("/groups/", status=503, near="down")
    assert "We cannot look up places right now" in page
    assert "check the spelling" not in page
    assert "Online Circle" in page


@pytest.mark.parametrize(("near", "status"), [("asdfgh", 404), ("down", 503)])
def test_trouble_is_never_kept(client, near, status):
    response = client.get("/groups/", {"near": near})
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
