"""Which characters a feed's text may hold: no control characters, lone surrogates or private-use marks."""

import unicodedata

_UNWANTED = ("Cc", "Cs", "Co", "Cn")
_KEPT = "\n\r\t"


def printable(text: str) -> str:
    """`text` in NFC without what no database column or page can show; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    kept = (letter for letter in text if letter in _KEPT or unicodedata.category(letter) not in _UNWANTED)
    return unicodedata.normalize("NFC", "".join(kept))
