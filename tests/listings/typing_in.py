"""Types a group in as a browser does, for the tests of the pages on which a group is listed."""

from groups.models import Draft
from tests import stamps

WHAT = {"kind": "meeting", "group_name": "Hope on Thursdays", "attendance": "in_person", "facilitation": "peer"}
WHERE = {
    "venue": "Town Hall",
    "address": "1 High Street",
    "locality": "Leeds",
    "postal_code": "LS1 1AA",
    "country": "GB",
    "public_location": "exact",
}
PIN = {"choice": "53.800000,-1.550000,locality", "address": "LS1 1AA|Leeds||GB"}
WHEN = {"t0-days": ["3"], "t0-start": "19:30", "t0-end": "21:00", "time_zone": "Europe/London"}
WHOM = {"who_may_come": "Anyone"}
YOU = {"organiser_email": "olga@example.org", "may_list": "on"}
STEPS = {"what": WHAT, "where": WHERE, "pin": PIN, "when": WHEN, "whom": WHOM, "you": YOU}


def url(step):
    """The address of a step."""
    return f"/list-a-group/{step}/"


def type_in(client, without=(), **changes):
    """Answer every step, with `changes` of what is typed by step; the last answer."""
    response = None
    for step, typed in STEPS.items():
        if step not in without:
            response = client.post(url(step), typed | changes.get(step, {}))
    return response


def shown(seconds=60):
    """The signed time of a form that was shown some seconds ago."""
    return stamps.shown("list-a-group", seconds)


def send(client, **fields):
    """Press “send” on the page to check everything."""
    return client.post(url("check"), {"shown": shown(), **fields})


def typed(step):
    """What is kept of a step of the one draft there is."""
    return Draft.objects.get().steps[step]
