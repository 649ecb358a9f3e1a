"""Folds place names, so that "København", "KOBENHAVN" and "Kobenhavn" are the same key."""

from __future__ import annotations

import unicodedata

# Letters that carry no combining mark, so NFKD leaves them alone; the usual Latin transliterations.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ə": "a", "ŋ": "n", "&": " and ",
}  # fmt: skip
_DROPPED = frozenset("'’‘`´ʻʼʹʺ.·")
_SHORT_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_AREA_WORDS = frozenset(
    ["co", "county", "parish", "borough", "district", "city", "of", "and", "the", "royal", "metropolitan"]
)


class _Folding(dict[int, str]):
    """What each code point becomes; filled as they are met, so that folding a million names stays quick."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _DROPPED or category == "Mn":
            folded = ""
        elif char in _LETTERS:
            folded = _LETTERS[char]
        else:
            # Spacing marks (Mc) are vowels in the scripts of India; isalnum() alone would split words there.
            folded = char if char.isalnum() or category == "Mc" else " "
        self[code] = folded
        return folded


_FOLDING = _Folding()


def words(text: str) -> list[str]:
    """The folded words of a name: no case, accents, apostrophes or dots; "Saint" is "st"."""
    return [_SHORT_WORDS.get(word, word) for word in _folded(text).split()]


def name_slug(text: str) -> str:
    """A name as it stands in an address: "Stoke-on-Trent" is "stoke-on-trent", "Saint Paul" is "saint-paul"."""
    return "-".join(_folded(text).split())


def _folded(text: str) -> str:
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    return folded.translate(_FOLDING)


def name_key(text: str) -> str:
    """The key a name is stored and looked up under: its folded words joined ("capetown" is "Cape Town")."""
    return "".join(words(text))


def county_key(text: str) -> str:
    """As name_key, without the words for the sort of area: "Co. Kerry" is "Kerry County" is "Kerry"."""
    found = words(text)
    kept = [word for word in found if word not in _AREA_WORDS]
    return "".join(kept or found)
