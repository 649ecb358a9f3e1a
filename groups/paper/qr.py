"""QR codes as pictures inside a page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, label: str) -> SafeString:
    """`text` (an address, as a rule) as an SVG of black modules on white, its four modules of quiet zone included.

    `label` says what the code opens: it is the picture's name for screen readers, and its alternative text in a PDF.
    CSS gives it its size (`svg.qr`; 2 cm or more prints well); it has no style attribute. Error correction M: it can
    be read with 15 % of it worn off. Raises segno.DataOverflowError beyond 2,331 bytes.
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    svg = code.svg_inline(light="#fff", omitsize=True, title=label, svgclass="qr", lineclass=None)
    # segno escapes the label; the rest is digits.
    return mark_safe(svg.replace("<svg ", '<svg role="img" width="120" height="120" ', 1))  # noqa: S308
