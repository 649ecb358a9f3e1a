"""Folds place names, so that "København", "KOBENHAVN" and "Kobenhavn" are the same key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that carry no combining mark, so NFKD leaves them alone; the usual Latin transliterations.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "ə": "a", "ŋ": "n", "&": " and ",
    }
)  # fmt: skip
_DROPPED = str.maketrans("", "", "'’‘`´ʻʼʹʺ.·")
_SHORT_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=20_000)
def _is_kept(char: str) -> bool:
    # Spacing marks (category Mc) are vowels in the scripts of India; isalnum() alone would split words there.
    return char.isalnum() or unicodedata.category(char) == "Mc"


def words(text: str) -> list[str]:
    """The folded words of a name: no case, accents, apostrophes or dots; "Saint" is "st"."""
    folded = text.casefold().translate(_LETTERS).translate(_DROPPED)
    if folded.isascii():
        found = _NOT_A_WORD.sub(" ", folded).split()
    else:
        marks_apart = unicodedata.normalize("NFKD", folded)
        kept = (char for char in marks_apart if unicodedata.category(char) != "Mn")
        found = "".join(char if _is_kept(char) else " " for char in kept).split()
    return [_SHORT_WORDS.get(word, word) for word in found]


def name_key(text: str) -> str:
    """The key a name is stored and looked up under: its folded words joined ("capetown" is "Cape Town")."""
    return "".join(words(text))


def county_key(text: str) -> str:
    """As name_key, without the words that say what sort of area it is ("Co. Kerry" is "Kerry County" is "Kerry")."""
    found = words(text)
    kept = [word for word in found if word not in _AREA_WORDS]
    return "".join(kept or found)


_AREA_WORDS = {
    "co",
    "county",
    "parish",
    "borough",
    "district",
    "city",
    "of",
    "and",
    "the",
    "royal",
    "metropolitan",
}
