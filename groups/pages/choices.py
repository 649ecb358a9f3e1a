"""The filters beside a list: each with its choices and how many groups each would leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.geo import KM_PER_MILE
from groups.language import first_weekday, number_in_words
from groups.pages.addresses import SearchAddress
from groups.pages.distance import radius_in_words
from groups.pages.mould import Mould, joined
from groups.search.facets import COUNTED, Choice
from groups.search.filters import SORTS, TAGGED, WHENS, form_class
from groups.search.query import DEFAULT_RADIUS
from groups.search.results import Results
from groups.search.tags import DAYS
from groups.text import quoted

_IN_PANEL = {"within", "q", "when", "sort", *TAGGED}
_AT_ONCE, _AT_MOST = 8, 40
_RADII = {"mi": (5, 10, 25, 50, 100, 250), "km": (5, 10, 20, 40, 100, 400)}


@dataclass(slots=True)
class Option:
    """One choice of a select, or a chosen filter with the address without it."""

    value: str
    label: str
    chosen: bool = False
    url: str = ""


def panel_of(results: Results, address: SearchAddress, errors: dict[str, str], words: str) -> SafeString:
    """The whole form that narrows a search: radius, words, time, order and the filters; `words` as they were typed."""
    query, other = results.query, "km" if results.unit == "mi" else "mi"
    shape = (results.unit if results.origin else "", query.within, query.when, query.sort)
    # What somebody typed may stand in an error: that is not remembered.
    mould = _panel(get_language(), *shape, errors) if errors else _panel_mould(get_language(), *shape)
    url = address.changed(unit=other, within=None) if results.origin else ""
    filled = {"other_unit_url": url, "words": words, "filters": filters_of(results, errors)}
    return SafeString(mould.filled(*(filled[name] for name in mould.gaps)))


@lru_cache(maxsize=500)
def _panel_mould(language: str | None, unit: str, within: float | None, when: str, sort: str) -> Mould:
    return _panel(language, unit, within, when, sort, {})


def _panel(
    language: str | None, unit: str, within: float | None, when: str, sort: str, errors: dict[str, str]
) -> Mould:
    context = {
        "radii": radii_of(unit, within) if unit else [],
        "other_unit_label": _("Show kilometres") if unit == "mi" else _("Show miles"),
        "whens": whens(when),
        "sorts": sorts(sort),
        "error_of": errors,
        "stands_open": not errors.keys().isdisjoint(_IN_PANEL),
    }
    gaps = ("other_unit_url", "words", "filters") if unit else ("words", "filters")
    return Mould("pages/_filters.html", context, *gaps)


def filters_of(results: Results, errors: dict[str, str]) -> SafeString:
    """The filters that offer a choice here, as markup."""
    asked = results.query.tagged
    country = (results.origin.country if results.origin else results.query.country) or settings.DEFAULT_COUNTRY
    return joined(
        _filter(parameter, _in_order(parameter, choices, country), asked.get(parameter, ()), errors.get(parameter, ""))
        for parameter, choices in results.facets.items()
        if len(choices) > 1 or parameter in asked or parameter in errors
    )


def _in_order(parameter: str, choices: list[Choice], country: str) -> list[Choice]:
    """Days in the order of the country's week; all else as it is."""
    if parameter != "day":
        return choices
    return sorted(choices, key=lambda choice: (DAYS.index(choice.value) - first_weekday(country)) % 7)


def label_of(parameter: str) -> str:
    """The name people know a parameter by; "" for what belongs to none."""
    field = form_class().base_fields.get(parameter)
    return str(field.label) if field and field.label else ""


def _filter(
    parameter: str, choices: list[Choice], asked: tuple[str, ...], error: str
) -> tuple[Mould, tuple[SafeString, SafeString]]:
    # What is chosen stands first, and is never among those left out.
    ordered = choices if len(choices) <= _AT_ONCE else sorted(choices, key=lambda choice: choice.value not in asked)
    first = max(_AT_ONCE, len(asked))
    rest = ordered[first : max(first, _AT_MOST)]
    language = get_language()
    # What somebody typed may stand in an error: that is not remembered.
    make = _filter_mould.__wrapped__ if error else _filter_mould
    mould = make(language, parameter, len(asked), len(rest), error)
    return mould, (_markup(language, parameter, ordered[:first], asked), _markup(language, parameter, rest, asked))


@lru_cache(maxsize=1_000)
def _filter_mould(language: str | None, parameter: str, chosen: int, more_count: int, error: str) -> Mould:
    context = {"parameter": parameter, "title": label_of(parameter), "chosen": chosen, "error": error}
    return Mould("pages/_filter.html", context | {"more_count": more_count}, "choices", "more")


def _markup(language: str | None, parameter: str, choices: Iterable[Choice], asked: tuple[str, ...]) -> SafeString:
    return joined(
        (_choice_mould(language, parameter, value, label, value in asked), (count_in_words(count),))
        for value, label, count in choices
    )


@lru_cache(maxsize=4_000)
def _choice_mould(language: str | None, parameter: str, value: str, label: str, chosen: bool) -> Mould:
    context = {"parameter": parameter, "value": value, "label": label, "chosen": chosen}
    return Mould("pages/_choice.html", context, "count")


def count_in_words(count: int) -> str:
    """ "1,204", or "10,000+" from where counting stops."""
    return _count_in_words(count, get_language())


@lru_cache(maxsize=4_000)
def _count_in_words(count: int, language: str | None) -> str:
    return f"{number_in_words(count)}+" if count >= COUNTED else number_in_words(count)


def chosen_of(results: Results, address: SearchAddress) -> list[Option]:
    """The filters in force, each with the address of the search without it."""
    tagged = [
        Option(value, results.vocabulary.label(name, value), True, address.without(name, value))
        for name in TAGGED
        for value in results.query.tagged.get(name, ())
    ]
    if results.query.when:
        tagged.append(Option("", str(WHENS[results.query.when]), True, address.changed(when=None)))
    if results.query.words:
        tagged.append(Option("", f"“{quoted(results.query.words)}”", True, address.changed(q=None)))
    return tagged


def radii(results: Results) -> list[Option]:
    """The distances to choose from for a search near a place."""
    return radii_of(results.unit, results.query.within)


def radii_of(unit: str, asked: float | None) -> list[Option]:
    """The distances in a unit, in words; the usual one has no value, so that each country keeps its own."""
    numbers = sorted({*_RADII[unit], *([asked] if asked else [])})
    return [
        Option(
            "" if number == DEFAULT_RADIUS[unit] else f"{number:g}",
            radius_in_words(number * (KM_PER_MILE if unit == "mi" else 1), unit),
            number == (asked or DEFAULT_RADIUS[unit]),
        )
        for number in numbers
    ]


def whens(chosen: str) -> list[Option]:
    """Any time, or a window from now on."""
    return [Option("", _("Any time"), not chosen), *(Option(v, str(label), v == chosen) for v, label in WHENS.items())]


def sorts(chosen: str) -> list[Option]:
    """The orders a list can have."""
    return [Option("" if v == "distance" else v, str(label), v == chosen) for v, label in SORTS.items()]
