"""PDFs read and looked at with other libraries than the one that made them."""

import io

import pypdf
import pypdfium2
import zxingcpp


def opened(pdf):
    """The PDF's structure."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    """All text, in the order in which it is read."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def pictures_of(pdf, dots_per_inch=150):
    """Each page as a picture."""
    return [page.render(scale=dots_per_inch / 72).to_pil() for page in pypdfium2.PdfDocument(pdf)]


def codes_on(picture):
    """What a phone would read of a picture's QR codes."""
    return {code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)}
