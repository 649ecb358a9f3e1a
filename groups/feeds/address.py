"""Addresses as feeds write them, taken apart into street, town, region, postal code and country."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from django_countries import countries

from groups.text import fold

_ALSO_CALLED = {
    "usa": "US", "us": "US", "u s a": "US", "u s": "US", "united states": "US", "america": "US", "estados unidos": "US",
    "uk": "GB", "u k": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "united kingdom": "GB", "republic of ireland": "IE", "eire": "IE",
    "deutschland": "DE", "espana": "ES", "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "nederland": "NL",
    "holland": "NL", "the netherlands": "NL", "polska": "PL", "italia": "IT", "brasil": "BR", "norge": "NO",
    "sverige": "SE", "danmark": "DK", "suomi": "FI", "czech republic": "CZ", "russia": "RU", "turkey": "TR",
    "south korea": "KR", "korea": "KR", "taiwan": "TW", "iran": "IR", "vietnam": "VN", "bolivia": "BO",
    "venezuela": "VE", "tanzania": "TZ", "moldova": "MD", "uae": "AE", "aotearoa": "NZ", "republica dominicana": "DO",
}  # fmt: skip
#: Postal abbreviations of the states and territories of the United States.
US_STATES = set(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP".split()
)
_ZIP = r"\d{5}(?:-\d{4})?"
_CANADIAN = r"[A-CEGHJ-NPR-TVXY]\d[A-Z][ -]?\d[A-Z]\d"
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_EIRCODE = r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}"
_STATE_AND_ZIP = re.compile(rf"(?P<region>[A-Z]{{2}})[\s.]+(?P<code>{_ZIP})(?:\s+(?P<country>[A-Za-z. ]+))?", re.ASCII)
_BY_COUNTRY = {
    "US": _ZIP, "CA": _CANADIAN, "GB": _BRITISH, "IE": _EIRCODE, "NL": r"\d{4} ?[A-Z]{2}",
    # Unmistakable without a country.
    "": f"{_CANADIAN}|{_BRITISH}|{_EIRCODE}",
}  # fmt: skip
_AUSTRALIAN_STATE = re.compile(r"(?P<town>.+?)\s+(?P<state>NSW|VIC|QLD|SA|WA|TAS|ACT|NT)", re.IGNORECASE)
_ANY_CODE = r"\d{4,6}|\d{3} ?\d{2}|\d{5}-\d{3}|\d{2}-\d{3}|\d{4}-\d{3}|[A-Z]{1,2}-?\d{4,5}"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; any may be empty. `country` is an ISO 3166-1 alpha-2 code in capitals."""

    street: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@lru_cache(maxsize=2048)
def country_code(written: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country's name or code, in English or its own language; empty if
    unknown.
    """
    key = fold(written)
    if not key:
        return ""
    return _ALSO_CALLED.get(key) or _named_countries().get(key) or countries.alpha2(key.upper().replace(" ", ""))


def read_address(whole: str, parts: Address, default_country: str = "") -> Address:
    """The address in `whole` (one line, parts between commas), where `parts` is what the feed gives apart.

    What the feed gives apart wins. `parts.country` and `default_country` may be a name or code; the default
    stands where neither says a country. An address that names only a country has no street and no locality.
    """
    read = _split(whole) if whole else Address()
    given = replace(parts, country=country_code(parts.country))
    read = Address(*(getattr(given, name) or getattr(read, name) for name in Address.__slots__))
    country = read.country or _country_of_code(read) or country_code(default_country)
    return _code_out_of_town(replace(read, country=country))


@lru_cache(maxsize=1)
def _named_countries() -> dict[str, str]:
    return {fold(name): code for code, name in countries}


def _split(whole: str) -> Address:
    pieces = [piece for piece in (" ".join(part.split()).strip(" .") for part in whole.split(",")) if piece]
    country = country_code(pieces[-1]) if pieces else ""
    if country and (len(pieces) > 1 or not re.search(r"\d", pieces[0])):
        pieces.pop()
    code, region, pieces, found_country = _take_code(pieces, country)
    country = country or found_country
    if not region and len(pieces) > 1 and country in ("US", "CA", "AU") and _is_region(pieces, country):
        region = pieces.pop()
    locality = pieces.pop() if pieces and (len(pieces) > 1 or not re.match(r"\d", pieces[0])) else ""
    return Address(", ".join(pieces), locality, region, code, country)


def _is_region(pieces: list[str], country: str) -> bool:
    # "Austin, Texas" and "1 High St, Austin, TX": a lone second piece without digits is the state.
    return not re.search(r"\d", pieces[-1]) and (len(pieces) > 2 or pieces[-1].upper() in US_STATES or country == "CA")


def _take_code(pieces: list[str], country: str) -> tuple[str, str, list[str], str]:
    """(postal code, region, the pieces left, country) from the last pieces of an address."""
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 4), -1):
        state = _STATE_AND_ZIP.fullmatch(pieces[index])
        if state and state["region"] in US_STATES and country in ("", "US"):
            return state["code"], state["region"], pieces[:index], "US"
        code = re.search(rf"(?<![\w-])({_BY_COUNTRY.get(country, _ANY_CODE)})(?![\w-])", pieces[index])
        if code and (index or len(pieces) == 1):
            return _cut_code(pieces, index, code)
    return "", "", pieces, ""


def _cut_code(pieces: list[str], index: int, code: re.Match[str]) -> tuple[str, str, list[str], str]:
    left = (pieces[index][: code.start()] + " " + pieces[index][code.end() :]).strip(" -.")
    before, after = pieces[:index], [piece for piece in pieces[index + 1 :] if not re.search(r"\d", piece)]
    if left.upper() in US_STATES or (left and not before and after):
        return code[1], left, before, ""
    kept = [*before, " ".join(left.split())] if left else before
    region = after[-1] if after else ""
    return code[1], region, kept, ""


def _country_of_code(address: Address) -> str:
    if address.region.upper() in US_STATES and re.fullmatch(_ZIP, address.postal_code):
        return "US"
    for country in ("CA", "GB", "IE"):
        if re.fullmatch(_BY_COUNTRY[country], address.postal_code.upper()):
            return country
    return ""


def _code_out_of_town(address: Address) -> Address:
    # "Sydney NSW" and "Springfield 62704" as a town, with the postal code already given or not.
    state = _AUSTRALIAN_STATE.fullmatch(address.locality)
    if state and address.country == "AU":
        return replace(address, locality=state["town"], region=address.region or state["state"])
    found = re.fullmatch(rf"(.*\S)\s+({_ZIP})", address.locality)
    if not found or address.country not in ("", "US"):
        return address
    return replace(address, locality=found[1], postal_code=address.postal_code or found[2])
