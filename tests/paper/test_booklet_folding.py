"""Printed on both sides and folded in the middle, a booklet reads in order."""

import io
import re

import pytest
from pypdf import PdfReader, PdfWriter

from groups.paper.booklet.folding import folded, sides
from groups.paper.pdf import pdf_of
from tests.paper.reading import opened, text_of


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
    ],
)
def test_the_pages_of_each_side_are_those_of_a_folded_pile(pages, expected):
    assert sides(pages) == expected


def test_read_from_right_to_left_the_fold_is_on_the_other_side():
    assert sides(8, right_to_left=True) == [(1, 8), (7, 2), (3, 6), (5, 4)]


def leafed_through(order):
    """The pages in the order in which a reader meets them: the pile is folded, and leafed from the outside in."""
    fronts, backs = order[::2], order[1::2]
    first_half = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    second_half = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first_half + second_half[::-1]


@pytest.mark.parametrize("pages", range(4, 44, 4))
def test_leafed_through_the_pages_come_one_after_the_other(pages):
    assert leafed_through(sides(pages)) == list(range(1, pages + 1))


def test_a_number_of_pages_that_fills_no_sheet_is_refused():
    with pytest.raises(ValueError, match="Four pages"):
        sides(6)


@pytest.fixture
def six_pages(press):
    style = "<style>@page { size: A5 } p { break-after: page } p:last-child { break-after: auto }</style>"
    words = "".join(f"<p>page{number}</p>" for number in range(1, 7))
    return pdf_of(f"<html lang='en'><title>Six</title>{style}<body>{words}")


def test_two_a5_pages_stand_on_each_side_of_a4_and_the_last_one_outside(six_pages):
    made = opened(folded(six_pages, "en"))

    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in made.pages} == {(839, 595)}
    words = [re.findall(r"page(\d)", text_of(_one(made, side))) for side in range(4)]
    assert words == [["6", "1"], ["2"], ["3"], ["4", "5"]]


def _one(made, number):
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_page(made.pages[number])
    writer.write(written)
    return written.getvalue()


def test_it_keeps_its_title_and_language_and_says_nothing_of_who_made_it(six_pages):
    made = PdfReader(io.BytesIO(folded(six_pages, "es")))
    assert made.metadata.title == "Six"
    assert made.metadata.author is None
    assert made.trailer["/Root"]["/Lang"] == "es"
