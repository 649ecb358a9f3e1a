"""An organiser's browser for tests: comes in by a real link, and presses the buttons that a page shows."""

import re

from django.test import Client

from groups.listings import links
from groups.models import Link


def come_in(organiser, now, client=None):
    """A browser in which the organiser's visit has begun at `now`."""
    client = client or Client()
    token = links.make(Link.Purpose.OPEN, organiser, now)
    response = client.post(f"/my-groups/open/{token}/")
    assert response.status_code == 302
    return client


def guard_of(page):
    """The signed time of a form, as a browser sends it back."""
    return {"shown": re.search(rb'name="shown" value="([^"]+)"', page.content)[1].decode()}
