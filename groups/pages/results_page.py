"""The results page: what was understood and found, in words and addresses for its template."""

from typing import Any, cast

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.language import country_of_zone, isolated
from groups.pages import choices
from groups.pages.addresses import SearchAddress
from groups.pages.cards import confirmed_first, render_cards
from groups.pages.choices import Option
from groups.pages.distance import radius_in_words
from groups.pages.frame import page, same_page_in
from groups.pages.helplines import help_lines
from groups.pages.maps import map_of, may_be_mapped
from groups.pages.place_words import place_in_words
from groups.pages.streets import street_map_of
from groups.search.online import soonest_online
from groups.search.results import NOT_FOUND, UNAVAILABLE, Results
from groups.text import quoted

#: Asked again in every search of the page, beside the fields people see.
_HIDDEN = ("country", "unit", "zone", "limit", "map")
_FEW = 10

#: The status of a page by the problem of its search.
STATUS = {"": 200, NOT_FOUND: 404, UNAVAILABLE: 503}


def page_of(request: HttpRequest, template: str, context: dict[str, Any], results: Results) -> HttpResponse:
    """The page of a search: with the crisis lines of its country; 404 or 503 where the place was not found."""
    version, status = results.vocabulary.version, STATUS[results.problem]
    return page(request, template, context, version, country_of(results), status)


def country_of(results: Results) -> str:
    """The country a search is about (ISO code): that of the place found, else the one hinted at, else of the clock."""
    query = results.query
    return results.origin.country if results.origin else query.country or country_of_zone(query.zone)


def context_of(results: Results, form: Form, wants_map: bool = False) -> dict[str, Any]:
    """Everything the template shows of a search; `form` is bound and has been validated."""
    address = SearchAddress(readable_of(form), results.query.point)
    results.hits = confirmed_first(results.hits, results)
    if results.problem:
        results.online = soonest_online(results, ())
    if wants_map:
        address.values["map"] = ["1"]
    version = results.vocabulary.version
    return {
        "results": results,
        "heading": _heading(results),
        "notes": notes_of(results),
        "meanings": meanings_of(results, address),
        "count": _count(results),
        "online": render_cards(results.online, results),
        "wider": _wider(results, address),
        "pager": _pager(results, address),
        "booklet_url": address.on("booklet"),
        "indexable": False,
        "suggest_url": _suggest_url(address) if results.origin else "",
        "site_languages": same_page_in(address.changed(page=results.query.page if results.query.page > 1 else None)),
        "help_lines": help_lines(version, country_of(results)),
        **_list_and_map(results, address, wants_map),
        **_form_context(results, form, address),
    }


def readable_of(form: Form) -> QueryDict:
    """The parameters of a validated form without the values that cannot be read: they are told of once, and links and
    hidden fields would repeat them in every search from here."""
    readable = cast(QueryDict, form.data).copy()
    for name in form.errors:
        readable.setlist(name, form.cleaned_data.get(name) or [])
    return readable


def _list_and_map(results: Results, address: SearchAddress, wants_map: bool) -> dict[str, Any]:
    """The cards, numbered if there is a map of them, and the address of this page with the map or without it.

    The map is drawn when asked for: it would cost every reader of the list as much again as half the search.
    """
    first_number = (results.query.page - 1) * results.query.limit + 1
    drawing = map_of(results, first_number) if wants_map else ""
    same_page = {name: address.values.get(name) for name in ("page", "as_of")}
    return {
        "map": drawing,
        "street": street_map_of(results, first_number) if drawing else None,
        "map_url": address.changed(map=None if wants_map else "1", **same_page) if may_be_mapped(results) else "",
        "cards": render_cards(results.hits, results, first_number if drawing else 0),
    }


def _form_context(results: Results, form: Form, address: SearchAddress) -> dict[str, Any]:
    query = results.query
    errors = {name: " ".join(map(str, sentences)) for name, sentences in form.errors.items()}
    return {
        "near": form.data.get("near") or (", ".join(f"{degrees:g}" for degrees in query.point) if query.point else ""),
        "hidden": [(name, value) for name in _HIDDEN for value in address.values.get(name, [])],
        "errors": [(_field_of(name, results), choices.label_of(name), text) for name, text in errors.items()],
        "error_of": errors,
        "panel": choices.panel_of(results, address, errors, form.data.get("q", "")),
        "chosen": choices.chosen_of(results, address),
        "unfiltered": address.only("near", "lat", "lon", *_HIDDEN),
        "near_me_unit": query.unit_for(settings.DEFAULT_COUNTRY),
    }


def _field_of(parameter: str, results: Results) -> str:
    """The id of the field that shows a parameter on this page, "" where none does."""
    if parameter in ("near", "lat", "lon", "country"):
        return "near"
    if results.problem:
        return ""
    shown = {"q", "when", "sort", *(["within"] if results.origin else [])}
    return f"f-{parameter}" if parameter in results.facets else parameter if parameter in shown else ""


def problem_in_words(results: Results) -> str:
    """What is wrong with the place that was typed; "" where it was found, or none was."""
    if results.problem == NOT_FOUND:
        return _("We could not find “%(place)s”") % {"place": isolated(quoted(results.query.near))}
    return _("We cannot look up places right now") if results.problem else ""


def _heading(results: Results) -> str:
    if results.problem:
        return problem_in_words(results)
    if results.origin:
        return _("Groups near %(place)s") % {"place": place_in_words(results.origin)}
    return _("Groups by name")


def notes_of(results: Results) -> list[str]:
    """What differs from what was typed or asked, a sentence each."""
    notes = []
    if results.origin and results.origin.corrected:
        words = {"meant": isolated(results.origin.name), "typed": isolated(quoted(results.query.near))}
        notes.append(_("We searched for %(meant)s instead of “%(typed)s”.") % words)
    for typed, meant in results.corrected_words.items():
        notes.append(
            _("We searched for “%(meant)s” instead of “%(typed)s”.")
            % {"meant": isolated(meant), "typed": isolated(quoted(typed))}
        )
    if results.widened and results.radius_km:
        radius = radius_in_words(results.radius_km, results.unit)
        notes.append(_("Nothing within %(radius)s. These are the nearest.") % {"radius": radius})
    return notes


def _count(results: Results) -> str:
    number = {"count": choices.count_in_words(results.total)}
    if not results.origin or results.widened or not results.radius_km:
        return ngettext("%(count)s group", "%(count)s groups", results.total) % number
    number["radius"] = radius_in_words(results.radius_km, results.unit)
    return ngettext("%(count)s group within %(radius)s", "%(count)s groups within %(radius)s", results.total) % number


def meanings_of(results: Results, address: SearchAddress) -> list[Option]:
    """Other places of that name, each with the address of the same page there."""
    return [
        Option(place.name, place_in_words(place), url=address.changed(near=place.label, country=place.country or None))
        for place in results.choices
    ]


def _wider(results: Results, address: SearchAddress) -> Option | None:
    """The next larger radius, where few groups lie within this one; with none at all there is none farther away."""
    if not results.origin or results.widened or not 0 < results.total < _FEW:
        return None
    options = choices.radii(results)
    chosen = next(index for index, option in enumerate(options) if option.chosen)
    if chosen + 1 == len(options):
        return None
    wider = options[chosen + 1]
    return Option(wider.value, wider.label, url=address.changed(within=wider.value or None))


def _suggest_url(address: SearchAddress) -> str:
    """The address of three groups to suggest for this place and these needs."""
    same = ("near", "lat", "lon", "within", "for", "access", "style", "language", *_HIDDEN)
    return address.only(*same).replace(address.path, reverse("shortlist-suggest"), 1)


def _pager(results: Results, address: SearchAddress) -> dict[str, Any]:
    """The addresses of the pages before and after; under soonest they carry the moment the order counts from."""
    query = results.query
    as_of = results.as_of.isoformat(timespec="seconds") if query.sort == "soonest" or query.when else None
    is_last = query.page > 1 and not results.has_next
    return {
        "page": query.page,
        "before": address.changed(page=query.page - 1, as_of=as_of) if query.page > 1 else "",
        "after": address.changed(page=query.page + 1, as_of=as_of) if results.has_next else "",
        "cut": is_last and results.total > query.page * query.limit,
    }
