"""Text made comparable: the folding that the word index, the word search and feed matching share."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´ʼ]")
# Letters that NFKD leaves whole although people type them plain.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

_ENDS = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


def fold(text: str) -> str:
    """`text` in small letters without accents, apostrophes or punctuation; words with one space between.

    Only letters and digits remain, so both databases' word indexes cut it at the same places.
    """
    # Folded again after NFKD, which makes capitals of signs such as ™ and ℌ.
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold())).casefold().translate(_PLAIN)
    kept = ("" if unicodedata.category(letter)[0] == "M" else letter if letter.isalnum() else " " for letter in plain)
    return " ".join("".join(kept).split())


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return fold(text).split()


def quoted(text: str, longest: int = 60) -> str:
    """`text` as a sentence may repeat it: on one line, nothing invisible or that turns letters round, cut to `longest`.

    Left out are the Unicode categories C (controls, formats such as bidi marks, surrogates) and Z but for plain spaces.
    """
    kept = ("" if unicodedata.category(sign)[0] == "C" else sign for sign in text.translate(_ENDS))
    plain = " ".join("".join(kept).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
