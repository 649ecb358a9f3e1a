"""The list as a sheet: its groups with their notes, from the place that was typed, which is kept nowhere."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from groups.models import Group
from groups.paper import sheet
from groups.paper.booklet import page as booklet
from groups.paper.pdf import PdfUnavailable
from tests import make
from tests.pages.test_canary import everything_stored, logs  # noqa: F401 - a fixture
from tests.paper.reading import opened


@pytest.fixture
def three(db, add):
    groups = [
        make.group(name="Oak"),
        make.group(name="Elm", latitude=53.9),
        make.group(name="Ash", attendance="online"),
    ]
    add(*groups)
    return groups


def test_the_sheet_has_the_groups_in_their_order_with_their_notes(client, read, three):
    client.post("/shortlist/change/", {f"note-{three[1].pk}": "ask for the greeter", "up": three[1].pk})
    page = read("/shortlist/sheet/")
    assert re.findall(r"Oak|Elm|Ash", re.sub(r"<title>.*?</title>", "", page))[:1] == ["Elm"]
    assert "ask for the greeter" in page


def test_with_a_place_the_sheet_has_distances(read, three):
    assert "6.9 miles" not in read("/shortlist/sheet/")
    assert "6.9 miles" in read("/shortlist/sheet/", near="Leeds")


def test_a_place_that_is_not_found_is_asked_again_as_it_was_typed(read, three):
    page = read("/shortlist/sheet/", near="Nowhereville", status=404)
    assert 'value="Nowhereville"' in page
    assert "We could not find" in page
    assert 'href="/shortlist/sheet/"' in page


def test_a_look_up_that_does_not_work_now_is_another_sentence(read, three):
    assert "We cannot look up places right now" in read("/shortlist/sheet/", near="down", status=503)


def test_a_place_with_several_meanings_is_taken_for_the_first_and_says_which(read, three):
    assert "Newport" in read("/shortlist/sheet/", near="Newport")


#: Typed for Edinburgh, where no listing of these tests is: both names begin so, and can only come from the address.
TYPED, TOWN = "Edingburgh", "Edin"


@pytest.mark.parametrize("path", ["sheet/", "sheet/support-groups.pdf", "booklet/", "booklet/booklet.pdf"])
def test_the_clients_town_leaves_no_trace_on_paper(client, three, logs, monkeypatch, path):  # noqa: F811 - the fixture
    pages = []
    for module in (sheet, booklet):
        monkeypatch.setattr(module, "pdf_of", lambda html: pages.append(html) or b"%PDF-1.7")
    response = client.get(f"/shortlist/{path}", {"near": TYPED}, headers={"Referer": f"https://example.org/?q={TYPED}"})
    assert response.status_code == 200
    assert TOWN not in f"{response.headers}"
    assert not any(TOWN in row for row in everything_stored())
    assert TOWN not in f"{logs.getvalue()}{cache._cache}"
    assert not any(TOWN in title for html in pages for title in re.findall(r"<title>.*?</title>|<meta[^>]*>", html))


def test_groups_that_are_not_shown_any_more_are_not_handed_out(read, three):
    Group.objects.filter(pk=three[0].pk).update(status="archived")
    page = read("/shortlist/sheet/")
    assert "Oak" not in page
    assert "Elm" in page


def test_an_empty_list_leads_to_the_list(client, db):
    assert client.get("/shortlist/sheet/").url == "/shortlist/"


def test_the_pdf_opens_under_a_name_that_says_nothing(client, three):
    response = client.get("/shortlist/sheet/support-groups.pdf", {"near": "Leeds"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="support-groups.pdf"'
    assert response["Cache-Control"] == "no-store, private"
    assert response.content.startswith(b"%PDF-")


def test_without_a_pdf_the_page_to_print_remains(client, three, monkeypatch):
    def none(html):
        raise PdfUnavailable("not today")

    monkeypatch.setattr(sheet, "pdf_of", none)
    response = client.get("/shortlist/sheet/support-groups.pdf")
    assert response.status_code == 503
    assert "Print this page instead" in response.content.decode()
    assert "Oak" in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("es", "Grupos de apoyo"), ("ar", "مجموعات الدعم")])
def test_a_sheet_in_another_language_is_made_from_an_english_screen(client, read, three, language, words):
    assert f'href="/shortlist/sheet/?paper=a4&amp;in={language}"' in read("/shortlist/sheet/")
    page = read("/shortlist/sheet/", **{"in": language})
    screen, _, handout = page.partition('<div class="handout')
    assert '<html lang="en"' in screen
    assert "Open as PDF" in screen
    assert f'<div lang="{language}"' in screen
    assert words in handout
    assert f'href="http://127.0.0.1:8000/{language}/"' in handout
    pdf = client.get("/shortlist/sheet/support-groups.pdf", {"in": language}).content
    assert opened(pdf).trailer["/Root"]["/Lang"] == language


def test_the_screen_says_from_where_it_counts_and_offers_the_other_places_of_that_name(read, three):
    page = read("/shortlist/sheet/", near="Newport", large="1", **{"in": "es"})
    screen = page.partition('<div class="handout')[0]
    assert "Distances are from " in screen
    assert 'href="/shortlist/">Back to your list</a>' in screen
    other = unescape(re.search(r'<details class="meanings">.*?href="([^"]*)"', page, re.DOTALL)[1])
    assert parse_qs(urlsplit(other).query).items() >= {"large": ["1"], "in": ["es"]}.items()
    assert urlsplit(other).path == "/shortlist/sheet/"
    assert parse_qs(urlsplit(other).query)["near"][0].startswith("Newport, ")


def test_a_place_asked_again_keeps_the_paper_and_the_language(read, three):
    page = read("/shortlist/sheet/", near="Nowhereville", paper="letter", status=404, **{"in": "es"})
    assert '<input type="hidden" name="paper" value="letter">' in page
    assert '<input type="hidden" name="in" value="es">' in page
    assert 'href="/shortlist/sheet/?paper=letter&amp;in=es"' in page


def test_a_browser_without_cookies_gets_its_sheet_too(client, three):
    signed = client.cookies["shortlist"].value
    client.cookies.clear()
    page = client.get("/shortlist/", {"list": signed}).content.decode()
    carried = re.search(r'name="list" value="([^"]+)"', page)[1]
    assert "Oak" in client.get("/shortlist/sheet/", {"list": carried}).content.decode()
