"""What was typed, cleaned and taken apart: words by comma, and coordinates written by hand."""

from __future__ import annotations

import re
import unicodedata

from geopy.point import Point

from groups.places.names import words

MAX_LENGTH = 300
# Never part of a place name: markup, SQL, templates, e-mail addresses.
_JUNK = frozenset('<>=;{}|\\^~%*$@"[]_')
_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
_NUMBER = r"[-+−]?\d{1,3}(?:\.\d+)?"
_ANGLE = rf"{_NUMBER}\s*°?(?:\s*\d{{1,2}}(?:\.\d+)?\s*['′’])?(?:\s*\d{{1,2}}(?:\.\d+)?\s*(?:\"|″|”|''))?"
_SIGNED = re.compile(rf"^\s*\(?\s*({_NUMBER})\s*°?\s*(?:[,;]|\s)\s*({_NUMBER})\s*°?\s*\)?\s*$")
_COMPASS = re.compile(rf"^\s*{_ANGLE}\s*[NS]\s*[,;]?\s*{_ANGLE}\s*[EW]\s*$", re.IGNORECASE)
_COMPASS_FIRST = re.compile(rf"^\s*([NS])\s*({_NUMBER})\s*°?\s*[,;]?\s*([EW])\s*({_NUMBER})\s*°?\s*$", re.IGNORECASE)


def clean(text: str) -> str:
    """NFKC without control and format characters, spaces collapsed; "" when it cannot be a place."""
    if len(text) > MAX_LENGTH:
        return ""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if char in "\t\n\r" else char for char in text if not _is_invisible(char))
    text = " ".join(text.split())
    return text if any(char.isalnum() for char in text) else ""


def _is_invisible(char: str) -> bool:
    return char not in "\t\n\r" and unicodedata.category(char)[0] == "C"


def is_junk(text: str) -> bool:
    """Whether a cleaned text holds something no place name has."""
    return not _JUNK.isdisjoint(text) or _LINK.search(text) is not None


def coordinates(text: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees if the text is a pair of them, else None; ValueError if out of range.

    Understands "53.8, -1.55", "53.8N 1.55W", "N53.8 W1.55" and degrees with minutes and seconds.
    Two whole numbers without a comma are not a pair.
    """
    text = text.replace("−", "-")
    signed = _SIGNED.match(text)
    if signed and ("," in text or ";" in text or ("." in signed[1] and "." in signed[2])):
        return _in_range(float(signed[1]), float(signed[2]))
    first = _COMPASS_FIRST.match(text)
    if first:
        south, west = first[1].upper() == "S", first[3].upper() == "W"
        return _in_range(float(first[2]) * (-1 if south else 1), float(first[4]) * (-1 if west else 1))
    if _COMPASS.match(text):
        point = Point.from_string(text)
        return _in_range(point.latitude, point.longitude)
    return None


def _in_range(latitude: float, longitude: float) -> tuple[float, float]:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError("coordinates out of range")
    return latitude, longitude


def parts(text: str) -> list[list[str]]:
    """The folded words of each part between commas; parts without a word are left out."""
    return [found for found in (words(part) for part in re.split(r"[,、،;]", text)) if found]
