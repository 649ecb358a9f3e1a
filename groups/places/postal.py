"""Postal codes in what was typed: alone, at the end of an address, or beside a town.

A code that is well formed but that the data does not have is nothing: it is never corrected to another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from groups.geo import distance_km
from groups.places.build_postcodes import compact_code
from groups.places.shapes import shape_of
from groups.places.store import Candidate, Code, Store

# Outward and inward part; the letter O is often typed for the digit at the start of the inward part.
_GB_FULL = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[\s-]*([\dO][ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_GB_SECTOR = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s+\d$", re.IGNORECASE)
_CA_FULL = re.compile(r"\b([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[\s-]*(\d[ABCEGHJ-NPRSTV-Z]\d)\b", re.IGNORECASE)
_IE_FULL = re.compile(r"\b([AC-FHKNPRTV-Y]\d[\dW])[\s-]*([AC-FHKNPRTV-Y\d]{4})\b", re.IGNORECASE)
_FULL = (("GB", _GB_FULL), ("CA", _CA_FULL), ("IE", _IE_FULL))
_CROWN_OUTCODES = re.compile(r"^(JE|GY|IM)\d")

_ZIP_PLUS_4 = re.compile(r"^(\d{5})[-\s]\d{4}$")
_DUTCH = re.compile(r"^(\d{4})\s?[A-Z]{2}$", re.IGNORECASE)
# Separators that give the country away.
_SEPARATED = (
    ("JP", re.compile(r"^〒?(\d{3}-\d{4})$")),
    ("BR", re.compile(r"^(\d{5}-\d{3})$")),
    ("PT", re.compile(r"^(\d{4}-\d{3})$")),
    ("PL", re.compile(r"^(\d{2}-\d{3})$")),
)
_PREFIXED = re.compile(r"^([A-Z]{1,2})-(\d{3}\s?\d{1,3})$", re.IGNORECASE)
# Signs of cars once written before codes ("D-10115"), where they differ from the country's code.
_CAR_SIGNS = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "E": "ES",
    "F": "FR",
    "I": "IT",
    "L": "LU",
    "N": "NO",
    "P": "PT",
    "S": "SE",
}
_NUMERIC = re.compile(r"^\d{4,7}$|^\d{3} \d{2,3}$")
_IN_TEXT = re.compile(
    r"\b(\d{5}-\d{4}|\d{3}-\d{4}|\d{2}-\d{3}|\d{4,6}|\d{3} \d{2}|[A-Z]{1,2}\d[A-Z\d]?)\b", re.IGNORECASE
)
# Countries whose file names only the head of a block of codes, and how short a beginning may answer for them; in Italy
# it is the general code of a large city ("00100" for all Rome) that is left out.
_SPARSE = {"BR": 2, "CL": 3, "CN": 3, "IT": 3}
# Territories that take part in another country's numbering.
_SHARED = {"US": ("PR", "GU", "VI", "AS", "MP")}
_AGREES_KM = 60.0
_PHONE = re.compile(r"^[+(]?[\d\s().+/-]{7,}$")


@dataclass(slots=True, frozen=True)
class Reading:
    """A code found in a text: its rows by preference (none: well formed but unknown), and the text without it.

    is_certain: only a postal code is written so; otherwise it may be a house number, and a place must agree.
    """

    codes: list[Code]
    rest: str
    is_certain: bool


def whole(store: Store, text: str, hint: str) -> list[Code] | None:
    """The codes a text is, best first; [] if it is a well-formed code nobody has; None if it is no code."""
    for country, pattern in _FULL:
        found = pattern.fullmatch(text)
        if found:
            return outward(store, country, found[1])
    sector = _GB_SECTOR.match(text)
    if sector:
        return outward(store, "GB", sector[1])
    compact = re.sub(r"[\s-]", "", text.upper())
    if compact.isascii() and compact.isalnum() and 2 <= len(compact) <= 8 and not compact.isdigit():
        lettered = _lettered(store, compact, hint)
        if lettered is not None:
            return lettered
    return _digits(store, text, hint)


def outward(store: Store, country: str, code: str) -> list[Code]:
    """The outward part of a British, Irish or Canadian code; "EC1" is the middle of EC1A, EC1M…"""
    code = code.upper()
    if country == "GB" and _CROWN_OUTCODES.match(code):
        country = {"J": "JE", "G": "GG", "I": "IM"}[code[0]]
    exact = [row for row in store.codes(code) if row.country == country]
    if exact or country != "GB":
        return exact
    return _middle(code, [row for row in store.codes_starting(code, country) if row.code[len(code) :].isalpha()])


def _middle(code: str, rows: list[Code]) -> list[Code]:
    if not rows:
        return []
    latitude = sum(row.latitude for row in rows) / len(rows)
    longitude = sum(row.longitude for row in rows) / len(rows)
    return [Code(code, rows[0].country, rows[0].name, rows[0].region, latitude, longitude)]


def _lettered(store: Store, compact: str, hint: str) -> list[Code] | None:
    """Codes with letters in them: whichever country has it, the hinted one first."""
    dutch = _DUTCH.match(compact)
    if dutch and hint in ("", "NL"):
        return [row for row in store.codes(dutch[1]) if row.country == "NL"]
    if not any(char.isdigit() for char in compact) or compact[0].isdigit():
        return None
    found = store.codes(compact) or outward(store, "GB", compact)
    if found:
        return sorted(found, key=lambda row: row.country != hint)
    return [] if {"GB", "CA", "IE"} & store.code_shapes.get(shape_of(compact), set()) else None


def _digits(store: Store, text: str, hint: str) -> list[Code] | None:
    plus_4 = _ZIP_PLUS_4.match(text)
    if plus_4:
        return _of_country(store, plus_4[1], "US")
    for country, pattern in _SEPARATED:
        found = pattern.match(text)
        if found and hint in ("", country):
            return _of_country(store, found[1], country)
    prefixed = _PREFIXED.match(text)
    if prefixed:
        country = _CAR_SIGNS.get(prefixed[1].upper(), prefixed[1].upper())
        return _of_country(store, prefixed[2].replace(" ", ""), country)
    if _NUMERIC.match(text):
        return _numeric(store, text.replace(" ", ""), hint)
    return [] if _PHONE.match(text) or text.isdigit() else None


def _numeric(store: Store, code: str, hint: str) -> list[Code]:
    """Bare digits: the hinted country's if it writes such codes, else five are American, six Indian."""
    users = store.code_shapes.get(shape_of(code), set()) | ({"JP"} if len(code) == 7 else set())
    if hint in users or hint in _SPARSE:
        return _of_country(store, code, hint)
    usual = {5: "US", 6: "IN"}.get(len(code))
    found = [row for row in store.codes(code) if usual]
    expected = [row for row in found if row.country == usual]
    return expected if expected and hint else sorted(found, key=lambda row: row.country != usual)


def _of_country(store: Store, code: str, country: str) -> list[Code]:
    compact = compact_code(country, code)
    users = (country, *_SHARED.get(country, ()))
    found = [row for row in store.codes(compact) if row.country in users]
    if found or not _may_be_left_out(country, compact):
        return found
    beginnings = (compact[:length] for length in range(len(compact) - 1, _SPARSE[country] - 1, -1))
    blocks = (_middle(compact, store.codes_starting(beginning, country)) for beginning in beginnings)
    return next(filter(None, blocks), [])


def _may_be_left_out(country: str, compact: str) -> bool:
    if country not in _SPARSE or len(set(compact)) == 1:
        return False
    return country != "IT" or compact.endswith("00")


def in_text(store: Store, text: str) -> list[Reading]:
    """Codes that stand in a longer text, the last first; a British, Canadian or Irish full code is the only one."""
    for country, pattern in _FULL:
        matches = list(pattern.finditer(text))
        if matches:
            return [Reading(outward(store, country, matches[-1][1]), _without(text, matches[-1]), is_certain=True)]
    found = []
    for match in reversed(list(_IN_TEXT.finditer(text))):
        code = re.sub(r"[\s-]", "", match[0].upper())
        code = code[:5] if len(code) in (7, 9) else code
        found.append(Reading(store.codes(code), _without(text, match), is_certain=False))
    return found


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def agreeing(codes: Iterable[Code], places: Iterable[Candidate]) -> list[Code]:
    """Of the codes, those that lie in or near one of the places, the nearest pair first."""
    pairs = [(km, code) for code in codes for place in places if (km := _km_apart(code, place)) is not None]
    return [code for _, code in sorted(pairs, key=lambda pair: pair[0])]


def _km_apart(code: Code, place: Candidate) -> float | None:
    if code.country != place.country:
        return None
    if place.kind == "country":
        return _AGREES_KM
    km = distance_km(code.latitude, code.longitude, place.latitude, place.longitude)
    return km if km <= max(_AGREES_KM, 2 * place.radius_km) else None
