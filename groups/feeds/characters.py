"""Which characters a feed's text may hold: no control characters, lone surrogates, private-use or unseen marks, and
none that turn round the text after them."""

import unicodedata

_UNWANTED = ("Cc", "Cs", "Co", "Cn")
_KEPT = "\n\r\t"
# Unicode's embeddings, overrides and isolates of direction: one that is never closed spoils the rest of a card.
_DIRECTIONS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
# Soft hyphens, spaces of no width, tags: a name made of them cannot be seen, and an e-mail they split not found.
_UNSEEN = {"\u00ad", "\u200b", "\ufeff", *map(chr, range(0x2060, 0x2065)), *map(chr, range(0xE0000, 0xE0080))}
_DROPPED = _DIRECTIONS | _UNSEEN


def printable(text: str) -> str:
    """`text` in NFC without what no database column or page can show; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(filter(_is_kept, text)))


def _is_kept(letter: str) -> bool:
    if letter in _KEPT:
        return True
    return letter not in _DROPPED and unicodedata.category(letter) not in _UNWANTED
