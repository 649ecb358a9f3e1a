"""Pages put on sheets so that, printed on both sides and folded in the middle, they read in order."""

import io

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

#: Pages on one sheet of paper: two on either side.
_ON_A_SHEET = 4


def sides(pages: int, right_to_left: bool = False) -> list[tuple[int, int]]:
    """For each side of each sheet, front before back, the (left, right) page, from 1; `pages` is a multiple of four.

    A booklet that is read from right to left has its fold on the other side.
    """
    if pages % _ON_A_SHEET:
        raise ValueError("Four pages go on a sheet.")
    found = []
    for first in range(1, pages // 2, 2):
        last = pages + 1 - first
        found += [(last, first), (first + 1, last - 1)]
    return [(right, left) for left, right in found] if right_to_left else found


def folded(pdf: bytes, language: str, right_to_left: bool = False) -> bytes:
    """A PDF of single pages as sheets of two, to be printed on both sides, turned over the short edge.

    Blank pages go before the last one, which stays on the outside. Its tags are lost: a screen reader needs the plain
    PDF.
    """
    reader, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
    pages: list[PageObject | None] = list(reader.pages)
    pages[-1:-1] = [None] * (-len(pages) % _ON_A_SHEET)
    box = reader.pages[0].mediabox
    width, height = float(box.width), float(box.height)
    forms = [None if page is None else _form(page, writer) for page in pages]
    for pair in sides(len(pages), right_to_left):
        placed = zip((0.0, width), pair, strict=True)
        _add_side(writer, width * 2, height, [(x, forms[number - 1]) for x, number in placed])
    writer.add_metadata({"/Title": reader.metadata.title or ""} if reader.metadata else {})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    sheets = io.BytesIO()
    writer.write(sheets)
    return sheets.getvalue()


def _form(page: PageObject, writer: PdfWriter) -> object:
    """A page as a picture that can be put on another: its drawing is copied, not read."""
    form, contents = DecodedStreamObject(), page.get_contents()
    form.set_data(b"" if contents is None else contents.get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(page.mediabox),
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    return writer._add_object(form.flate_encode())


def _add_side(writer: PdfWriter, width: float, height: float, placed: list[tuple[float, object]]) -> None:
    side = writer.add_blank_page(width, height)
    drawing, forms = DecodedStreamObject(), DictionaryObject()
    here = [(x, form) for x, form in placed if form is not None]
    for number, (_, form) in enumerate(here):
        forms[NameObject(f"/P{number}")] = form
    steps = [f"q 1 0 0 1 {x:.2f} 0 cm /P{number} Do Q" for number, (x, _) in enumerate(here)]
    drawing.set_data("\n".join(steps).encode())
    side[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    side[NameObject("/Contents")] = writer._add_object(drawing)
