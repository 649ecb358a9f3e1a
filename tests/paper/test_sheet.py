"""A client's sheet, as a page and as a PDF. Now is Thursday 5 March 2026, 18:00 in Leeds."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from groups.geo import KM_PER_MILE
from groups.models import Source
from groups.pages.distance import radius_in_words
from groups.paper import sheet
from groups.paper.pdf import PdfUnavailable
from groups.paper.sheet import SheetOptions, options_of, render_sheet, render_sheet_pdf, sheet_pdf_response
from tests import make
from tests.pages.conftest import BERLIN, LEEDS, NOW
from tests.paper.conftest import items_of
from tests.paper.reading import codes_on, opened, pictures_of, text_of

pytestmark = pytest.mark.django_db
FROM_LEEDS = SheetOptions(NOW, origin=LEEDS)


@pytest.fixture(autouse=True)
def no_press_for_pages(monkeypatch):
    monkeypatch.setattr(sheet, "warm_up", lambda: None)


def page_of(items, options=FROM_LEEDS, path="/shortlist/sheet/", language="en", **parameters):
    with override(language):
        response = render_sheet(RequestFactory().get(path, parameters), items, options)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def handout_of(page):
    return page.partition('<div class="handout')[2]


def sizes_of(made):
    """The size in points of each piece of text of a PDF."""
    sizes = []
    for page in made.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: text.strip() and sizes.append(size * abs(tm[3] * cm[3]))
        )
    return [round(size, 2) for size in sizes]


def plain(pdf):
    return re.sub(r"\s+", " ", text_of(pdf))


def test_it_says_when_and_where_each_group_next_meets(items):
    page = page_of(items)
    for words in (
        "Tuesday 10 March, 19:30 to 21:00",
        "Tuesday 17 March, 19:30 to 21:00",
        "Tuesday 24 March, 19:30 to 21:00",
        "Tuesday · 19:30 to 21:00 · Every week",
        "Times are London time.",
        "Mill Hall<br>1 Mill Lane<br>Leeds LS1",
        "0113 496 0123",
        "Ask for Sam.",
        "Greeter at the side door",
        "0.6 miles",
        "Made on 5 March 2026",
    ):
        assert words in page


def test_a_meeting_far_off_is_also_said_by_the_clients_clock(items):
    page = page_of(items)
    assert "Saturday 7 March, 11:00 to 12:00" in page
    assert "By your clock: 16:00 to 17:00 (London time)" in page
    assert "By your clock" not in page_of(items, SheetOptions(NOW))


def test_a_confidential_venue_keeps_its_door(items):
    page = page_of(items)
    assert "Secret House" not in page
    assert "Hidden Road" not in page
    assert "only the district is shown" in page


def test_the_crisis_lines_are_those_of_the_country_and_no_other_lines(items):
    lines = handout_of(page_of(items)).partition("</ul>")[0]
    assert "999" in lines
    assert "Samaritans" in lines
    assert "Drinkline" not in lines


def test_the_map_has_the_numbers_of_the_list(items):
    drawing = re.search(r'<svg class="ring-map".*?</svg>', page_of(items)).group()
    assert re.findall(r'href="#(g\d)".*?<text[^>]*>([^<]*)</text>', drawing) == [("g1", "1"), ("g2", "2")]
    assert ">Leeds</text>" in drawing


def test_without_a_place_the_map_is_around_the_groups_and_names_none(items):
    page = page_of(items, SheetOptions(NOW))
    drawing = re.search(r'<svg class="ring-map".*?</svg>', page).group()
    assert ">Leeds</text>" not in drawing
    assert 'class="you"' not in drawing
    assert "place you asked for" not in page


def test_groups_without_a_place_have_no_map(db):
    online = make.group(attendance="online")
    assert "ring-map" not in page_of(items_of([online]), SheetOptions(NOW))


def test_what_is_unsure_is_said_first(db):
    paused = make.group(name="Paused", inactive=True)
    reported = make.group(name="Reported", reported_on=NOW.date(), phone="0113 496 0123")
    page = page_of(items_of([paused, reported]))
    assert "Not meeting for now" in page
    assert "Reported on 5 March 2026: ring first" in page
    assert "Nobody has confirmed this yet: check before you go" in page


def test_whom_we_owe_the_listings_and_the_places_is_credited_once(db):
    feed = Source.objects.create(slug="feed", name="Feed", credit="Listings © Somebody Else")
    page = page_of(items_of([make.group(source=feed), make.group(source=feed)]))
    assert page.count("Listings © Somebody Else") == 1
    assert "Place data © Somebody, CC BY 4.0" in page


def test_no_cache_and_no_search_engine_keeps_it(items):
    response = render_sheet(RequestFactory().get("/shortlist/sheet/"), items, FROM_LEEDS)
    assert response["Cache-Control"] == "no-store, private"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_its_title_says_nothing_about_anybody(items):
    assert re.search("<title>(.*?) –", page_of(items))[1] == "Support groups"


def test_the_other_paper_size_and_languages_are_one_tap_away(items):
    page = page_of(items, near="Leeds", paper="a4")
    assert 'href="/shortlist/sheet/?near=Leeds&amp;paper=letter"' in page
    assert 'href="/shortlist/sheet/?near=Leeds&amp;paper=a4&amp;large=1"' in page
    assert 'href="/shortlist/sheet/?near=Leeds&amp;paper=a4&amp;in=es"' in page
    assert 'href="/shortlist/sheet/support-groups.pdf?near=Leeds&amp;paper=a4"' in page


@pytest.mark.parametrize(
    ("country", "asked", "expected"),
    [("GB", {}, "a4"), ("US", {}, "letter"), ("US", {"paper": "a4"}, "a4"), ("GB", {"paper": "a9"}, "a4")],
)
def test_the_paper_is_that_of_the_country_unless_asked(db, country, asked, expected):
    assert options_of(asked, items_of([make.group(country=country)]), NOW).paper == expected


def test_an_arabic_sheet_reads_from_right_to_left(items):
    page = page_of(items, language="ar", path="/ar/shortlist/sheet/")
    assert '<html lang="ar" dir="rtl">' in page
    assert "الثلاثاء" in page


def test_the_pdf_is_tagged_neutral_and_short(press, items):
    made = opened(render_sheet_pdf(items, FROM_LEEDS, "en"))
    root = made.trailer["/Root"]
    assert (root["/Lang"], made.metadata.title, made.metadata.author) == ("en", "Support groups", None)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own boolean
    assert "/StructTreeRoot" in root
    assert len(made.pages) <= 2
    assert [round(float(side) / 72 * 25.4) for side in made.pages[0].mediabox[2:]] == [210, 297]


def test_the_pdf_says_what_the_page_says(press, items):
    words = plain(render_sheet_pdf(items, FROM_LEEDS, "en"))
    for part in ("Tuesday 10 March, 19:30 to 21:00", "116 123", "Made on 5 March 2026", "Greeter at the side door"):
        assert part in words


def test_its_codes_open_the_page_and_the_room(press, items, settings):
    settings.SITE_URL = "https://directory.example"
    pdf = render_sheet_pdf(items, FROM_LEEDS, "en")
    codes = {code for picture in pictures_of(pdf, 200) for code in codes_on(picture)}
    assert codes == {
        f"https://directory.example/groups/{items[0].group.slug}/",
        f"https://directory.example/groups/{items[1].group.slug}/",
        "https://meet.example.org/room?pwd=1",
        "https://directory.example/",
    }


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_three_groups_with_much_to_say_fit_on_two_pages(press, items, language):
    words = {
        "venue": "Harbour Rooms",
        "address": "345 Tealight Row, Mount Pleasant",
        "phone": "+1 604 555 0184",
        "email": "four-directions-vancouver@example.org",
        "website": "https://groups.example.org/",
        "cost": "Free, with a basket for tea and rent",
        "who_may_come": "People who want to change any addictive behaviour, and their friends",
        "first_visit_note": "You will be offered tea, a seat and a list of phone numbers, in that order.",
        "fellowship": items[0].group.fellowship,
        "features": ["step-free", "medication-friendly", "proof-of-attendance"],
    }
    place = {"country": "CA", "time_zone": "America/Vancouver", "region": "British Columbia", "locality": "Vancouver"}
    far = [
        make.group(meetings=[{"weekday": 3, "starts_at": "18:30", "duration_minutes": 90}], **place, **words)
        for _ in range(3)
    ]
    made = opened(render_sheet_pdf(items_of(far, "ask for the greeter at the side door"), FROM_LEEDS, language))
    assert len(made.pages) <= 2


def test_each_group_has_a_line_to_write_on(items):
    assert handout_of(page_of(items)).count('class="rule"><span') == len(items)


def test_letter_paper_and_large_print(press, items):
    made = opened(render_sheet_pdf(items, SheetOptions(NOW, "letter", large=True, origin=LEEDS), "es"))
    assert [round(float(side) / 72, 1) for side in made.pages[0].mediabox[2:]] == [8.5, 11.0]
    assert min(sizes_of(made)) >= 16


def test_the_arabic_pdf_is_in_reading_order(press, items):
    pdf = render_sheet_pdf(items, SheetOptions(NOW, origin=LEEDS), "ar")
    assert opened(pdf).trailer["/Root"]["/Lang"] == "ar"
    assert "معظم المجموعات تسعد بقدوم شخص جديد" in plain(pdf)


def test_the_words_on_an_arabic_map_join_and_keep_their_order(press, items):
    pdf = render_sheet_pdf(items, SheetOptions(NOW, origin=LEEDS), "ar")
    with override("ar"):
        assert "ميل" in radius_in_words(0.5 * KM_PER_MILE, "mi")
    assert "ميل" in plain(pdf)
    assert "ليم" not in plain(pdf)


def test_groups_of_another_country_bring_its_lines_and_units(db, help_line):
    help_line("DE", "crisis", "TelefonSeelsorge", "0800 111 0 111")
    group = make.group(country="DE", latitude=52.52, longitude=13.4, time_zone="Europe/Berlin", locality="Berlin")
    page = page_of(items_of([group]), SheetOptions(NOW, origin=BERLIN))
    assert "TelefonSeelsorge" in page
    assert "1 km" in page


def test_where_no_pdf_can_be_made_the_page_to_print_remains(items, monkeypatch):
    def fail(html):
        raise PdfUnavailable("2 PDFs are being made already.")

    monkeypatch.setattr(sheet, "pdf_of", fail)
    request = RequestFactory().get("/shortlist/sheet/support-groups.pdf", {"paper": "letter"})
    response = sheet_pdf_response(request, items, FROM_LEEDS)
    page = response.content.decode()
    assert response.status_code == 503
    assert "We cannot make the PDF right now. Print this page instead." in page
    assert "Tuesday Circle" in page
    assert 'href="/shortlist/sheet/?paper=letter"' in page


def test_a_pdf_is_answered_under_a_neutral_name(items, monkeypatch):
    monkeypatch.setattr(sheet, "pdf_of", lambda html: b"%PDF-1.7")
    response = sheet_pdf_response(RequestFactory().get("/x/support-groups.pdf"), items, FROM_LEEDS)
    assert response["Content-Disposition"] == 'inline; filename="support-groups.pdf"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store, private")


def test_a_meeting_that_has_ended_for_good_is_not_on_it(db):
    yesterday, today = NOW.date() - timedelta(days=1), NOW.date()
    ended = {"weekday": 1, "starts_at": "09:00", "valid_until": yesterday}
    page = handout_of(page_of(items_of([make.group([ended, {"weekday": 3, "valid_until": today}])])))
    assert "Thursday · 19:00 to 20:00" in page
    assert "09:00" not in page
