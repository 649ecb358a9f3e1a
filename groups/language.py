"""What differs from language to language and is no sentence of its own: words kept as data, numbers, sorting, the first
day of the week, and text of the other direction. What CLDR knows comes from Babel."""

from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_timezone_location
from babel.numbers import format_decimal
from django.utils.translation import get_language, get_language_bidi, gettext

from groups.text import fold


def translated(text: str) -> str:
    """A text of the vocabulary we ship, in the language of the page; as it is where nobody has translated it.

    Its msgids come from the files of `groups/vocabulary`, so an operator's own words simply stay as they are.
    """
    # gettext would answer "" with the head of the catalogue.
    return gettext(text) if text else ""


def by_name(label: str) -> tuple[str, str]:
    """A key to sort names by as people look them up: without regard to case or accents."""
    return fold(label), label


def number_in_words(number: float) -> str:
    """ "1,204.5" or "1.204,5", as the language of the page writes it; at most two decimals."""
    return format_decimal(number, "#,##0.##", _locale(get_language() or "en"))


def plural_number(number: float) -> int:
    """What to choose a plural form by: gettext knows whole numbers alone, and "1.5 miles" takes the form of many."""
    return int(number) if float(number).is_integer() else 100


def city_of(time_zone: str) -> str:
    """The city an IANA time zone is named after, as the language of the page calls it: "Londres" for Europe/London."""
    return _city_of(time_zone, get_language() or "en")


@lru_cache(maxsize=4_000)
def _city_of(time_zone: str, language: str) -> str:
    return get_timezone_location(time_zone, _locale(language), return_city=True).rpartition("/")[2]


@cache
def country_of_zone(time_zone: str) -> str:
    """The country (ISO code) whose clock an IANA time zone is, old names included; "" for one of none, such as UTC."""
    code = get_global("zone_territories").get(get_global("zone_aliases").get(time_zone, time_zone), "")
    return code if code.isalpha() and code != "ZZ" else ""


@cache
def first_weekday(country: str) -> int:
    """The day a week begins with in a country (ISO code), 0 = Monday; Monday where CLDR does not know."""
    try:
        return Locale.parse(f"und_{country}").first_week_day
    except (UnknownLocaleError, ValueError):
        return 0


def isolated(text: object) -> str:
    """`text` kept together where a page reads from right to left: a phone number in a sentence, or a name in another
    script, would otherwise change places with the words around it."""
    # First Strong Isolate and Pop Directional Isolate (UAX 9): unlike <bdi> they may stand in attributes and titles.
    return f"\u2068{text}\u2069" if text and get_language_bidi() else str(text)


@cache
def _locale(language: str) -> Locale:
    """What CLDR knows of a language, its variant or the language itself; English for one it does not know."""
    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
