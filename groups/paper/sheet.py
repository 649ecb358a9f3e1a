"""A client's sheet: the groups of a list on one or two pages, to hand over; as a page to print, and as a PDF.

It names nobody: no client, no place in its title or file name, and no diagnosis anywhere. A view loads the groups,
asks `options_of` what was chosen, and answers with `render_sheet` or `sheet_pdf_response`; the PDF stands at
`FILE_NAME` beside the page, with the same parameters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override

from groups.pages.frame import LanguageLink, frame, page, same_page_in
from groups.paper.language import direction_of, language_of
from groups.paper.map_words import words_apart
from groups.paper.pdf import PdfUnavailable, pdf_of, warm_up
from groups.paper.sheet_end import end_of
from groups.paper.slip import Reader, SheetItem, slip_of
from groups.places.place import Place
from groups.search.vocabulary import vocabulary

FILE_NAME = "support-groups.pdf"
PAPERS = ("a4", "letter")
#: Where people print on US Letter (CLDR).
LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How a sheet is made.

    now       aware: the date on it, and from when meetings are counted
    paper     "a4" or "letter"
    large     in type of 16 points or more
    origin    where the client starts from: the middle of the map, and whose clock and unit are used; it stands on the
              map by its name and is kept nowhere
    language  a code of the site's: the client's, which need not be that of the screen; "" for that of the screen
    """

    now: datetime
    paper: str = "a4"
    large: bool = False
    origin: Place | None = None
    language: str = ""


def options_of(
    parameters: Mapping[str, Any], items: Sequence[SheetItem], now: datetime, origin: Place | None = None
) -> SheetOptions:
    """What the address of a sheet asks for: `paper=a4|letter` (by default that of the country), `large=1`, and the
    language it is `in` (by default that of the page)."""
    usual = "letter" if country_of(items, origin) in LETTER_COUNTRIES else "a4"
    paper = parameters.get("paper")
    paper = paper if paper in PAPERS else usual
    return SheetOptions(now, paper, parameters.get("large") == "1", origin, language_of(parameters))


def country_of(items: Sequence[SheetItem], origin: Place | None) -> str:
    """Whose crisis lines and paper a sheet has (ISO code): the origin's, else the first group's that has a place."""
    if origin and origin.country:
        return origin.country
    placed = (item.card["country"] for item in items if item.card["latitude"] is not None)
    return next((country for country in placed if country), settings.DEFAULT_COUNTRY)


def render_sheet(
    request: HttpRequest,
    items: Sequence[SheetItem],
    options: SheetOptions,
    beside: Mapping[str, Any] | None = None,
    no_pdf: bool = False,
) -> HttpResponse:
    """The sheet as a page, to print as it is; with `no_pdf` it says that there is none now, with status 503.

    `beside` is for the screen of who makes the sheet: how the place was understood (`from`, `notes`, `meanings`), and
    the way `back`. The page is made for one reader: no cache and no search engine keeps it.
    """
    warm_up()
    context = {
        **_handout(items, options),
        "beside": beside or {},
        "no_pdf": no_pdf,
        "choices": _choices(request, options),
        "pdf_address": _address(request, options, FILE_NAME),
        "site_languages": same_page_in(_address(request, options)),
        "indexable": False,
    }
    country, status = country_of(items, options.origin), 503 if no_pdf else 200
    response = page(request, "paper/sheet.html", context, vocabulary().version, country, status)
    response["Cache-Control"] = "no-store, private"
    return response


def _handout(items: Sequence[SheetItem], options: SheetOptions) -> dict[str, Any]:
    """The sheet itself in its own language, and what the page must know of it."""
    language = options.language or language_of({})
    with override(language):
        handout = render_to_string("paper/_handout.html", sheet_context(items, options))
    return {
        "handout": handout,
        "paper": options.paper,
        "large": options.large,
        "sheet_language": language,
        "sheet_direction": direction_of(language),
    }


def sheet_pdf_response(
    request: HttpRequest,
    items: Sequence[SheetItem],
    options: SheetOptions,
    beside: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The sheet as a PDF to open or save; where there is none now, the page to print."""
    try:
        pdf = render_sheet_pdf(items, options, options.language or language_of({}))
    except PdfUnavailable:
        return render_sheet(request, items, options, beside, no_pdf=True)
    headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}"', "Cache-Control": "no-store, private"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def render_sheet_pdf(items: Sequence[SheetItem], options: SheetOptions, language: str) -> bytes:
    """The sheet as a tagged PDF in an interface language (its code); raises PdfUnavailable."""
    with override(language):
        context = frame() | sheet_context(items, options)
        context |= {"css": stylesheet("paper"), "map_css": stylesheet("paper-map")}
        context["ground"], context["map_words"] = words_apart(context["ground"])
        return pdf_of(render_to_string("paper/sheet_pdf.html", context))


def sheet_context(items: Sequence[SheetItem], options: SheetOptions) -> dict[str, Any]:
    """What the sheet itself shows, in the language of the page."""
    words = vocabulary()
    country = country_of(items, options.origin)
    time_zone = options.origin.time_zone if options.origin else ""
    reader = Reader(words, country, time_zone, options.now)
    slips = [slip_of(item, number, reader) for number, item in enumerate(items, 1)]
    return {
        "paper": options.paper,
        "large": options.large,
        "slips": slips,
        "has_usual_visit": any(not item.group.first_visit_note for item in items),
        "has_example": any(item.card["example"] for item in items),
        **end_of(items, options.origin, reader),
    }


@cache
def stylesheet(name: str) -> str:
    """A stylesheet of ours as text: a PDF reads no address."""
    return (Path(settings.BASE_DIR) / "static" / f"{name}.css").read_text()


def _choices(request: HttpRequest, options: SheetOptions) -> dict[str, Any]:
    """The addresses of this sheet on the other paper, in the other size of type, and in the other languages."""
    other = next(paper for paper in PAPERS if paper != options.paper)
    own = options.language or language_of({})
    return {
        "languages": [
            LanguageLink(code, name, _address(request, options, **{"in": code}))
            for code, name in settings.LANGUAGES
            if code != own
        ],
        "other_paper": _address(request, options, paper=other),
        "other_size": _address(request, options, large="" if options.large else "1"),
    }


def _address(request: HttpRequest, options: SheetOptions, file: str = "", **changes: str) -> str:
    chosen = request.GET.copy()
    chosen["paper"], chosen["large"] = options.paper, "1" if options.large else ""
    for name, value in changes.items():
        chosen[name] = value
    if not chosen["large"]:
        del chosen["large"]
    return f"{request.path.removesuffix(FILE_NAME)}{file}?{chosen.urlencode()}"
