"""A booklet holds every group of its search, each at its times, and nothing that is nobody's business."""

import re
from datetime import date

import pytest

from groups.models import Organiser
from groups.paper import pdf
from groups.paper.booklet import gather
from tests import make
from tests.pages.conftest import help_line, places, plain_static_files, read, still_clock  # noqa: F401 - fixtures
from tests.paper.reading import codes_on, opened, pictures_of, text_of

pytestmark = pytest.mark.django_db
#: When a line begins, and the group's name.
STARTS = re.compile(r"<b>(\d\d:\d\d)</b> <a[^>]*>(\w+)</a>")


def days_on(page):
    """{weekday: what stands below it} of the part "By day"."""
    part = page.split('id="b-days"')[1].split("</section>")[0]
    pieces = re.split(r"<h3>(\w+)</h3>", part)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def test_each_meeting_of_each_group_stands_below_its_day_in_the_order_of_time(read):  # noqa: F811
    make.group(name="Late", meetings=[{"weekday": 0, "starts_at": "20:00"}, {"weekday": 6, "starts_at": "09:30"}])
    make.group(name="Early", meetings=[{"weekday": 0, "starts_at": "07:15"}])

    days = days_on(read("/booklet/", near="Leeds"))

    assert list(days) == ["Monday", "Sunday"]
    assert re.findall(r"<b>(\d\d:\d\d)</b> <a[^>]*>(\w+)</a>", days["Monday"]) == [
        ("07:15", "Early"),
        ("20:00", "Late"),
    ]
    assert re.findall(r"<b>(\d\d:\d\d)</b> <a[^>]*>(\w+)</a>", days["Sunday"]) == [("09:30", "Late")]


def test_the_week_begins_as_it_does_in_the_country(read, monkeypatch):  # noqa: F811
    make.group(country="US", meetings=[{"weekday": 0}, {"weekday": 6}])
    assert list(days_on(read("/booklet/", country="US"))) == ["Sunday", "Monday"]


def test_what_is_not_every_week_says_so(read):  # noqa: F811
    make.group(meetings=[{"weekday": 4, "recurrence": "monthly", "monthly_week": -1}])
    fortnightly = {"recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": date(2026, 1, 6)}
    make.group(meetings=[{"weekday": 1, **fortnightly}])

    days = days_on(read("/booklet/", near="Leeds"))

    assert "Last Friday of the month" in days["Friday"]
    assert "Every 2nd week" in days["Tuesday"]


def test_a_meeting_that_has_ended_for_good_is_not_in_it(read):  # noqa: F811
    make.group(name="Oak", meetings=[{"weekday": 0, "starts_at": "09:00", "valid_until": date(2026, 3, 4)}, {}])
    page = read("/booklet/", near="Leeds")
    assert STARTS.findall(days_on(page)["Monday"]) == [("19:00", "Oak")]
    assert "09:00" not in page


def test_a_paused_group_is_not_by_day_and_its_entry_says_until_when(read):  # noqa: F811
    make.group(name="Here", meetings=[{"weekday": 0}])
    make.group(name="Paused", inactive=True, inactive_until=date(2026, 5, 1), meetings=[{"weekday": 0}])

    page = read("/booklet/", near="Leeds")

    assert "Paused" not in days_on(page)["Monday"]
    assert "Not meeting until 1 May 2026" in page
    assert "A group that is not meeting for now is not in “By day”." in page


def test_online_groups_name_their_clock_and_are_in_a_part_of_their_own(read):  # noqa: F811
    make.group(name="Here")
    make.group(name="Far", attendance="online", time_zone="America/New_York")

    page = read("/booklet/", near="Leeds")

    assert "Far" in page.split('id="b-online"')[1].split("</section>")[0]
    assert "Times are New York time." in page
    assert "19:00 to 20:00 (New York time)" in days_on(page)["Monday"]


def test_without_a_usual_clock_every_meeting_names_its_own(read):  # noqa: F811
    make.group(name="Far", attendance="online", time_zone="America/New_York")
    make.group(name="Near", attendance="online", time_zone="Europe/London")

    monday = days_on(read("/booklet/"))["Monday"]

    assert "19:00 to 20:00 (New York time)" in monday
    assert "19:00 to 20:00 (London time)" in monday


def test_a_cafe_without_meetings_stands_with_its_hours(read):  # noqa: F811
    make.group(name="Café", kind="cafe", meetings=[], opening_hours="Mo-Fr 9-17")
    assert "Open: Mo-Fr 9-17" in read("/booklet/", near="Leeds").split('id="b-unfixed"')[1]


def test_it_says_which_of_how_many_it_holds(read, monkeypatch):  # noqa: F811
    monkeypatch.setattr(gather, "MOST_GROUPS", 2)
    near, far = make.group(name="Near"), make.group(name="Far", latitude=53.9)
    make.group(name="Farthest", latitude=54.0)

    page = read("/booklet/", near="Leeds")

    assert "These are the nearest 2 of 3 groups." in page
    assert "Groups within 25 miles of Leeds, England, United Kingdom" in page
    assert set(re.findall(r'class="entry" id="g(\d+)"', page)) == {str(near.pk), str(far.pk)}


def test_groups_online_take_only_the_room_for_meetings_that_is_left(read, monkeypatch):  # noqa: F811
    monkeypatch.setattr(gather, "MOST_MEETINGS", 2)
    here = make.group(meetings=[{"weekday": 0}])
    make.group(attendance="online", meetings=[{"weekday": 1}, {"weekday": 2}])

    page = read("/booklet/", near="Leeds")

    assert "These are the nearest 1 of 2 groups." in page
    assert re.findall(r'class="entry" id="g(\d+)"', page) == [str(here.pk)]


def test_examples_are_said_to_be_invented(read):  # noqa: F811
    source = make.source("examples")
    source.is_example = True
    source.save()
    make.group(source=source)
    assert "Groups marked “Example” are invented" in read("/booklet/", near="Leeds")


def test_what_is_private_is_not_in_it_and_no_cookie_is_set(client):
    organiser = Organiser.objects.create(email="secret@example.org")
    make.group(public_location="area", address="7 Secret Street", organiser=organiser)

    response = client.get("/booklet/", {"near": "Leeds"})

    assert response.status_code == 200
    assert "ecret" not in response.content.decode()
    assert not response.cookies


def test_coordinates_are_not_printed(client, press):
    make.group()
    text = text_of(client.get("/booklet/booklet.pdf", {"lat": "53.81", "lon": "-1.57"}).content)
    assert "53.8" not in text
    assert "1.57" not in text


def test_the_index_names_the_pages_and_the_code_opens_the_search(client, press, settings):
    settings.SITE_URL = "https://directory.example"
    make.group(name="Ñandú", locality="Aachen", meetings=[{"weekday": 2}])
    make.group(name="Oak", locality="Zwolle", meetings=[{"weekday": 3}])

    made = client.get("/booklet/booklet.pdf", {"near": "Leeds"}).content
    pages = [page.extract_text() for page in opened(made).pages]
    by_area = next(number for number, text in enumerate(pages, 1) if text.startswith("By area"))

    index = next(text for text in pages if text.startswith("Groups by name"))
    assert re.findall(r"(\w+), (\d+)", index) == [("Ñandú", str(by_area)), ("Oak", str(by_area))]
    assert codes_on(pictures_of(made)[0]) == {"https://directory.example/groups/?near=Leeds"}
    assert opened(made).metadata.title == "Support groups"
    assert opened(made).trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own boolean


def test_without_a_pdf_the_page_to_print_remains(client, monkeypatch):
    monkeypatch.setattr(pdf, "PAGE_BYTES", 10)
    make.group(name="Oak")
    response = client.get("/booklet/booklet.pdf", {"near": "Leeds"})
    assert response.status_code == 503
    assert "Print this page instead" in response.content.decode()
    assert "Oak" in response.content.decode()


def test_an_arabic_booklet_is_made_from_an_english_page(read):  # noqa: F811
    make.group(meetings=[{"weekday": 0}])
    page = read("/booklet/", near="Leeds", **{"in": "ar"})
    assert '<html lang="en" dir="ltr">' in page
    assert '<div lang="ar" dir="rtl">' in page
    assert "<h3>الاثنين</h3>" in page


def test_a_list_becomes_one_too_and_no_cache_keeps_it(client):
    group = make.group(name="Oak")
    client.post("/shortlist/add/", {"group": group.pk})
    response = client.get("/shortlist/booklet/")
    assert "Oak" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_only_the_pdf_of_a_list_is_kept_by_no_cache(client, monkeypatch):
    monkeypatch.setattr("groups.paper.booklet.page.pdf_of", lambda html: b"%PDF")
    client.post("/shortlist/add/", {"group": make.group().pk})
    own, everybodys = client.get("/shortlist/booklet/booklet.pdf"), client.get("/booklet/booklet.pdf")
    assert own.content == everybodys.content == b"%PDF"
    assert own["Cache-Control"] == "no-store"
    assert everybodys["Cache-Control"].startswith("public,")


def test_where_there_is_no_group_it_says_so(read):  # noqa: F811
    assert "There is no group to put into it" in read("/booklet/", near="Leeds")


@pytest.mark.parametrize(
    ("near", "status", "words"),
    [
        ("Nowhereville", 404, "We could not find “"),
        ("down", 503, "our look-up is not working at the moment"),
    ],
)
@pytest.mark.parametrize("path", ["/booklet/", "/booklet/booklet.pdf"])
def test_a_place_without_an_answer_is_told_as_on_the_page_of_a_search(read, path, near, status, words):  # noqa: F811
    page = read(path, near=near, status=status, **{"in": "es"})
    assert words in page
    assert words in read("/groups/", near=near, status=status)
    assert f'value="{near}"' in page
    assert "There is no group to put into it" not in page


@pytest.mark.parametrize("path", ["/booklet/", "/booklet/booklet.pdf"])
@pytest.mark.parametrize(("name", "value"), [("near", "a" * 3900), ("day", "someday"), ("within", "far")])
def test_what_cannot_be_read_is_said_on_the_page_of_the_search_and_not_printed(client, read, path, name, value):  # noqa: F811
    make.group(name="Oak")
    response = client.get(path, {"near": "Leeds", name: value})
    assert response.status_code == 302
    assert 'role="alert"' in client.get(response["Location"]).content.decode()


def test_an_address_that_is_too_long_to_scan_is_not_printed(read):  # noqa: F811
    make.group(name="Oak", features=["women"])
    assert "Oak" in read("/booklet/", **{"for": ["women"] * 200})


def test_results_lead_to_it_with_what_was_asked(read):  # noqa: F811
    make.group(features=["women"])
    assert "/booklet/?near=Leeds&amp;for=women" in read("/groups/", near="Leeds", **{"for": "women"})


@pytest.mark.parametrize(("first", "parts"), [("day", ["b-days", "b-areas"]), ("area", ["b-areas", "b-days"])])
def test_what_was_asked_for_first_comes_first_in_it_and_in_its_contents(read, first, parts):  # noqa: F811
    make.group()
    page = read("/booklet/", near="Leeds", first=first)
    assert [part for part in re.findall(r'id="(b-\w+)"', page) if part in parts] == parts
    assert [part for part in re.findall(r'href="#(b-\w+)"', page) if part in parts] == parts


@pytest.mark.parametrize(
    ("options", "size_mm"),
    [({}, (210, 297)), ({"paper": "letter"}, (216, 279)), ({"fold": "folded"}, (296, 210))],
)
def test_the_pdf_has_the_paper_that_was_asked_for(client, press, options, size_mm):
    make.group()
    made = opened(client.get("/booklet/booklet.pdf", {"near": "Leeds", **options}).content)
    sizes = {tuple(round(float(length) / 72 * 25.4) for length in page.mediabox[2:]) for page in made.pages}
    assert sizes == {size_mm}


@pytest.mark.parametrize(("language", "heading"), [("es", "Por día"), ("ar", "حسب اليوم")])
def test_it_is_made_in_other_languages(client, press, language, heading):
    make.group()
    made = client.get("/booklet/booklet.pdf", {"near": "Leeds", "in": language}).content
    assert opened(made).trailer["/Root"]["/Lang"] == language
    assert heading in text_of(made)
