"""Every kind of support can be listed, with what makes sense for it, and the directory can show it."""

import pytest

from groups import sheet
from groups.models import Feature, Group, Language
from groups.search import entries
from tests import make
from tests.listings.typing_in import PIN, send, type_in, url
from tests.pages.conftest import (  # noqa: F401 - fixtures
    no_cards_remembered,
    places,
    plain_static_files,
    read,
    still_clock,
)

pytestmark = pytest.mark.django_db
NO_TIMES = {"t0-days": [], "t0-start": "", "t0-end": ""}
KINDS = {
    "meeting": ({}, {}, {}),
    "cafe": ({}, {}, NO_TIMES | {"o0-days": ["0", "1"], "o0-start": "10 am", "o0-end": "4 pm"}),
    "one_to_one": ({}, {"area_served": "Leeds", "training": "Two days"}, NO_TIMES | {"by_appointment": "on"}),
    "aftercare": ({}, {"host_centre": "Green House", "visits": "Sundays"}, {}),
    "online_community": (
        {"attendance": ""},
        {"join_link": "example.org/forum", "run_by": "Volunteers", "moderation": "Day and night", "country": ""},
        NO_TIMES | {"always_open": "on"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_sent_stored_and_shown(client, read, kind):  # noqa: F811
    what, where, when = KINDS[kind]
    type_in(client, what={"kind": kind, **what}, where=where, when=when)
    assert "Check your answers" in read(url("check"))
    assert send(client)["Location"] == url("sent")
    group = Group.objects.get()
    assert group.kind == kind
    group.status = "listed"
    group.save()
    entries.rebuild([group.pk])
    page = read(group.get_absolute_url())
    shown = [value for name, value in where.items() if name in ("training", "host_centre", "run_by", "moderation")]
    assert all(value in page for value in shown)


def test_features_and_languages_come_from_the_vocabulary(client, read):  # noqa: F811
    for slug, parameter in (("women", "for"), ("step-free", "access"), ("speaker", "style")):
        make.feature(slug, parameter)
    make.language("pl")
    type_in(client, whom={"suits": "women", "access": "step-free", "style": "speaker", "languages": "pl"})
    page = read(url("whom"))
    assert page.count("<details open>") == 4
    assert "Step-Free" in read(url("check"))
    send(client)
    stored = sheet.read(Group.objects.get())
    assert stored["features"] == sorted(Feature.objects.values_list("slug", flat=True))
    assert stored["languages"] == [Language.objects.get().code]


def test_a_fellowship_and_a_philosophy_come_from_the_vocabulary(client, read):  # noqa: F811
    make.fellowship("open-circle")
    make.philosophy("secular")
    type_in(client, what={"fellowship": "open-circle", "philosophy": "secular"})
    assert "Open Circle" in read(url("check"))
    send(client)
    group = Group.objects.get()
    assert (group.fellowship.slug, group.philosophy.slug) == ("open-circle", "secular")


@pytest.mark.parametrize(("typed", "stored"), [("yes", True), ("no", False), ("", None)])
def test_whether_helpers_are_welcome_may_stay_unsaid(client, typed, stored):
    type_in(client, whom={"helpers_welcome": typed, "helpers_requirement": "A year"})
    send(client)
    assert Group.objects.get().helpers_welcome is stored


def test_who_lists_it_gives_an_address_and_may_do_so(client, read):  # noqa: F811
    type_in(client, you={"organiser_email": "me at home", "may_list": ""})
    page = read(url("you"))
    assert "This is not an e-mail address" in page
    assert "Tick this box if you may list this group." in page
    assert 'value="me at home"' in page
    assert PIN["choice"] in read(url("pin"))


def test_a_confidential_listing_nearby_is_not_given_away_by_the_question_of_doubles(client, read):  # noqa: F811
    """Who moves the pin about must not learn where a hidden group meets: only its rounded point may be compared."""
    make.group(
        name="Hope on Thursdays", venue="Safe House", public_location="area", latitude=53.8004, longitude=-1.5496,
        meetings=[{"weekday": 3, "starts_at": "19:30"}],
    )  # fmt: skip
    answers = []
    tries = [("", "53.8004, -1.5496"), ("", "53.8040, -1.5496"), ("", "53.7960, -1.5540")]
    guesses = [("Safe House", "53.8004, -1.5496"), ("Mill House", "53.8004, -1.5496")]
    for venue, point in tries + guesses:
        type_in(client, where={"venue": venue}, pin={"coordinates": point})
        answers.append("Is it one of these?" in read(url("check")))
    assert answers == [True] * 5
