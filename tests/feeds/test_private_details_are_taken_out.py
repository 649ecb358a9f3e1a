"""E-mail addresses, telephone numbers and contact names in free text."""

import pytest

from groups.feeds.private import without_contacts


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Call Bob S. at 215-555-0100 for info. Enter by side door.", "for info. Enter by side door."),
        ("Contact: Jane D. (jane@example.org)", ""),
        ("Doors at 7. For the password, email us@example.org", "Doors at 7. For the password"),
        ("For more info: Mary 555 555 0100 or Tom 555.555.0101", "For more info"),
        ("Ring (0113) 496 0000 or +44 7700 900123.", ""),
        ("bob [at] example [dot] org", ""),
        ("jane at example dot org", ""),
        ("Write to us＠example.org", ""),
        ("Email us@example.org/215-555-0100 first", "first"),
        ("jane@example.org/tom@example.org", ""),
        ("Basket: Venmo @Jane-Doe-9. Thanks", "Basket. Thanks"),
        ("CashApp $janedoe, paypal.me/janedoe or https://venmo.com/u/jane?x=1", ""),
        ("Give to $janedoe @ cashapp", "Give to"),
        ("Please contact Bob for the code", "for the code"),
        ("Rear door\nPhone: 215-555-0100\nRoom 2", "Rear door\n\nRoom 2"),
    ],
)
def test_a_persons_details_are_taken_out(written, left):
    cleaned = without_contacts(written, "GB" if "0113" in written else "US")
    assert cleaned.rstrip(".") == left.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Zoom ID: 639 479 9909 Password: 123456",
        "https://zoom.us/j/6394799909?pwd=abc",
        "Contact Intergroup for directions",
        "Conscious Contact Speaker Group",
        "Basic Text Study Group",
        "Wake Up Call Step",
        "Meets at 12:15, 2020-2021, 12 & 12",
        "Use door B, 3700 Chestnut St, 19104-1234",
        "〒150-0001 Tokyo",
        "Give $2 by Venmo, or PayPal $5 if you can",
        "See example.org/215-555-0100 and https://www.youtube.com/@group",
        "Meets at the Polka Dot Café",
    ],
)
def test_everything_else_stays(text):
    assert without_contacts(text, "US" if "〒" not in text else "JP") == text


def test_a_number_by_a_link_does_not_spoil_the_link():
    text = "Join https://zoom.us/j/2155550100 or call 215-555-0100"
    assert without_contacts(text, "US").startswith("Join https://zoom.us/j/2155550100")
    assert "215-555-0100" not in without_contacts(text, "US")


def test_a_title_loses_numbers_and_addresses_but_no_names():
    assert without_contacts("Call Mary Group 215-555-0100", "US", names=False) == "Call Mary Group"


@pytest.mark.parametrize(
    "number", ["(610) 555-0123", "610 555-0123", "+1 (610) 555-0123", "1.610.555.0123", "555-0123"]
)
def test_the_words_behind_a_number_stay_whole(number):
    left = without_contacts(f"For info: {number}. Wheelchair ramp at rear.", "US")
    assert left == "For info. Wheelchair ramp at rear."
