"""Risk: what is flagged in a proposal, and which edits are small. Nothing is rejected by it."""

import pytest

from groups import sheet
from groups.listings import risk, signs
from groups.models import Fellowship, Group, PaidProvider
from groups.places.place import LookupUnavailable, Place
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(group):
    return sheet.read(Group.objects.get())


@pytest.fixture
def trusted(organiser):
    organiser.trusted = True
    organiser.save()
    return organiser


@pytest.fixture(autouse=True)
def leeds(monkeypatch):
    """The place data knows one town: Leeds, whose centre stands 1.6 km from the group."""

    class Towns:
        def find(self, text, country="", limit=6):
            return [Place("Leeds, England", "Leeds", 53.8, -1.55, "city", "locality", country="GB")]

    monkeypatch.setattr(risk, "gazetteer", Towns)


def flags(own, organiser, **fields):
    return risk.judge(own, own | fields, organiser, Group.objects.first().pk)


def test_times_and_notes_are_small_and_safe(own, organiser):
    moved = [own["meetings"][0] | {"starts_at": "20:00", "notes": "Upstairs."}]
    changed = own | {"meetings": moved, "description": "A warm room.", "first_visit_note": "Ring the bell."}
    assert risk.is_small(sheet.differences(own, changed))
    assert risk.judge(own, changed, organiser) == []


def test_a_meeting_that_moves_online_is_not_small(own):
    moved = own | {"meetings": [own["meetings"][0] | {"attendance": "online"}]}
    assert not risk.is_small(sheet.differences(own, moved))


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("+441132960000", "+441132960001", True),
        ("+441132960000", "", True),
        ("+441132960000", "+18005550100", False),
        ("", "+441132960000", False),
    ],
)
def test_a_phone_number_of_the_same_country_is_small(own, before, after, small):
    assert risk.is_small([sheet.Difference("phone", before, after)]) is small


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("https://zoom.us/j/1", "https://www.zoom.us/j/2?pwd=a", True),
        ("https://zoom.us/j/1", "", True),
        ("", "https://zoom.us/j/1", False),
        ("https://zoom.us/j/1", "https://zoom.example/j/1", False),
        ("https://zoom.us/j/1", "https://zoom.us@evil.example/", False),
    ],
)
def test_a_link_to_the_same_site_is_small(before, after, small):
    assert risk.is_small([sheet.Difference("join_link", before, after)]) is small


@pytest.mark.parametrize(
    ("fields", "flag"),
    [
        ({"name": "Calm"}, "name"),
        ({"venue": "Hall"}, "place"),
        ({"join_link": "https://meet.example/1"}, "link_host"),
        ({"website": "https://bit.ly/abc"}, "shortener"),
        ({"website": "https://xn--zom-hoa.us/"}, "odd_link"),
        ({"website": "https://zооm.us/"}, "odd_link"),  # noqa: RUF001 Cyrillic on purpose
        ({"website": "https://203.0.113.7/"}, "odd_link"),
        ({"join_link": "https://zo0m.us/j/1"}, "look_alike"),
        ({"website": "https://smart-recovery.org/"}, "look_alike"),
        ({"description": "Find us on http://other.example/x"}, "link_in_text"),
        ({"description": "Admissions open. Insurance accepted."}, "selling"),
        ({"description": "Detox beds available now"}, "selling"),
        ({"description": "Hello \u202eereht"}, "odd_letters"),
        ({"description": "Аlcoholics meet"}, "odd_letters"),  # noqa: RUF001 Cyrillic on purpose
        ({"phone": "+18005550100"}, "phone_country"),
        ({"email": "someone@example.org"}, "contact"),
        ({"facilitation": "professional"}, "nature"),
        ({"latitude": 51.5, "longitude": -0.12}, "far"),
    ],
)
def test_what_is_flagged(own, trusted, fields, flag):
    found = flags(own, trusted, **fields)
    assert flag in found
    assert risk.weight(found) >= risk.FLAGS[flag].weight


@pytest.mark.parametrize(
    "text",
    [
        "Nobody is turned away. Tea and treats.",
        "می‌خواهم",  # a joiner that Persian needs
        "Встреча в среду, 19:00",
        "Bring your own mug.\nUpstairs, second door.",
        "12-step group, call Ana 10 minutes before",
    ],
)
def test_plain_texts_are_not_flagged(own, trusted, text):
    assert flags(own, trusted, description=text) == []


def test_a_fellowship_s_own_site_is_no_look_alike(own, trusted):
    Fellowship.objects.create(
        slug="x", name="X", philosophy=make.philosophy(), website="https://www.smart-recovery.org/"
    )
    assert "look_alike" not in flags(own, trusted, website="https://smart-recovery.org/leeds")


@pytest.mark.parametrize(
    "fields",
    [
        {"website": "https://www.profits.example/leeds"},
        {"phone": "+18005550100"},
        {"phone": "(800) 555-0100", "country": "US"},
        {"email": "help@profits.example"},
        {"description": "Ring 1-800-555-0100", "country": "US"},
        {"first_visit_note": "See profits.example.com or www.profits.example"},
    ],
)
def test_what_leads_to_a_paid_provider_is_flagged_wherever_it_stands(own, trusted, fields):
    PaidProvider.objects.create(name="Profits", host="profits.example", phone="+18005550100")
    assert "paid_provider" in flags(own, trusted, **fields)


def test_a_host_that_only_ends_alike_is_not_the_provider_s(own):
    PaidProvider.objects.create(name="Profits", host="profits.example")
    assert risk.paid_providers(own | {"website": "https://notprofits.example/"}) == []


def test_owner_and_cost_are_asked_of_a_paid_provider_alone(own):
    PaidProvider.objects.create(name="Profits", host="profits.example")
    sold = own | {"website": "https://profits.example/"}
    assert risk.lacks_owner_or_cost(sold)
    assert not risk.lacks_owner_or_cost(sold | {"run_by": "Profits Ltd", "cost": "£90"})
    assert not risk.lacks_owner_or_cost(own)


def test_far_is_not_said_when_places_cannot_be_looked_up(own, trusted, monkeypatch):
    class Broken:
        def find(self, *args):
            raise LookupUnavailable

    monkeypatch.setattr(risk, "gazetteer", Broken)
    assert "far" not in flags(own, trusted, latitude=51.5, longitude=-0.12)


def test_the_organiser_is_new_until_something_was_approved(own, stranger, trusted):
    assert "new_organiser" in flags(own, stranger, name="Calm")
    assert "new_organiser" not in flags(own, trusted, name="Calm")


def test_every_flag_has_a_weight_and_a_sentence():
    assert all(flag.weight > 0 and flag.sentence.endswith(".") for flag in risk.FLAGS.values())


@pytest.mark.parametrize("text", ["", "x", "\0", "https://[", "http://", "é" * 9000, "\ud800", "https://a..b/"])
def test_any_text_can_be_judged(own, organiser, text):
    assert isinstance(flags(own, organiser, website=text, phone=text, description=text, email=text), list)
    assert signs.looks_like(signs.host_of(text), []) in ("", *signs.KNOWN_HOSTS)
