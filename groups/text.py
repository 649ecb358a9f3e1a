"""Text made comparable, by the folding that searches and feeds share, and fit to show, without what cannot be seen."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´ʼ]")
# Letters that NFKD leaves whole although people type them plain.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
# Controls, lone surrogates, private use, unassigned: no column or page can show them.
_UNSHOWN = ("Cc", "Cs", "Co", "Cn")
# What Unicode calls ignorable (soft hyphens, spaces of no width, fillers, tags, marks of direction): a name made of
# them cannot be seen, an e-mail address they split not found, and a direction that is never closed spoils a page.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# Persian, Indian scripts and emoji need joiners. After a plain letter, or a joiner, they shape nothing and only hide.
_IDLE_JOINERS = re.compile(r"(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]+")


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


def printable(text: str) -> str:
    """`text` in NFC without what cannot be seen; tabs stay, and every line ends with one "\\n".

    Left out are controls, surrogates, private-use and unassigned characters, marks of direction and ignorable signs.
    Variation selectors stay, and so do joiners that shape the letter or emoji before them.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    shown = (one for one in _UNSEEN.sub("", lines) if one in "\n\t" or unicodedata.category(one) not in _UNSHOWN)
    return unicodedata.normalize("NFC", _IDLE_JOINERS.sub("", "".join(shown)))


def quoted(text: str, longest: int = 60) -> str:
    """`text` as a sentence may repeat it: printable, on one line, cut to `longest` letters."""
    plain = " ".join(printable(text).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
