"""A QR code in a page opens what it should, on screen and on paper, and says what that is."""

import re

import pytest

from groups.paper.pdf import pdf_of
from groups.paper.qr import qr_svg
from tests.paper.reading import codes_on, opened, pictures_of

ADDRESSES = [
    "https://directory.example/groups/tuesday-evening-group/",
    "https://zoom.example/j/123456789?pwd=" + "aB3" * 40,
    "https://directory.example/ar/groups/مجموعة/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_read_from_paper(press, address):
    page = (
        f"<html lang='en'><title>Code</title><style>svg {{ width: 2.2cm; height: 2.2cm }}</style>{qr_svg(address, 'x')}"
    )
    (picture,) = pictures_of(pdf_of(page), dots_per_inch=200)
    assert codes_on(picture) == {address}


def test_its_name_is_the_alternative_text_in_a_pdf(press):
    made = opened(pdf_of(f"<html lang='en'><title>Code</title><p>{qr_svg(ADDRESSES[0], 'Open the group’s page')}"))
    paragraph = made.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()["/K"][0].get_object()
    figure = paragraph["/K"][0].get_object()
    assert (figure["/S"], figure["/Alt"]) == ("/Figure", "Open the group’s page")


def test_the_browser_is_told_its_name_and_finds_no_style_in_it():
    svg = qr_svg(ADDRESSES[0], 'Open <the "group">')
    assert svg.startswith('<svg role="img"')
    assert '<title>Open &lt;the "group"&gt;</title>' in svg
    assert "style" not in svg


def test_it_is_black_on_white_with_its_quiet_zone():
    svg = qr_svg("https://example.org", "x")
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    assert f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>' in svg
    assert 'd="M4 4.5h7' in svg
