"""PDFs need system libraries: without them these tests are left out, which CI does not let pass."""

import time
from dataclasses import replace

import pytest

from groups.models import Group
from groups.paper import pdf
from groups.paper.slip import SheetItem
from groups.search.cards import cards_of
from tests import make
from tests.pages.conftest import (  # noqa: F401 - fixtures
    NOW,
    help_line,
    no_cards_remembered,
    places,
    plain_static_files,
    still_clock,
)


@pytest.fixture(scope="session")
def press():
    """A press that has loaded all, and has time enough however busy the machine is."""
    pdf.SECONDS = 120
    if missing := pdf.missing_libraries():
        pytest.skip(f"without {', '.join(missing)}")
    until = time.monotonic() + 120
    pdf.warm_up()
    while time.monotonic() < until:
        try:
            return pdf.pdf_of("<html lang='en'><title>Warm</title>")
        except pdf.PdfUnavailable:
            time.sleep(1)
    raise AssertionError("no press")


@pytest.fixture
def groups_of_leeds(db, help_line):  # noqa: F811 - the fixture of that name
    """Three ways to meet: in person, in person at a confidential place, and online from Toronto."""
    help_line("GB", "emergency", "Emergency services", "999", position=1)
    help_line("GB", "crisis", "Samaritans", "116 123", position=2)
    help_line("GB", "support", "Drinkline", "0300 123 1110", position=3)
    near = make.group(
        name="Tuesday Circle",
        fellowship=make.fellowship("smart-circle", of="secular"),
        venue="Mill Hall",
        address="1 Mill Lane",
        postal_code="LS1",
        phone="0113 496 0123",
        cost="Free",
        features=["step-free"],
        languages=["en"],
        first_visit_note="Ask for Sam.",
        meetings=[{"weekday": 1, "starts_at": "19:30", "duration_minutes": 90}],
    )
    secret = make.group(
        name="Quiet House", venue="Secret House", address="9 Hidden Road", public_location="area", latitude=53.81
    )
    online = make.group(
        name="Toronto Screen",
        attendance="online",
        join_link="https://meet.example.org/room?pwd=1",
        dial_in="+1 416 555 0142",
        time_zone="America/Toronto",
        meetings=[{"weekday": 5, "starts_at": "11:00", "attendance": "online"}],
    )
    return [near, secret, online]


@pytest.fixture
def items(groups_of_leeds):
    """Those three on a sheet, the first with a note."""
    return items_of(groups_of_leeds, "Greeter at the side door")


def items_of(groups, first_note=""):
    """What a shortlist hands over."""
    loaded = Group.objects.select_related("fellowship__philosophy", "philosophy", "source")
    cards = cards_of([group.pk for group in groups], NOW)
    rows = [SheetItem(loaded.get(pk=group.pk), cards[group.pk]) for group in groups]
    return [replace(rows[0], note=first_note, distance_km=1.0), *rows[1:]]
